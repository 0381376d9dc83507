"""What a search must answer, written for clarity: numpy vectors over all articles, no index.

One reading of Whoosh's queries, in full: every query gives a set of articles and a score for each. What
the engine answers is compared with it, and it with stock Whoosh where that is right.
"""

from __future__ import annotations

import collections
import datetime as dt
import fnmatch
import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh import query as wq
from whoosh.query import spans as ws

from index import Facet, Filters, Period, SearchRequest, Sort
from index.whoosh_engine import Row
from index.whoosh_engine.schema import DAYS, FACETS, KEYWORDS, NO_DAY, TEXTS, UNDATED

K1, B = 1.2, 0.75
Answer = tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64]]


class Reference:
    """All articles of one state of an index."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = sorted(rows, key=lambda row: row.id)
        self.size = len(self.rows)
        self.ids = [f"{row.id:016x}" for row in self.rows]
        self.numbers = {name: doc for doc, name in enumerate(self.ids)}
        self.places: dict[tuple[str, str], dict[int, list[int]]] = collections.defaultdict(dict)
        for doc, row in enumerate(self.rows):
            for field, terms in zip(TEXTS, row.texts, strict=True):
                for term in terms:
                    self.places[field, term.text].setdefault(doc, []).append(term.position)
            for field, values in zip(KEYWORDS, row.values, strict=True):
                for value in values:
                    self.places[field, value].setdefault(doc, []).append(-1)
        self.lengths = {
            field: np.array([min(len(row.texts[n]), 65_535) for row in self.rows], float)
            for n, field in enumerate(TEXTS)
        }
        self.days = {
            "first_day": np.array([row.first_day for row in self.rows], np.int64),
            "last_day": np.array([row.last_day for row in self.rows], np.int64),
        }
        self._terms: dict[tuple[str, str], Answer] = {}
        self._listed: dict[tuple[Facet, int], list[list[str]]] = {}

    def __repr__(self) -> str:
        return f"Reference({self.size} articles)"

    def answer(self, query: wq.Query) -> Answer:
        """Return which articles match, and their scores (0 where none matches)."""
        has, scores = self._answer(query)
        return has, np.where(has, scores, 0.0)

    def _answer(self, q: wq.Query) -> Answer:
        match q:
            case wq.Term():
                return self._term(q)
            case wq.Phrase():
                return self._near([wq.Term(q.fieldname, w) for w in q.words], 1, q.slop, True, q.boost)
            case ws.SpanNear2():
                return self._near(q.qs, q.mindist, q.slop, q.ordered, 1.0)
            case wq.ConstantScoreQuery():
                return self._constant(self._answer(q.child)[0], q.score)
            case wq.And():
                wanted = [self.answer(child) for child in q.subqueries if not isinstance(child, wq.Not)]
                gone = [self.answer(child.query) for child in q.subqueries if isinstance(child, wq.Not)]
                has = np.logical_and.reduce([a for a, _ in wanted] + [~a for a, _ in gone] + [self._all()])
                scores = sum((s for _, s in wanted), self._zeros()) * q.boost
                return (has, scores) if q.subqueries else self._none()
            case wq.Or():
                found = [self.answer(child) for child in q.subqueries]
                has = np.logical_or.reduce([a for a, _ in found] + [~self._all()])
                return has, sum((s for _, s in found), self._zeros()) * q.boost
            case wq.DisjunctionMax():
                found = [self.answer(child) for child in q.subqueries]
                has = np.logical_or.reduce([a for a, _ in found] + [~self._all()])
                best = np.max([s for _, s in found] + [self._zeros()], axis=0)
                total = sum((s for _, s in found), self._zeros())
                return has, (best + q.tiebreak * (total - best)) * q.boost
            case wq.Not():
                return ~self._answer(q.query)[0], self._zeros()
            case wq.AndNot():
                has, scores = self.answer(q.a)
                return has & ~self._answer(q.b)[0], scores
            case wq.AndMaybe():
                has, scores = self.answer(q.a)
                return has, scores + self.answer(q.b)[1]
            case wq.Require():
                has, scores = self.answer(q.a)
                return has & self._answer(q.b)[0], scores
            case wq.Otherwise():
                first = self.answer(q.a)
                return first if first[0].any() else self.answer(q.b)
            case wq.Every():
                return self._constant(self._having(q.fieldname), q.boost)
            case wq.NumericRange():
                return self._constant(self._between(q), q.boost)
            case wq.Prefix():
                return self._expand(q, lambda text: text.startswith(q.text))
            case wq.Wildcard():
                pattern = re.compile(fnmatch.translate(q.text))
                return self._expand(q, lambda text: pattern.match(text) is not None)
            case wq.Regex():
                return self._expand(q, lambda text: re.match(q.text, text) is not None)
            case wq.TermRange():
                return self._expand(q, lambda text: _within(q, text))
            case wq.FuzzyTerm():
                return self._expand(q, lambda text: _is_near(q, text))
            case ws.SpanFirst() | ws.SpanNot() | ws.SpanOr():
                spans = self._spans(q)
                has = np.array([bool(spans(doc)) for doc in range(self.size)], bool)
                return has, self.answer(wq.Or(q.subqs) if isinstance(q, ws.SpanOr) else _scored(q))[1]
            case _:
                return self._none()

    def _zeros(self) -> npt.NDArray[np.float64]:
        return np.zeros(self.size)

    def _all(self) -> npt.NDArray[np.bool_]:
        return np.ones(self.size, bool)

    def _none(self) -> Answer:
        return ~self._all(), self._zeros()

    def _constant(self, has: npt.NDArray[np.bool_], score: float) -> Answer:
        return has, self._zeros() + score

    def _term(self, q: wq.Term) -> Answer:
        """Score by BM25F; a keyword tells nothing."""
        if q.fieldname in DAYS:
            day = int(q.text) if q.text.lstrip("-").isdigit() else NO_DAY
            return self._constant((self.days[q.fieldname] == day) & (day != NO_DAY), q.boost)
        if q.fieldname == "id":
            return np.array([found == q.text for found in self.ids], bool), self._zeros()
        if (q.fieldname, q.text) not in self._terms:
            self._terms[q.fieldname, q.text] = self._weighed(q.fieldname, q.text)
        has, scores = self._terms[q.fieldname, q.text]
        return has.copy(), q.boost * scores

    def _weighed(self, field: str, text: str) -> Answer:
        found = self.places.get((field, text), {})
        frequency = self._zeros()
        for doc, places in found.items():
            frequency[doc] = len(places)
        if field not in TEXTS or not found:
            return frequency > 0, self._zeros()
        lengths = self.lengths[field]
        norm = K1 * (1 - B + B * lengths / lengths.mean())
        idf = np.log(self.size / (len(found) + 1)) + 1
        return frequency > 0, idf * frequency * (K1 + 1) / (frequency + norm)

    def _near(self, words: Sequence[wq.Term], least: int, most: int, ordered: bool, boost: float) -> Answer:
        """Match where the words stand as asked; score as their sum."""
        if not words or words[0].fieldname not in TEXTS:
            return self._none()
        found = [self.answer(word) for word in words]
        has = np.logical_and.reduce([a for a, _ in found])
        places = [self.places.get((word.fieldname, word.text), {}) for word in words]
        for doc in np.flatnonzero(has).tolist():
            spans = {(place, place) for place in places[0][doc]}
            for each in places[1:]:
                spans = {
                    (min(start, place), max(end, place))
                    for start, end in spans
                    for place in each[doc]
                    if least <= _distance(start, end, place) <= most and not (ordered and place < start)
                    if not (ordered and start < place <= end)
                }
            has[doc] = bool(spans)
        return has, sum((s for _, s in found), self._zeros()) * boost

    def _spans(self, q: wq.Query) -> Callable[[int], set[int]]:
        """Return a function that gives the places where a query of single words matches in an article."""
        match q:
            case wq.Term():
                found = self.places.get((q.fieldname, q.text), {})
                return lambda doc: set(found.get(doc, ()))
            case ws.SpanFirst():
                inner = self._spans(q.q)
                return lambda doc: {place for place in inner(doc) if place <= q.limit}
            case ws.SpanNot():
                wanted, unwanted = self._spans(q.a), self._spans(q.b)
                return lambda doc: wanted(doc) - unwanted(doc)
            case ws.SpanOr():
                parts = [self._spans(each) for each in q.subqs]
                return lambda doc: set().union(*(part(doc) for part in parts))
        raise AssertionError(f"no spans for {q!r}")

    def _having(self, field: str | None) -> npt.NDArray[np.bool_]:
        if field is None or field == "id":
            return self._all()
        if field in DAYS:
            return self.days[field] > NO_DAY
        docs = {doc for (name, _), found in self.places.items() if name == field for doc in found}
        return np.array([doc in docs for doc in range(self.size)], bool)

    def _between(self, q: wq.NumericRange) -> npt.NDArray[np.bool_]:
        if q.fieldname not in DAYS:
            return ~self._all()
        days = self.days[q.fieldname]
        has = days > NO_DAY
        if q.start is not None:
            has &= (days > q.start) | ((days == q.start) & (not q.startexcl))
        if q.end is not None:
            has &= (days < q.end) | ((days == q.end) & (not q.endexcl))
        return has

    def _expand(self, q: Any, accept: Callable[[str], bool]) -> Answer:
        """Return the articles that have any accepted term."""
        terms = [text for name, text in self.places if name == q.fieldname and accept(text)]
        found = [self.answer(wq.Term(q.fieldname, text)) for text in terms]
        has = np.logical_or.reduce([a for a, _ in found] + [~self._all()])
        if q.constantscore:
            return self._constant(has, q.boost)
        return has, sum((s for _, s in found), self._zeros()) * q.boost

    def passing(self, filters: Filters, *, but: Facet | None = None) -> npt.NDArray[np.bool_]:
        """Return which articles pass the filters, those of one field left out."""
        has = self._all()
        named = {
            Facet.PLACE: filters.places,
            Facet.PERSON: filters.people,
            Facet.ORGANISATION: filters.organisations,
        }
        for facet, wanted in named.items():
            if wanted and facet is not but:
                terms = [wq.Term(FACETS[facet], value) for value in wanted]
                has &= self._answer(wq.Or(terms))[0]
        if (filters.date_from or filters.date_to) and but is not Facet.DATE:
            low = dt.date.fromisoformat(filters.date_from or "0001-01-01").toordinal()
            high = dt.date.fromisoformat(filters.date_to or "9999-12-31").toordinal()
            first, last = self.days["first_day"], self.days["last_day"]
            has &= (first > NO_DAY) & (first <= high) & (last >= low)
        return has

    def counts(self, request: SearchRequest, facet: Facet) -> list[tuple[str, int]]:
        """Return a facet's counts as the engine has to list them."""
        has = self._answer(request.query)[0] & self.passing(request.filters, but=facet)
        listed_of = self._listed_of(facet, request.period)
        docs = np.flatnonzero(has).tolist()
        found = collections.Counter(itertools.chain.from_iterable(listed_of[doc] for doc in docs))
        if facet is Facet.DATE:
            return sorted(found.items())
        listed = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[: request.facet_limit]
        chosen = request.filters.chosen(facet)
        late = {(value, found[value]) for value in chosen} - set(listed)
        return listed + sorted(late)

    def _listed_of(self, facet: Facet, period: int) -> list[list[str]]:
        """Return what each article counts for, weighed once: days for their months and years, too."""
        if (facet, period) not in self._listed:
            column = KEYWORDS.index(FACETS[facet])
            sizes = [int(size) for size in Period if size <= period]
            self._listed[facet, period] = [
                [value[:size] for value in row.values[column] for size in sizes if size <= len(value)]
                if facet is Facet.DATE
                else list(row.values[column])
                for row in self.rows
            ]
        return self._listed[facet, period]

    def order(self, request: SearchRequest) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """Return the articles that match, best first, and every article's score."""
        has, scores = self.answer(request.query)
        docs = np.flatnonzero(has & self.passing(request.filters))
        if request.sort is Sort.RELEVANCE:
            return docs[np.argsort(-scores[docs], kind="stable")], scores
        moments = np.array([self.rows[doc].moment for doc in docs], float)
        dated = moments > UNDATED
        keys = np.where(dated, -moments if request.sort is Sort.NEWEST else moments, np.inf)
        return docs[np.argsort(keys, kind="stable")], np.zeros(self.size)


def _scored(q: ws.SpanFirst | ws.SpanNot) -> wq.Query:
    """Return the query whose scores Whoosh takes: what must not stand there may stand elsewhere, and tells."""
    return q.q if isinstance(q, ws.SpanFirst) else wq.AndMaybe(q.a, q.b)


def _distance(start: int, end: int, place: int) -> int:
    return max(start - place, place - end, 0)


def _within(q: wq.TermRange, text: str) -> bool:
    """Tell whether a term lies in a range, by the order of code points."""
    if q.start is not None and (text < q.start or (q.startexcl and text == q.start)):
        return False
    return q.end is None or text < q.end or (text == q.end and not q.endexcl)


def _is_near(q: wq.FuzzyTerm, text: str) -> bool:
    """Tell whether a term lies within reach by single letters put in, left out or exchanged (Levenshtein)."""
    if text[: q.prefixlength] != q.text[: q.prefixlength]:
        return False
    row = list(range(len(text) + 1))
    for i, letter in enumerate(q.text, 1):
        before, row = row, [i]
        for j, other in enumerate(text, 1):
            row.append(min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other)))
    return bool(row[-1] <= q.maxdist)
