"""hostile-input.md, rows 1 to 9 and 13, as far as importing meets them. Times are bounded, not measured."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from reader.core.article import Article, Style
from reader.core.text import fold
from reader.importers.batch import FileRead, read_paths
from reader.importers.folders import Failure, LeftOut
from reader.importers.names import shown
from tests.importers.articles import check
from tests.unprivileged import give_up_privileges

MEGABYTE = 1_000_000


def read(path: Path, data: bytes) -> Article:
    """The article that the child process makes of `data`, checked."""
    path.write_bytes(data)
    (answer,) = read_paths([path])
    assert isinstance(answer, FileRead), answer
    check(answer.prepared.article)
    return answer.prepared.article


def refused(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    (answer,) = read_paths([path])
    assert isinstance(answer, Failure)
    return answer.sentence


def test_row_1_empty_and_blank_files_are_refused_in_words(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.txt", b"") == "“a.txt” is empty."
    for name in ("b.txt", "b.md", "b.html"):
        assert refused(tmp_path / name, b" \r\n\t \n") == f"“{name}” holds only white space."
    assert refused(tmp_path / "c.txt", b"\xef\xbb\xbf\n") == "“c.txt” holds only white space."


def test_row_1_one_line_of_10_megabytes(tmp_path: Path) -> None:
    article = read(tmp_path / "a.txt", b"word " * (2 * MEGABYTE))
    assert (len(article.text), len(article.blocks)) == (10 * MEGABYTE, 1)


def test_row_1_a_million_lines_of_one_character(tmp_path: Path) -> None:
    article = read(tmp_path / "a.txt", b"x\n" * MEGABYTE)
    assert len(article.blocks) == MEGABYTE
    assert article.blocks[-1].end == 2 * MEGABYTE - 1


def test_row_1_a_file_of_more_than_64_megabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate((64 << 20) + 1)
    (answer,) = read_paths([tmp_path / "a.txt"])
    assert isinstance(answer, Failure)
    assert answer.sentence == "“a.txt” is larger than 64 MB, which is too much for one article."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251"])
def test_row_2_encodings_of_russian(tmp_path: Path, encoding: str) -> None:
    text = "Порт открыт\n\nМинистр сообщил, что порт останется открытым до конца года.\n"
    article = read(tmp_path / "a.txt", text.encode(encoding))
    assert article.text == text
    assert article.provenance.encoding


def test_row_2_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        sentence = refused(tmp_path / name, b"\x7fELF" + bytes(range(256)) * 100)
        assert sentence == f"“{name}” is a program, not text."
        assert refused(tmp_path / name, bytes(range(256)) * 100).startswith(f"“{name}” is not text")


def test_row_3_odd_characters_are_kept_and_replaced_ones_counted(tmp_path: Path) -> None:
    text = "A headline\n\none\0two\x01 \u2028\u2029\f\t\u00ad\u200b\u200d \ufeff end\n"
    article = read(tmp_path / "a.txt", text.encode())
    assert article.text == text.replace("\0", "\ufffd")
    assert article.provenance.notes == ("1 character that is no text (NUL or half of a surrogate pair) became U+FFFD.",)
    page = read(tmp_path / "a.html", b"<p>some words &#0; &#xD800; &#13; here</p>")
    assert "some words" in page.text


def test_row_4_line_ends(tmp_path: Path) -> None:
    assert read(tmp_path / "a.txt", b"one\r\n\r\ntwo\rthree\nfour\r\n").text == "one\n\ntwo\nthree\nfour\n"


def test_row_5_composed_and_decomposed_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = "caf\u00e9 and cafe\u0301"
    article = read(tmp_path / "a.txt", text.encode())
    assert article.text == text
    assert fold(article.text) == "cafe and cafe"


def test_row_6_offsets_count_code_points(tmp_path: Path) -> None:
    source = "👩🏽‍🚀 and 🇸🇾 *क्षि* **각**\n"
    article = read(tmp_path / "a.md", source.encode())
    assert article.text == "👩🏽‍🚀 and 🇸🇾 क्षि 각"
    assert [article.text[run.start : run.end] for run in article.styles] == ["क्षि", "각"]


def test_row_7_right_to_left_text_and_overrides_are_kept(tmp_path: Path) -> None:
    text = "العنوان\n\nنص عربي with Latin 123 \u202eoverride\u202c في السطر الأول من المقال.\n"
    article = read(tmp_path / "a.txt", text.encode())
    assert (article.text, article.metadata.language) == (text, "ar")


@pytest.mark.parametrize(
    "piece",
    [
        ">",
        "> ",
        "- ",
        "[",
        "![",
        "](",
        "*",
        "**a ",
        "_a*",
        "`",
        "<",
        "<b>",
        "a|",
        "[a]: b\n",
        "&",
        "\\",
        "~~~\n> ",
        "(" * 9,
    ],
)
def test_row_8_markdown_that_repeats_one_mark(tmp_path: Path, piece: str) -> None:
    article = read(tmp_path / "a.md", (piece * (100_000 // len(piece)) + " words").encode())
    assert "words" in article.text


def test_row_8_a_megabyte_of_brackets_ends_as_plain_text_and_says_so(tmp_path: Path) -> None:
    source = "[" * MEGABYTE + " words"
    article = read(tmp_path / "a.md", source.encode())
    assert article.text == source
    if article.provenance.notes:
        assert article.provenance.notes[0].endswith("so the file was imported as plain text.")


def test_row_8_quotes_too_deep_lose_no_word_and_say_so(tmp_path: Path) -> None:
    source = f"# Title\n\n{'>' * 1000} the words inside\n"
    article = read(tmp_path / "a.md", source.encode())
    assert article.text == source
    assert article.metadata.title == "Title"
    assert article.provenance.notes == ("The Markdown is nested too deeply, so the file was imported as plain text.",)


def test_row_8_a_bomb_in_the_front_matter(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    article = read(tmp_path / "a.md", ("---\n" + "\n".join(lines) + "\n---\nThe words.\n").encode())
    assert article.text == "The words."


def test_row_8_a_huge_table(tmp_path: Path) -> None:
    rows = "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 20_000
    article = read(tmp_path / "a.md", rows.encode())
    assert "1" in article.text


class _Listening(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        self.send_response(200)
        self.end_headers()


@pytest.fixture
def address() -> object:
    _Listening.asked = []
    server = HTTPServer(("127.0.0.1", 0), _Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_row_9_nothing_of_a_page_is_fetched_or_run(tmp_path: Path, address: str) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("the secret words")
    words = "The minister said that the port would stay open until the end of the year. " * 6
    page = (
        f"<!DOCTYPE html SYSTEM '{address}/dtd'><html><head><base href='{address}/base/'>"
        f"<meta http-equiv=refresh content='0;url={address}/refresh'><link rel=stylesheet href='{address}/a.css'>"
        f"<style>@import '{address}/b.css'</style></head><body onload='fetch(\"{address}/onload\")'>"
        f"<article><h1>Port</h1><p>{words}</p><p>{words}<img src='{address}/a.png' onerror=alert(1)></p>"
        f"<p><a href='javascript:alert(1)'>script</a> <a href='file://{outside}'>file</a> <a href='data:text/html,x'>data</a>"
        f" <a href=' HTTPS://ok.example/x '>web</a> {words}</p><iframe src='{address}/frame'></iframe>"
        f"<object data='file://{outside}'></object><script src='{address}/a.js'>alert(2)</script></article></body></html>"
    )
    article = read(tmp_path / "a.html", page.encode())
    assert _Listening.asked == []
    assert "secret" not in article.text
    assert "alert" not in article.text
    assert [run.target for run in article.styles if run.style is Style.LINK] == ["HTTPS://ok.example/x"]


def test_row_9_external_entities_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret words")
    page = (
        f"<!DOCTYPE html [<!ENTITY x SYSTEM 'file://{tmp_path}/secret.txt'><!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
        "<html><body><p>Before &x; &b; after</p></body></html>"
    )
    assert "secret words" not in read(tmp_path / "a.html", page.encode()).text


@pytest.mark.parametrize(
    ("tag", "closed"),
    [("div", True), ("b", False), ("blockquote", True), ("td", False), ("a href='http://e.org'", True), ("ul", False)],
)
def test_row_9_tags_nested_100_000_deep_lose_no_word(tmp_path: Path, tag: str, closed: bool) -> None:
    page = f"<html><body><p>before</p>{f'<{tag}>' * 100_000}deep words"
    page += f"</{tag.split()[0]}>" * 100_000 + "<p>after</p></body></html>" if closed else ""
    article = read(tmp_path / "a.html", page.encode())
    assert "before" in article.text
    assert "deep words" in article.text
    assert not closed or "after" in article.text


def test_row_9_words_after_an_unclosed_comment_or_attribute(tmp_path: Path) -> None:
    assert "words" in read(tmp_path / "a.html", b"<p>some words<a href='x").text
    assert "words" in read(tmp_path / "b.html", b"<p>some words<!-- never closed").text


def within(seconds: float, work: Callable[[], object]) -> object:
    """What `work` returns; a hang fails the test instead of the run."""
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.append(work()), daemon=True)
    thread.start()
    thread.join(seconds)
    assert results, "it hangs"
    return results[0]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_row_13_odd_file_names(tmp_path: Path) -> None:
    odd = [b"line\nbreak.txt", b"-dash.txt", b"\xff\xfe.txt", b"x" * 251 + b".txt", "\u202etxt.exe.txt".encode()]
    for name in odd:
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_bytes(b"Words.")
    answers = [answer for answer in read_paths([tmp_path]) if isinstance(answer, FileRead)]
    assert len(answers) == len(odd)
    stored = {answer.prepared.article.provenance.file_name for answer in answers}
    assert {"line\\nbreak.txt", "-dash.txt", "\\xff\\xfe.txt", "\\u202etxt.exe.txt"} < stored
    (tmp_path / "bad\n.txt").write_bytes(b"")
    (failure,) = [answer for answer in read_paths([tmp_path / "bad\n.txt"]) if isinstance(answer, Failure)]
    assert failure.sentence == "“bad\\n.txt” is empty."
    assert shown("نیم\u200cفاصله.txt") == "نیم\u200cفاصله.txt"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_row_13_pipes_and_loops_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "back").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "words.txt").write_text("Words.")
    answers = within(60, lambda: list(read_paths([tmp_path, tmp_path / "pipe.txt"], recursive=True)))
    assert isinstance(answers, list)
    sentences = [answer.sentence for answer in answers if isinstance(answer, (Failure, LeftOut))]
    assert sentences.count("“pipe.txt” is not a file but a pipe, a socket or a device.") == 2
    assert any("self.txt" in sentence and "could not be reached" in sentence for sentence in sentences)
    assert f"“{tmp_path}/folder/back” leads to a folder that was already read." in sentences
    assert sum(isinstance(answer, FileRead) for answer in answers) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="permissions of Linux")
def test_row_13_unreadable_folders_and_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "a.txt").write_text("Words.")
    (tmp_path / "closed.txt").write_text("Words.")
    (tmp_path / "open.txt").write_text("Words.")
    (tmp_path / "closed").chmod(0)
    (tmp_path / "closed.txt").chmod(0)
    code = (
        "import sys; from reader.importers.batch import read_paths\n"
        "for answer in read_paths(sys.argv[1:], recursive=True): print(getattr(answer, 'sentence', 'read'))"
    )
    try:
        printed = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            capture_output=True, text=True, check=True, timeout=60, preexec_fn=give_up_privileges,
        ).stdout.splitlines()  # fmt: skip
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert printed == [
        "“closed.txt” could not be read: Permission denied.",
        "read",
        f"“{tmp_path}/closed” may not be read: its permissions forbid it.",
    ]
