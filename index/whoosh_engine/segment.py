"""One segment, read: an immutable file of arrays, and which of its documents still live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from . import kernels
from .container import Container, ContainerWriter, damaged
from .kernels.dictionary import DF
from .kernels.packing import BLOCK
from .schema import END, KEYWORDS, LONGEST_TERM, NO_VALUE, SINGLE
from .shapes import (
    DELETIONS,
    SEGMENT,
    averages,
    check_below,
    check_bounds,
    counts,
    document_count,
    fit,
    number,
    segment_sizes,
)

KIND = "segment"
_TABLES = ("block_last", "block_post", "block_pos", "block_best")
_DELETIONS = "deletions"
ROW = 6
EVERY_BLOCK = 1 << 40

Ints = npt.NDArray[np.int64]
Int32s = npt.NDArray[np.int32]
Bits = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of a dictionary, in order: their keys (concatenated, with offsets) and rows."""

    keys: npt.NDArray[np.uint8]
    offsets: Ints
    rows: Ints

    def texts(self) -> list[bytes]:
        """Return the keys one by one."""
        whole = self.keys.tobytes()
        return [whole[a:b] for a, b in pairwise(self.offsets.tolist())]


class Segment:
    """An open segment file.

    Every array is checked against its sums before it is first used; postings term by term.
    """

    def __init__(self, path: Path) -> None:
        """Open the file. Raises OSError, or EngineError naming the file if it is damaged."""
        self.path = path
        self.file = file = Container(path, KIND)
        self.documents, self.terms = document_count(file), number(file, "terms")
        self.longest = number(file, "longest", LONGEST_TERM + 1, LONGEST_TERM + 1)
        bits = max(1, (self.documents - 1).bit_length())
        self.doc_bits = number(file, "doc_bits", bits, bits)
        # A word that stands in so many documents has pairs with all other such words (see `pairs`).
        self.common = number(file, "common", 1)
        self.averages, self.lengths_sum = averages(file, "averages"), counts(file, "lengths")
        fit(file, SEGMENT, segment_sizes(self.documents, self.terms))
        self.postings = _words(file, "postings")
        self.occurrences = _words(file, "occurrences")
        self.blocks = tuple(file.array(name) for name in _TABLES)
        self._arrays: dict[str, npt.NDArray[Any]] = {}
        self._reach: dict[int, int] = {}
        self.checked: set[tuple[int, int]] = set()

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self.file.size

    def array(self, name: str) -> npt.NDArray[Any]:
        """Return one of the arrays that are used whole, checked on first use."""
        array = self._arrays.get(name)
        if array is None:
            array = self.file.whole(name)
            if name.endswith(".offsets"):
                check_bounds(self.path, name, array, len(self.file.array(name.replace("offsets", "numbers"))))
            elif name == "order":
                check_below(self.path, name, array, self.documents)
            elif name == "dictionary_heads":
                check_below(self.path, name, array, len(self.file.array("dictionary")))
            self._arrays[name] = array
        return array

    def check_values(self, column: int, known: int) -> None:
        """Refuse the segment if a keyword field has a value beyond those that the index knows."""
        if column not in self._reach:
            numbers = self.array(f"{KEYWORDS[column]}.numbers")
            if KEYWORDS[column] in SINGLE:
                numbers = numbers[numbers != NO_VALUE]
            self._reach[column] = int(numbers.max()) + 1 if len(numbers) else 0
        if self._reach[column] > known:
            raise damaged(self.path, f"its {KEYWORDS[column]} go beyond those in the file of values")

    def addresses(self, live: Live) -> list[int]:
        """Return the segment's row of a table for the kernels (see kernels.tables), its arrays unchecked."""
        file = self.file
        heads, dictionary = file.array("dictionary_heads"), file.array("dictionary")
        numbers = [self.documents, self.doc_bits, self.terms, self.longest, len(heads), len(dictionary)]
        numbers.append(self.common)
        names = ("lengths", "ids", "moments", "days")
        columns = [
            file.array(f"{name}.{part}").ctypes.data if part == "numbers" or name not in SINGLE else 0
            for name in KEYWORDS
            for part in ("offsets", "numbers")
        ]
        arrays = [self.postings, self.occurrences, *self.blocks, *(file.array(name) for name in names)]
        arrays += [
            live.words,
            dictionary,
            heads,
            file.array("dictionary_beginnings"),
        ]
        return numbers + [array.ctypes.data for array in arrays] + columns

    def _dictionary(self) -> tuple[npt.NDArray[Any], ...]:
        return self.array("dictionary"), self.array("dictionary_heads"), self.array("dictionary_beginnings")

    def find(self, keys: npt.NDArray[np.uint8], offsets: Ints) -> Ints:
        """Return the dictionary rows of keys (concatenated, with offsets); document count 0: absent."""
        rows = np.zeros((len(offsets) - 1, ROW), np.int64)
        kernels.find_terms(
            *self._dictionary(),
            self.terms,
            self.longest,
            keys,
            offsets,
            rows,
        )
        for row in rows.tolist():
            if row[DF]:
                self.check(row)
        return rows

    def between(self, low: bytes, high: bytes) -> Terms:
        """Return the terms from key `low` (included) up to `high` (excluded), their postings unchecked."""
        room, space = 256, 4096
        while True:
            rows, keys = np.zeros((room, ROW), np.int64), np.empty(space, np.uint8)
            bounds = np.zeros(room + 2, np.int64)
            found = kernels.next_terms(
                *self._dictionary(), self.terms, self.longest,
                np.frombuffer(low, np.uint8).copy(), np.frombuffer(high, np.uint8).copy(), rows, keys, bounds,
            )  # fmt: skip
            if found <= room and bounds[0] <= space:
                return Terms(keys[: bounds[0]], bounds[1 : found + 2].copy(), rows[:found])
            room, space = max(room, found), max(space, int(bounds[0]))

    def ranges(self, every: int) -> Iterator[tuple[bytes, bytes]]:
        """Cut the terms, without pairs of words, into ranges of keys of `every` blocks of the dictionary."""
        starts = self.array("dictionary_heads")[::every]
        found = np.zeros(2 * len(starts), np.int64)
        kernels.first_keys(self.array("dictionary"), starts, found)
        data = self.array("dictionary")
        keys = [data[a:b].tobytes() for a, b in found.reshape(-1, 2).tolist()]
        return pairwise([b"", *(key for key in keys[1:] if key < END), END])

    def near(self, low: bytes, word: bytes, most: int) -> tuple[Terms, Ints]:
        """Return the terms that begin with `low` and lie within reach of `word`, with their byte distance."""
        room, space = 256, 8192
        while True:
            rows, keys = np.zeros((room, ROW), np.int64), np.empty(space, np.uint8)
            bounds, distances = np.zeros(room + 1, np.int64), np.zeros(room, np.int64)
            found = kernels.near_terms(
                *self._dictionary(), self.terms, self.longest,
                np.frombuffer(low, np.uint8).copy(), np.frombuffer(word, np.uint8).copy(), most, rows, keys,
                bounds, distances,
            )  # fmt: skip
            if found <= room and (not found or bounds[found]):
                return Terms(keys, bounds[: found + 1], rows[:found]), distances[:found]
            room, space = max(room, found), space * 4

    def tokens(
        self, rows: Ints, ranks: Ints, renumbered: Int32s, first: int = 0, last: int = EVERY_BLOCK
    ) -> tuple[Int32s, Int32s, Int32s]:
        """Return the tokens of terms in the order of documents: term, document, place (-1: it has none).

        `rows` are the terms' dictionary rows, `ranks` what stands for them in the answer; `renumbered`
        has each document's number in it, -1 for one to be left out. Blocks `first` up to `last` are read.
        """
        room, filled = 1 << 12, 0
        terms, docs, places = (np.empty(room, np.int32) for _ in range(3))
        progress = np.zeros(2, np.int64)
        while True:
            filled = kernels.expand(
                progress, rows, ranks, first, last, self.postings, self.occurrences, self.blocks[1],
                self.blocks[2], self.doc_bits, renumbered, terms, docs, places, filled,
            )  # fmt: skip
            if progress[0] == len(rows):
                return terms[:filled], docs[:filled], places[:filled]
            room *= 2
            terms, docs, places = (np.resize(tokens, room) for tokens in (terms, docs, places))

    def check(self, row: Sequence[int]) -> None:
        """Check the postings and positions of a term, once. Raises EngineError if they are damaged."""
        df, post, pos, first, post_size, pos_size = row
        if (post, df) in self.checked:
            return
        blocks = -(-df // BLOCK)
        last, posts, places, _ = self.blocks
        inside = (
            0 < df <= self.documents
            and 0 <= post <= post + post_size <= self.postings.nbytes - 8
            and 0 <= pos <= pos + pos_size <= self.occurrences.nbytes - 8
            and (blocks == 1 or 0 <= first <= first + blocks <= len(last))
        )
        if not inside:
            raise damaged(self.path, "a term's postings lie outside the file")
        self.file.check("postings", post, post + post_size)
        self.file.check("occurrences", pos, pos + pos_size)
        if blocks > 1:
            for name, table in zip(_TABLES, self.blocks, strict=True):
                self.file.check(name, first * table.itemsize, (first + blocks) * table.itemsize)
            at = slice(first, first + blocks)
            if posts[at].max() >= post_size or (pos_size and places[at].max() >= pos_size):
                raise damaged(self.path, "a block of postings lies outside its term")
        self.checked.add((post, df))

    def check_all(self) -> None:
        """Check the whole file. Raises EngineError if any byte of it is damaged."""
        self.file.check_all()

    def numbers_of(self, ids: npt.NDArray[np.uint64]) -> Ints:
        """Return the document number of each id, -1 for one that is not here."""
        docs = np.empty(len(ids), np.int64)
        kernels.find_ids(self.array("ids"), self.array("order"), ids, docs)
        return docs


class Live:
    """Which documents of a segment live, how many, and the sums of their text lengths."""

    def __init__(self, words: Bits, count: int, lengths: Ints) -> None:
        """Take one bit per document (in words of 64), their number, and a sum of lengths per text field."""
        self.words, self.count, self.lengths = words, count, lengths

    def without(self, docs: Ints, segment: Segment) -> Live:
        """Return the same less some documents that live."""
        words = self.words.copy()
        np.bitwise_and.at(words, docs >> 6, ~(np.uint64(1) << (docs & 63).astype(np.uint64)))
        gone = segment.array("lengths")[:, docs].sum(axis=1, dtype=np.int64)
        return Live(words, self.count - len(docs), self.lengths - gone)

    def holds(self, docs: Ints) -> npt.NDArray[np.bool_]:
        """Tell of each document whether it lives."""
        return np.asarray((self.words[docs >> 6] >> (docs & 63).astype(np.uint64)) & np.uint64(1) != 0)


def all_live(segment: Segment) -> Live:
    """Return the state of a segment from which nothing was deleted."""
    words = np.full(-(-segment.documents // 64), 2**64 - 1, np.uint64)
    if segment.documents % 64:
        words[-1] = (1 << segment.documents % 64) - 1
    return Live(words, segment.documents, segment.lengths_sum)


def write_deletions(path: Path, live: Live) -> None:
    """Write which documents live. Raises OSError."""
    with ContainerWriter(path, _DELETIONS) as out:
        out.add("live", live.words)
        out.close({"count": live.count, "lengths": live.lengths.tolist()})


def read_deletions(path: Path, segment: Segment) -> Live:
    """Open what `write_deletions` wrote. Raises OSError or EngineError."""
    file = Container(path, _DELETIONS)
    fit(file, DELETIONS, {"words": -(-segment.documents // 64)})
    words = file.whole("live")
    count, lengths = number(file, "count", 1, segment.documents), counts(file, "lengths")
    beyond = int(words[-1]) >> segment.documents % 64 if segment.documents % 64 else 0
    if beyond or int(np.bitwise_count(words).sum()) != count or (lengths > segment.lengths_sum).any():
        raise damaged(path, "it does not fit its segment")
    return Live(words, count, lengths)


def _words(file: Container, name: str) -> Bits:
    """Return bytes as the words that compiled loops read; the last is read, and of no meaning."""
    array = file.array(name)
    if not array.nbytes or array.nbytes % 8:
        raise damaged(file.path, f"array {name!r} ends within a word")
    return array.view(np.uint64)
