"""The state of a search as its URL holds it, and the URLs of its neighbours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from index import Sort
from search import ParamsError, SearchPage, SearchParams

MAX_OFFSET = 10_000
MAX_VALUES = 50
MAX_LINKED_QUERY = 2_000
_ISO = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
_SERVICE_NAMES = {"date_from": "from", "date_to": "to", "places": "place", "people": "person"}


@dataclass(frozen=True, slots=True)
class SearchState:
    """What a search URL says; `sort` None means the order that fits (relevance with words, else newest)."""

    q: str = ""
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None
    sort: Sort | None = None
    page: int = 1
    bahasa: str | None = None

    @classmethod
    def from_args(cls, args: MultiDict[str, str], bahasa: str | None = None) -> Self:
        """Read a URL's parameters; raises ParamsError for values that are none."""
        return cls(
            q=clean(args.get("q", "")),
            places=values(args, "place"),
            people=values(args, "person"),
            date_from=args.get("from", "").strip() or None,
            date_to=args.get("to", "").strip() or None,
            sort=sort_order(args["sort"]) if args.get("sort") else None,
            page=whole_number(args, "page", 1, 1, 10**9),
            bahasa=bahasa,
        )

    @classmethod
    def lenient(cls, args: MultiDict[str, str], bahasa: str | None = None) -> Self:
        """Read what can be read, for pages that say what is wrong with the rest."""
        return cls(
            q=clean(args.get("q", "")),
            places=_distinct(args.getlist("place"))[:MAX_VALUES],
            people=_distinct(args.getlist("person"))[:MAX_VALUES],
            date_from=args.get("from", "").strip() or None,
            date_to=args.get("to", "").strip() or None,
            bahasa=bahasa,
        )

    @property
    def order(self) -> Sort:
        """The order in force."""
        return self.sort or self.default_order

    @property
    def default_order(self) -> Sort:
        """The order of a URL that names none."""
        return Sort.RELEVANCE if self.q else Sort.NEWEST

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return bool(self.places or self.people or self.date_from or self.date_to)

    def params(self, page_size: int) -> SearchParams:
        """Return the question to the service."""
        check_dates(self.date_from, self.date_to)
        return SearchParams(
            q=self.q,
            places=self.places,
            people=self.people,
            date_from=self.date_from,
            date_to=self.date_to,
            sort=self.order,
            limit=page_size,
            offset=(self.page - 1) * page_size,
            fold=True,
        )

    def resolved(self, page: SearchPage) -> SearchState:
        """Return this state with places and people by the ids that the service resolved them to."""
        return replace(
            self,
            places=tuple(named.id for named in page.chosen_places),
            people=tuple(named.id for named in page.chosen_people),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters of this state's URL, shortest form, in a fixed order."""
        pairs = [("q", self.q[:MAX_LINKED_QUERY])] if self.q else []
        pairs += [("place", place) for place in self.places]
        pairs += [("person", person) for person in self.people]
        pairs += [("from", self.date_from)] if self.date_from else []
        pairs += [("to", self.date_to)] if self.date_to else []
        pairs += [("sort", self.sort.value)] if self.sort and self.sort != self.default_order else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return pairs + ([("bahasa", self.bahasa)] if self.bahasa else [])

    def hidden(self, *left_out: str) -> list[tuple[str, str]]:
        """Return what a form must carry in hidden fields: all but `left_out` and the page."""
        return [(name, value) for name, value in self.pairs() if name not in {"page", *left_out}]

    def url(self, path: str = "/") -> str:
        """Return this state's URL at `path`."""
        pairs = self.pairs()
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def to_page(self, page: int) -> SearchState:
        """Return the same search at another page."""
        return replace(self, page=page)

    def sorted(self, order: Sort) -> SearchState:
        """Return the same search in another order, from its first page."""
        return replace(self, sort=order, page=1)

    def toggle_place(self, place: str) -> SearchState:
        """Return the search with a place added, or removed if it was chosen."""
        return replace(self, places=_toggled(self.places, place), page=1)

    def toggle_person(self, person: str) -> SearchState:
        """Return the search with a person added, or removed if they were chosen."""
        return replace(self, people=_toggled(self.people, person), page=1)

    def dated(self, start: str | None, end: str | None) -> SearchState:
        """Return the search within another range of dates."""
        return replace(self, date_from=start, date_to=end, page=1)

    def cleared(self) -> SearchState:
        """Return the search without any filter."""
        return replace(self, places=(), people=(), date_from=None, date_to=None, page=1)


def clean(text: str) -> str:
    """Return text on one line, without control characters, surrogates and doubled spaces."""
    spaced = (" " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else char for char in text)
    return " ".join("".join(spaced).split())


def values(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """Return the distinct values of a repeatable parameter; raises ParamsError beyond 50."""
    given = _distinct(args.getlist(name))
    if len(given) > MAX_VALUES:
        raise ParamsError(name, f"{name} is given {len(given)} times; {MAX_VALUES} are allowed")
    return given


def sort_order(text: str) -> Sort:
    """Return the order of this name; raises ParamsError."""
    try:
        return Sort(text)
    except ValueError:
        allowed = ", ".join(order.value for order in Sort)
        raise ParamsError("sort", f"sort must be one of {allowed}") from None


def whole_number(args: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    """Return a parameter as a whole number within bounds; raises ParamsError."""
    text = args.get(name)
    if text is None:
        return default
    if not (re.fullmatch(r"\d{1,10}", text, re.ASCII) and least <= int(text) <= most):
        raise ParamsError(name, f"{name} must be a whole number from {least} to {most}")
    return int(text)


def check_dates(start: str | None, end: str | None) -> None:
    """Raise ParamsError where a date is none, or the range ends before it begins."""
    for name, given in (("from", start), ("to", end)):
        if given is not None and not is_date(given):
            raise ParamsError(name, f"{name} must be a date such as 2024, 2024-11 or 2024-11-04")
    if dates_reversed(start, end):
        raise ParamsError("to", f"to ({end}) lies before from ({start}); swap them or leave one out")


def is_date(text: str) -> bool:
    """Say whether `text` is a year, month or day of the calendar."""
    if not _ISO.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01" * (2 - text.count("-")))
    except ValueError:
        return False
    return True


def dates_reversed(start: str | None, end: str | None) -> bool:
    """Say whether a range ends before it begins, at the coarser precision of the two."""
    if not (start and end and is_date(start) and is_date(end)):
        return False
    shared = min(len(start), len(end))
    return end[:shared] < start[:shared]


def parameter_name(error: ParamsError) -> str:
    """Return the name that the URL gives to the parameter an error speaks of."""
    return _SERVICE_NAMES.get(error.parameter, error.parameter)


def _distinct(given: Sequence[str]) -> tuple[str, ...]:
    cleaned = (clean(value) for value in given)
    return tuple(dict.fromkeys(value for value in cleaned if value))


def _toggled(chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(one for one in chosen if one != value) if value in chosen else (*chosen, value)
