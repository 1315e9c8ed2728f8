"""Makes dist/glossator with PyInstaller, says how large it came out, and fails where that is too large."""

from __future__ import annotations

import re
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


def forget_builder(folder: Path) -> None:
    """Empties the search paths by which Python's own files would look for libraries in the builder's folders.

    An empty one is ignored by the loader; its first byte is enough, since other names may share the string's end.
    """
    for file in folder.rglob("*.so*"):
        if not file.is_file() or file.is_symlink():
            continue
        said = subprocess.run(["readelf", "-d", str(file)], capture_output=True, text=True, check=True).stdout
        for path in re.findall(r"\((?:RUNPATH|RPATH)\).*\[(/[^\]]*)\]", said):
            data = file.read_bytes()
            file.write_bytes(data.replace(b"\0" + path.encode() + b"\0", b"\0\0" + path.encode()[1:] + b"\0"))


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
    if sys.platform == "linux":
        forget_builder(FOLDER)
    parts = sizes(FOLDER)
    for name, size in sorted(parts.items(), key=lambda part: -part[1]):
        if size >= WORTH_A_LINE:
            print(f"{size:7.1f} MB  {name}")
    total = sum(parts.values())
    print(f"{total:7.1f} MB  in all (at most {LARGEST}): {FOLDER.relative_to(ROOT)}")
    return 0 if total <= LARGEST else 1


if __name__ == "__main__":
    sys.exit(main())
