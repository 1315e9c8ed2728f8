"""Encodings: recognised, named, never silently lossy; what is no text is refused."""

from __future__ import annotations

import codecs

import pytest

from reader.core.errors import UnreadableFile
from reader.importers.decoding import charset, decode

RUSSIAN = "Президент заявил, что базы останутся. Министр иностранных дел подтвердил это на встрече в столице. "
ARABIC = "قال الرئيس إن العلاقات استراتيجية. وأكد وزير الخارجية أن القواعد باقية في البلاد. "
JAPANESE = "大統領は関係が戦略的だと述べた。外相は基地が残ることを確認した。"
GERMAN = "Der Präsident erklärte, daß die Zusammenarbeit schön sei. Größe über München. "


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (RUSSIAN, "windows-1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (RUSSIAN, "utf-16-be", "utf-16-be"),
        (ARABIC, "windows-1256", "windows-1256"),
        (ARABIC, "utf-16-le", "utf-16-le"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (GERMAN, "latin-1", "windows-1252"),
    ],
)
def test_guessed_and_said(text: str, encoding: str, said: str) -> None:
    decoded = decode(text.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, said)
    assert decoded.notes == (f"The file doesn’t name its encoding; it was read as {said}.",)


@pytest.mark.parametrize(
    ("mark", "encoding", "said"),
    [
        (codecs.BOM_UTF8, "utf-8", "UTF-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16LE"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16BE"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32LE"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark: bytes, encoding: str, said: str) -> None:
    decoded = decode(mark + RUSSIAN.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding, decoded.notes) == (RUSSIAN, said, ())


def test_strict_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode(RUSSIAN.encode(), "a.html", "latin-1").text == RUSSIAN


def test_a_declaration_wins_over_a_guess_and_names_what_the_web_means() -> None:
    decoded = decode("“Größe”".encode("cp1252"), "a.html", "ISO-8859-1")
    assert (decoded.text, decoded.encoding) == ("“Größe”", "windows-1252")


def test_codecs_that_are_no_charsets_are_not_used() -> None:
    for label in ("rot13", "base64", "unicode_escape", "raw-unicode-escape", "utf-7", "idna", "zlib", "no such", ""):
        assert charset(label) == ""


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    decoded = decode(RUSSIAN.encode() + b"\xff" + RUSSIAN.encode(), "a.txt")
    assert decoded.text == f"{RUSSIAN}\ufffd{RUSSIAN}"
    assert decoded.notes == ("Bytes that are not UTF-8 became U+FFFD in 1 place.",)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04rest", "a zip or Office file"),
        (b"%PDF-1.7 rest", "a PDF file"),
        (b"SQLite format 3\0rest", "a project or another database"),
        (bytes(range(256)) * 20, "full of control characters"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableFile, match=r"^“a\.txt” is .*not text") as refused:
        decode(data, "a.txt")
    assert what in str(refused.value)
