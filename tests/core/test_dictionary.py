"""Words of scripts without spaces, as ICU's dictionaries cut them; and that nothing breaks where there is no ICU."""

from __future__ import annotations

import pytest

from reader.core import dictionary

pytest.importorskip("PySide6.QtCore")  # ICU comes with it


def test_offsets_are_code_points() -> None:
    text = "😀北京，𠮷野家"
    found = dictionary.words(text)
    if found is None:
        pytest.skip("no ICU here")
    assert "北京" in [text[start:end] for start, end in found]
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert [text[start:end] for start, end in found if "，" in text[start:end]] == []


def test_lone_surrogates_and_nothing_do_no_harm() -> None:
    assert dictionary.words("") in ([], None)
    dictionary.words("字\ud800字")


def test_without_a_library_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "_names", lambda: [("no-such-library", "")])
    dictionary._icu.cache_clear()
    assert dictionary.words("北京") is None
    dictionary._icu.cache_clear()
