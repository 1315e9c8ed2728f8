"""The command as a process: exit statuses, one line a failure, what it imports, who codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader import __version__
from reader.cli import COMMANDS
from reader.cli.opening import annotator_name
from reader.project.sqlite import VERSION
from tests.cli.conftest import Run


def glossator(*arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from reader.cli import main; main()", *map(str, arguments)]
    root = Path(__file__).parents[2]
    environment = {**os.environ, **variables}
    return subprocess.run(command, capture_output=True, text=True, cwd=root, env=environment, check=False)


def test_exit_statuses_and_lines(coded: Path, tmp_path: Path) -> None:
    done = glossator("articles", coded)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 3
    failed = glossator("articles", tmp_path / "gone.gloss")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr == f"There is no file “{tmp_path / 'gone.gloss'}”.\n"
    wrong = glossator("articles")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Missing argument 'PROJECT'" in wrong.stderr


def test_a_damaged_project_is_said_in_one_line(coded: Path, tmp_path: Path) -> None:
    size = coded.stat().st_size
    with coded.open("r+b") as stream:  # all but the schema, as by a failing disk
        stream.seek(size // 2)
        stream.write(b"\xff" * (size - size // 2))
    for call in (["articles", coded], ["export", coded, "csv", "-o", tmp_path / "o.csv"], ["show", coded, "abcd"]):
        done = glossator(*call)
        assert done.returncode == 1
        assert done.stderr.startswith("“news.gloss” ")
        assert done.stderr.count("\n") == 1
    assert not (tmp_path / "o.csv").exists()
    assert glossator("check", coded).returncode == 1


def test_version() -> None:
    done = glossator("--version")
    assert done.stdout.startswith(f"glossator {__version__} (SQLite {VERSION}, ")


def test_help_imports_nothing_of_ours_but_the_table() -> None:
    script = (
        "import sys, contextlib, io\n"
        "from reader.cli import main; sys.argv = ['glossator', '--help']\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main()\n"
        "outside = {'pysqlite3', 'sqlite3', 'PySide6', 'platformdirs', 'json'}\n"
        "print(sorted(name for name in sys.modules if name.startswith('reader') or name in outside))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "['reader', 'reader.cli']\n"


def test_no_sub_command_imports_qt(coded: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from reader.cli import cli\n"
        "from click.testing import CliRunner\n"
        f"calls = [['articles', {str(coded)!r}], ['export', {str(coded)!r}, 'csv', '-o', {str(tmp_path / 'o.csv')!r}],\n"
        f"         ['check', {str(coded)!r}], ['codebook', {str(coded)!r}, 'list']]\n"
        "for call in calls: assert CliRunner().invoke(cli, call).exit_code == 0, call\n"
        "heavy = {'PySide6', 'sqlite_utils', 'lxml', 'xlsxwriter', 'trafilatura'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_command_is_what_the_table_says(run: Run) -> None:
    listing = run("--help").stdout
    for name, (_, line) in COMMANDS.items():
        assert f"  {name}" in listing
        assert line.endswith(".")
        shown = run(name, "--help")
        assert shown.exit_code == 0
        assert shown.stdout.startswith(f"Usage: glossator {name} ")
    assert "state" not in COMMANDS


@pytest.mark.parametrize(
    "call", [["frobnicate"], ["gone.txt"], ["p.gloss", "gone.txt"], ["--frob"], ["p.gloss", "q.gloss"]]
)
def test_anything_else_is_a_wrong_call(
    run: Run, call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*call)
    assert done.exit_code == 2
    assert done.stderr.startswith("Usage: glossator")
    assert sorted(os.listdir(tmp_path)) == ["home"]


def test_a_folder_is_no_file_to_open(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.exit_code == 2
    assert "is a folder; `glossator import` takes folders" in done.stderr


class TestAnnotator:
    """Option, then GLOSSATOR_ANNOTATOR, then the person's setting, then the system user."""

    def test_option_before_variable(self, run: Run, coded: Path) -> None:
        article = run("articles", coded).stdout.split("\t")[0]
        run("tag", coded, article, "topic", "Bases", "--whole", "--annotator", "Zoe")
        run("tag", coded, article, "topic", "Bases", "--whole")
        lines = run("annotations", coded, article, "--tag", "Bases").stdout.splitlines()
        assert [line.split("\t")[-1] for line in lines] == ["Zoe", "Ann"]

    def test_the_setting_as_the_window_writes_it(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from PySide6.QtCore import QSettings

        monkeypatch.delenv("GLOSSATOR_ANNOTATOR")
        for name in ("Ann", "Béa Ødegård", "Иван, мл.", 'O"Neil; =x', "@home", "back\\slash", "محمد", "n😀", "12"):
            settings = QSettings(str(home / "settings.ini"), QSettings.Format.IniFormat)
            settings.setValue("other/annotator", "nobody")
            settings.setValue("person/annotator", name)
            settings.sync()
            del settings
            assert annotator_name() == name

    def test_the_system_user_last(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("GLOSSATOR_ANNOTATOR")
        monkeypatch.setenv("LOGNAME", "jo")
        assert annotator_name() == "jo"
        (home / "settings.ini").write_text("[person]\nannotator=\n")
        assert annotator_name() == "jo"
