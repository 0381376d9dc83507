"""What an engine is: the contract that every search engine of Telusur fulfils.

In go documents and query trees with filters, out come plain typed results. No document number,
array, reader or Whoosh result crosses this line, so that an engine may sit on another machine.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from whoosh.query import Query

from .model import Document


class EngineError(Exception):
    """The engine cannot do what was asked; the message names what, why and what to do."""


class EngineBusy(EngineError):  # noqa: N818 - not a fault: it passes
    """Another writer is at work; the same can be asked again later."""


class Sort(StrEnum):
    """Orders of results; ties fall to the article id, so that paging neither skips nor repeats."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Facet(StrEnum):
    """Fields that are counted and filtered by."""

    DATE = "date"
    PLACE = "place"
    PERSON = "person"
    ORGANISATION = "organisation"


class Period(IntEnum):
    """Levels of the date facet, by the length of their values: `2024`, `2024-11`, `2024-11-04`."""

    YEAR = 4
    MONTH = 7
    DAY = 10


@dataclass(frozen=True, slots=True)
class Filters:
    """What every result must satisfy besides the query.

    Values of one field are alternatives; fields are all required. `places` are gazetteer codes and
    match their descendants too; `people` and `organisations` are slugs, of organisations those of any name
    that articles write; `date_from` and `date_to` are ISO days (`2024-11-04`), both included; an article
    known by month or year matches if it may lie within.
    """

    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None

    def chosen(self, facet: Facet) -> tuple[str, ...]:
        """Return the values of a facet of names, of which a result must have one."""
        return {
            Facet.PLACE: self.places,
            Facet.PERSON: self.people,
            Facet.ORGANISATION: self.organisations,
        }[facet]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question to an engine; `facet_limit` is the number of values per facet, most frequent first;
    `period` is the finest level that the date facet lists.

    Without `count` and facets the engine may pass over what cannot reach the hits: the total of the
    answer is then a lower bound.
    """

    query: Query
    filters: Filters = Filters()
    sort: Sort = Sort.RELEVANCE
    limit: int = 10
    offset: int = 0
    facets: tuple[Facet, ...] = ()
    facet_limit: int = 100
    period: Period = Period.DAY
    count: bool = True


class Hit(NamedTuple):
    """One result: the article's id and its BM25F score (0.0 when sorted by date)."""

    id: str
    score: float


@dataclass(slots=True, unsafe_hash=True)
class FacetCount:
    """How many matching articles carry a value.

    Dates are `2024`, `2024-11` and `2024-11-04`; places gazetteer codes (an article counts once for
    each of its places and their ancestors); people and organisations slugs.
    """

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """The answer. A facet's counts obey the query and the filters of the *other* fields.

    The date facet lists every level down to the `period` asked for, in chronological order. Unless the
    answer is `exact`, total and counts are lower bounds; if it `timed_out`, the hits are the best of what
    was looked at by then.
    """

    total: int
    hits: Sequence[Hit]
    facets: Mapping[Facet, Sequence[FacetCount]] = field(default_factory=dict)
    sequence: int = 0
    exact: bool = True
    timed_out: bool = False


class Difference(NamedTuple):
    """An article whose index is not what it should be: `what` is missing, different or unknown."""

    article_id: str
    what: str


class Snapshot(ABC):
    """An unchanging view of one commit, safe to share between threads."""

    @property
    @abstractmethod
    def sequence(self) -> int:
        """The last archive sequence number that this view contains."""

    @property
    @abstractmethod
    def count(self) -> int:
        """Number of articles."""

    @abstractmethod
    def search(self, request: SearchRequest) -> SearchResponse:
        """Answer a request.

        Raises EngineError when the engine cannot answer; never for what a query merely contains.
        """

    @abstractmethod
    def ids(self) -> Sequence[str]:
        """Ids of all articles, sorted."""

    @abstractmethod
    def damage(self) -> Sequence[str]:
        """Read everything that is stored and return what does not fit its checksum, in words."""

    @abstractmethod
    def differences(self, documents: Iterable[Document]) -> Iterator[Difference]:
        """Compare what is stored, term by term, with all that should be, and yield what differs.

        `missing` is a document that is not here, `different` one of which something else is here,
        `unknown` an article that is here and not among the documents. Raises EngineError.
        """

    @abstractmethod
    def close(self) -> None:
        """Answer no more, and release files when no search uses them any longer; idempotent."""


class Writer(ABC):
    """The one writer of an engine. Nothing is visible before `commit`; leaving without it discards."""

    @abstractmethod
    def put(self, document: Document) -> None:
        """Add an article, replacing what stood under its id."""

    @abstractmethod
    def remove(self, article_id: str) -> None:
        """Remove an article; an unknown id is no error."""

    @abstractmethod
    def commit(self, sequence: int) -> None:
        """Make everything visible at once and durable, and record the archive's sequence number."""

    @abstractmethod
    def abort(self) -> None:
        """Discard what was not committed; idempotent."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.abort()


class EngineState(NamedTuple):
    """What there is of an index: the generation that is searched, and the bytes of everything stored."""

    generation: str
    size: int


class Engine(ABC):
    """A place where an index lives."""

    @abstractmethod
    def snapshot(self) -> Snapshot:
        """Open the newest commit (an empty one before the first)."""

    @abstractmethod
    def sequence(self) -> int:
        """The sequence number of the newest commit, 0 before the first."""

    @abstractmethod
    def state(self) -> EngineState:
        """Return which generation is searched and how much room everything takes."""

    @abstractmethod
    def copy(self, folder: Path) -> int:
        """Copy the newest commit into an empty folder, which an engine can be opened on as its data folder.

        Returns its sequence number. Writers may be at work meanwhile. Raises EngineError or OSError.
        """

    @abstractmethod
    def writer(self) -> Writer:
        """Begin writing; raises EngineBusy when another writer is at work."""

    @abstractmethod
    def rebuild(self) -> Writer:
        """Begin a new, empty generation beside the current one; its `commit` swaps it in."""
