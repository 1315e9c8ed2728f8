"""The one text rule, folding, hashes and counts."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.prepared import prepare
from reader.core.text import clean, fold, storable, text_hash, word_count
from tests.project.made import article

ANY = st.text(st.one_of(st.sampled_from("a\r\n\0\ufeff\ud83d\ude00\ud800é\u0301"), st.characters()), max_size=30)


@pytest.mark.parametrize(
    ("given_", "text", "replaced"),
    [
        ("plain", "plain", 0),
        ("\ufeff\ufeffBOM", "\ufeffBOM", 0),
        ("a\r\nb\rc\nd\r\r\n", "a\nb\nc\nd\n\n", 0),
        ("a\0b\0", "a\ufffdb\ufffd", 2),
        ("\ud83d\ude00", "😀", 0),
        ("\ud800x\udc00\ud83d\ude00", "\ufffdx\ufffd😀", 2),
        ("\0\ud800", "\ufffd\ufffd", 2),
        ("  é e\u0301\u2028\x0c\xad ", "  é e\u0301\u2028\x0c\xad ", 0),
    ],
)
def test_the_rule(given_: str, text: str, replaced: int) -> None:
    """Hostile input, rows 3 to 5."""
    assert clean(given_) == (text, replaced)


@given(ANY)
def test_clean_text_can_be_stored_and_stays(text: str) -> None:
    cleaned, _ = clean(text)
    cleaned.encode()
    assert "\r" not in cleaned
    assert "\0" not in cleaned
    assert clean(cleaned.removeprefix("\ufeff"))[1] == 0
    stored = storable(text)
    stored.encode()
    assert storable(stored) == stored
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert stored == text


@given(st.text())
def test_the_hash_is_of_the_utf8_bytes(text: str) -> None:
    assert text_hash(text) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ünïcode", "unicode"), ("مُحَمَّد", "محمد"), ("محـــمد", "محمد"), ("ﬁne", "fine"), ("Straße", "STRASSE"), ("ＡＢＣ", "abc"),
        ("e\u0301t\u00e9", "ÉTE\u0301"), ("soft\xadhyphen", "softhyphen"), ("ПРИВЕТ", "привет"), ("PLAIN", "plain"),
    ],
)  # fmt: skip
def test_what_folds_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_each_cjk_character_is_a_word() -> None:
    assert fold("北京和ひら").split() == list("北京和ひら")
    assert fold("한국어") == fold("한국어")
    assert fold("a, b") == "a, b"
    assert "".join(fold("Ω𠀀").split()) == "ω𠀀"


@given(st.text())
def test_folding_again_changes_nothing_more_than_spaces(text: str) -> None:
    assert fold(fold(text)).split() == fold(fold(fold(text))).split()


def test_words_are_counted() -> None:
    assert word_count("Ines Okar спорят\nنعم.") == 4
    assert word_count("") == word_count(" \n\u2003") == 0


def test_a_prepared_article_holds_what_storing_needs() -> None:
    ready = prepare(article("Ünïcode Text\nMore", title="Títle"))
    assert (ready.folded_title, ready.folded_text, ready.words) == ("title", "unicode text\nmore", 3)
    assert ready.hash == text_hash("Ünïcode Text\nMore")
