"""Rows made without analysis, what is asked of them, and an index whose files are tampered with."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from whoosh import query as wq
from whoosh.query.spans import SpanFirst, SpanNot

from index import (
    EngineError,
    Facet,
    Filters,
    SearchRequest,
    SearchResponse,
    Sort,
    article_id,
    day_bounds,
)
from index.analysis import Terms
from index.dates import moment
from index.whoosh_engine import WhooshEngine
from index.whoosh_engine.schema import NO_DAY, UNDATED, Row
from index.whoosh_engine.sealed import read_toc
from index.whoosh_engine.snapshot import SegmentsSnapshot
from index.whoosh_engine.writer import SegmentsWriter

from .corpora import Corpus, open_corpus
from .tampering import CONTAINERS, put

WORDS = [
    a + b + c
    for a in ("ban", "ga", "pe", "ro")
    for b in ("jir", "la", "mu", "si")
    for c in ("", "kan", "an", "é")
]
DATES = ("2024-11-04", "2024-11-05", "2024-10-31", "2024-11", "2023-05-01", "2023", None)
PLACES = ((), ("33", "33.75"), ("33", "33.26"), ("31",), ("31", "33", "33.25"))
PEOPLE = ("salahudin", "mahbub-syauqi", "rina-wijaya", "siti", "andré")
ORGANISATIONS = ((), ("bpbd",), ("bpbd", "komisi-pemilihan-umum"))
FACETS = tuple(Facet)
# What an answer is compared by.
Answer = list[object]


def a_row(number: int, *, version: int = 0, words: int = 40) -> Row:
    """Return the article with this number; versions of one differ in their words."""
    chance = random.Random(1_000_003 * version + number)
    title = [*chance.choices(WORDS, k=3), f"versi{version}"]
    body = [
        "umum",
        *(WORDS[int(chance.paretovariate(0.4)) % len(WORDS)] for _ in range(words)),
        f"n{number % 97}",
    ]
    people = tuple(sorted(chance.sample(PEOPLE, k=number % 3)))
    organisations = ORGANISATIONS[number % len(ORGANISATIONS)]
    texts = (title, body, ["penulis"] * (number % 2), list(people), ["kota"] * (number % 5 == 0))
    published, places = DATES[number % len(DATES)], PLACES[number % len(PLACES)]
    numbered = tuple(Terms(field, list(range(len(field)))) for field in texts)
    article = int(article_id(f"row-{number}"), 16)
    if published is None:
        return Row(article, numbered, ((), places, people, organisations), UNDATED, NO_DAY, NO_DAY)
    first, last = day_bounds(published)
    values = ((published,), places, people, organisations)
    return Row(article, numbered, values, moment(published), first.toordinal(), last.toordinal())


def id_of(number: int) -> str:
    """Return the id of `a_row(number)`."""
    return article_id(f"row-{number}")


def an_engine(data: Path) -> WhooshEngine:
    """Open the engine of a data folder."""
    return open_corpus(data).engine


def a_writer(engine: WhooshEngine) -> SegmentsWriter:
    """Begin writing."""
    writer = engine.writer()
    assert isinstance(writer, SegmentsWriter)
    return writer


def commit(engine: WhooshEngine, sequence: int, rows: Iterable[Row] = (), gone: Iterable[int] = ()) -> None:
    """Write rows, remove articles by number, commit."""
    Corpus(engine).write(rows, [int(id_of(number), 16) for number in gone], sequence)


def build(data: Path) -> None:
    """Make an index of three segments, the first longer than one checksum's reach and with deletions."""
    engine = an_engine(data)
    commit(engine, 1, (a_row(n, words=150) for n in range(400)))
    commit(engine, 2, (a_row(n) for n in range(400, 530)))
    commit(engine, 3, (a_row(n, version=1) for n in range(40)), gone=range(40, 60))


def _questions() -> dict[str, SearchRequest]:
    term, request = wq.Term, SearchRequest
    rare = wq.Or([term("body", WORDS[30]), term("title", WORDS[31]), term("body", "n13")])
    south = Filters(places=("33",))
    return {
        "every": request(wq.Every(), sort=Sort.NEWEST, facets=FACETS, limit=600),
        "common": request(term("body", "umum"), facets=FACETS, limit=600),
        "and": request(wq.And([term("body", WORDS[1]), term("body", WORDS[2])]), south, Sort.OLDEST, 20),
        "or": request(rare, facets=FACETS, limit=50),
        "pruned": request(wq.Or([term("body", WORDS[1]), term("body", "umum")]), limit=3, count=False),
        "phrase": request(wq.Phrase("body", [WORDS[1], WORDS[3]]), limit=30),
        "prefix": request(wq.Prefix("body", "gala"), Filters(people=("siti",)), facets=FACETS),
        "wildcard": request(wq.Wildcard("title", "ro?u*")),
        "fuzzy": request(wq.FuzzyTerm("body", "pesikam", maxdist=1), limit=20),
        "days": request(wq.NumericRange("first_day", 738_000, 739_195), sort=Sort.NEWEST),
        "dates": request(wq.Every(), Filters(date_from="2024-11-01", date_to="2024-11-04"), facets=FACETS),
        "not": request(wq.And([wq.Every("person_text"), wq.Not(term("body", WORDS[9]))])),
        "span": request(SpanNot(term("body", WORDS[30]), term("body", "umum")), limit=30),
        "first": request(SpanFirst(term("title", WORDS[5]), limit=0), limit=30),
        "id": request(term("id", id_of(7)), facets=(Facet.PLACE,)),
    }  # fmt: skip


QUESTIONS = _questions()


def answer(response: SearchResponse) -> Answer:
    """Return everything that an answer says."""
    facets = {
        str(facet): [[each.value, each.count] for each in counts] for facet, counts in response.facets.items()
    }
    return [response.total, [list(hit) for hit in response.hits], facets, response.sequence, response.exact]


def answers(snapshot: SegmentsSnapshot) -> dict[str, Answer]:
    """Return the answers to all questions, and the ids."""
    found = {name: answer(snapshot.search(request)) for name, request in QUESTIONS.items()}
    return {**found, "ids": [*snapshot.ids()]}


class Index:
    """An index whose files are replaced, one at a time, and what it answered before."""

    def __init__(self, data: Path) -> None:
        self.data, self.folder = data, data / "index" / "1"
        found = sorted(self.folder.iterdir())
        assert {path.suffix for path in found} == {*CONTAINERS, ""}
        self.files = {path: path.read_bytes() for path in [*found, data / "index" / "current"]}
        self.expected = answers(an_engine(data).snapshot())
        self.refused = self.unnoticed = 0

    def faults(self, path: Path, content: bytes) -> list[str]:
        """Return what goes wrong when a file holds this: nothing, unless an answer or an error is wrong."""
        put(path, content)
        try:
            return [fault for name in [None, *QUESTIONS] if (fault := self._ask(path, name))]
        finally:
            put(path, self.files[path])

    def _ask(self, path: Path, name: str | None) -> str:
        try:
            if name is None:
                self._snapshot = None
                self._snapshot = an_engine(self.data).snapshot()
            elif self._snapshot:
                if answer(self._snapshot.search(QUESTIONS[name])) != self.expected[name]:
                    return f"{name}: a wrong answer"
                self.unnoticed += 1
        except EngineError as error:
            self.refused += 1
            return "" if str(path) in str(error) else f"{name}: {error}"
        except Exception as error:  # noqa: BLE001
            return f"{name}: {error!r}"
        return ""


def leftovers(data: Path) -> set[str]:
    """Return files that no commit needs."""
    folder = data / "index" / "1"
    inside = {path.name for path in folder.iterdir()} - {"toc"} - read_toc(folder).files()
    return inside | {path.name for path in (data / "index").iterdir()} - {"1", "current", "lock"}
