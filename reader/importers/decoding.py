"""Bytes -> text: byte order mark, then strict UTF-8, then what the file declares, then chardet; always said which."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from reader.core.errors import UnreadableFile
from reader.core.text import clean

_MARKS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF32_LE, "UTF-32LE"),
    (codecs.BOM_UTF32_BE, "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "UTF-16BE"),
)
_NO_TEXT = (
    (b"PK\x03\x04", "a zip or Office file"),
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3\0", "a project or another database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
# What the web means by these names (WHATWG Encoding Standard): the supersets that files really are in.
_MEANT = {
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
_NO_CHARSETS = (
    "unicode_escape",
    "raw_unicode_escape",
    "utf-7",
    "idna",
    "punycode",
    "undefined",
    "mbcs",
    "oem",
)


class Decoded(NamedTuple):
    """`text` by the text rule, the encoding's name, and sentences about what was guessed or replaced."""

    text: str
    encoding: str
    notes: tuple[str, ...]


def decode(data: bytes, file_name: str, declared: str = "") -> Decoded:
    """The text in `data`; raises UnreadableFile where it is empty, blank or no text."""
    if not data:
        raise UnreadableFile(f"“{file_name}” is empty.")
    raw, encoding, notes = _decoded(data, file_name, declared)
    text, replaced = clean(raw)
    if replaced:
        notes = (*notes, said_replaced(replaced))
    if not text or text.isspace():
        raise UnreadableFile(f"“{file_name}” holds only white space.")
    return Decoded(text, encoding, notes)


def said_replaced(count: int) -> str:
    """The sentence about characters that no text may hold."""
    characters = "1 character that is" if count == 1 else f"{count:,} characters that are"
    return f"{characters} no text (NUL or half of a surrogate pair) became U+FFFD."


def _decoded(data: bytes, file_name: str, declared: str) -> tuple[str, str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _kept(data[len(mark) :], name)
    for magic, what in _NO_TEXT:
        if data.startswith(magic):
            raise UnreadableFile(f"“{file_name}” is {what}, not text.")
    # NULs and other control characters are valid UTF-8, but more likely UTF-16 without a mark, ISO-2022 or no text.
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls or b"\x1b" in data:
        guessed = _guessed(data)
        if guessed.startswith(("utf-16", "utf-32", "iso-2022", "iso2022")):
            return _kept(
                data,
                guessed,
                f"The file doesn’t name its encoding; it was read as {guessed}.",
            )
        if controls > max(4, len(data) // 20):
            raise UnreadableFile(f"“{file_name}” is not text: it is full of control characters.")
    try:
        return data.decode(), "UTF-8", ()
    except UnicodeDecodeError:
        pass
    if name := charset(declared):
        try:
            return data.decode(name), name, ()
        except (UnicodeDecodeError, UnicodeError):
            pass
    return _read_by_guess(data, file_name)


def _read_by_guess(data: bytes, file_name: str) -> tuple[str, str, tuple[str, ...]]:
    lenient = data.decode(errors="replace")
    broken = lenient.count("\ufffd")
    whole = sum(character >= "\x80" for character in lenient) - broken
    if broken * 10 <= whole:
        return _kept(data, "UTF-8")
    guessed = _guessed(data)
    if not guessed:
        raise UnreadableFile(f"“{file_name}” is not text in any encoding that Glossator knows.")
    return _kept(data, guessed, f"The file doesn’t name its encoding; it was read as {guessed}.")


def _guessed(data: bytes) -> str:
    """chardet's answer, or "" where it sees no text."""
    import chardet

    found = chardet.detect(data, prefer_superset=True, encoding_era=chardet.EncodingEra.MODERN_WEB)
    return (found["encoding"] or "").lower()


def _kept(data: bytes, encoding: str, *notes: str) -> tuple[str, str, tuple[str, ...]]:
    """Decoded without loss where possible; broken bytes become U+FFFD and are said."""
    try:
        return (
            data.decode(
                encoding,
                "surrogatepass" if encoding.lower().startswith("utf") else "strict",
            ),
            encoding,
            notes,
        )
    except UnicodeError:
        text = data.decode(encoding, "replace")
        broken = text.count("\ufffd")
        places = "1 place" if broken == 1 else f"{broken:,} places"
        return (
            text,
            encoding,
            (*notes, f"Bytes that are not {encoding} became U+FFFD in {places}."),
        )


def charset(label: str) -> str:
    """The encoding that a declaration means, or "" where it names none that is safe to use."""
    label = label.strip().strip("\"'").lower()
    name = _MEANT.get(label, label)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    # Python also registers byte-to-byte and escape codecs under such names.
    usable = getattr(info, "_is_text_encoding", True) and info.name.replace("_", "-") not in {
        other.replace("_", "-") for other in _NO_CHARSETS
    }
    return name if usable else ""
