"""Makes the Debian package from dist/glossator: the folder, the desktop's files, and the system libraries it depends on."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from email.utils import formatdate
from pathlib import Path

from system_libraries import LIBRARIES

from reader import __version__
from reader.cli import COMMANDS

ROOT = Path(__file__).parent.parent
BUNDLE = ROOT / "dist" / "glossator"
TREE = ROOT / "build" / "deb"
LINUX = ROOT / "packaging" / "linux"
ICONS = ROOT / "resources" / "icon"
LARGEST = 60
"""MB (10^6 bytes)."""
MAINTAINER = "The Glossator authors <glossator@packages.example.org>"
OF_LIBC = re.compile(r"ld-linux|lib(c|m|dl|pthread|rt|resolv|util)\.so")
OF_OTHERS = {"libdrm.so.2": "libdrm2", "libGLX.so.0": "libglx0", "libOpenGL.so.0": "libopengl0"}
RECOMMENDED = ("libcups.so.2",)
"""Without it there is no printer, and everything else works."""

CONTROL = """\
Package: glossator
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: libcups2, fontconfig, fonts-dejavu-core | fonts-noto-core
Suggests: xdg-desktop-portal
Section: science
Priority: optional
Description: reader and annotator for researchers who code news by hand
 Glossator opens articles, marks passages and tags them with actors, stances
 and topics: who takes which stance on what. Everything can be done from the
 keyboard, every annotation is legible however many overlap, and the work goes
 out as CSV or XLSX. A project is one file; nothing needs the network.
"""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Glossator

Files: *
Copyright: 2026 the Glossator authors
License: Apache-2.0
 On Debian systems the full text is in /usr/share/common-licenses/Apache-2.0.

Files: usr/lib/glossator/_internal/*
Copyright: their authors
License: several
 The package carries Python, Qt (LGPL-3, /usr/share/common-licenses/LGPL-3) and
 other libraries as they are. They are listed with their licences below.
 .
"""


def outside_libraries() -> list[str]:
    """The shared libraries that the bundle's files ask for and that it does not hold."""
    files = [file for file in BUNDLE.rglob("*") if file.is_file() and file.open("rb").read(4) == b"\x7fELF"]
    held = {file.name for file in files}
    said = subprocess.run(["readelf", "-d", *map(str, files)], capture_output=True, text=True, check=True).stdout
    return sorted(set(re.findall(r"\(NEEDED\).*\[(.+)\]", said)) - held)


def dependencies() -> list[str]:
    """Debian packages of those libraries; a library without one here stops the build."""
    known = LIBRARIES | OF_OTHERS
    outside = [name for name in outside_libraries() if not OF_LIBC.match(name) and name not in RECOMMENDED]
    unknown = [name for name in outside if name not in known]
    if unknown:
        raise SystemExit(f"No Debian package is named for {', '.join(unknown)} (packaging/system_libraries.py).")
    libc = (os.confstr("CS_GNU_LIBC_VERSION") or "glibc 2.34").split()[-1]
    # Qt loads these two while it runs.
    return [f"libc6 (>= {libc})", *sorted({known[name] for name in outside} | {"libegl1", "libgl1"})]


def write(place: str, text: str, mode: int = 0o644) -> None:
    path = TREE / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def write_packed(place: str, text: str) -> None:
    path = TREE / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def copy(source: Path, place: str) -> None:
    path = TREE / place
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)


def manual() -> str:
    """The manual page, its list of commands from the command line's own table."""
    commands = "\n".join(f".TP\n.B {name}\n{line}" for name, (_, line) in COMMANDS.items())
    return (
        f'.TH GLOSSATOR 1 "" "Glossator {__version__}"\n'
        ".SH NAME\nglossator \\- read and annotate news articles\n"
        ".SH SYNOPSIS\n.B glossator\n[\\fIPROJECT\\fR] [\\fIFILE\\fR ...]\n.br\n.B glossator\n\\fICOMMAND\\fR ...\n"
        ".SH DESCRIPTION\nWithout a command the window opens: on PROJECT (ends in .gloss, made when missing); each FILE is "
        "imported into it. With a command the same work is done without a window;\n"
        ".B glossator COMMAND --help\nsays how.\n"
        f".SH COMMANDS\n{commands}\n"
    )


def fill() -> None:
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(BUNDLE, TREE / "usr/lib/glossator", symlinks=True)
    (TREE / "usr/bin").mkdir(parents=True)
    (TREE / "usr/bin/glossator").symlink_to("../lib/glossator/glossator")
    copy(LINUX / "glossator.desktop", "usr/share/applications/glossator.desktop")
    copy(LINUX / "glossator.xml", "usr/share/mime/packages/glossator.xml")
    for metainfo in LINUX.glob("*.metainfo.xml"):
        copy(metainfo, f"usr/share/metainfo/{metainfo.name}")
    for icon in ICONS.glob("glossator-*.png"):
        size = icon.stem.rpartition("-")[2]
        copy(icon, f"usr/share/icons/hicolor/{size}x{size}/apps/glossator.png")
    copy(ICONS / "glossator.svg", "usr/share/icons/hicolor/scalable/apps/glossator.svg")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    listed = "\n".join(f" {line}" if line.strip() else " ." for line in notice.splitlines())
    write("usr/share/doc/glossator/copyright", f"{COPYRIGHT}{listed}\n")
    change = f"glossator ({__version__}) unstable; urgency=medium\n\n  * See the project's CHANGELOG.md.\n\n"
    when = formatdate(int(os.environ.get("SOURCE_DATE_EPOCH", BUNDLE.stat().st_mtime)))
    write_packed("usr/share/doc/glossator/changelog.gz", f"{change} -- {MAINTAINER}  {when}\n")
    write_packed("usr/share/man/man1/glossator.1.gz", manual())
    copy(LINUX / "lintian-overrides", "usr/share/lintian/overrides/glossator")
    for path in TREE.rglob("*"):
        if not path.is_symlink():
            program = path.is_dir() or path == TREE / "usr/lib/glossator/glossator"
            path.chmod(0o755 if program else 0o644)


def control() -> None:
    files = [path for path in sorted(TREE.rglob("*")) if path.is_file() and not path.is_symlink()]
    kilobytes = sum(-(-path.stat().st_size // 1024) for path in files)
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(TREE)}" for path in files]
    write(
        "DEBIAN/control",
        CONTROL.format(
            version=__version__,
            architecture=architecture(),
            maintainer=MAINTAINER,
            kilobytes=kilobytes,
            depends=", ".join(dependencies()),
        ),
    )
    write("DEBIAN/md5sums", "\n".join(sums) + "\n")
    for script in ("postinst", "postrm"):
        write(f"DEBIAN/{script}", (LINUX / "refresh-caches.sh").read_text(encoding="utf-8"), 0o755)


def architecture() -> str:
    said = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return said.stdout.strip()


def main() -> int:
    if not shutil.which("dpkg-deb") or not shutil.which("readelf"):
        print("A Debian package needs dpkg-deb and readelf. On Debian or Ubuntu: sudo apt-get install dpkg binutils")
        return 1
    fill()
    control()
    package = ROOT / "dist" / f"glossator_{__version__}_{architecture()}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(TREE), str(package)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    size = package.stat().st_size / 1e6
    print(f"{size:.1f} MB (at most {LARGEST}): {package.relative_to(ROOT)}")
    if shutil.which("lintian"):
        said = subprocess.run(["lintian", "--fail-on", "error", str(package)], check=False)
        if said.returncode != 0:
            return 1
    return 0 if size <= LARGEST else 1


if __name__ == "__main__":
    sys.exit(main())
