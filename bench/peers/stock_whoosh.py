"""Stock Whoosh: its own codec, matchers and collectors."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Mapping
from typing import Any

from whoosh import analysis, fields, index, sorting, versionstring
from whoosh.query import And, NumericRange, Query, Term

from bench import corpus

from .child import TOP, Answer, Counts, Peer, serve
from .files import Line
from .trees import tree


def schema() -> fields.Schema:
    """Return the fields; facets of several values have no columns in Whoosh."""
    words = analysis.SpaceSeparatedTokenizer()
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        title=fields.TEXT(analyzer=words),
        body=fields.TEXT(analyzer=words),
        day=fields.NUMERIC(int, bits=32),
        month=fields.ID(sortable=True),
        places=fields.KEYWORD(commas=True),
        people=fields.KEYWORD(commas=True),
    )


class StockWhoosh(Peer):
    """whoosh-reloaded as it comes."""

    def begin(self, megabytes: int) -> None:
        self._writer = index.create_in(str(self.folder), schema()).writer(limitmb=megabytes)

    def add(self, lines: list[Line]) -> None:
        for line in lines:
            self._writer.add_document(
                id=line.id,
                title=line.title,
                body=line.body,
                day=dt.date.fromisoformat(line.day).toordinal(),
                month=line.month,
                places=",".join(line.places),
                people=",".join(line.people),
            )

    def finish(self) -> int:
        self._writer.commit(optimize=True)
        return len(index.open_dir(str(self.folder)).reader().leaf_readers())

    def open(self) -> str:
        self._searcher = index.open_dir(str(self.folder)).searcher()
        return str(versionstring())

    def prepare(self, query: corpus.Query) -> tuple[Query, Query | None]:
        filters = []
        if query.days:
            low, high = (dt.date.fromisoformat(day).toordinal() for day in query.days)
            filters.append(NumericRange("day", low, high))
        if query.place:
            filters.append(Term("places", query.place))
        if query.person:
            filters.append(Term("people", query.person))
        return tree(query), And(filters) if filters else None

    def run(self, prepared: tuple[Query, Query | None], *, facets: bool) -> Answer:
        query, allowed = prepared
        results = self._searcher.search(
            query, limit=TOP, filter=allowed, groupedby=_groups() if facets else None
        )
        ids = [hit["id"] for hit in results]
        if not facets:
            return Answer(ids)
        months = list(results.groups("month").items())
        total = sum(n for _, n in months)
        return Answer(ids, total, months, _top(results.groups("places")), _top(results.groups("people")))


def _groups() -> dict[str, Any]:
    return {
        "month": sorting.FieldFacet("month", maptype=sorting.Count),
        "places": sorting.FieldFacet("places", allow_overlap=True, maptype=sorting.Count),
        "people": sorting.FieldFacet("people", allow_overlap=True, maptype=sorting.Count),
    }


def _top(counts: Mapping[str | None, int]) -> Counts:
    """Return the most frequent values; Whoosh counts articles without a value under None."""
    named = ((value, n) for value, n in counts.items() if value)
    return heapq.nlargest(TOP, named, key=lambda pair: pair[1])


if __name__ == "__main__":
    serve(StockWhoosh)
