"""Installs the Debian package into a fresh place, without the environment, and codes an article in it with keys alone.
The window is killed in the middle; what was marked is there when it opens again, and is taken back.

`--source` drives the source tree's own command instead. Either way the exported CSV must equal the stored one.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

from screen import Screen, Stuck, missing_tools
from script import AFTER_ONE_MORE, ARTICLE, CODING, EXPECTED, ONE_MORE, TAKEN_BACK, count
from system_libraries import install

from reader import __version__
from reader.project import Project

ROOT = Path(__file__).parent.parent
PLACE = ROOT / "build" / "bundle-test"
ANNOTATOR = "Ada Lind"
CHANGING = ("article_id", "annotation_id", "tag_id", "created", "modified")
"""Columns of ids and times, which differ each time."""


def unpack() -> Path:
    """The package's files under a fresh prefix; the path of its command."""
    packages = sorted((ROOT / "dist").glob(f"glossator_{__version__}_*.deb"))
    if not packages:
        raise SystemExit("There is no package under dist. Make one with: make deb")
    prefix = PLACE / "prefix"
    subprocess.run(["dpkg-deb", "-x", str(packages[-1]), str(prefix)], check=True)
    return prefix / "usr/bin/glossator"


def settled(table: bytes) -> list[dict[str, str]]:
    """The rows of an exported CSV without what changes from run to run."""
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    return [{name: "" if name in CHANGING else cell for name, cell in row.items()} for row in rows]


def code(command: Path) -> bytes:
    """Codes the article in the window that `command` opens; the CSV that the command then exports."""
    home = PLACE / "home"
    home.mkdir()
    bare = {"HOME": str(home), "GLOSSATOR_HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    project = PLACE / "coded.gloss"
    codebook = ROOT / "seeds" / "codebook.json"

    def call(*arguments: object) -> str:
        run = subprocess.run(
            [command, *map(str, arguments)], env=bare, cwd=PLACE, capture_output=True, text=True, check=False
        )
        if run.returncode != 0:
            raise Stuck(f"glossator {arguments[0]} failed: {run.stderr.strip()}")
        return run.stdout

    print(call("--version").strip())
    call("new", project, "--codebook", codebook)
    with Screen([str(command), str(project)], bare) as screen:
        screen.window("Who is coding")
        screen.press("ctrl+a")
        screen.type(ANNOTATOR)
        screen.press("Return")
        screen.window("coded")
        screen.pause()
        screen.press("ctrl+i")
        screen.window("Import files")
        screen.type(str(ARTICLE))
        screen.press("Return")
        screen.until("one article", lambda: _articles(project) == 1)
        screen.window("coded")
        screen.run(CODING, project)
        screen.run(ONE_MORE, project)
        screen.program.kill()
    # What was marked when the power went is there, and can be taken back.
    with Screen([str(command), str(project)], bare) as screen:
        screen.window("coded")
        screen.run((count(AFTER_ONE_MORE),), project)
        screen.pause()
        screen.run(TAKEN_BACK, project)
        screen.press("ctrl+q")
        if screen.program.wait(30) != 0:
            raise Stuck(f"the window ended with status {screen.program.returncode}")
    exported = PLACE / "coded.csv"
    call("export", project, "csv", "-o", exported)
    call("check", project)
    return exported.read_bytes()


def _articles(project: Path) -> int:
    with Project.reading(project) as opened:
        return opened.articles.count()


def main(arguments: list[str]) -> int:
    missing = missing_tools()
    if missing and not (install(missing) and not missing_tools()):
        print(f"A virtual screen needs: sudo apt-get install {' '.join(missing)}", file=sys.stderr)
        return 1
    shutil.rmtree(PLACE, ignore_errors=True)
    PLACE.mkdir(parents=True)
    command = Path(sys.executable).parent / "glossator" if "--source" in arguments else unpack()
    try:
        rows = settled(code(command))
    except Stuck as error:
        print(f"The program did not do what the keys ask for: {error}", file=sys.stderr)
        return 1
    if "--store" in arguments:
        with EXPECTED.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    expected = settled(EXPECTED.read_bytes())
    for number, (got, stored) in enumerate(zip(rows, expected, strict=False), 1):
        for name in stored:
            if got.get(name) != stored[name]:
                print(f"row {number}, {name}: {got.get(name)!r}, stored: {stored[name]!r}", file=sys.stderr)
    if rows != expected:
        print(f"The exported CSV ({len(rows)} rows) differs from {EXPECTED.name} ({len(expected)}).", file=sys.stderr)
        return 1
    print(f"Coded by keys alone in {command}: {len(rows)} annotations, as stored.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
