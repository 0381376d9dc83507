"""Corpora and queries for the engine benchmark: real news, or a synthetic archive of any size.

Every engine gets the same tokens, so that engines are compared and not analysers.
"""

from __future__ import annotations

import collections
import datetime as dt
import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .news import news

_WORD = re.compile("[a-z]+")
_PAIR = re.compile(r"(?<=[a-z] )[A-Z][a-z]+ [A-Z][a-z]+")
_DAY = re.compile(r"(19|20)\d\d-[01]\d-[0-3]\d")
_SYNTHETIC_WORDS = 60_000
FIRST_DAY = dt.date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as tokens; `day` is ISO."""

    title: list[str]
    body: list[str]
    day: str
    places: list[str]
    people: list[str]


@dataclass(frozen=True, slots=True)
class Query:
    """One query: words of the body, for `prefix` and `fuzzy` one pattern; filters as the kind says."""

    kind: str
    words: tuple[str, ...] = ()
    days: tuple[str, str] | None = None
    place: str | None = None
    person: str | None = None


def real(folder: Path, limit: int) -> Iterator[Article]:
    """Yield news articles from `news.jsonl.gz`: words in lower case, publisher and section as places."""
    for x in itertools.islice(news(folder), limit):
        day = (x["date"] or "")[:10]
        yield Article(
            title=_WORD.findall(x["title"].lower()),
            body=_WORD.findall(x["body"].lower()),
            day=day if _DAY.fullmatch(day) else "2000-01-01",
            places=sorted({v.replace(",", " ") for v in (x["publisher"], x["category"]) if v}),
            people=sorted(set(_PAIR.findall(x["body"])))[:8],
        )


def synthetic(count: int) -> Iterator[Article]:
    """Yield articles of about 300 words with Zipf's frequencies; the first n are the same for every count."""
    rng = np.random.default_rng(7)
    words = _synthetic_words()
    p = 1 / np.arange(1, len(words) + 1)
    heap = np.cumsum(p / p.sum())
    place_heap, person_heap = _heap(500, 0.9), _heap(8000, 0.8)
    for _ in range(count):
        size = int(max(60, rng.normal(300, 80)))
        body = np.searchsorted(heap, rng.random(size)).clip(max=len(words) - 1)
        topic = rng.integers(len(words) // 100, len(words), 3)
        body[rng.integers(0, size, 9)] = np.repeat(topic, 3)
        title = np.searchsorted(heap, rng.random(8)).clip(max=len(words) - 1)
        places = np.searchsorted(place_heap, rng.random(rng.integers(0, 4))).clip(max=499)
        people = np.searchsorted(person_heap, rng.random(rng.integers(0, 5))).clip(max=7999)
        yield Article(
            title=[words[n] for n in title.tolist()],
            body=[words[n] for n in body.tolist()],
            day=(FIRST_DAY + dt.timedelta(days=int(rng.integers(0, 25 * 365)))).isoformat(),
            places=sorted({f"tempat{n}" for n in places.tolist()}),
            people=sorted({f"orang{n}" for n in people.tolist()}),
        )


def queries(sample: list[Article]) -> list[Query]:
    """Return 300 queries of every kind, drawn from a sample of the corpus by a fixed seed."""
    rnd = random.Random(4)  # noqa: S311
    frequency = collections.Counter(word for article in sample for word in set(article.body))
    ranked = sorted(frequency, key=lambda word: (-frequency[word], word))

    def word(low: int, high: int) -> str:
        return ranked[rnd.randrange(low, min(high, len(ranked)))]

    def words(count: int, high: int = 1500) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word(5, high) for _ in range(count)))

    def pair(high: int) -> tuple[str, str]:
        common = set(ranked[:high])
        while True:
            body = rnd.choice(sample).body
            at = rnd.randrange(len(body) - 1) if len(body) > 1 else 0
            found = body[at : at + 2]
            if len(found) == 2 and found[0] != found[1] and common.issuperset(found):
                return found[0], found[1]

    def rare() -> str:
        while True:
            body = [w for w in rnd.choice(sample).body if frequency[w] < max(3, len(sample) // 100)]
            if body:
                return rnd.choice(body)

    def long_word(low: int, high: int) -> str:
        while len(found := word(low, high)) < 6:
            pass
        return found

    def year() -> tuple[str, str]:
        start = rnd.choice(sample).day[:4]
        return f"{start}-01-01", f"{start}-12-28"

    def typo(w: str) -> str:
        at = rnd.randrange(1, len(w) - 1)
        return w[:at] + rnd.choice("abcdefghijklmnopqrstuvwxyz") + w[at + 1 :]

    def value(kind: str) -> str:
        while True:
            found = getattr(rnd.choice(sample), kind)
            if found:
                return str(rnd.choice(found))

    made = [Query("rare", (rare(),)) for _ in range(25)]
    made += [Query("common", (word(5, 200),)) for _ in range(25)]
    made += [Query("and", words(rnd.choice([2, 3]))) for _ in range(40)]
    made += [Query("or", words(3)) for _ in range(30)]
    made += [Query("phrase", pair(len(ranked))) for _ in range(30)]
    made += [Query("common phrase", pair(100)) for _ in range(20)]
    made += [Query("prefix", (long_word(50, 3000)[:4],)) for _ in range(20)]
    made += [Query("fuzzy", (typo(long_word(50, 3000)),)) for _ in range(20)]
    made += [Query("date range", (word(5, 1500),), days=year()) for _ in range(30)]
    made += [Query("two filters", (word(5, 1500),), days=year(), place=value("places")) for _ in range(30)]
    made += [Query("match-all") for _ in range(5)]
    return made


def _synthetic_words() -> list[str]:
    rnd = random.Random(7)  # noqa: S311
    onsets, vowels = "b c d g h j k l m n p r s t w y ng ny".split(), "aiueo"
    syllables = [c + v for c in onsets for v in vowels]
    syllables += [c + v + e for c in "bdgklmnprst" for v in "aiue" for e in "nrsk"]
    words: dict[str, None] = {}
    while len(words) < _SYNTHETIC_WORDS:
        words["".join(rnd.choice(syllables) for _ in range(rnd.choice([2, 2, 3, 3, 3, 4])))] = None
    return list(words)


def _heap(size: int, exponent: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    p = 1 / np.arange(1, size + 1) ** exponent
    return np.cumsum(p / p.sum())
