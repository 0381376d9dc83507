"""Merging segments: which ones, and how their arrays become one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from . import kernels
from .kernels.dictionary import DF
from .kernels.packing import BLOCK
from .schema import KEYWORDS, SINGLE
from .segment import EVERY_BLOCK, Int32s, Live, Segment, Terms
from .spool import Documents, SegmentWriter

_TIER = 4
_SMALLEST = 1_000
_DELETED_SHARE = 1 / 3
# Blocks of a dictionary that are merged at once, tokens that are held at once, blocks of one term.
_KEY_BLOCKS = 4_096
_TOKENS = 2_000_000
_TERM_BLOCKS = 4_096

Part = tuple[Segment, Live]
Ints = npt.NDArray[np.int64]


def choose_merge(counts: Sequence[tuple[int, int]]) -> list[int]:
    """Return which segments to merge next, by their (documents, living documents); none: empty.

    Segments within a factor of four of each other make a tier; four of a tier become one, and so an
    article is rewritten as often as the logarithm of the archive (the tiered policy of Lucene, after
    O'Neil et al., "The log-structured merge-tree", 1996). One that has lost a third is rewritten alone.
    """
    tiers: dict[int, list[int]] = {}
    for at, (_, living) in enumerate(counts):
        tier = 0
        while living > _SMALLEST * _TIER**tier:
            tier += 1
        tiers.setdefault(tier, []).append(at)
    for tier in sorted(tiers):
        if len(tiers[tier]) >= _TIER:
            return tiers[tier]
    for at, (documents, living) in enumerate(counts):
        if documents - living > documents * _DELETED_SHARE:
            return [at]
    return []


def merge(path: Path, parts: Sequence[Part]) -> None:
    """Write the living documents of segments, in their order, as one segment.

    Raises OSError or EngineError.
    """
    kept = [np.flatnonzero(_bits(live, segment)) for segment, live in parts]
    renumbered = []
    start = 0
    for (segment, _), docs in zip(parts, kept, strict=True):
        numbers = np.full(segment.documents, -1, np.int32)
        numbers[docs] = np.arange(start, start + len(docs), dtype=np.int32)
        renumbered.append(numbers)
        start += len(docs)
    with SegmentWriter(path, _documents(parts, kept)) as out:
        for segment, _ in parts:
            segment.check_all()
        # Cut along the largest dictionary, what is held at once stays small.
        largest = max((segment for segment, _ in parts), key=lambda segment: segment.terms)
        for low, high in largest.ranges(_KEY_BLOCKS):
            found = [segment.between(low, high) for segment, _ in parts]
            _Range(out, [segment for segment, _ in parts], renumbered, found).write()
        out.close()


def _bits(live: Live, segment: Segment) -> npt.NDArray[np.uint8]:
    return np.unpackbits(live.words.view(np.uint8), bitorder="little")[: segment.documents]


def _documents(parts: Sequence[Part], kept: Sequence[Ints]) -> Documents:
    segments = [segment for segment, _ in parts]

    def joined(name: str) -> npt.NDArray[Any]:
        return np.concatenate(
            [segment.array(name)[..., docs] for segment, docs in zip(segments, kept, strict=True)], axis=-1
        )

    values = []
    for name in KEYWORDS:
        if name in SINGLE:
            values.append((np.zeros(0, np.uint32), joined(f"{name}.numbers")))
            continue
        sizes, numbers = [], []
        for segment, docs in zip(segments, kept, strict=True):
            offsets = segment.array(f"{name}.offsets").astype(np.int64)
            all_sizes = np.diff(offsets)
            chosen = np.zeros(segment.documents, bool)
            chosen[docs] = True
            sizes.append(all_sizes[docs])
            numbers.append(segment.array(f"{name}.numbers")[np.repeat(chosen, all_sizes)])
        flat = np.concatenate(sizes)
        starts = np.zeros(len(flat) + 1, np.uint32)
        np.cumsum(flat, out=starts[1:])
        values.append((starts, np.concatenate(numbers)))
    return Documents(
        ids=joined("ids"),
        moments=joined("moments"),
        days=joined("days"),
        lengths=joined("lengths"),
        values=tuple(values),
    )


class _Range:
    """The terms of one range of keys, from all segments."""

    def __init__(
        self,
        out: SegmentWriter,
        segments: Sequence[Segment],
        renumbered: Sequence[Int32s],
        found: Sequence[Terms],
    ) -> None:
        self._out, self._segments, self._renumbered = out, segments, renumbered
        self._rows = [terms.rows for terms in found]
        self._keys, self._offsets, self._ranks = _unite(found)

    def write(self) -> None:
        """Hand the terms on, in groups of bounded size; a very common one in pieces."""
        count = len(self._offsets) - 1
        sizes = np.zeros(count, np.int64)
        for rows, ranks in zip(self._rows, self._ranks, strict=True):
            sizes[ranks] += rows[:, DF] + rows[:, 5]
        first = 0
        while first < count:
            last, total = first + 1, sizes[first]
            while last < count and total + sizes[last] <= _TOKENS:
                total += sizes[last]
                last += 1
            pieces = self._pieces(first) if total > _TOKENS else [(None, 0, EVERY_BLOCK)]
            held = None
            for source, low, high in pieces:
                sources = range(len(self._segments)) if source is None else [source]
                tokens = self._expand(sources, first, last, low, high)
                if len(tokens[0]):
                    if held:
                        self._hand_on(first, last, held, goes_on=True)
                    held = tokens
            if held:
                self._hand_on(first, last, held, goes_on=False)
            first = last

    def _pieces(self, term: int) -> Iterator[tuple[int | None, int, int]]:
        """Cut one term's postings into pieces: source, first and last block."""
        for source, (rows, ranks) in enumerate(zip(self._rows, self._ranks, strict=True)):
            for row in rows[np.searchsorted(ranks, term) : np.searchsorted(ranks, term + 1)]:
                for block in range(0, -(-int(row[DF]) // BLOCK), _TERM_BLOCKS):
                    yield source, block, block + _TERM_BLOCKS

    def _expand(
        self, sources: Sequence[int], first: int, last: int, low: int, high: int
    ) -> tuple[Int32s, Int32s, Int32s]:
        """Return the tokens of terms `first` up to `last`: term (from 0), document, place."""
        found = []
        for source in sources:
            ranks = self._ranks[source]
            a, b = np.searchsorted(ranks, first), np.searchsorted(ranks, last)
            rows = self._rows[source][a:b]
            segment = self._segments[source]
            found.append(segment.tokens(rows, ranks[a:b] - first, self._renumbered[source], low, high))
        terms, docs, places = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return terms, docs, places

    def _hand_on(
        self, first: int, last: int, tokens: tuple[Int32s, Int32s, Int32s], *, goes_on: bool
    ) -> None:
        """Write terms and tokens; a term whose documents are all deleted is left out."""
        terms, docs, places = tokens
        present = np.bincount(terms, minlength=last - first) > 0
        ranks = np.cumsum(present) - 1
        sizes = np.diff(self._offsets[first : last + 1])
        wanted = np.repeat(present, sizes)
        keys = self._keys[self._offsets[first] : self._offsets[last]][wanted]
        offsets = np.zeros(int(present.sum()) + 1, np.int64)
        np.cumsum(sizes[present], out=offsets[1:])
        self._out.add_terms(keys, offsets, ranks, terms, docs, places, goes_on=goes_on)


def _unite(found: Sequence[Terms]) -> tuple[npt.NDArray[np.uint8], Ints, list[Ints]]:
    """Return the union of sorted keys, and for each source its keys' places in it."""
    keys, offsets = found[0].keys, found[0].offsets
    ranks = [np.arange(len(offsets) - 1)]
    for terms in found[1:]:
        joined = np.empty(len(keys) + len(terms.keys), np.uint8)
        bounds = np.empty(len(offsets) + len(terms.offsets), np.int64)
        moved, fresh = np.empty(len(offsets) - 1, np.int64), np.empty(len(terms.offsets) - 1, np.int64)
        count = kernels.merge_keys(keys, offsets, terms.keys, terms.offsets, joined, bounds, moved, fresh)
        keys, offsets = joined[: bounds[count]], bounds[: count + 1]
        ranks = [moved[each] for each in ranks] + [fresh]
    return keys, offsets, ranks
