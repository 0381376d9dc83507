"""The corpus and the queries as files that every engine reads: a line each, fields separated by tabs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.corpus import Article, Query

_VALUES = "\x1f"
_BATCH = 1000
_SAMPLE = 5000


@dataclass(frozen=True, slots=True)
class Line:
    """An article as engines get it: texts of words with a blank between them; `number` counts from 1."""

    number: int
    title: str
    body: str
    day: str
    places: list[str]
    people: list[str]

    @property
    def id(self) -> str:
        """The article's id, the same in every engine."""
        return f"{self.number:016x}"

    @property
    def month(self) -> str:
        """The value that the facet of months counts."""
        return self.day[:7]


def write_corpus(path: Path, articles: Iterable[Article]) -> int:
    """Write articles; return how many."""
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for article in articles:
            lists = (_VALUES.join(_clean(values)) for values in (article.places, article.people))
            texts = (" ".join(article.title), " ".join(article.body), article.day)
            out.write("\t".join((*texts, *lists)) + "\n")
            count += 1
    return count


def write_part(path: Path, whole: Path, step: int) -> int:
    """Write every `step`-th article of a corpus file as another; return how many."""
    with whole.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8") as out:
        return sum(out.write(line) > 0 for line in islice(lines, 0, None, step))


def read_corpus(path: Path) -> Iterator[list[Line]]:
    """Yield the articles in batches."""
    with path.open(encoding="utf-8") as lines:
        number = 0
        while batch := list(islice(lines, _BATCH)):
            parsed = []
            for line in batch:
                number += 1
                title, body, day, places, people = line.rstrip("\n").split("\t")
                parsed.append(Line(number, title, body, day, _list(places), _list(people)))
            yield parsed


def sample(path: Path, articles: int) -> list[Article]:
    """Return a few thousand articles spread over a corpus file of so many."""
    step = max(1, articles // _SAMPLE)
    found = []
    for batch in read_corpus(path):
        for line in batch:
            if line.number % step == 0:
                found.append(
                    Article(line.title.split(), line.body.split(), line.day, line.places, line.people)
                )
    return found


def write_queries(path: Path, queries: Iterable[Query]) -> None:
    """Write queries: kind, words, first and last day, place, person; what a query has not is empty."""
    with path.open("w", encoding="utf-8") as out:
        for q in queries:
            first, last = q.days or ("", "")
            out.write("\t".join((q.kind, " ".join(q.words), first, last, q.place or "", q.person or "")))
            out.write("\n")


def read_queries(path: Path) -> list[Query]:
    """Return the queries of a file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, words, first, last, place, person = line.split("\t")
        days = (first, last) if first else None
        found.append(Query(kind, tuple(words.split()), days, place or None, person or None))
    return found


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _clean(values: Iterable[str]) -> list[str]:
    """Return values without the characters that separate fields here or in an engine."""
    return sorted({" ".join(value.replace(",", " ").split()) for value in values} - {""})


def _list(joined: str) -> list[str]:
    return joined.split(_VALUES) if joined else []
