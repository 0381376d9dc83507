"""One person of the archive: when, with whom, where, and in what offices the articles name them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from whoosh.query import Term

from index import Archive, Facet, FacetCount, Named, Period, SearchRequest, Snapshot, Sort, slug

from .naming import place_name

_CANDIDATES = 100
_RELATED = 20
_FIELDS = {Facet.PERSON: "people", Facet.PLACE: "places"}


class Related(NamedTuple):
    """A person or place that articles name beside a person, and how many do.

    `score` is Dunning's log-likelihood ratio of that against chance: above 10.8, chance alone would bring it
    about less than once in a thousand.
    """

    named: Named
    articles: int
    score: float


class OfficeHeld(NamedTuple):
    """An office as most articles write it, how many name it with the person, and the dates of the outermost.

    The dates are as known as those of the articles are; None if none of them has one.
    """

    office: str
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person: `names` are the slugs of all their names, `months` the articles of months that have any."""

    person: Named
    names: tuple[str, ...]
    articles: int
    months: tuple[FacetCount, ...]
    people: tuple[Related, ...]
    places: tuple[Related, ...]
    offices: tuple[OfficeHeld, ...]

    def payload(self) -> dict[str, Any]:
        """Return it as plain JSON values; the shape is part of the public interface."""
        return {
            "id": self.person.id,
            "name": self.person.name,
            "names": list(self.names),
            "articles": self.articles,
            "months": [{"value": each.value, "count": each.count} for each in self.months],
            "people": [_related(each) for each in self.people],
            "places": [_related(each) for each in self.places],
            "offices": [each._asdict() for each in self.offices],
        }


def view_person(archive: Archive, snapshot: Snapshot, person: Named) -> PersonView:
    """Return what the articles of one snapshot say of a person. Raises EngineError."""
    query = Term(_FIELDS[Facet.PERSON], person.id)
    request = SearchRequest(query, limit=1, facets=tuple(Facet), facet_limit=_CANDIDATES, period=Period.MONTH)
    answer = snapshot.search(request)
    hits = snapshot.search(SearchRequest(query, sort=Sort.OLDEST, limit=max(1, answer.total))).hits

    def total(facet: Facet, value: str) -> int:
        return snapshot.search(SearchRequest(Term(_FIELDS[facet], value), limit=1)).total

    def related(facet: Facet) -> list[tuple[FacetCount, float]]:
        rows = (row for row in answer.facets[facet] if row.value != person.id)
        return _significant(rows, answer.total, snapshot.count, lambda value: total(facet, value))

    people, places = related(Facet.PERSON), _finest(related(Facet.PLACE))
    called = archive.people.called([row.value for row, _ in people])
    names = sorted(archive.people.resolution().leading_to(person.id))
    offices = archive.people.offices(names, [hit.id for hit in hits])
    return PersonView(
        person,
        tuple(names),
        answer.total,
        tuple(row for row in answer.facets[Facet.DATE] if len(row.value) == Period.MONTH),
        tuple(Related(called[row.value], row.count, score) for row, score in people if row.value in called)[
            :_RELATED
        ],
        tuple(Related(Named(row.value, place_name(row.value)), row.count, score) for row, score in places)[
            :_RELATED
        ],
        _held(offices),
    )


def _named(found: Sequence[tuple[FacetCount, float]], names: Mapping[str, Named]) -> tuple[Related, ...]:
    known = [(names[row.value], row.count, score) for row, score in found if row.value in names]
    return tuple(Related(*each) for each in known[:_RELATED])


def _related(related: Related) -> dict[str, Any]:
    return {**related.named._asdict(), "articles": related.articles, "score": round(related.score, 2)}


def _significant(
    rows: Iterable[FacetCount], articles: int, every: int, total: Callable[[str], int]
) -> list[tuple[FacetCount, float]]:
    """Return what stands beside more often than by chance, the least likely by chance first."""
    scored = [(row, log_likelihood(row.count, articles, total(row.value), every)) for row in rows]
    return sorted(
        ((row, score) for row, score in scored if score > 0), key=lambda each: (-each[1], each[0].value)
    )


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


def _finest(places: Sequence[tuple[FacetCount, float]]) -> list[tuple[FacetCount, float]]:
    """Leave out what only counts one of its parts (a province of one city)."""
    counts = {row.value: row.count for row, _ in places}
    whole = {
        value
        for value, count in counts.items()
        if any(other.startswith(f"{value}.") and counts[other] == count for other in counts)
    }
    return [each for each in places if each[0].value not in whole]


def _held(offices: Iterable[tuple[str, str | None]]) -> tuple[OfficeHeld, ...]:
    written: dict[str, Counter[str]] = {}
    dates: dict[str, list[str]] = {}
    for office, published in offices:
        written.setdefault(slug(office), Counter())[office] += 1
        dates.setdefault(slug(office), []).extend([published[:10]] if published else [])
    found = [
        OfficeHeld(
            ways.most_common(1)[0][0],
            ways.total(),
            min(dates[key], default=None),
            max(dates[key], default=None),
        )
        for key, ways in written.items()
    ]
    return tuple(sorted(found, key=lambda held: (held.first or "", held.office)))
