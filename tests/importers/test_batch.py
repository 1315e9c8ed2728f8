"""Many files through the child process: order, folders, failures by name, restarts, cancelling."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.core.prepared import prepare
from reader.importers import batch, markdown, plain, wire
from reader.importers.batch import FileRead, _Reading, read_files, read_paths
from reader.importers.child import Child, ChildLost
from reader.importers.folders import Failure, Found, LeftOut, files_in


def names(folder: Path, *, recursive: bool = False, as_format: str | None = None) -> list[str]:
    answers = read_paths([folder], recursive=recursive, as_format=as_format)
    return [os.path.basename(answer.path) for answer in answers if isinstance(answer, FileRead)]


def test_importers_import_nothing_heavy() -> None:
    heavy = ("lxml", "markdown_it", "trafilatura", "chardet", "yaml", "PySide6", "pysqlite3")
    code = (
        "import sys, reader.importers, reader.importers.worker, reader.importers.batch, reader.importers.plain\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert printed.stdout == "[]\n"


def test_what_the_child_sends_is_what_was_read(tmp_path: Path) -> None:
    source = "Headline 😀\n\nText with “quotes” and\ttabs.\n"
    (tmp_path / "a.txt").write_text(source)
    (answer,) = read_paths([tmp_path / "a.txt"])
    assert isinstance(answer, FileRead)
    assert answer.prepared == prepare(plain.read(source.encode(), "a.txt"))


def test_a_frame_survives_the_wire(tmp_path: Path) -> None:
    prepared = prepare(markdown.read(b"---\nrubric: Welt\n---\n# T\n\n[a](http://e.org) *b*", "a.md"))
    with (tmp_path / "frame").open("w+b") as file:
        wire.write(file, wire.packed(prepared))
        file.seek(0)
        assert wire.unpacked(wire.read(file)) == prepared
        with pytest.raises(wire.BrokenFrame):
            wire.read(file)


def test_folders_are_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.html", "sub/d.txt", ".hidden.txt", "picture.png", "notes.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Some words.")
    assert names(tmp_path) == ["a.md", "b.txt", "c.html"]
    assert names(tmp_path, recursive=True) == ["a.md", "b.txt", "c.html", "d.txt"]
    assert "notes.docx" in names(tmp_path, as_format="plain")
    left_out = [answer.sentence for answer in read_paths([tmp_path]) if isinstance(answer, LeftOut)]
    assert left_out == [
        f"2 files of other formats in “{tmp_path}” left out.",
        f"1 hidden file in “{tmp_path}” left out.",
        f"1 folder in “{tmp_path}” left out.",
    ]


def test_a_file_named_outright_needs_no_known_suffix(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear all,\n\nwords.")
    (tmp_path / "page.download").write_text("<!DOCTYPE html><html><body><p>Words.</p></body></html>")
    answers = list(read_paths([tmp_path / "letter", tmp_path / "page.download"]))
    assert [answer.prepared.article.provenance.importer for answer in answers if isinstance(answer, FileRead)] == [
        "plain",
        "html",
    ]


def test_more_files_than_are_asked_ahead(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number:03}.txt").write_text(f"Article {number}\n\nText.")
    assert names(tmp_path) == [f"{number:03}.txt" for number in range(300)]


def test_failures_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("Words.")
    paths = [tmp_path / "missing.txt", tmp_path / "a.txt", tmp_path / "b.txt"]
    first, second, third = read_paths(paths)
    assert first == Failure(str(paths[0]), f"“{paths[0]}” does not exist.")
    assert second == Failure(str(paths[1]), "“a.txt” is empty.")
    assert isinstance(third, FileRead)


def test_a_child_that_dies_is_replaced(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_text("Words.")
    items = [Found(str(tmp_path / name), 6, "markdown") for name in ("a.md", "b.md", "c.md")]
    with Child() as child:
        reading = _Reading(items, child, None)
        assert reading.ask_ahead()
        process = child._process
        assert process is not None
        process.kill()
        process.wait()
        answers = []
        while reading.ask_ahead():
            answers += list(reading.next())
    assert [type(answer) for answer in answers] == [FileRead, FileRead, FileRead]


def test_closing_ends_the_child(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number}.md").write_text("Words.")
    answers = read_paths([tmp_path])
    next(answers)
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    if not children.exists():
        pytest.skip("needs /proc")
    started = children.read_text().split()
    assert started
    answers.close()
    assert not [number for number in started if number in children.read_text().split()]


def test_no_answer_within_patience_is_said_as_none(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Words.")
    with Child() as child:
        answers = list(read_files([Found(str(tmp_path / "a.md"), 6, "markdown")], child, patience=0.001))
    assert None in answers
    assert isinstance(answers[-1], FileRead)


def test_a_few_small_plain_texts_start_no_child(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"{number:02d}.txt").write_text(f"Words {number}.")
    (tmp_path / "20.txt").write_bytes(b"\0\1\2" * 50)
    with Child() as child:
        found = list(files_in([tmp_path]))
        answers = list(read_files(found, child))
        assert child._process is None
    assert [type(answer) for answer in answers] == [FileRead] * 20 + [Failure]


def test_what_is_no_text_by_its_name_is_opened_by_the_child_alone(tmp_path: Path) -> None:
    """In a folder taken as plain text it may be the open project's `-shm`: closing it here would drop its locks."""
    (tmp_path / "news.gloss-shm").write_text("Words.")
    with Child() as child:
        answers = list(read_files(list(files_in([tmp_path], as_format="plain")), child))
        assert child._process is not None
    assert [type(answer) for answer in answers] == [FileRead]


def test_past_the_first_small_texts_the_child_reads_them(tmp_path: Path) -> None:
    for number in range(batch._HERE + 20):
        (tmp_path / f"{number:04d}.txt").write_text(f"Words {number}.")
    with Child() as child:
        answers = list(read_files(list(files_in([tmp_path])), child))
        assert child._process is not None
    titles = [answer.prepared.article.text for answer in answers if isinstance(answer, FileRead)]
    assert titles == [f"Words {number}." for number in range(batch._HERE + 20)]


def test_a_lost_child_is_noticed() -> None:
    child = Child()
    child.ask([("/", "plain", False, 0)])
    assert child._process is not None
    assert child.answer(0) is not None
    child._process.kill()
    with pytest.raises(ChildLost):
        child.answer(0)
    child.stop()
