"""One commit, searched: plans are run over every segment, counts and best hits come out."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from whoosh.query import Query
from whoosh.searching import Searcher

from ..analysis import Analyser, Stemmer
from ..engine import Difference, EngineError, SearchRequest, SearchResponse, Snapshot
from ..model import Document
from . import kernels
from .bm25 import K1, idf, impact_norm
from .codec import searcher
from .execution import Execution
from .fingerprints import row_fingerprinter, segment_fingerprints
from .kernels.dictionary import DF, POST
from .kernels.tables import COLUMNS
from .plan import Leaf, Node
from .schema import KEYWORDS, SINGLE, TEXTS
from .schema import row as row_of
from .sealed import Toc
from .segment import ROW, Live, Segment, all_live, read_deletions
from .values import Values, no_values, read_values

Ints = npt.NDArray[np.int64]


class SegmentsSnapshot(Snapshot):
    """An immutable view of one commit; threads share it, and segments with the snapshots around it."""

    def __init__(
        self,
        folder: Path,
        toc: Toc,
        segments: list[Segment],
        live: list[Live],
        values: tuple[Values, ...],
        deadline: float,
        stemmer: Stemmer,
    ) -> None:
        """Take what `open_snapshot` opened."""
        self.folder, self.toc = folder, toc
        self.segments, self.live, self.values = segments, live, values
        self.closed = False
        # Leads weakly to who must forget a closed snapshot: an engine holds it, and must not be held by it.
        self.holder: Callable[[], Callable[[SegmentsSnapshot], None] | None] = lambda: None
        self._deadline, self._stemmer = deadline, stemmer
        self._count = sum(each.count for each in live)
        lengths = sum((each.lengths for each in live), np.zeros(len(TEXTS), np.int64))
        self.averages = [float(total / self._count) if total else 1.0 for total in lengths]
        self.norms = np.array([self._norms_of(segment) for segment in segments]).reshape(-1, len(TEXTS), 3)
        self._table = np.array(
            [segment.addresses(live) for segment, live in zip(segments, self.live, strict=True)], np.int64
        ).reshape(-1, COLUMNS)
        self._ready: set[tuple[bool, bool, tuple[int, ...]]] = set()
        self._living: list[dict[int, int]] = [{} for _ in segments]

    @property
    def sequence(self) -> int:
        """See Snapshot."""
        return self.toc.sequence

    @property
    def count(self) -> int:
        """See Snapshot."""
        return self._count

    def ids(self) -> list[str]:
        """See Snapshot."""
        self._check_open()
        found = []
        for segment, live in zip(self.segments, self.live, strict=True):
            ids = segment.array("ids")
            found.append(ids[live.holds(np.arange(len(ids)))])
        return [f"{number:016x}" for number in np.sort(np.concatenate(found)).tolist()] if found else []

    def damage(self) -> list[str]:
        """See Snapshot. Deletions and values were checked when they were opened."""
        self._check_open()
        found = []
        for segment in self.segments:
            try:
                segment.check_all()
            except EngineError as error:
                found.append(str(error))
        return found

    def differences(self, documents: Iterable[Document]) -> Iterator[Difference]:
        """See Snapshot. Takes 17 bytes of memory for each article."""
        self._check_open()
        parts = [
            segment_fingerprints(segment, live, self.values)
            for segment, live in zip(self.segments, self.live, strict=True)
        ]
        nothing = np.zeros(0, np.uint64)
        ids = np.concatenate([nothing, *(ids for ids, _ in parts)])
        sums = np.concatenate([nothing, *(sums for _, sums in parts)])
        order = np.argsort(ids)
        ids, sums = ids[order], sums[order]
        seen = np.zeros(len(ids), bool)
        fingerprint, analyser = row_fingerprinter(), Analyser(self._stemmer)
        for document in documents:
            wanted = row_of(document, analyser)
            at = int(np.searchsorted(ids, np.uint64(wanted.id)))
            if at == len(ids) or int(ids[at]) != wanted.id:
                yield Difference(document.article.id, "missing")
                continue
            seen[at] = True
            if int(sums[at]) != fingerprint(wanted):
                yield Difference(document.article.id, "different")
        for number in ids[~seen].tolist():
            yield Difference(f"{number:016x}", "unknown")

    def close(self) -> None:
        """See Snapshot. Files are released when no search, answer or other snapshot uses them any more."""
        # Searches that have begun go on, and compiled loops hold addresses: nothing is dropped here.
        self.closed = True
        if forget := self.holder():
            forget(self)

    def search(self, request: SearchRequest) -> SearchResponse:
        """See Snapshot."""
        self._check_open()
        return Execution(self, request, self._deadline).run()

    def matches(self, plan: Node) -> bool:
        """Tell whether a plan matches anything."""
        return Execution(self, SearchRequest(Query(), limit=0), self._deadline).run_plan(plan).total > 0

    def found(self, plan: Node) -> list[tuple[list[int], list[float]]]:
        """Return the documents that a plan matches and their scores, by segment, in order."""
        response = Execution(self, SearchRequest(Query(), limit=self._count), self._deadline).run_plan(plan)
        ids = np.array([int(hit.id, 16) for hit in response.hits], np.uint64)
        scores = np.array([hit.score for hit in response.hits])
        found = []
        for segment, live in zip(self.segments, self.live, strict=True):
            docs = segment.numbers_of(ids)
            here = np.flatnonzero((docs >= 0) & live.holds(np.maximum(docs, 0)))
            order = here[np.argsort(docs[here])]
            found.append((docs[order].tolist(), scores[order].tolist()))
        return found

    def telling(self, term: bytes) -> float:
        """Return the idf of a key of the dictionary, 0 if it stands nowhere."""
        leaf = Leaf(term, 0, scored=True)
        self.look_up([leaf])
        return leaf.idf / (K1 + 1)

    def look_up(self, leaves: list[Leaf]) -> Ints:
        """Find terms in every segment, and set how much each tells; return their rows by segment."""
        found = np.zeros((len(self.segments), max(1, len(leaves)), ROW), np.int64)
        if not leaves:
            return found
        offsets = [0]
        for leaf in leaves:
            offsets.append(offsets[-1] + len(leaf.key))
        keys = np.frombuffer(bytearray().join(leaf.key for leaf in leaves), np.uint8)
        kernels.find_everywhere(self.table(), keys, np.array(offsets, np.int64), found)
        totals = [0] * len(leaves)
        for at, rows in enumerate(found.tolist()):
            segment = self.segments[at]
            full = self.live[at].count == segment.documents
            for n, row in enumerate(rows):
                if row[DF]:
                    if (row[POST], row[DF]) not in segment.checked:
                        segment.check(row)
                    totals[n] += row[DF] if full else self._living_in(at, row)
        for leaf, total in zip(leaves, totals, strict=True):
            leaf.cost = float(total)
            leaf.idf = idf(self._count, total) * (K1 + 1) if total and leaf.scored else 0.0
        return found

    def whoosh_matches(self, query: Query, at: int) -> Iterator[tuple[int, float]]:
        """Yield documents of a segment and their scores as Whoosh's matchers find them."""
        leaf = self._searcher.leaf_searchers()[at][0]
        matcher = query.matcher(leaf, self._searcher.context(needs_current=True))
        while matcher.is_active():
            yield int(matcher.id()), float(matcher.score())
            matcher.next()

    @functools.cached_property
    def _searcher(self) -> Searcher:
        return searcher(self)

    def table(self, *, days: bool = False, moments: bool = False, columns: tuple[int, ...] = ()) -> Ints:
        """Return the addresses of all arrays, those checked that are always used and those named."""
        needed = (days, moments, columns)
        if needed not in self._ready:
            names = ["dictionary", "dictionary_heads", "dictionary_beginnings", "ids", "lengths"]
            names += ["days"] * days + ["moments"] * moments
            for column in columns:
                name = KEYWORDS[column]
                names += [f"{name}.numbers"] if name in SINGLE else [f"{name}.offsets", f"{name}.numbers"]
            for segment in self.segments:
                for name in names:
                    segment.array(name)
                for column in columns:
                    segment.check_values(column, len(self.values[column]))
            self._ready.add(needed)
        return self._table

    def _check_open(self) -> None:
        if self.closed:
            raise EngineError("this view of the index is closed; take a new one")

    def _living_in(self, at: int, row: list[int]) -> int:
        """Return in how many living documents of a segment a term stands; counted once."""
        known = self._living[at].get(row[POST])
        if known is None:
            segment = self.segments[at]
            known = kernels.count_live(
                np.array(row), segment.postings, segment.blocks[1], segment.doc_bits, self.live[at].words
            )
            self._living[at][row[POST]] = known
        return known

    def _norms_of(self, segment: Segment) -> npt.NDArray[np.float64]:
        norms = np.zeros((len(TEXTS), 3))
        for field, average in enumerate(self.averages):
            norms[field, :2] = impact_norm(average)
            norms[field, 2] = max(1.0, average / segment.averages[field]) * (1 + 1e-6)
        return norms


def open_snapshot(
    folder: Path, toc: Toc, before: SegmentsSnapshot | None, deadline: float, stemmer: Stemmer
) -> SegmentsSnapshot:
    """Open a commit; what the snapshot `before` has open is shared.

    Raises FileNotFoundError if a newer commit has replaced this one, another OSError, or EngineError.
    """
    opened = {segment.path: segment for segment in before.segments} if before else {}
    segments, live = [], []
    for name, deletions in toc.segments:
        path = folder / name
        known = opened.get(path)
        # Another index may have been made in the place of one that was deleted.
        segment = known if known and known.file.lies_at(path) else Segment(path)
        segments.append(segment)
        live.append(read_deletions(folder / deletions, segment) if deletions else all_live(segment))
    values = tuple(no_values() for _ in KEYWORDS)
    if toc.values:
        path = folder / toc.values
        file = before.values[0].file if before else None
        shared = before and file and file.path == path and file.lies_at(path)
        values = before.values if before and shared else read_values(path)
    return SegmentsSnapshot(folder, toc, segments, live, values, deadline, stemmer)
