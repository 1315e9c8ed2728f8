"""A corpus of any size, always the same: news-like text in a made-up language with a Zipf-like law of words, in the
letters of English, Russian, Arabic or Chinese.

As in newspapers, a tenth of the sentences are quotations in typographic marks, with names that are not all ASCII.
"""

from __future__ import annotations

import bisect
import itertools
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reader.core.article import Article, Block, BlockKind, Metadata, Provenance
from reader.core.prepared import prepare
from reader.core.spans import Span
from reader.project import Project

ARTICLES, SIZE, ANNOTATIONS = 10_000, 3_000, 100_000
_NAMES = ["Ada Moreno", "Zoë Lindqvist", "Layla Haddad", "Günter Weiß", "Amara Okafor", "José Peña", "Sofia Rossi"]


class Letters(NamedTuple):
    """What the words of a language are put together from: heads, three middles, tails; `small` words are common ones."""

    heads: list[str]
    middles: tuple[str, str]
    tails: list[str]
    small: list[str]
    space: str = " "
    stop: str = "."

    def words(self) -> list[str]:
        return ["".join(parts) for parts in itertools.product(self.heads, *self.middles, self.tails)]


LANGUAGES = {
    "en": Letters(
        "bal cor dan fel gor har kel lom mar nor pel ras sol tam vel wen zor bre cli dro fra gla pri sto tre".split(),
        ("ioue", "nrst"), ["", "a", "en", "is", "or", "ter", "man", "ing", "ment", "ation", "er", "ity"],
        "the of to and a in that for on was with as by at from said it has be are this will not have".split(),
    ),
    "ru": Letters(
        "бал кор дан фел гор хар кел лом мар нор пел рас сол там вел зор бре кли дро фра гла при сто тре".split(),
        ("иоуе", "нрст"), ["", "а", "ы", "ов", "ам", "ский", "ность", "ник", "ение", "ами"],
        "и в не на что с по как это из за к от для его но а до при или был она после они".split(),
    ),
    "ar": Letters(
        "بل كر دن فل غر حر كل لم مر نر بر رس سل طم ول زر قل در فر غل شر ست تر".split(),
        ("ايو", "نرست"), ["", "ة", "ات", "ين", "ون", "ي", "ية", "ها"],
        "في من على إلى أن عن مع هذا هذه التي الذي كان بعد قبل بين قد لم لا كما".split(),
    ),
    "zh": Letters(
        list("政府部长抗议预算气候能源边境市场贸易工会罢工法院选举议会"), ("民国人大", "会议员权"), ["", "的", "了"],
        list("的在是和有这不了他我们"), space="", stop="。",
    ),
}  # fmt: skip


@lru_cache
def _lexicon(language: str) -> tuple[list[str], list[float]]:
    words = LANGUAGES[language].words()
    return words, list(itertools.accumulate(1 / (rank + 4) ** 0.85 for rank in range(len(words))))


def text(size: int, seed: str, language: str = "en", paragraphs: str = "\n\n") -> str:
    """A headline, then paragraphs of two to five sentences, joined by `paragraphs`; exactly `size` code points."""
    rng = random.Random(seed)
    space = LANGUAGES[language].space
    parts, length = [_sentence(rng, 7, language)[:-1]], 0
    while length < size:
        parts.append(space.join(_sentence(rng, rng.randint(8, 24), language) for _ in range(rng.randint(2, 5))))
        length += len(parts[-1]) + 2
    stop = LANGUAGES[language].stop
    return paragraphs.join(parts)[: size - 1].rstrip().ljust(size - 1, stop) + stop


def _sentence(rng: random.Random, words: int, language: str) -> str:
    letters = LANGUAGES[language]
    lexicon, law = _lexicon(language)
    chosen = (
        rng.choice(letters.small) if rng.random() < 0.42 else lexicon[bisect.bisect_left(law, rng.random() * law[-1])]
        for _ in range(words)
    )
    sentence = letters.space.join(chosen).capitalize() + letters.stop
    if rng.random() < 0.1:
        return f"“{sentence}” {rng.choice(_NAMES)} said."
    return sentence


def files(folder: Path, count: int, size: int = SIZE) -> Path:
    """`count` text files in `folder`, made once."""
    if not folder.is_dir() or len(list(folder.iterdir())) != count:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(count):
            (folder / f"article{number:06d}.txt").write_text(text(size, f"file:{number}"), encoding="utf-8")
    return folder


def article(number: int, size: int = SIZE, seed: str = "article", language: str = "en") -> Article:
    return article_of(text(size, f"{seed}:{number}", language), number, language)


def article_of(body: str, number: int, language: str = "en") -> Article:
    """An article of `body`: each line that is not empty is a block, the first is its headline."""
    blocks: list[Block] = []
    start = 0
    for line in body.split("\n"):
        if line:
            kind = BlockKind.PARAGRAPH if blocks else BlockKind.HEADLINE
            blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    data = Metadata(
        title=body.partition("\n")[0], source=f"Source {number % 40}", published=f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
        language=language,
    )  # fmt: skip
    return Article(body, tuple(blocks), data, Provenance("bench", 1))


def spans(length: int, count: int, seed: str) -> Iterator[Span]:
    """`count` spans of 5 to 200 code points that overlap freely."""
    rng = random.Random(seed)
    for _ in range(count):
        start = rng.randrange(max(1, length - 210))
        yield Span(start, min(length, start + 5 + int(195 * rng.random() ** 2)))


def tags(project: Project) -> list[int]:
    """12 actors, 5 stances and 8 topics; their ids."""
    with project.gesture("Codebook"):
        made = [project.tags.add("actor", f"Actor {number}").id for number in range(12)]
        made += [project.tags.add("stance", f"level {value:+d}", value=value).id for value in range(-2, 3)]
        return made + [project.tags.add("topic", f"Topic {number}").id for number in range(8)]


def annotated(path: Path, articles: int = ARTICLES, size: int = SIZE, annotations: int = ANNOTATIONS) -> Path:
    """A project of `articles` with `annotations` shared out among them, made once."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    beside.unlink(missing_ok=True)
    with Project.create(beside, annotator="Bench") as project:
        chosen = tags(project)
        rows = project.articles.add_many(prepare(article(number, size)) for number in range(articles))
        rng = random.Random("tags")
        with project.gesture("Annotations"):
            for row in rows:
                assert not isinstance(row, Exception)
                for span in spans(size - 1, annotations // articles, f"spans:{row.id}"):
                    project.annotations.add(row.id, rng.choice(chosen), span)
    beside.rename(path)
    return path
