"""What a search asks for and what it answers: plain values shared by command line, pages and API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from index import Copy, Facet, Named, Sort

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SearchParams:
    """A reader's question.

    `places` are gazetteer codes or names (`33.75`, `Kota Pekalongan`), `people` slugs or names;
    `date_from` and `date_to` are `2024`, `2024-11` or `2024-11-04`, both included. To `fold` leaves out
    an article whose near-duplicate stands before it in the results: a page may then have less than `limit`.
    """

    q: str = ""
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0
    fold: bool = False


class ParamsError(ValueError):
    """A parameter cannot be used; `parameter` names it, the message says what is wrong and what to do."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know about the answer; `code` is stable, `text` what was met."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Plain text and the spans in it (code points, start and end) that matched the query."""

    text: str
    marks: Spans = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One article in a list of results; `copies` are its near-duplicates."""

    id: str
    url: str | None
    title: Marked
    published: str | None
    publisher: str | None
    snippet: Marked
    score: float
    places: tuple[Named, ...]
    people: tuple[Named, ...]
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One row of a facet; `parent` is the value of the row above it in a tree (date, place), or None."""

    value: str
    label: str
    count: int
    selected: bool = False
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer to SearchParams. `chosen_places` and `chosen_people` are the filters as resolved.

    Unless it is `complete`, the search was stopped at its deadline: total and counts are lower bounds.
    """

    total: int
    results: tuple[Result, ...]
    facets: Mapping[Facet, tuple[FacetValue, ...]]
    took_ms: float
    sequence: int
    complete: bool = True
    notices: tuple[Notice, ...] = ()
    chosen_places: tuple[Named, ...] = ()
    chosen_people: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A person or place where it stands in `ArticleView.title` or a paragraph (`block` -1: the title)."""

    block: int
    start: int
    end: int
    kind: str
    named: Named


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article for reading: paragraphs, where its names stand and where the query matched.

    `offices` has the first office that it gives each of its people, by their ids.
    """

    id: str
    url: str | None
    title: str
    paragraphs: tuple[str, ...]
    published: str | None
    published_from: str | None
    author: str | None
    section: str | None
    publisher: str | None
    language: str
    places: tuple[Named, ...]
    people: tuple[Named, ...]
    dateline: str | None = None
    agency: str | None = None
    published_other: str | None = None
    copies: tuple[Copy, ...] = ()
    names: tuple[NameSpan, ...] = ()
    marks: Mapping[int, Spans] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)
