"""Our segments at Whoosh's extension point for formats: what Whoosh's own matchers read.

The executor answers the queries that it knows straight from the arrays. All others, span queries for
instance, run through Whoosh's matchers over this codec: slower, and right. Only the reading side is
here: Whoosh's own writer would hand over one posting at a time and pickle its table of contents.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from whoosh.codec import base
from whoosh.matching import ListMatcher, Matcher
from whoosh.query import Query, Term
from whoosh.query.spans import Span
from whoosh.reading import MultiReader, SegmentReader, TermInfo
from whoosh.scoring import BaseScorer, WeightingModel
from whoosh.searching import Searcher

from .bm25 import K1, bm25
from .kernels.dictionary import DF
from .schema import FIELDS, NUMBERS, TEXTS, key, schema
from .segment import Live, Segment

if TYPE_CHECKING:
    from .snapshot import SegmentsSnapshot

# Blocks of the dictionary that a cursor reads at once.
_KEY_BLOCKS = 64
_NO_DOCUMENT = 2**31 - 1
# Sorts after every key: nothing stands in a field that has no terms.
_AFTER_ALL = b"\xfe"


def searcher(snapshot: SegmentsSnapshot) -> Searcher:
    """Return a Whoosh searcher over a snapshot with at least one segment; it scores as the snapshot does."""
    fields = schema()
    readers = []
    for number, (segment, live) in enumerate(zip(snapshot.segments, snapshot.live, strict=True)):
        described = ArraySegment(number, segment, live)
        readers.append(SegmentReader(None, fields, described, codec=ArrayCodec()))
    reader = readers[0] if len(readers) == 1 else MultiReader(readers)
    return Searcher(reader, weighting=_Weighting(snapshot.telling, snapshot.averages))


class ArraySegment(base.Segment):
    """What Whoosh wants to know of a segment; `number` is its place in the snapshot."""

    def __init__(self, number: int, segment: Segment, live: Live) -> None:
        super().__init__("telusur")
        self.number, self.arrays, self.live = number, segment, live

    def codec(self) -> base.Codec:
        """See whoosh.codec.base.Segment."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """See whoosh.codec.base.Segment."""
        return self.arrays.documents

    def doc_count(self) -> int:
        """See whoosh.codec.base.Segment."""
        return self.live.count

    def deleted_count(self) -> int:
        """See whoosh.codec.base.Segment."""
        return self.arrays.documents - self.live.count

    def deleted_docs(self) -> list[int]:
        """See whoosh.codec.base.Segment."""
        numbers = np.arange(self.arrays.documents)
        gone: list[int] = numbers[~self.live.holds(numbers)].tolist()
        return gone

    def is_deleted(self, docnum: int) -> bool:
        """See whoosh.codec.base.Segment."""
        return not self.live.holds(np.array([docnum]))[0]


class ArrayCodec(base.Codec):
    """Reads segments of arrays."""

    def terms_reader(self, storage: object, segment: ArraySegment) -> base.TermsReader:  # noqa: ARG002
        """See whoosh.codec.base.Codec."""
        return _Terms(segment.arrays)

    def per_document_reader(self, storage: object, segment: ArraySegment) -> base.PerDocumentReader:  # noqa: ARG002
        """See whoosh.codec.base.Codec."""
        return _Documents(segment)

    def automata(self, storage: object, segment: ArraySegment) -> base.Automata:  # noqa: ARG002
        """See whoosh.codec.base.Codec."""
        return base.Automata()


class Found(Query):
    """A part of a foreign query that the executor has answered: documents and scores by segment."""

    def __init__(self, provide: Callable[[int], tuple[list[int], list[float]]]) -> None:
        self._provide = provide

    def matcher(self, searcher: Searcher, context: object = None) -> ListMatcher:  # noqa: ARG002
        """See whoosh.query.Query."""
        return _FoundMatcher(*self._provide(searcher.reader().segment().number))

    def estimate_size(self, ixreader: object) -> int:  # noqa: ARG002
        """See whoosh.query.Query: it only orders the parts of a union."""
        return 0


class AnyTerm(Term):
    """A term of a foreign query; where it stands nowhere, its matcher can still be asked (SpanNot does)."""

    def matcher(self, searcher: Searcher, context: object = None) -> Matcher:
        """See whoosh.query.Query."""
        found = super().matcher(searcher, context)
        return found if found.is_active() else _FoundMatcher([], [])


class _Postings(ListMatcher):
    def id(self) -> int:
        # Whoosh's SpanNot asks for it past the end, too.
        return int(self._ids[self._i]) if self.is_active() else _NO_DOCUMENT


class _FoundMatcher(_Postings):
    def spans(self) -> list[Span]:
        return []


class _Matcher(_Postings):
    """The postings of one term, decoded."""

    def __init__(self, ids: list[int], places: list[list[int]], **rest: Any) -> None:
        super().__init__(ids, weights=[float(len(each)) for each in places], **rest)
        self._places = places

    def is_leaf(self) -> bool:
        return True

    def copy(self) -> _Matcher:
        return _Matcher(
            self._ids, self._places, scorer=self._scorer, position=self._i, term=self._term,
            terminfo=self._terminfo,
        )  # fmt: skip

    def supports(self, astype: str) -> bool:
        return astype in ("positions", "weight", "frequency")

    def value_as(self, astype: str) -> object:
        return self._places[self._i] if astype == "positions" else self._weights[self._i]

    def spans(self) -> list[Span]:
        return [Span(place) for place in self._places[self._i] if place >= 0]


class _Terms(base.TermsReader):
    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        # One for each reader: a common one would hold segments that nobody reads any more.
        self._decoded = functools.lru_cache(maxsize=64)(self._decode)

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return bool(self._row(*term)[0, DF])

    def cursor(self, fieldname: str, fieldobj: object) -> base.FieldCursor:  # noqa: ARG002
        return _Cursor(self, fieldname)

    def keys_from(self, low: bytes) -> Iterator[bytes]:
        """Yield the keys from `low` on, a part of the dictionary at a time."""
        for first, last in self._segment.ranges(_KEY_BLOCKS):
            if last > low:
                yield from self._segment.between(max(low, first), last).texts()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return (_term(each) for each in self.keys_from(b""))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return (_term(each) for each in self.keys_from(_key(fieldname, prefix)))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        if (fieldname, text) not in self:
            raise KeyError((fieldname, text))
        ids, places = self._decoded(fieldname, text)
        weights = [len(each) for each in places]
        lengths = [0]
        if fieldname in TEXTS:
            lengths = self._segment.array("lengths")[NUMBERS[fieldname]][ids].tolist()
        return TermInfo(sum(weights), len(ids), min(lengths), max(lengths), max(weights), ids[0], ids[-1])

    def frequency(self, fieldname: str, text: bytes) -> int:
        return int(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return int(self._row(fieldname, text)[0, DF])

    def matcher(
        self, fieldname: str, text: bytes, format_: object, scorer: BaseScorer | None = None  # noqa: ARG002
    ) -> ListMatcher:  # fmt: skip
        ids, places = self._decoded(fieldname, text)
        info = self.term_info(fieldname, text)
        return _Matcher(ids, places, scorer=scorer, term=(fieldname, text), terminfo=info)

    def indexed_field_names(self) -> Iterator[str]:
        return iter(FIELDS)

    def _row(self, fieldname: str, text: bytes) -> npt.NDArray[np.int64]:
        wanted = _key(fieldname, text)
        offsets = np.array([0, len(wanted)], np.int64)
        return self._segment.find(np.frombuffer(wanted, np.uint8).copy(), offsets)

    def _decode(self, fieldname: str, text: bytes) -> tuple[list[int], list[list[int]]]:
        """Return documents and, for each, places of a term (-1 in a field without places)."""
        everyone = np.arange(self._segment.documents, dtype=np.int32)
        row = self._row(fieldname, text)
        _, docs, places = self._segment.tokens(row, np.zeros(1, np.int64), everyone)
        ids, starts = np.unique(docs, return_index=True)
        return ids.tolist(), [part.tolist() for part in np.split(places, starts[1:])]


class _Cursor(base.FieldCursor):
    """Walks over the terms of one field."""

    def __init__(self, terms: _Terms, fieldname: str) -> None:
        self._terms, self._field = terms, fieldname
        self.first()

    def first(self) -> str | None:
        return self.find(b"")

    def find(self, term: str | bytes) -> str | None:
        low = _key(self._field, term.encode() if isinstance(term, str) else term)
        self._keys = self._terms.keys_from(low)
        return self.next()

    def next(self) -> str | None:
        found = next(self._keys, None)
        inside = found is not None and found[:1] == _key(self._field, b"")
        self._text = found[1:] if found and inside else None
        return self.text()

    def is_valid(self) -> bool:
        return self._text is not None

    def text(self) -> str | None:
        return None if self._text is None else self._text.decode("utf-8", "surrogatepass")

    def term_info(self) -> TermInfo | None:
        return None if self._text is None else self._terms.term_info(self._field, self._text)


class _Documents(base.PerDocumentReader):
    def __init__(self, segment: ArraySegment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return self._segment.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> list[int]:
        return self._segment.deleted_docs()

    def all_doc_ids(self) -> Iterator[int]:
        return (doc for doc in range(self.doc_count_all()) if not self.is_deleted(doc))

    def has_column(self, fieldname: str) -> bool:  # noqa: ARG002
        return False

    def supports_columns(self) -> bool:
        return False

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        length = int(self._lengths(fieldname)[docnum])
        return length or default

    def field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).min(initial=1 << 16))

    def max_field_length(self, fieldname: str) -> int:
        return int(self._lengths(fieldname).max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, str]:
        return {"id": f"{int(self._segment.arrays.array('ids')[docnum]):016x}"}

    def all_stored_fields(self) -> Iterator[dict[str, str]]:
        return (self.stored_fields(doc) for doc in self.all_doc_ids())

    def _lengths(self, fieldname: str) -> npt.NDArray[np.uint16]:
        if fieldname not in TEXTS:
            return np.zeros(self.doc_count_all(), np.uint16)
        lengths: npt.NDArray[np.uint16] = self._segment.arrays.array("lengths")[NUMBERS[fieldname]]
        return lengths


class _Weighting(WeightingModel):
    """BM25F with the statistics of the living articles; a keyword tells nothing."""

    def __init__(self, telling: Callable[[bytes], float], averages: list[float]) -> None:
        self._telling, self._averages = telling, averages

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: int = 1) -> BaseScorer:  # noqa: ARG002
        if fieldname not in TEXTS:
            return _Scorer(searcher, fieldname, 0.0, 1.0)
        idf = self._telling(_key(fieldname, text))
        return _Scorer(searcher, fieldname, idf, self._averages[NUMBERS[fieldname]])


class _Scorer(BaseScorer):
    def __init__(self, searcher: Searcher, fieldname: str, idf: float, average: float) -> None:
        self._searcher, self._field, self._idf, self._average = searcher, fieldname, idf, average

    def supports_block_quality(self) -> bool:
        return False

    def max_quality(self) -> float:
        return self._idf * (K1 + 1)

    def block_quality(self, matcher: ListMatcher) -> float:  # noqa: ARG002
        return self.max_quality()

    def score(self, matcher: ListMatcher) -> float:
        if not self._idf:
            return 0.0
        length = self._searcher.doc_field_length(matcher.id(), self._field, 0)
        return bm25(self._idf, matcher.weight(), length, self._average)


def _key(fieldname: str, text: bytes) -> bytes:
    if fieldname not in NUMBERS:
        return _AFTER_ALL + text
    return key(fieldname, text.decode("utf-8", "surrogatepass"))


def _term(found: bytes) -> tuple[str, bytes]:
    return FIELDS[found[0]], found[1:]
