"""Reading: one commit of the index, searched by Whoosh's matchers, counted over forward lists."""

from __future__ import annotations

import functools
import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from whoosh.index import Index
from whoosh.searching import Searcher

from ..engine import Facet, FacetCount, Filters, Hit, SearchRequest, SearchResponse, Snapshot, Sort
from .schema import SEPARATOR, UNDATED


@dataclass(frozen=True, slots=True)
class _Row:
    """What is filtered, counted and sorted by, for one document."""

    id: str
    moment: int
    days: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]


class WhooshSnapshot(Snapshot):
    """An immutable view of one Whoosh commit."""

    def __init__(self, index: Index, sequence: int) -> None:
        self._searcher: Searcher = index.searcher()
        self._sequence = sequence

    @property
    def sequence(self) -> int:
        """See Snapshot."""
        return self._sequence

    @property
    def count(self) -> int:
        """See Snapshot."""
        return int(self._searcher.doc_count())

    def ids(self) -> Sequence[str]:
        """See Snapshot."""
        return sorted(row.id for row in self._rows.values())

    def close(self) -> None:
        """See Snapshot."""
        self._searcher.close()

    def search(self, request: SearchRequest) -> SearchResponse:
        """See Snapshot."""
        passes = _filter_tests(request.filters)
        kept: list[tuple[_Row, float]] = []
        counters: dict[Facet, Counter[str]] = {facet: Counter() for facet in request.facets}
        for row, score in self._matches(request):
            failed = [facet for facet, test in passes.items() if not test(row)]
            if not failed:
                kept.append((row, score))
            for facet, counter in counters.items():
                if not failed or failed == [facet]:
                    counter.update(row.values[_POSITION[facet]])
        facets = {
            facet: _ranked(facet, counter, request.facet_limit, _chosen(facet, request.filters))
            for facet, counter in counters.items()
        }
        hits = _page(kept, request)
        return SearchResponse(len(kept), hits, facets, self._sequence)

    def _matches(self, request: SearchRequest) -> Iterable[tuple[_Row, float]]:
        rows = self._rows
        query = request.query.normalize()
        context = self._searcher.context()
        for leaf, offset in self._searcher.leaf_searchers():
            matcher = query.matcher(leaf, context)
            while matcher.is_active():
                row = rows.get(matcher.id() + offset)
                if row is not None:
                    yield row, float(matcher.score())
                matcher.next()

    @functools.cached_property
    def _rows(self) -> dict[int, _Row]:
        """Read the forward columns once; deleted documents are left out."""
        rows: dict[int, _Row] = {}
        for leaf, offset in self._searcher.leaf_searchers():
            reader = leaf.reader()
            if not reader.doc_count_all():
                continue
            ids, moments, days, *columns = (
                reader.column_reader(name, translate=False)
                for name in ("id", "moment", "days", "dates", "places", "people")
            )
            for number in reader.all_doc_ids():
                rows[number + offset] = _Row(
                    ids[number].decode(),
                    int(moments[number]),
                    _split(days[number]),
                    tuple(_split(column[number]) for column in columns),
                )
        return rows


_POSITION = {Facet.DATE: 0, Facet.PLACE: 1, Facet.PERSON: 2}


@functools.lru_cache(maxsize=200_000)
def _split(value: bytes) -> tuple[str, ...]:
    return tuple(value.decode().split(SEPARATOR)) if value else ()


def _filter_tests(filters: Filters) -> dict[Facet, Callable[[_Row], bool]]:
    """Return a test for each facet field that is filtered."""
    tests: dict[Facet, Callable[[_Row], bool]] = {}
    if filters.places:
        places = frozenset(filters.places)
        tests[Facet.PLACE] = lambda row: not places.isdisjoint(row.values[1])
    if filters.people:
        people = frozenset(filters.people)
        tests[Facet.PERSON] = lambda row: not people.isdisjoint(row.values[2])
    if filters.date_from or filters.date_to:
        low, high = filters.date_from or "", filters.date_to or "9999-99-99"
        tests[Facet.DATE] = lambda row: bool(row.days) and row.days[0] <= high and row.days[1] >= low
    return tests


def _chosen(facet: Facet, filters: Filters) -> tuple[str, ...]:
    return {Facet.PLACE: filters.places, Facet.PERSON: filters.people}.get(facet, ())


def _ranked(facet: Facet, counter: Counter[str], limit: int, chosen: Sequence[str]) -> list[FacetCount]:
    """Order a facet's values: dates by time, others by count then value, chosen ones always in."""
    if facet is Facet.DATE:
        return [FacetCount(value, counter[value]) for value in sorted(counter)]
    best = heapq.nsmallest(limit, counter.items(), key=lambda item: (-item[1], item[0]))
    listed = {value for value, _ in best}
    late = [(value, counter[value]) for value in sorted(set(chosen) - listed)]
    return [FacetCount(value, count) for value, count in [*best, *late]]


def _page(kept: Sequence[tuple[_Row, float]], request: SearchRequest) -> list[Hit]:
    keys: dict[Sort, Callable[[tuple[_Row, float]], tuple[float, str]]] = {
        Sort.RELEVANCE: lambda item: (-item[1], item[0].id),
        Sort.NEWEST: lambda item: (-item[0].moment, item[0].id),
        Sort.OLDEST: lambda item: (
            item[0].moment if item[0].moment != UNDATED else -UNDATED,
            item[0].id,
        ),
    }
    end = request.offset + request.limit
    best = heapq.nsmallest(end, kept, key=keys[request.sort])[request.offset :]
    ranked = request.sort is Sort.RELEVANCE
    return [Hit(row.id, score if ranked else 0.0) for row, score in best]
