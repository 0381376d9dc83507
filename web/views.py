"""What the search page shows around its results: chips, orders, pages, notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from index import Copy, Facet, Sort
from search import ArticleView, FacetValue, Result, SearchPage

from .facets import FacetView, chosen_period, date_facet, person_facet, place_facet
from .formats import Formats
from .i18n import Translator
from .marking import Piece, Run, pieces, runs
from .state import MAX_OFFSET, SearchState
from .strip import Strip, date_strip

_NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force and the URL without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a row of alternatives; `url` None where a gap stands in for left-out ones."""

    label: str
    url: str | None
    current: bool = False


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result with its texts cut for marking."""

    result: Result
    url: str
    title: tuple[Run, ...]
    snippet: tuple[Run, ...]
    also: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """Everything that the search page's template reads."""

    state: SearchState
    page: SearchPage
    results: tuple[ResultView, ...]
    first: int
    chips: tuple[Chip, ...]
    orders: tuple[Link, ...]
    facets: tuple[FacetView, ...]
    strip: Strip | None
    paging: tuple[Link, ...]
    previous: str | None
    following: str | None
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, cut for marking; `first` where the first marked words of the article stand."""

    pieces: tuple[Piece, ...]
    first: bool = False


def search_view(
    state: SearchState, page: SearchPage, page_size: int, words: Translator, formats: Formats
) -> SearchView:
    """Lay out a page of results."""
    state = state.resolved(page)
    last = last_page(page.total, page_size)
    return SearchView(
        state=state,
        page=page,
        results=tuple(_result(result, state, words) for result in page.results),
        first=(state.page - 1) * page_size + 1,
        chips=chips(state, page, words, formats),
        orders=tuple(
            Link(words(f"sort.{order.value}"), state.sorted(order).url(), order == state.order)
            for order in Sort
            if state.q or order != Sort.RELEVANCE
        ),
        facets=tuple(facet for facet in _facets(state, page, formats) if facet.rows),
        strip=date_strip(page.facets.get(Facet.DATE, ()), state),
        paging=_paging(state, last) if last > 1 else (),
        previous=state.to_page(state.page - 1).url() if state.page > 1 else None,
        following=state.to_page(state.page + 1).url() if state.page < last else None,
        notices=tuple(_notice(notice.code, notice.text, words) for notice in page.notices),
    )


def last_page(total: int, page_size: int) -> int:
    """Return the number of the last page that can be shown (1 when there are no results)."""
    reachable = MAX_OFFSET // page_size + 1
    return max(1, min(reachable, -(-total // page_size)))


def chips(
    state: SearchState, page: SearchPage | None, words: Translator, formats: Formats
) -> tuple[Chip, ...]:
    """Return the filters in force; `page` None (no answer) leaves places and people as written."""
    places = [(named.id, named.name) for named in page.chosen_places] if page else _same(state.places)
    people = [(named.id, named.name) for named in page.chosen_people] if page else _same(state.people)
    made = [Chip(name, state.toggle_place(value).url()) for value, name in places]
    made += [Chip(name, state.toggle_person(value).url()) for value, name in people]
    if state.date_from or state.date_to:
        made.append(Chip(_range(state, words, formats), state.dated(None, None).url()))
    return tuple(made)


def article_blocks(view: ArticleView) -> tuple[Block, ...]:
    """Return an article's paragraphs, with names and marks."""
    first = min((number for number, spans in view.marks.items() if spans and number >= 0), default=None)
    return tuple(
        Block(
            pieces(text, view.marks.get(number, ()), (name for name in view.names if name.block == number)),
            number == first,
        )
        for number, text in enumerate(view.paragraphs)
    )


def source_url(view: ArticleView) -> str | None:
    """Return where the article was published, if that is a web address (and not, say, a script)."""
    return view.url if view.url and view.url.lower().startswith(("https://", "http://")) else None


def _same(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


def also(copies: Sequence[Copy], state: SearchState, words: Translator) -> tuple[Link, ...]:
    """Return where else a text was printed, each paper once."""
    links: dict[str, Link] = {}
    for copy in copies:
        name = copy.publisher or urlsplit(copy.url or "").hostname or words("copies.elsewhere")
        links.setdefault(name, Link(name, state.url(f"/artikel/{copy.id}")))
    return tuple(links.values())


def _result(result: Result, state: SearchState, words: Translator) -> ResultView:
    return ResultView(
        result,
        state.url(f"/artikel/{result.id}"),
        runs(result.title),
        runs(result.snippet),
        also(result.copies, state, words),
    )


def _facets(state: SearchState, page: SearchPage, formats: Formats) -> tuple[FacetView, ...]:
    def rows(facet: Facet) -> tuple[FacetValue, ...]:
        return page.facets.get(facet, ())

    return (
        date_facet(rows(Facet.DATE), state, formats),
        place_facet(rows(Facet.PLACE), state),
        person_facet(rows(Facet.PERSON), state),
    )


def _range(state: SearchState, words: Translator, formats: Formats) -> str:
    start = formats.date(state.date_from) if state.date_from else None
    end = formats.date(state.date_to) if state.date_to else None
    if chosen_period(state):
        return start or ""
    if start and end:
        return f"{start} – {end}"
    return words("chips.since", date=start) if start else words("chips.until", date=end)


def _notice(code: str, met: str, words: Translator) -> str:
    key = f"notice.{code}"
    return words(key, text=met) if words.has(key) else met


def _paging(state: SearchState, last: int) -> tuple[Link, ...]:
    near = range(max(1, state.page - _NEIGHBOURS), min(last, state.page + _NEIGHBOURS) + 1)
    links: list[Link] = []
    previous = 0
    for number in sorted({1, *near, last}):
        if number - previous > 1:
            links.append(Link("…", None))
        links.append(Link(str(number), state.to_page(number).url(), number == state.page))
        previous = number
    return tuple(links)
