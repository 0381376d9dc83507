"""Our engine: rows straight into the segments' writer, requests straight to the snapshot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from whoosh.query import And, NumericRange, Require, Term
from whoosh.query import Query as Tree

from bench.corpus import Query
from index import Facet, FacetCount, Period, SearchRequest, Settings
from index.analysis import Terms
from index.opening import open_engine
from index.whoosh_engine.schema import Row
from index.whoosh_engine.snapshot import SegmentsSnapshot
from index.whoosh_engine.values import Counts
from index.whoosh_engine.writer import SegmentsWriter

from .child import TOP, Answer, Peer, serve
from .files import Line
from .trees import tree

_DEADLINE = 600.0
_FACETS = (Facet.DATE, Facet.PLACE, Facet.PERSON)
_EPOCH = dt.date(1970, 1, 1).toordinal()


class Requests(NamedTuple):
    """A query as a request with facets and one without."""

    counted: SearchRequest
    ranked: SearchRequest


def row(line: Line) -> Row:
    """Return what the index holds of an article."""
    texts = (_terms(line.title), _terms(line.body), Terms(), Terms(), Terms())
    day = _ordinal(line.day)
    values = ((line.day,), tuple(line.places), tuple(line.people), ())
    return Row(line.number, texts, values, (day - _EPOCH) * 86_400, day, day)


class Ours(Peer):
    """The engine of Telusur, an index built in one go."""

    _writer: SegmentsWriter
    _snapshot: SegmentsSnapshot

    def begin(self, megabytes: int) -> None:
        settings = Settings(data=self.folder, write_buffer=megabytes)
        writer = open_engine(settings).rebuild()
        assert isinstance(writer, SegmentsWriter)
        self._writer = writer

    def add(self, lines: list[Line]) -> None:
        for line in lines:
            self._writer.put_row(row(line))

    def finish(self) -> int:
        self._writer.commit(1)
        self._writer.abort()
        snapshot = open_engine(Settings(data=self.folder)).snapshot()
        assert isinstance(snapshot, SegmentsSnapshot)
        return len(snapshot.segments)

    def open(self) -> str:
        snapshot = open_engine(Settings(data=self.folder, search_deadline=_DEADLINE)).snapshot()
        assert isinstance(snapshot, SegmentsSnapshot)
        self._snapshot = snapshot
        return "this checkout"

    def prepare(self, query: Query) -> Requests:
        words = tree(query)
        conditions: list[Tree] = [NumericRange("first_day", *map(_ordinal, query.days))] if query.days else []
        conditions += [Term("places", query.place)] if query.place else []
        conditions += [Term("people", query.person)] if query.person else []
        # As conditions of the query they narrow every count, as in the other engines; a reader's filters
        # leave the counts of their own field alone.
        asked = Require(words, And(conditions)) if conditions else words
        return Requests(
            SearchRequest(asked, limit=TOP, facets=_FACETS, facet_limit=TOP, period=Period.MONTH),
            SearchRequest(asked, limit=TOP, count=False),
        )

    def run(self, prepared: Requests, *, facets: bool) -> Answer:
        answer = self._snapshot.search(prepared.counted if facets else prepared.ranked)
        ids = [hit.id for hit in answer.hits]
        if not facets:
            return Answer(ids)
        months, places, people = (_pairs(answer.facets[facet]) for facet in _FACETS)
        return Answer(ids, answer.total, months, places, people)


def _terms(text: str) -> Terms:
    words = text.split()
    return Terms(words, list(range(len(words))))


def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


def _pairs(counted: Sequence[FacetCount]) -> list[tuple[str, int]]:
    assert isinstance(counted, Counts)
    return list(zip(counted.values, counted.counts, strict=True))


if __name__ == "__main__":
    serve(Ours)
