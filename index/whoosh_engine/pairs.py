"""Common words in a row: for each two of them, which documents have one right after the other.

A phrase of common words is the dearest query there is: both words stand in most documents, and all their
positions must be compared. So the pairs are written down with the segment, like the documents of a term
(a nextword index for common words only: Williams, Zobel and Bahle, "Fast phrase querying with combined
indexes", 2004). A pair's key sorts after those of all terms: its field, the length of the first word, both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from ..analysis import NAME, STEM
from . import kernels
from .kernels.dictionary import DF
from .schema import END, TEXTS

# A word is common if one of so many documents has it, if so many documents have it, and if no more than so
# many others are more frequent.
_SHARE, _FEWEST, _MOST = 32, 129, 1_024
_LONGEST = 127
_MARKS = tuple(mark.encode() for mark in (STEM, NAME))
# Documents that are looked at together, and pairs and their documents that are handed on at once.
_WINDOW = 4_096
_PAIRS_AT_ONCE, _DOCUMENTS_AT_ONCE = 1 << 15, 1 << 22
# Tokens for which there is room at first.
_ROOM = 1 << 16
_ZEROS = bytes(1 << 20)

Ints = npt.NDArray[np.int64]
Int32s = npt.NDArray[np.int32]
# Takes the keys of pairs, and the documents of each: where they begin and end, and their numbers.
Sink = Callable[[Sequence[bytes], Ints, Int32s], None]


def pair_key(first: bytes, second: bytes) -> bytes | None:
    """Return the key of the pair of two terms of a field, from theirs; None if they are never a pair."""
    if first[0] != second[0] or not (_is_word(first) and _is_word(second)):
        return None
    return _beginning(first) + second[1:]


def _beginning(first: bytes) -> bytes:
    """Return what the keys of all pairs begin with whose first term this is."""
    return bytes((END[0] + first[0], len(first) - 1)) + first[1:]


def _is_word(term: bytes) -> bool:
    return term[0] < len(TEXTS) and len(term) - 1 <= _LONGEST and not term[1:].startswith(_MARKS)


class CommonWords:
    """The common words of a segment that is being written: keys and dictionary rows, in order."""

    def __init__(self, documents: int) -> None:
        self.least = max(_FEWEST, documents // _SHARE)
        self._words: list[tuple[bytes, Ints]] = []

    def note(self, key: bytes, row: Ints) -> None:
        """Take a term that stands in at least `least` documents; what is no word is passed over."""
        if _is_word(key):
            self._words.append((key, row))

    def chosen(self) -> list[tuple[bytes, Ints]]:
        """Return them; afterwards words are common from `least` documents on."""
        by_field: dict[int, int] = {}
        for key, _ in self._words:
            by_field[key[0]] = by_field.get(key[0], 0) + 1
        for field, count in by_field.items():
            if count > _MOST:
                found = sorted(int(row[DF]) for key, row in self._words if key[0] == field)
                self.least = max(self.least, found[-_MOST] + 1)
        return [(key, row) for key, row in self._words if row[DF] >= self.least]


def write_pairs(
    room: BinaryIO,
    documents: int,
    words: Sequence[tuple[bytes, Ints]],
    arrays: tuple[npt.NDArray[Any], ...],
    sink: Sink,
) -> None:
    """Hand all pairs of `words` to `sink`, in the order of their keys.

    `arrays` are postings and positions as words of 64 bits, and the block tables of last documents, postings
    and positions. The documents of the pairs wait in the file `room`. Raises OSError.
    """
    for field in range(len(TEXTS)):
        chosen = [(key, row) for key, row in words if key[0] == field]
        if chosen:
            _Field(documents, chosen, arrays).write(room, sink)


class _Field:
    """The pairs of one field's words."""

    def __init__(
        self, documents: int, words: Sequence[tuple[bytes, Ints]], arrays: tuple[npt.NDArray[Any], ...]
    ) -> None:
        self._documents, self._arrays = documents, arrays
        self._keys = [key for key, _ in words]
        self._rows = np.stack([row for _, row in words])
        self._firsts = sorted(range(len(words)), key=lambda n: (len(self._keys[n]), self._keys[n]))
        self._beginnings = [_beginning(self._keys[n]) for n in self._firsts]
        self._ends = [key[1:] for key in self._keys]
        self._ranks = np.empty(len(words), np.int32)
        self._ranks[self._firsts] = np.arange(len(words), dtype=np.int32)
        self._tokens = [np.empty(_ROOM, np.int32) for _ in range(3)]

    def write(self, room: BinaryIO, sink: Sink) -> None:
        """Count the documents of each pair, then list them, then hand them on."""
        counts = np.zeros(len(self._keys) ** 2, np.int64)
        self._look(counts, np.zeros(0, np.int32))
        pairs = np.flatnonzero(counts)
        bounds = np.zeros(len(pairs) + 1, np.int64)
        np.cumsum(counts[pairs], out=bounds[1:])
        if not len(pairs):
            return
        at = np.zeros(len(counts), np.int64)
        at[pairs] = bounds[:-1]
        found = _numbers_in(room, int(bounds[-1]))
        self._look(at, found)
        first = 0
        while first < len(pairs):
            last = int(np.searchsorted(bounds, bounds[first] + _DOCUMENTS_AT_ONCE, "right")) - 1
            last = min(max(last, first + 1), first + _PAIRS_AT_ONCE, len(pairs))
            both = (each.tolist() for each in divmod(pairs[first:last], len(self._keys)))
            keys = [self._beginnings[one] + self._ends[other] for one, other in zip(*both, strict=True)]
            part = bounds[first : last + 1]
            sink(keys, part - part[0], found[part[0] : part[-1]])
            first = last

    def _look(self, at: Ints, out: Int32s) -> None:
        """Look at all documents once, see `kernels.pair_words`."""
        seen = np.full(len(at), -1, np.int32)
        blocks = np.zeros(len(self._keys), np.int64)
        bits = max(1, (self._documents - 1).bit_length())
        for begin in range(0, self._documents, _WINDOW):
            end = min(begin + _WINDOW, self._documents)
            while kernels.pair_words(
                self._rows, self._ranks, blocks, begin, end, *self._arrays, bits, *self._tokens, seen, at, out
            ) == kernels.NO_ROOM:  # fmt: skip
                self._tokens = [np.empty(2 * len(each), np.int32) for each in self._tokens]


def _numbers_in(file: BinaryIO, count: int) -> Int32s:
    """Return so many numbers that lie in a file, written whole before: a full disk is told only then."""
    left = count * 4
    file.seek(0)
    while left:
        left -= file.write(_ZEROS[:left])
    file.flush()
    return np.asarray(np.memmap(file, np.int32, "r+", shape=(count,)))
