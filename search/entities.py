"""A person, place or organisation: when, with whom, where, and in what offices the articles name them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from whoosh.query import And, Or, Query, Term

from index import Archive, Facet, FacetCount, Named, Period, SearchRequest, Snapshot, Sort

from .naming import place_name
from .offices import OfficeHeld, held

_CANDIDATES = 100
_RELATED = 20
_FEWEST = 2
_FIELDS = {Facet.PERSON: "people", Facet.PLACE: "places", Facet.ORGANISATION: "organisations"}


class Related(NamedTuple):
    """Whom or what articles name beside an entity, and how many do.

    `score` is Dunning's log-likelihood ratio of that against chance: above 10.8, chance alone would bring it
    about less than once in a thousand.
    """

    named: Named
    articles: int
    score: float


@dataclass(frozen=True, slots=True)
class EntityView:
    """A person, place or organisation: `months` are the articles of months that have any.

    People and organisations have `names`, the slugs of all of them, people `offices`, too.
    """

    entity: Named
    articles: int
    months: tuple[FacetCount, ...]
    people: tuple[Related, ...]
    places: tuple[Related, ...]
    organisations: tuple[Related, ...]
    names: tuple[str, ...] | None = None
    offices: tuple[OfficeHeld, ...] | None = None

    def payload(self) -> dict[str, Any]:
        """Return it as plain JSON values; the shape is part of the public interface."""
        found: dict[str, Any] = {
            "id": self.entity.id,
            "name": self.entity.name,
            "articles": self.articles,
            "months": [{"value": each.value, "count": each.count} for each in self.months],
            "people": [_related(each) for each in self.people],
            "places": [_related(each) for each in self.places],
            "organisations": [_related(each) for each in self.organisations],
        }
        if self.names is not None:
            found["names"] = list(self.names)
        if self.offices is not None:
            found["offices"] = [each._asdict() for each in self.offices]
        return found


def view_person(archive: Archive, snapshot: Snapshot, person: Named) -> EntityView:
    """Return what the articles of one snapshot say of a person. Raises ArchiveError, EngineError."""
    names = tuple(sorted(archive.people.resolution().leading_to(person.id)))
    entity = _Entity(archive, snapshot, Facet.PERSON, person, [person.id])
    offices = held(archive.people.offices(names, entity.articles()), archive.spelled_out)
    return replace(entity.view(), names=names, offices=offices)


def view_place(archive: Archive, snapshot: Snapshot, place: Named) -> EntityView:
    """Return what the articles of one snapshot say of a place. Raises ArchiveError, EngineError."""
    return _Entity(archive, snapshot, Facet.PLACE, place, [place.id]).view()


def view_organisation(archive: Archive, snapshot: Snapshot, organisation: Named) -> EntityView:
    """Return what the articles of one snapshot say of an organisation. Raises ArchiveError, EngineError."""
    names = archive.organisations.names([organisation.id])[organisation.id]
    return replace(_Entity(archive, snapshot, Facet.ORGANISATION, organisation, names).view(), names=names)


class _Entity:
    """The articles that name an entity, and what else they name."""

    def __init__(
        self, archive: Archive, snapshot: Snapshot, facet: Facet, named: Named, names: Sequence[str]
    ) -> None:
        """Take which facet has it under which values."""
        self._archive, self._snapshot, self._facet, self._named = archive, snapshot, facet, named
        self._query = _any_of(facet, names)
        self._answer = snapshot.search(
            SearchRequest(
                self._query, limit=1, facets=tuple(Facet), facet_limit=_CANDIDATES, period=Period.MONTH
            )
        )

    def articles(self) -> list[str]:
        """Return the ids of all articles."""
        request = SearchRequest(self._query, sort=Sort.NEWEST, limit=max(1, self._answer.total), count=False)
        return [hit.id for hit in self._snapshot.search(request).hits]

    def view(self) -> EntityView:
        """Return what they say."""
        months = (row for row in self._answer.facets[Facet.DATE] if len(row.value) == Period.MONTH)
        return EntityView(
            self._named,
            self._answer.total,
            tuple(months),
            self._people(),
            self._places(),
            self._organisations(),
        )

    def _people(self) -> tuple[Related, ...]:
        rows = self._beside(Facet.PERSON)
        known = self._archive.people.called([row.value for row in rows])
        found = [(known[row.value], row.count) for row in rows if row.value in known]
        return self._significant(found, self._totals(Facet.PERSON, rows))

    def _places(self) -> tuple[Related, ...]:
        rows = _finest(self._beside(Facet.PLACE))
        found = [(Named(row.value, place_name(row.value)), row.count) for row in rows]
        return self._significant(found, self._totals(Facet.PLACE, rows))

    def _organisations(self) -> tuple[Related, ...]:
        rows = self._answer.facets[Facet.ORGANISATION]
        called = self._archive.organisations.called([row.value for row in rows])
        others = [named for named in dict.fromkeys(called.values()) if named.id != self._named.id]
        names = self._archive.organisations.names([named.id for named in others])
        queries = {key: _any_of(Facet.ORGANISATION, every) for key, every in names.items()}
        totals = {key: self._count(query) for key, query in queries.items()}
        found = [(named, self._count(And([self._query, queries[named.id]]))) for named in others]
        return self._significant(found, totals)

    def _beside(self, facet: Facet) -> list[FacetCount]:
        """Return what a facet counts, without the entity itself, what it lies in and what lies in it."""
        mine = self._named.id
        rows = self._answer.facets[facet]
        if facet is not self._facet:
            return list(rows)
        return [row for row in rows if not (_holds(mine, row.value) or _holds(row.value, mine))]

    def _totals(self, facet: Facet, rows: Sequence[FacetCount]) -> dict[str, int]:
        return {row.value: self._count(_any_of(facet, [row.value])) for row in rows}

    def _count(self, query: Query) -> int:
        return self._snapshot.search(SearchRequest(query, limit=0)).total

    def _significant(
        self, found: Sequence[tuple[Named, int]], totals: Mapping[str, int]
    ) -> tuple[Related, ...]:
        """Return what stands beside more often than by chance, the least likely by chance first.

        `totals` are of all articles. What a single one of several names is left out: all that it names would
        stand beside.
        """
        mine, every = self._answer.total, self._snapshot.count
        scored = (
            Related(named, count, log_likelihood(count, mine, totals[named.id], every))
            for named, count in found
            if count >= min(_FEWEST, mine)
        )
        likely = sorted(
            (each for each in scored if each.score > 0), key=lambda each: (-each.score, each.named)
        )
        return tuple(likely[:_RELATED])


def _any_of(facet: Facet, values: Sequence[str]) -> Query:
    return Or([Term(_FIELDS[facet], value) for value in values])


def _related(related: Related) -> dict[str, Any]:
    return {**related.named._asdict(), "articles": related.articles, "score": round(related.score, 2)}


def log_likelihood(both: int, one: int, other: int, every: int) -> float:
    """Return Dunning's ratio (1993) for two things that stand in `one` and `other` of `every` article.

    0 if they stand together in no more than chance would have it.
    """
    if both * every <= one * other:
        return 0.0
    cells = (both, one - both, other - both, every - one - other + both)
    margins = (one, every - one, other, every - other)
    return 2 * (_entropy(cells) - _entropy(margins) + _entropy((every,)))


def _entropy(counts: Iterable[int]) -> float:
    return sum(count * math.log(count) for count in counts if count > 0)


def _holds(whole: str, part: str) -> bool:
    """Tell whether an id is another's or, of a place, one within it."""
    return f"{part}.".startswith(f"{whole}.")


def _finest(places: Sequence[FacetCount]) -> list[FacetCount]:
    """Leave out what only counts one of its parts (a province of one city)."""
    counts = {row.value: row.count for row in places}
    whole = {
        value
        for value, count in counts.items()
        if any(other != value and _holds(value, other) and counts[other] == count for other in counts)
    }
    return [each for each in places if each.value not in whole]
