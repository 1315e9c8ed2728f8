"""The samples teach what the coding model says they teach, and each quote stands in its text."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from reader.codebook_files import read_codebook
from reader.core.article import Article
from reader.core.codebook import PATH_SEPARATOR, LevelStatus, TagDraft
from reader.files import seed
from reader.sample import rows_of, sample_article, spans_of

ROWS = {row["article"]: row for row in rows_of("articles.csv")}
CODINGS = rows_of("annotations.csv")
KEY = rows_of("exercise-key.csv")


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {name: sample_article(row) for name, row in ROWS.items()}


@pytest.fixture(scope="module")
def drafts() -> dict[tuple[str, str], TagDraft]:
    return {(draft.kind, PATH_SEPARATOR.join(draft.path)): draft for draft in read_codebook(seed("codebook.json"))}


def texts_of(draft: TagDraft, field: str) -> tuple[str, ...]:
    found = draft.values.get(field, ())
    assert isinstance(found, tuple)
    return found


def test_every_article_file_is_listed_and_read_without_complaint(articles: dict[str, Article]) -> None:
    assert set(articles) == {entry.name for entry in seed("articles").iterdir()}
    assert {name.rpartition(".")[2] for name in articles} == {"txt", "md", "html"}
    assert all(not article.provenance.notes for article in articles.values())


def test_articles_are_short_and_in_three_languages(articles: dict[str, Article]) -> None:
    assert len(articles) >= 10
    assert all(120 <= len(article.text.split()) <= 350 for article in articles.values())
    languages = Counter(article.metadata.language for article in articles.values())
    assert set(languages) == {"en", "ru", "ar"}
    assert min(languages.values()) >= 2


def test_every_article_says_where_it_is_from(articles: dict[str, Article]) -> None:
    for name, article in articles.items():
        data = article.metadata
        assert all((data.title, data.source, data.published, data.url)), name
        assert article.text.startswith(data.title), name


@pytest.mark.parametrize("coding", CODINGS + KEY, ids=lambda coding: f"{coding['article'][:2]}-{coding['tag_path']}")
def test_every_quote_stands_in_its_text(
    coding: dict[str, str], articles: dict[str, Article], drafts: dict[tuple[str, str], TagDraft]
) -> None:
    text = articles[coding["article"]].text
    assert (coding["kind"], coding["tag_path"]) in drafts
    assert sum(bool(coding[way]) for way in ("quote", "pieces", "whole")) == 1
    for span in spans_of(coding, text) or ():
        quote = text[span.start : span.end]
        assert quote == quote.strip()
        assert "\n" not in quote
    if coding["quote"] and not coding["nth"] and coding["kind"] == "actor":
        first = text.find(coding["quote"])
        assert not text[first - 1].isalnum()
        assert not text[first + len(coding["quote"])].isalnum()


def test_sample_shows_overlaps_pieces_memos_and_whole_articles(articles: dict[str, Article]) -> None:
    assert len(CODINGS) >= 60
    assert sum(bool(coding["memo"]) for coding in CODINGS) >= 20
    assert sum(bool(coding["whole"]) for coding in CODINGS) >= 5
    assert sum(bool(coding["pieces"]) for coding in CODINGS) >= 2
    overlaps = 0
    for name, article in articles.items():
        spans = [
            span for coding in CODINGS if coding["article"] == name for span in spans_of(coding, article.text) or ()
        ]
        overlaps += sum(one.touches(other) for one, other in combinations(spans, 2))
    assert overlaps >= 20


def test_wire_copy_differs_in_a_twentieth_of_its_words(articles: dict[str, Article]) -> None:
    first, copy = (articles[name].text.split() for name in sorted(articles)[:2])
    matcher = SequenceMatcher(None, first, copy, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    assert 1 - kept / len(first) == pytest.approx(0.05, abs=0.01)


def test_one_article_is_left_uncoded_and_has_a_key(articles: dict[str, Article]) -> None:
    coded = {coding["article"] for coding in CODINGS}
    left = {name for name, row in ROWS.items() if name not in coded and row["relevance"] != "not_relevant"}
    assert left == {coding["article"] for coding in KEY}
    assert len(left) == 1
    assert {coding["kind"] for coding in KEY} == {"actor", "stance", "topic"}


def test_the_first_articles_actor_turns_round_three_weeks_later() -> None:
    def stances(article: str) -> set[str]:
        return {coding["tag_path"] for coding in CODINGS if coding["article"] == article and coding["kind"] == "stance"}

    assert "opposes" in stances("01-unions-night-inspections.md")
    assert "supports" in stances("08-unions-sign.txt")
    assert [ROWS[name]["published"] for name in ("02-unions-night-inspections-wire.txt", "08-unions-sign.txt")] == [
        "2025-03-03",
        "2025-03-24",
    ]


def test_every_language_has_a_last_october(articles: dict[str, Article]) -> None:
    for language, words in (
        ("en", "last October"),
        ("ru", "октября прошлого года"),
        ("ar", "تشرين الأول/أكتوبر الماضي"),
    ):
        assert any(words in article.text for article in articles.values() if article.metadata.language == language)


def test_codebook_has_the_tags_that_the_model_asks_for(drafts: dict[tuple[str, str], TagDraft]) -> None:
    of_kind = Counter(kind for kind, _ in drafts)
    assert 15 <= of_kind["actor"] <= 18
    assert 8 <= of_kind["topic"] <= 10
    assert sum(bool(draft.values.get("positive_means")) for draft in drafts.values()) == 6
    levels = [draft.values for draft in drafts.values() if draft.kind == "stance"]
    valid = [level["value"] for level in levels if level["level_status"] is LevelStatus.VALID]
    assert valid == [-2, -1, 0, 1, 2]
    assert {level["level_status"] for level in levels} == set(LevelStatus)


def test_every_tag_is_defined_with_a_plain_and_a_borderline_example(drafts: dict[tuple[str, str], TagDraft]) -> None:
    for path, draft in drafts.items():
        assert all(draft.values.get(field) for field in ("definition", "include", "exclude")), path
        examples = texts_of(draft, "examples")
        assert [example.partition(":")[0] for example in examples] == ["Plain", "Borderline"], path
        # A table parts the values of a cell by "; ", and must give them back.
        assert not any("; " in text for text in (*examples, *texts_of(draft, "aliases"))), path


def test_actors_have_dated_offices_one_changes_and_two_share_a_name(drafts: dict[tuple[str, str], TagDraft]) -> None:
    persons = [draft for draft in drafts.values() if draft.values.get("actor_type") == "person"]
    named = [draft for draft in persons if draft.path[-1] != "Unnamed official"]
    dates = {draft.path: [(office.start, office.end) for office in draft.values["affiliations"]] for draft in named}  # type: ignore[attr-defined]
    assert all(all(start for start, _ in offices) for offices in dates.values())
    assert any(offices[0][1] and offices[0][1] < offices[-1][0] for offices in dates.values())
    assert Counter(draft.path[-1] for draft in drafts.values())["Jonas Veit"] == 2
    assert "metonym" in str(drafts["actor", "Government of Kaldora"].values["include"])


def test_every_tag_but_the_headings_is_used(drafts: dict[tuple[str, str], TagDraft]) -> None:
    used = {(coding["kind"], coding["tag_path"]) for coding in CODINGS}
    never = {path for kind, path in drafts if (kind, path) not in used}
    assert never <= {"Ports", "River"}, "only headings may go without an annotation"
