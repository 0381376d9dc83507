"""The one door to searching: parameters in, a page of results with facets out."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from index import (
    Archive,
    Copy,
    Document,
    Facet,
    FacetCount,
    Filters,
    Hit,
    Inbox,
    MentionKind,
    Named,
    Period,
    SearchRequest,
    Settings,
    Snapshot,
    day_bounds,
    open_archive,
    open_engine,
    open_stemmer,
    provinces_before,
)
from index.analysis import Analyser, name_spans

from .entities import EntityView, view_organisation, view_person, view_place
from .language import parse
from .marking import LookedFor, find_marks, looked_for, snippet
from .model import (
    ArticleView,
    FacetValue,
    Marked,
    NameSpan,
    Notice,
    ParamsError,
    Result,
    SearchPage,
    SearchParams,
    Spans,
)
from .naming import person_slug, place_name, resolve_place, resolve_places

MAX_LIMIT = 100
MAX_OFFSET = 10_000


class SearchService:
    """Answers searches over one archive and its index; safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        """Open archive and index. Raises ArchiveError or EngineError."""
        self._archive: Archive = open_archive(settings)
        self._engine = open_engine(settings)
        self._deadline = settings.search_deadline
        self._analyser = Analyser(open_stemmer(settings))

    @property
    def inbox(self) -> Inbox:
        """Where articles wait that are handed in."""
        return self._archive.inbox

    def search(self, params: SearchParams) -> SearchPage:
        """Answer `params`. Raises ParamsError for unusable filters or paging, never for a query's text."""
        started = time.perf_counter()
        _check_paging(params)
        places = resolve_places(params.places)
        people = self._people(params.people)
        low, high = _days(params)
        parsed = parse(params.q, self._analyser, self._archive.spelled_out)
        request = SearchRequest(
            query=parsed.query,
            filters=Filters(tuple(p.id for p in places), people, date_from=low, date_to=high),
            sort=params.sort,
            limit=params.limit + (params.offset if params.fold else 0),
            offset=0 if params.fold else params.offset,
            facets=(Facet.DATE, Facet.PLACE, Facet.PERSON),
            period=Period.DAY if _shared_month(low, high) else Period.MONTH,
        )
        snapshot = self._snapshot()
        answer = snapshot.search(request)
        notices = parsed.notices
        if answer.timed_out:
            notices += (Notice("incomplete", f"{self._deadline:g}"),)
        hits = answer.hits
        if params.fold:
            hits = _folded(hits, self._archive.groups([hit.id for hit in hits]), params.offset)
        copies = self._archive.copies([hit.id for hit in hits])
        documents = self._archive.documents([hit.id for hit in hits])
        keys = [*people, *(count.value for count in answer.facets[Facet.PERSON])]
        names = {key: named.name for key, named in self._archive.people.called(keys).items()}
        wanted = looked_for(parsed.query)
        results = tuple(
            self._result(hit, documents[hit.id], wanted, copies.get(hit.id, ()))
            for hit in hits
            if hit.id in documents
        )
        return SearchPage(
            total=answer.total,
            results=results,
            facets={
                Facet.DATE: _date_rows(answer.facets[Facet.DATE], low, high),
                Facet.PLACE: _place_rows(answer.facets[Facet.PLACE], {p.id for p in places}),
                Facet.PERSON: _person_rows(answer.facets[Facet.PERSON], people, names),
            },
            took_ms=round((time.perf_counter() - started) * 1000, 1),
            sequence=answer.sequence,
            notices=notices,
            complete=not answer.timed_out,
            chosen_places=places,
            chosen_people=tuple(Named(key, names.get(key, key)) for key in people),
        )

    def article(self, article_id: str, q: str = "") -> ArticleView | None:
        """Return an article for reading, with the words of `q` marked; None if there is none.

        The id of a page that was joined to others gives the joined article, which has an id of its own.
        """
        document = self._archive.documents([article_id]).get(article_id)
        if document is None:
            joined = self._archive.joined(article_id)
            return self.article(joined, q) if joined else None
        article = document.article
        wanted = looked_for(parse(q, self._analyser, self._archive.spelled_out).query)
        marks: dict[int, Spans] = {}
        names: list[NameSpan] = []
        start = 0
        for block, text in enumerate([article.title, *article.body.split("\n")], start=-1):
            end = start + len(text)
            marks[block] = find_marks(text, wanted, self._analyser, name_spans(document.mentions, start, end))
            for m in document.mentions:
                shown = _named(m.kind, m.name, m.id)
                if shown and m.start >= start and m.end <= end:
                    names.append(NameSpan(block, m.start - start, m.end - start, m.kind.value, shown))
            start = end + 1
        return ArticleView(
            id=article.id,
            url=article.url,
            title=article.title,
            paragraphs=tuple(article.body.split("\n")),
            published=article.published,
            published_from=article.published_from,
            author=article.author,
            section=article.section,
            publisher=article.publisher,
            language=article.language,
            places=_distinct(document, MentionKind.PLACE),
            people=_distinct(document, MentionKind.PERSON),
            dateline=article.dateline,
            agency=article.agency,
            published_other=article.published_other,
            copies=tuple(self._archive.copies([article.id]).get(article.id, ())),
            offices={m.id: m.office for m in reversed(document.mentions) if m.id and m.office},
            names=tuple(names),
            marks={block: spans for block, spans in marks.items() if spans},
        )

    def person(self, name: str) -> EntityView | None:
        """Return what the articles say of a person, by name or slug; None if none names them.

        A name that was given to another person leads to that person. Raises ParamsError, EngineError.
        """
        key = person_slug(name)
        known = self._archive.people.called([key]).get(key)
        view = view_person(self._archive, self._snapshot(), known) if known else None
        return view if view and view.articles else None

    def place(self, name: str) -> EntityView | None:
        """Return what the articles say of a place, by name or code; None if none names it.

        Raises ParamsError for what is no place or several, EngineError.
        """
        view = view_place(self._archive, self._snapshot(), resolve_place(name))
        return view if view.articles else None

    def organisation(self, name: str) -> EntityView | None:
        """Return what the articles say of an organisation, by any name or slug; None if none names it.

        Raises EngineError.
        """
        named = self._archive.organisations.asked(name)
        view = view_organisation(self._archive, self._snapshot(), named) if named else None
        return view if view and view.articles else None

    def warm(self) -> None:
        """Load what the first search would have to wait for."""
        self.search(SearchParams(limit=1))

    def status(self) -> dict[str, int]:
        """Return `articles` (searchable), `archive_sequence` and `index_sequence`."""
        snapshot = self._snapshot()
        return {
            "articles": snapshot.count,
            "archive_sequence": self._archive.sequence(),
            "index_sequence": snapshot.sequence,
        }

    def close(self) -> None:
        """Release files and connections."""
        self._archive.close()

    def _people(self, values: Sequence[str]) -> tuple[str, ...]:
        """Return the ids of people for names or slugs; any of a person's names leads to the person."""
        keys = [person_slug(value) for value in values]
        known = self._archive.people.called(keys) if keys else {}
        return tuple(dict.fromkeys(known[key].id if key in known else key for key in keys))

    def _snapshot(self) -> Snapshot:
        return self._engine.snapshot()

    def _result(self, hit: Hit, document: Document, wanted: LookedFor, copies: Sequence[Copy]) -> Result:
        article = document.article
        cut = len(article.title)
        title = find_marks(article.title, wanted, self._analyser, name_spans(document.mentions, 0, cut))
        body = find_marks(article.body, wanted, self._analyser, name_spans(document.mentions, cut + 1))
        return Result(
            id=hit.id,
            url=article.url,
            title=Marked(article.title, title),
            published=article.published,
            publisher=article.publisher,
            snippet=snippet(article.body, body),
            score=hit.score,
            places=_distinct(document, MentionKind.PLACE),
            people=_distinct(document, MentionKind.PERSON),
            copies=tuple(copies),
        )


def _folded(hits: Sequence[Hit], groups: Mapping[str, str], offset: int) -> list[Hit]:
    """Return the hits from `offset` on that are no near-duplicates of any before them."""
    first: dict[str, int] = {}
    for place, hit in enumerate(hits):
        first.setdefault(groups.get(hit.id, hit.id), place)
    return [hits[place] for place in first.values() if place >= offset]


def _check_paging(params: SearchParams) -> None:
    if not 1 <= params.limit <= MAX_LIMIT:
        raise ParamsError("limit", f"limit is {params.limit}; it must be from 1 to {MAX_LIMIT}")
    if not 0 <= params.offset <= MAX_OFFSET:
        raise ParamsError(
            "offset",
            f"offset is {params.offset}; it must be from 0 to {MAX_OFFSET}: narrow the search to see more",
        )


def _days(params: SearchParams) -> tuple[str | None, str | None]:
    """Return the first and last day asked for. Raises ParamsError."""
    bounds: list[str | None] = []
    for name, value, last in (("from", params.date_from, False), ("to", params.date_to, True)):
        try:
            bounds.append(day_bounds(value)[last].isoformat() if value else None)
        except ValueError as error:
            raise ParamsError(name, f"{value!r:.60} is no date; write 2024, 2024-11 or 2024-11-04") from error
    low, high = bounds
    if low and high and low > high:
        raise ParamsError(
            "to", f"the dates end ({params.date_to}) before they begin ({params.date_from}); exchange them"
        )
    return low, high


def _date_rows(counts: Sequence[FacetCount], low: str | None, high: str | None) -> tuple[FacetValue, ...]:
    """Show every year; the months of a year and the days of a month once the dates lie within it."""
    years = [c.value for c in counts if len(c.value) == 4]
    year = low[:4] if low and high and low[:4] == high[:4] else (years[0] if len(years) == 1 else None)
    month = _shared_month(low, high)
    shown = [
        c
        for c in counts
        if len(c.value) == 4
        or (len(c.value) == 7 and c.value[:4] == year)
        or (len(c.value) == 10 and c.value[:7] == month)
    ]
    return tuple(
        FacetValue(
            c.value,
            c.value,
            c.count,
            selected=(low, high) == tuple(day.isoformat() for day in day_bounds(c.value)),
            parent=c.value.rpartition("-")[0] or None,
        )
        for c in shown
    )


def _shared_month(low: str | None, high: str | None) -> str | None:
    """Return the month in which both days lie."""
    return low[:7] if low and high and low[:7] == high[:7] else None


def _place_rows(counts: Sequence[FacetCount], chosen: set[str]) -> tuple[FacetValue, ...]:
    """Order places as a tree: parents before children, the most frequent first on each level."""
    by_value = {c.value: c.count for c in counts}
    children: dict[str | None, list[str]] = {}
    for value in by_value:
        parent = value.rpartition(".")[0] or None
        while parent is not None and parent not in by_value:
            parent = parent.rpartition(".")[0] or None
        if parent is None and "." in value:
            # Before its province was one: *Lebak* in 1999 is in Jawa Barat.
            before = provinces_before(value.partition(".")[0])
            parent = next((code for code in before if code in by_value), None)
        children.setdefault(parent, []).append(value)
    rows: list[FacetValue] = []

    def add(parent: str | None) -> None:
        for value in sorted(children.get(parent, ()), key=lambda v: (-by_value[v], v)):
            rows.append(FacetValue(value, place_name(value), by_value[value], value in chosen, parent))
            add(value)

    add(None)
    return tuple(rows)


def _person_rows(
    counts: Sequence[FacetCount], chosen: Sequence[str], names: Mapping[str, str]
) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(c.value, names.get(c.value, c.value), c.count, c.value in chosen) for c in counts)


def _named(kind: MentionKind, name: str, entity_id: str | None) -> Named | None:
    listed = kind in (MentionKind.PLACE, MentionKind.PERSON) and entity_id
    return Named(entity_id, name) if entity_id and listed else None


def _distinct(document: Document, kind: MentionKind) -> tuple[Named, ...]:
    """Return the places or people of an article, in the order in which they first appear."""
    found = (_named(m.kind, m.name, m.id) for m in document.mentions if m.kind is kind)
    return tuple(dict.fromkeys(named for named in found if named))
