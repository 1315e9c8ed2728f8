"""The guess at a language is right or nothing."""

from __future__ import annotations

import pytest

from reader.importers.language import guess


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The minister said that the bases in the country would be kept, and that it was not a matter for talks.",
            "en",
        ),
        ("Министр сообщил, что базы в стране будут сохранены и что переговоры продолжатся завтра.", "ru"),
        ("Міністр повідомив, що бази в країні будуть збережені, і що переговори триватимуть.", ""),
        ("قال الوزير إن القواعد باقية في البلاد وإن المحادثات مستمرة حتى نهاية العام.", "ar"),
        ("وزیر گفت که پایگاه‌ها در کشور می‌مانند و گفتگوها تا پایان سال ادامه پیدا می‌کند.", "fa"),
        ("וועידת השרים אמרה כי הבסיסים יישארו במדינה עד סוף השנה", "he"),
        ("大統領は関係が戦略的だと述べた。外相は基地が残ることを確認した。", "ja"),
        ("Der Minister sagte, dass die Stützpunkte im Land bleiben und die Gespräche weitergehen.", ""),
        ("Le ministre a déclaré que les bases resteraient dans le pays et que les discussions continueraient.", ""),
        ("The end", ""),
        ("", ""),
    ],
)
def test_guess(text: str, language: str) -> None:
    assert guess(text) == language
