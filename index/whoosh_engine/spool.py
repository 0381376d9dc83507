"""Writing one segment: encoded postings go to spool files while memory stays bounded, then into place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
import numpy.typing as npt

from . import kernels
from .bm25 import impact_norm
from .container import ContainerWriter
from .kernels.dictionary import DF
from .kernels.packing import BLOCK
from .kernels.sink import (
    BLOCKS,
    PLACES,
    POS_AT,
    POS_BASE,
    POST_AT,
    POST_BASE,
    STATE,
    TERM_BLOCKS,
    TERMS,
)
from .pairs import CommonWords, write_pairs
from .schema import FIELDS, KEYWORDS, LONGEST_TERM, SINGLE, TEXTS
from .segment import KIND

SPOOL = ".spool-"
_OUTPUT_WORDS = 1 << 19
_OUTPUT_ROWS = 1 << 16
_STREAMS = {
    "postings": "|u1", "occurrences": "|u1", "block_last": "<u4", "block_post": "<u4", "block_pos": "<u4",
    "block_best": "<u2", "dictionary": "|u1", "dictionary_heads": "<u4",
    "dictionary_beginnings": "<u8",
}  # fmt: skip

Ints = npt.NDArray[np.int64]
Int32s = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Documents:
    """What a segment holds of its documents besides their terms, by document number.

    `days` and `lengths` have a row per field; `values` offsets and value numbers per keyword field, for
    those with a single value no offsets and a number for each document, NO_VALUE for none.
    """

    ids: npt.NDArray[np.uint64]
    moments: Ints
    days: Int32s
    lengths: npt.NDArray[np.uint16]
    values: tuple[tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]], ...]


class SegmentWriter:
    """Takes a segment's terms in order, a part at a time, and writes its file at `close`.

    Use as a context manager: without `close` nothing remains. Raises OSError.
    """

    def __init__(self, path: Path, documents: Documents) -> None:
        self._path = path
        self._documents = documents
        count = len(documents.ids)
        self._doc_bits = max(1, (count - 1).bit_length())
        totals = documents.lengths.sum(axis=1, dtype=np.int64)
        self._averages = [float(total / count) or 1.0 for total in totals]
        self._norms = np.zeros((len(FIELDS), 3))
        for field, average in enumerate(self._averages):
            self._norms[field] = (1.0, *impact_norm(average))
        lengths = np.zeros((len(FIELDS), count), np.uint16)
        lengths[: len(TEXTS)] = documents.lengths
        self._lengths = lengths
        self._spools: dict[str, BinaryIO] = {
            name: tempfile.TemporaryFile(dir=path.parent, prefix=SPOOL)  # noqa: SIM115
            for name in _STREAMS
        }
        self._state = np.zeros(STATE, np.int64)
        self._block = (
            np.zeros(BLOCK, np.int64),
            np.zeros(BLOCK, np.int64),
            np.zeros(1 << 14, np.int64),
        )
        self._postings = np.zeros(_OUTPUT_WORDS, np.int64)
        self._occurrences = np.zeros(_OUTPUT_WORDS, np.int64)
        self._tables: tuple[npt.NDArray[Any], ...] = (
            *(np.zeros(_OUTPUT_ROWS, np.uint32) for _ in range(3)),
            np.zeros(_OUTPUT_ROWS, np.uint16),
        )
        self._rows = np.zeros((_OUTPUT_ROWS, 3), np.int64)
        self._dictionary = np.zeros(STATE, np.int64)
        self._before = np.zeros(LONGEST_TERM + 2, np.uint8)
        self._keys: tuple[npt.NDArray[np.uint8], Ints] = (np.zeros(0, np.uint8), np.zeros(1, np.int64))
        self._written = 0
        self._common = CommonWords(count)
        # Where the next term's postings, positions and rows of the block table begin.
        self._next = np.zeros(3, np.int64)

    def add_terms(
        self,
        keys: npt.NDArray[np.uint8],
        offsets: Ints,
        ranks: Ints,
        terms: Int32s,
        docs: Int32s,
        places: Int32s,
        *,
        goes_on: bool = False,
    ) -> None:
        """Append terms (concatenated keys, with offsets) and all their tokens.

        A token is a term (whose place in the order is `ranks[term]`), a document and a place in its
        text, -1 for none; tokens of one term come in the order of documents and places. If the last
        term `goes_on`, the next call begins with it again, and with the rest of its tokens.
        """
        bounds = np.zeros(len(offsets), np.int64)
        sorted_docs, sorted_places = np.empty(len(docs), np.int32), np.empty(len(docs), np.int32)
        kernels.sort_tokens(terms, docs, places, ranks, len(terms), bounds, sorted_docs, sorted_places)
        self._encode(keys, offsets, keys[offsets[:-1]], bounds, sorted_docs, sorted_places, goes_on=goes_on)

    def _encode(
        self,
        keys: npt.NDArray[np.uint8],
        offsets: Ints,
        fields: npt.NDArray[np.uint8],
        bounds: Ints,
        docs: Int32s,
        places: Int32s,
        *,
        goes_on: bool = False,
    ) -> None:
        """Append terms whose tokens are sorted: `bounds` tells where each term's begin."""
        progress = np.zeros(2, np.int64)
        self._keys = (keys, offsets)
        self._written = 0
        while True:
            answer = kernels.invert(
                progress, bounds, fields, docs, places, self._lengths, self._norms, self._doc_bits,
                self._state, *self._block, self._postings, self._occurrences, *self._tables, self._rows,
                goes_on,
            )  # fmt: skip
            if answer == kernels.EMPTY_OUTPUT:
                self._empty()
            elif answer == kernels.DONE:
                break
            else:
                self._grow()
        self._empty()

    def close(self) -> None:
        """Write the file, durable on return."""
        documents = self._documents
        self._add_pairs()
        with ContainerWriter(self._path, KIND) as out:
            for name in ("postings", "occurrences"):
                # A reader takes whole words and looks one word ahead.
                spool = self._spools[name]
                spool.write(bytes(8 + -spool.tell() % 8))
            for name, dtype in _STREAMS.items():
                out.add_file(name, dtype, self._spools[name])
            out.add("ids", documents.ids)
            out.add("order", np.argsort(documents.ids, kind="stable").astype(np.uint32))
            out.add("moments", documents.moments)
            out.add("days", documents.days)
            out.add("lengths", documents.lengths)
            for name, (offsets, numbers) in zip(KEYWORDS, documents.values, strict=True):
                if name not in SINGLE:
                    out.add(f"{name}.offsets", offsets)
                out.add(f"{name}.numbers", numbers)
            out.close(
                {
                    "documents": len(documents.ids),
                    "terms": int(self._dictionary[0]),
                    "longest": LONGEST_TERM + 1,
                    "doc_bits": self._doc_bits,
                    "common": self._common.least,
                    "averages": self._averages,
                    "lengths": documents.lengths.sum(axis=1, dtype=np.int64).tolist(),
                }
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        for spool in self._spools.values():
            spool.close()

    def _empty(self) -> None:
        """Move what is encoded to the spool files."""
        state = self._state
        for name, words, at, base in (
            ("postings", self._postings, POST_AT, POST_BASE),
            ("occurrences", self._occurrences, POS_AT, POS_BASE),
        ):
            used = int(state[at])
            self._spools[name].write(words.view(np.uint8)[:used].data)
            words[: -(-used // 8)] = 0
            state[base] += used
            state[at] = 0
        # The first block of an unfinished term goes to the table only if a second follows.
        kept = 1 if state[TERM_BLOCKS] == 1 else 0
        rows = int(state[BLOCKS]) - kept
        for name, table in zip(("last", "post", "pos", "best"), self._tables, strict=True):
            self._spools[f"block_{name}"].write(table[:rows].data)
            if kept:
                table[0] = table[rows]
        state[BLOCKS] = kept
        self._write_terms(int(state[TERMS]))
        state[TERMS] = 0

    def _add_pairs(self) -> None:
        """Append the pairs of common words, as terms without positions or scores."""
        words = self._common.chosen()
        if words:
            arrays = [self._spooled(name, np.uint64) for name in ("postings", "occurrences")]
            arrays += [self._spooled(f"block_{name}", np.uint32) for name in ("last", "post", "pos")]
            with tempfile.TemporaryFile(dir=self._path.parent, prefix=SPOOL) as room:
                write_pairs(room, len(self._documents.ids), words, tuple(arrays), self._add_pairs_of)

    def _add_pairs_of(self, keys: Sequence[bytes], bounds: Ints, docs: Int32s) -> None:
        offsets = np.zeros(len(keys) + 1, np.int64)
        np.cumsum([len(key) for key in keys], out=offsets[1:])
        fields = np.full(len(keys), len(TEXTS), np.uint8)
        places = np.full(len(docs), -1, np.int32)
        self._encode(np.frombuffer(b"".join(keys), np.uint8).copy(), offsets, fields, bounds, docs, places)

    def _spooled(self, name: str, dtype: type) -> npt.NDArray[Any]:
        """Return what was spooled, as the kernels read it."""
        spool = self._spools[name]
        spool.flush()
        size = spool.tell()
        if dtype is np.uint64:
            # As in `close`; what is written next takes the place of these bytes.
            os.truncate(spool.fileno(), size + 8 + -size % 8)
        found = np.asarray(np.memmap(spool, dtype, "c")) if size else np.zeros(1, dtype)
        spool.seek(size)
        return found

    def _note_common(self, count: int) -> None:
        """Note the common ones among terms that are finished, and where all of them lie."""
        keys, offsets = self._keys
        rows = self._rows[:count]
        blocks = np.where(rows[:, DF] > BLOCK, -(-rows[:, DF] // BLOCK), 0)
        sizes = np.column_stack([rows[:, 1:3], blocks])
        ends = self._next + np.cumsum(sizes, axis=0)
        for n in np.flatnonzero(rows[:, DF] >= self._common.least).tolist():
            begin, end = offsets[self._written + n : self._written + n + 2]
            row = np.array([rows[n, DF], *(ends[n] - sizes[n]), *rows[n, 1:3]], np.int64)
            self._common.note(keys[begin:end].tobytes(), row)
        self._next = ends[-1]

    def _write_terms(self, count: int) -> None:
        if not count:
            return
        self._note_common(count)
        keys, offsets = self._keys
        first, last = self._written, self._written + count
        part = offsets[first : last + 1]
        out = np.empty(int(part[-1] - part[0]) + count * 32 + 64, np.uint8)
        blocks, beginnings = np.empty(count // 16 + 2, np.uint32), np.empty(count // 16 + 2, np.uint64)
        begun = -(-(int(self._dictionary[0]) + count) // 16) - -(-int(self._dictionary[0]) // 16)
        used = kernels.write_dictionary(
            self._dictionary, self._before, keys, part, self._rows, count, out, blocks, beginnings
        )
        self._spools["dictionary"].write(out[:used].data)
        self._spools["dictionary_heads"].write(blocks[:begun].data)
        self._spools["dictionary_beginnings"].write(beginnings[:begun].data)
        self._written = last

    def _grow(self) -> None:
        """Make room for a block with more positions, in the block and in the output."""
        self._empty()
        docs, frequencies, positions = self._block
        used = int(self._state[PLACES])
        grown = np.zeros(len(positions) * 2, np.int64)
        grown[:used] = positions[:used]
        self._block = (docs, frequencies, grown)
        if len(grown) * 4 + 128 > self._occurrences.nbytes:
            self._occurrences = np.zeros(len(grown), np.int64)
