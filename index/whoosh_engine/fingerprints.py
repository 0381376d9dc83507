"""What the index holds of each article, as one number, to compare with what it should hold.

A fingerprint is the sum, modulo 2**64, of a hash for each thing that is kept of an article: every term
with its place, values, dates, lengths. A sum does not mind the order, so that one pass over a segment's
postings, in the order of its dictionary, gives the fingerprints of all its documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from .kernels.dictionary import DF
from .kernels.packing import BLOCK
from .schema import KEYWORDS, LONGEST_TEXT, NO_VALUE, SINGLE, TEXTS, Row, key
from .segment import EVERY_BLOCK, Live, Segment
from .values import Values

# Blocks of a dictionary that are read at once, tokens that are held at once, blocks of one term, and
# hashes of terms that are remembered.
_KEY_BLOCKS = 512
_TOKENS = 500_000
_TERM_BLOCKS = 1_024
_KNOWN = 200_000
# What tells columns (moment, days, lengths) from terms, whose hashes are spread over all numbers.
_COLUMN = 1 << 40

Sums = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]


def segment_fingerprints(segment: Segment, live: Live, values: tuple[Values, ...]) -> tuple[Sums, Sums]:
    """Return the ids of a segment's living documents and their fingerprints.

    The segment must have been checked whole. Raises EngineError.
    """
    count = segment.documents
    sums = np.zeros(count, np.uint64)
    everyone: Ints = np.arange(count, dtype=np.int64)
    unmoved = everyone.astype(np.int32)
    for hashes, rows, low, high in _terms(segment):
        terms, found, places = segment.tokens(rows, np.arange(len(rows)), unmoved, low, high)
        np.add.at(sums, found, _at(hashes[terms], places))
    for column, name in enumerate(KEYWORDS):
        segment.check_values(column, len(values[column]))
        numbers: Ints = segment.array(f"{name}.numbers").astype(np.int64)
        if name in SINGLE:
            docs: Ints = np.flatnonzero(numbers != NO_VALUE).astype(np.int64)
            numbers = numbers[docs]
        else:
            bounds = segment.array(f"{name}.offsets").astype(np.int64)
            docs = np.repeat(everyone, bounds[1:] - bounds[:-1])
        known = [_hash(_value_key(name, value)) for value in values[column].texts(range(len(values[column])))]
        np.add.at(sums, docs, np.array(known, np.uint64)[numbers] if known else np.zeros(0, np.uint64))
    columns = [segment.array("moments"), *segment.array("days"), *segment.array("lengths")]
    for number, figures in enumerate(columns):
        sums += _at(np.full(count, _COLUMN + number, np.uint64), figures.astype(np.int64))
    lives = live.holds(everyone)
    return segment.array("ids")[lives], sums[lives]


def row_fingerprinter() -> Callable[[Row], int]:
    """Return a function that gives the fingerprint that a row must have in the index."""
    known: dict[bytes, int] = {}

    def hash_of(each: bytes) -> int:
        found = known.get(each)
        if found is None:
            if len(known) >= _KNOWN:
                known.clear()
            found = known[each] = _hash(each)
        return found

    def fingerprint(row: Row) -> int:
        hashes: list[int] = []
        places: list[int] = []
        for field, terms in zip(TEXTS, row.texts, strict=True):
            hashes += [hash_of(key(field, text)) for text in terms.texts]
            places += terms.positions
        for field, values in zip(KEYWORDS, row.values, strict=True):
            hashes += [hash_of(key(field, value)) for value in values]
            places += [-1] * len(values)
        columns = [row.moment, row.first_day, row.last_day]
        columns += [min(len(terms), LONGEST_TEXT) for terms in row.texts]
        hashes += [_COLUMN + number for number in range(len(columns))]
        places += columns
        total = int(_at(np.array(hashes, np.uint64), np.array(places, np.int64)).sum(dtype=np.uint64))
        total += sum(
            hash_of(_value_key(field, value))
            for field, values in zip(KEYWORDS, row.values, strict=True)
            for value in values
        )
        return total % 2**64

    return fingerprint


def _terms(segment: Segment) -> Iterator[tuple[Sums, Ints, int, int]]:
    """Yield hashes and rows of terms, in groups of bounded size; a very common one in pieces of blocks."""
    for low, high in segment.ranges(_KEY_BLOCKS):
        found = segment.between(low, high)
        hashes = np.array([_hash(each) for each in found.texts()], np.uint64)
        sizes = found.rows[:, DF] + found.rows[:, 5]
        first = 0
        while first < len(hashes):
            last, total = first + 1, int(sizes[first])
            while last < len(hashes) and total + sizes[last] <= _TOKENS:
                total += int(sizes[last])
                last += 1
            group = hashes[first:last], found.rows[first:last]
            if total <= _TOKENS:
                yield *group, 0, EVERY_BLOCK
            else:
                for block in range(0, -(-int(found.rows[first, DF]) // BLOCK), _TERM_BLOCKS):
                    yield *group, block, block + _TERM_BLOCKS
            first = last


def _hash(each: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(each, digest_size=8).digest(), "little")


def _value_key(field: str, value: str) -> bytes:
    return b"\xff" + key(field, value)


def _at(hashes: Sums, places: npt.NDArray[Any]) -> Sums:
    """Mix hashes with places (the finaliser of SplitMix64: Steele, Lea and Flood, 2014)."""
    mixed = hashes + places.astype(np.int64).view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)), np.uint64)
