"""Whoosh query trees become plans. A query of a type not known here runs through Whoosh's own matchers."""

from __future__ import annotations

import copy
import fnmatch
import functools
import heapq
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from whoosh import query as wq
from whoosh.query.spans import SpanNear2
from whoosh.support.levenshtein import levenshtein

from . import kernels
from .codec import AnyTerm, Found
from .plan import (
    AllOf,
    AnyOf,
    BestOf,
    Between,
    Constant,
    Everything,
    Given,
    Leaf,
    Node,
    Nothing,
    Optional,
    Required,
    Words,
)
from .schema import DAYS, KEYWORDS, NO_DAY, NO_VALUE, NUMBERS, SINGLE, TEXTS, key

if TYPE_CHECKING:
    from .snapshot import SegmentsSnapshot

MOST_FUZZY = 128
_INT32 = 2**31 - 1
_SPECIAL_WILDCARD = re.compile(r"[*?\[]")
_SPECIAL_REGEX = re.compile(r"[{}()\[\].?*+^$\\|]")


class Translator:
    """Makes the plan of one query against one snapshot."""

    def __init__(self, snapshot: SegmentsSnapshot, tick: Callable[[], None]) -> None:
        """Take the snapshot, whose dictionaries patterns are looked up in; `tick` may raise to stop."""
        self._snapshot = snapshot
        self._tick = tick

    def translate(self, query: wq.Query) -> Node:
        """Return the plan of a query."""
        self._tick()
        known = _KNOWN.get(type(query))
        return known(self, query) if known else self._foreign(query)

    def _term(self, q: wq.Term) -> Node:
        name, text = q.fieldname, q.text
        if name in DAYS:
            return self._number_range(wq.NumericRange(name, _number(text), _number(text), boost=q.boost))
        if name == "id":
            return self._identity(str(text))
        return self._leaf(name, text, q.boost) if name in NUMBERS else Nothing()

    def _leaf(self, name: str, text: str | bytes, boost: float = 1.0) -> Leaf:
        if isinstance(text, bytes):
            text = text.decode("utf-8", "replace")
        scored = name in TEXTS
        return Leaf(key(name, text), NUMBERS[name] if scored else 0, scored, boost)

    def _and(self, q: wq.And) -> Node:
        wanted = [child for child in q.subqueries if not isinstance(child, wq.Not)]
        unwanted = [child.query for child in q.subqueries if isinstance(child, wq.Not)]
        if not q.subqueries:
            return Nothing()
        return AllOf(self._each(wanted), self._each(unwanted), q.boost)

    def _or(self, q: wq.Or) -> Node:
        # Whoosh does nothing with `minmatch`; `scale` favours articles that have more of the words.
        if q.scale:
            kept = [child if type(child) is wq.Term else self._answered(child) for child in q.subqueries]
            return self._foreign(wq.Or(kept, q.boost, scale=q.scale))
        return AnyOf(self._each(q.subqueries), q.boost)

    def _each(self, queries: list[wq.Query]) -> list[Node]:
        return [self.translate(child) for child in queries]

    def _not(self, q: wq.Not) -> Node:
        return AllOf([], [self.translate(q.query)])

    def _and_not(self, q: wq.AndNot) -> Node:
        return AllOf([self.translate(q.a)], [self.translate(q.b)])

    def _and_maybe(self, q: wq.AndMaybe) -> Node:
        return Optional(self.translate(q.a), self.translate(q.b))

    def _require(self, q: wq.Require) -> Node:
        return Required(self.translate(q.a), self.translate(q.b))

    def _otherwise(self, q: wq.Otherwise) -> Node:
        first = self.translate(q.a)
        return first if self._snapshot.matches(first) else self.translate(q.b)

    def _best(self, q: wq.DisjunctionMax) -> Node:
        return BestOf(self._each(q.subqueries), q.tiebreak, q.boost) if q.subqueries else Nothing()

    def _constant(self, q: wq.ConstantScoreQuery) -> Node:
        return Constant(self.translate(q.child), q.score)

    def _every(self, q: wq.Every) -> Node:
        if q.fieldname is None:
            return Constant(Everything(), q.boost)
        return Constant(self._having(q.fieldname), q.boost)

    def _nothing(self, _: wq.Query) -> Node:
        return Nothing()

    def _phrase(self, q: wq.Phrase) -> Node:
        if q.fieldname not in TEXTS or not q.words:
            return Nothing()
        words = [self._leaf(q.fieldname, word) for word in q.words]
        return Words(words, 1, q.slop, True, q.boost)

    def _near(self, q: SpanNear2) -> Node:
        names = {getattr(child, "fieldname", None) for child in q.qs}
        if not q.qs or len(names) > 1 or not all(type(child) is wq.Term for child in q.qs):
            return self._foreign(q)
        (name,) = names
        if name not in TEXTS:
            return Nothing()
        words = [self._leaf(name, child.text, child.boost) for child in q.qs]
        return Words(words, q.mindist, q.slop, q.ordered)

    def _number_range(self, q: wq.NumericRange) -> Node:
        if q.fieldname not in DAYS:
            return Nothing()
        low = NO_DAY + 1 if q.start is None else int(q.start) + bool(q.startexcl)
        high = _INT32 if q.end is None else int(q.end) - bool(q.endexcl)
        between = Between(DAYS.index(q.fieldname), max(low, NO_DAY + 1), min(high, _INT32))
        return Constant(between, q.boost)

    def _prefix(self, q: wq.Prefix) -> Node:
        return self._pattern(q, q.text, None)

    def _wildcard(self, q: wq.Wildcard) -> Node:
        pattern = re.compile(fnmatch.translate(q.text))
        return self._pattern(q, _literal(q.text, _SPECIAL_WILDCARD), pattern)

    def _regex(self, q: wq.Regex) -> Node:
        try:
            pattern = re.compile(q.text)
        except re.error:
            return Nothing()
        head = q.text.removeprefix("^")
        literal = _literal(head, _SPECIAL_REGEX)
        # What follows the literal part may make its last letter optional.
        literal = (
            "" if "|" in head else literal[: -1 if head[len(literal) :][:1] in ("*", "?", "{") else None]
        )
        return self._pattern(q, literal, pattern)

    def _pattern(self, q: wq.terms.PatternQuery, literal: str, pattern: re.Pattern[str] | None) -> Node:
        if q.fieldname not in NUMBERS:
            return Nothing()
        low = key(q.fieldname, literal)
        accept = pattern and (lambda text: pattern.match(text) is not None)
        return self._expand(q, low, _after(low), accept)

    def _term_range(self, q: wq.TermRange) -> Node:
        if q.fieldname not in NUMBERS:
            return Nothing()
        low = key(q.fieldname, q.start or "") + (b"\0" if q.startexcl and q.start is not None else b"")
        if q.end is None:
            high = bytes((NUMBERS[q.fieldname] + 1,))
        else:
            high = key(q.fieldname, q.end) + (b"" if q.endexcl else b"\0")
        return self._expand(q, low, high, None)

    def _expand(self, q: Any, low: bytes, high: bytes, accept: Callable[[str], bool] | None) -> Node:
        """Return the documents with any term between two keys that is accepted."""
        name = q.fieldname
        found: list[npt.NDArray[np.int64]] = []
        keys: dict[bytes, None] = {}
        for segment in self._snapshot.segments:
            self._tick()
            terms = segment.between(low, high)
            rows = terms.rows
            if accept or not q.constantscore:
                texts = terms.texts()
                if accept:
                    kept = [accept(text[1:].decode("utf-8", "surrogatepass")) for text in texts]
                    rows = rows[np.array(kept, bool)] if texts else rows
                    texts = [text for text, keep in zip(texts, kept, strict=True) if keep]
                keys |= dict.fromkeys(texts)
            found.append(np.ascontiguousarray(rows))
        if not q.constantscore:
            scored = name in TEXTS
            field = NUMBERS[name] if scored else 0
            return AnyOf([Leaf(each, field, scored) for each in sorted(keys)], q.boost)
        return Constant(self._union(found), q.boost)

    def _fuzzy(self, q: wq.FuzzyTerm) -> Node:
        """Expand to the terms within reach: the nearest, of these the most frequent, at most 128."""
        if q.fieldname not in NUMBERS:
            return Nothing()
        low, word = key(q.fieldname, q.text[: q.prefixlength]), key(q.fieldname, q.text)
        frequency: dict[bytes, int] = {}
        distances: dict[bytes, int] = {}
        rows_of: dict[bytes, list[npt.NDArray[np.int64] | None]] = {}
        segments = self._snapshot.segments
        for at, segment in enumerate(segments):
            self._tick()
            terms, edits = segment.near(low, word, int(q.maxdist))
            for text, row, distance in zip(terms.texts(), terms.rows, edits.tolist(), strict=True):
                frequency[text] = frequency.get(text, 0) + int(row[0])
                rows_of.setdefault(text, [None] * len(segments))[at] = row
                distances[text] = distance
        reached = []
        for text, count in frequency.items():
            distance = distances[text]
            if not (text.isascii() and word.isascii()):
                distance = levenshtein(text[1:].decode("utf-8", "surrogatepass"), q.text)
            if distance <= q.maxdist:
                reached.append((distance, -count, text))
        nearest = [text for _, _, text in heapq.nsmallest(MOST_FUZZY, reached)]
        if not q.constantscore:
            scored = q.fieldname in TEXTS
            field = NUMBERS[q.fieldname] if scored else 0
            return AnyOf([Leaf(each, field, scored) for each in sorted(nearest)], q.boost)
        found = []
        for at in range(len(segments)):
            rows = [row for text in nearest if (row := rows_of[text][at]) is not None]
            found.append(np.array(rows, np.int64).reshape(-1, 6))
        return Constant(self._union(found), q.boost)

    def _union(self, rows: list[npt.NDArray[np.int64]]) -> Node:
        segments = self._snapshot.segments

        def provide(at: int) -> tuple[npt.NDArray[np.uint64], None]:
            segment = segments[at]
            for row in rows[at].tolist():
                segment.check(row)
            bits = np.zeros(-(-segment.documents // 64), np.uint64)
            kernels.union_postings(rows[at], segment.postings, segment.blocks[1], segment.doc_bits, bits)
            return bits, None

        cost = float(sum(int(each[:, 0].sum()) for each in rows))
        return Given(provide, cost=cost) if cost else Nothing()

    def _having(self, name: str) -> Node:
        """Return the documents that have anything in a field."""
        segments = self._snapshot.segments

        def provide(at: int) -> tuple[npt.NDArray[np.uint64], None]:
            segment = segments[at]
            if name in TEXTS:
                has = segment.array("lengths")[NUMBERS[name]] > 0
            elif name in SINGLE:
                has = segment.array(f"{name}.numbers") != NO_VALUE
            elif name in KEYWORDS:
                has = np.diff(segment.array(f"{name}.offsets").astype(np.int64)) > 0
            else:
                has = segment.array("days")[DAYS.index(name)] > NO_DAY
            return _packed(has), None

        if name == "id":
            return Everything()
        if name not in NUMBERS and name not in DAYS:
            return Nothing()
        return Given(provide, cost=float(self._snapshot.count))

    def _identity(self, text: str) -> Node:
        if not re.fullmatch("[0-9a-f]{16}", text):
            return Nothing()
        wanted = np.array([int(text, 16)], np.uint64)
        segments = self._snapshot.segments

        def provide(at: int) -> tuple[npt.NDArray[np.uint64], None]:
            has = np.zeros(segments[at].documents, bool)
            docs = segments[at].numbers_of(wanted)
            has[docs[docs >= 0]] = True
            return _packed(has), None

        return Given(provide, cost=1.0)

    def _foreign(self, query: wq.Query) -> Node:
        """Return what Whoosh's own matchers find and how they score it."""
        snapshot = self._snapshot
        query = self._prepared(query)

        def provide(at: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.float64]]:
            segment = snapshot.segments[at]
            has, scores = np.zeros(segment.documents, bool), np.zeros(segment.documents)
            for doc, score in snapshot.whoosh_matches(query, at):
                self._tick()
                has[doc], scores[doc] = True, score
            return _packed(has), scores

        return Given(provide, best=1.0, cost=float(snapshot.count))

    def _prepared(self, query: wq.Query) -> wq.Query:
        """Return a foreign query without parts that have no terms for Whoosh to look at."""
        if type(query) in _KNOWN and getattr(query, "fieldname", None) in (*DAYS, "id"):
            return self._answered(query)
        if type(query) is wq.Term:
            return AnyTerm(query.fieldname, query.text, query.boost)
        made = copy.copy(query)
        for name, value in vars(query).items():
            if isinstance(value, wq.Query):
                setattr(made, name, self._prepared(value))
            elif isinstance(value, list) and all(isinstance(each, wq.Query) for each in value):
                setattr(made, name, [self._prepared(each) for each in value])
        return made

    def _answered(self, query: wq.Query) -> wq.Query:
        """Return a query that a foreign one may hold, answered here."""
        plan, snapshot = self.translate(query), self._snapshot
        found = functools.cache(lambda: snapshot.found(plan))
        return Found(lambda at: found()[at])


_KNOWN: dict[type, Callable[[Translator, Any], Node]] = {
    wq.Term: Translator._term,
    wq.And: Translator._and,
    wq.Or: Translator._or,
    wq.Not: Translator._not,
    wq.AndNot: Translator._and_not,
    wq.AndMaybe: Translator._and_maybe,
    wq.Require: Translator._require,
    wq.Otherwise: Translator._otherwise,
    wq.DisjunctionMax: Translator._best,
    wq.ConstantScoreQuery: Translator._constant,
    wq.Every: Translator._every,
    type(wq.NullQuery): Translator._nothing,
    wq.Phrase: Translator._phrase,
    SpanNear2: Translator._near,
    wq.NumericRange: Translator._number_range,
    wq.Prefix: Translator._prefix,
    wq.Wildcard: Translator._wildcard,
    wq.Regex: Translator._regex,
    wq.TermRange: Translator._term_range,
    wq.FuzzyTerm: Translator._fuzzy,
}


def _literal(text: str, special: re.Pattern[str]) -> str:
    found = special.search(text)
    return text[: found.start()] if found else text


def _after(low: bytes) -> bytes:
    """Return the least key that does not begin with `low`."""
    stripped = low.rstrip(b"\xff")
    return stripped[:-1] + bytes((stripped[-1] + 1,))


def _number(value: object) -> int | None:
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError):
        return NO_DAY


def _packed(has: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint64]:
    words = np.zeros(-(-len(has) // 64) * 8, np.uint8)
    packed = np.packbits(has, bitorder="little")
    words[: len(packed)] = packed
    return words.view(np.uint64)
