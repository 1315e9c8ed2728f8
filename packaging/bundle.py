"""Makes dist/glossator with PyInstaller, says how large it came out, and fails where that is too large."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "dist" / "glossator"
LARGEST = 165
"""MB (10^6 bytes), all files together."""
WORTH_A_LINE = 2
"""MB; each part from this size is listed."""


def bare_python() -> bool:
    """Whether this Python lacks the shared library that PyInstaller packs."""
    if sys.platform != "linux" or sysconfig.get_config_var("Py_ENABLE_SHARED"):
        return False
    try:
        import ctypes

        ctypes.CDLL(f"libpython{sys.version_info.major}.{sys.version_info.minor}.so.1.0")
    except OSError:
        return True
    return False


def sizes(folder: Path) -> dict[str, float]:
    """Each part of the folder in MB: Qt file by file, the rest by the folder it lies in."""
    parts: dict[str, float] = {}
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            inside = file.relative_to(folder).parts
            name = "/".join(inside if "PySide6" in inside else inside[:2])
            parts[name] = parts.get(name, 0) + file.stat().st_size / 1e6
    return parts


def main() -> int:
    if bare_python():
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        print(f"This Python has no shared library to pack. On Debian: sudo apt-get install libpython{version}")
        return 1
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build" / "pyinstaller")]
    made = subprocess.run([*command, *folders, str(ROOT / "build.spec")], cwd=ROOT, check=False)
    if made.returncode != 0:
        return made.returncode
    parts = sizes(FOLDER)
    for name, size in sorted(parts.items(), key=lambda part: -part[1]):
        if size >= WORTH_A_LINE:
            print(f"{size:7.1f} MB  {name}")
    total = sum(parts.values())
    print(f"{total:7.1f} MB  in all (at most {LARGEST}): {FOLDER.relative_to(ROOT)}")
    return 0 if total <= LARGEST else 1


if __name__ == "__main__":
    sys.exit(main())
