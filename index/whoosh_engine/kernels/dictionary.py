"""The term dictionary: sorted keys, front-coded in blocks of 16, searched where they lie.

A key is a field's number (one byte) and the term (UTF-8). A block of the dictionary begins with the
offsets of its first term in the postings, positions and block tables, as variable-length numbers
(seven bits a byte). Then each term: how many bytes it shares with the one before, its other bytes,
in how many documents it stands, and how long its postings and positions are. `blocks` holds where
each block begins, `beginnings` the first eight bytes of its first key as a number: a look-up is a
binary search over these, which seldom has to look at a whole key, and a scan of at most 16
(front coding as in Witten, Moffat and Bell, Managing Gigabytes, 1999, section 4.1).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from .packing import BLOCK
from .tables import (
    BEGINNINGS,
    DICTIONARY,
    DICTIONARY_HEADS,
    DICTIONARY_SIZE,
    HEADS,
    LONGEST,
    TERMS,
    bytes_at,
    longs_at,
    words_at,
)

PER_BLOCK = 16
# Columns of a term's row: document count, first byte of postings, of positions, first row of the block table.
DF, POST, POS, BLOCK_ROW = range(4)


@njit(nogil=True)
def _put(out, at, value):
    while value >= 128:
        out[at] = (value & 127) | 128
        value >>= 7
        at += 1
    out[at] = value
    return at + 1


@njit(nogil=True)
def _get(data, at):
    value = np.int64(data[at])
    at += 1
    if value < 128:
        return value, at
    value &= 127
    shift = 7
    while True:
        byte = np.int64(data[at])
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


@njit(nogil=True)
def open_block(data, at, row):
    """Read the offsets at a block's head into `row`; return where its first term begins."""
    row[POST], at = _get(data, at)
    row[POS], at = _get(data, at)
    row[BLOCK_ROW], at = _get(data, at)
    row[DF] = 0
    row[4] = 0
    row[5] = 0
    return at


@njit(nogil=True)
def next_term(data, at, key, row):
    """Read a term: its key into `key`, its figures into `row` (sizes in 4 and 5); return place and size."""
    row[POST] += row[4]
    row[POS] += row[5]
    if row[DF] > BLOCK:
        row[BLOCK_ROW] += (row[DF] + BLOCK - 1) // BLOCK
    shared, at = _get(data, at)
    rest, at = _get(data, at)
    for i in range(rest):
        key[shared + i] = data[at + i]
    at += rest
    row[DF], at = _get(data, at)
    row[4], at = _get(data, at)
    row[5], at = _get(data, at)
    return at, shared + rest


@njit(nogil=True)
def compare(a, a_start, a_size, b, b_start, b_size):
    """Return a negative number, 0 or a positive one as key a comes before, is, or comes after key b."""
    for i in range(min(a_size, b_size)):
        difference = np.int64(a[a_start + i]) - np.int64(b[b_start + i])
        if difference:
            return difference
    return a_size - b_size


@njit(nogil=True)
def _beginning(keys, start, size):
    """Return a key's first eight bytes as a number that sorts as they do."""
    number = np.uint64(0)
    for i in range(8):
        number = (number << np.uint64(8)) | np.uint64(keys[start + i] if i < size else 0)
    return number


@njit(nogil=True)
def block_before(data, blocks, beginnings, keys, start, size):
    """Return the last block whose first key is at most the given one (0 if none is)."""
    low, high = 0, blocks.size
    wanted = _beginning(keys, start, size)
    while high - low > 1:
        middle = (low + high) >> 1
        before = beginnings[middle] < wanted
        if beginnings[middle] == wanted:
            at = np.int64(blocks[middle])
            for _ in range(4):
                _, at = _get(data, at)
            length, at = _get(data, at)
            before = compare(data, at, length, keys, start, size) <= 0
        if before:
            low = middle
        else:
            high = middle
    return low


@njit(nogil=True)
def _find(data, blocks, beginnings, terms, longest, keys, offsets, rows):
    key = np.empty(longest, np.uint8)
    row = np.zeros(6, np.int64)
    for wanted in range(offsets.size - 1):
        rows[wanted, DF] = 0
        start, end = offsets[wanted], offsets[wanted + 1]
        if blocks.size == 0:
            continue
        block = block_before(data, blocks, beginnings, keys, start, end - start)
        at = open_block(data, np.int64(blocks[block]), row)
        size = 0
        for _ in range(min(PER_BLOCK, terms - block * PER_BLOCK)):
            at, size = next_term(data, at, key, row)
            order = compare(key, 0, size, keys, start, end - start)
            if order == 0:
                rows[wanted] = row
            if order >= 0:
                break


@njit(
    "void(uint8[::1], uint32[::1], uint64[::1], int64, int64, uint8[::1], int64[::1], int64[:, ::1])",
    nogil=True, cache=True,
)  # fmt: skip
def find_terms(data, blocks, beginnings, terms, longest, keys, offsets, rows):
    """Look up keys (concatenated, with offsets) and fill a row of six for each; document count 0: absent."""
    _find(data, blocks, beginnings, terms, longest, keys, offsets, rows)


@njit("void(int64[:, ::1], uint8[::1], int64[::1], int64[:, :, ::1])", nogil=True, cache=True)
def find_everywhere(table, keys, offsets, rows):
    """Look up keys in every segment of a table (see `tables`), as `find_terms` does in one."""
    for segment in range(table.shape[0]):
        row = table[segment]
        _find(
            bytes_at(row[DICTIONARY], row[DICTIONARY_SIZE]), words_at(row[DICTIONARY_HEADS], row[HEADS]),
            longs_at(row[BEGINNINGS], row[HEADS]), row[TERMS], row[LONGEST], keys, offsets, rows[segment],
        )  # fmt: skip


@njit(
    "int64(uint8[::1], uint32[::1], uint64[::1], int64, int64, uint8[::1], uint8[::1], int64[:, ::1], "
    "uint8[::1], int64[::1])",
    nogil=True, cache=True,
)  # fmt: skip
def next_terms(data, blocks, beginnings, terms, longest, low, high, rows, keys, offsets):
    """Fill rows, keys and offsets with the terms from key `low` (included) up to `high` (excluded).

    Returns how many there are; only the first `len(rows)` of them whose keys fit are filled in, and
    `offsets[0]` tells how many bytes all the keys take. `offsets` has two entries more than `rows`:
    the keys' bounds begin at 1.
    """
    offsets[0] = 0
    if blocks.size == 0:
        return 0
    key = np.empty(longest, np.uint8)
    row = np.zeros(6, np.int64)
    block = block_before(data, blocks, beginnings, low, 0, low.size)
    found = 0
    filled = 0
    used = 0
    offsets[1] = 0
    while block < blocks.size:
        at = open_block(data, np.int64(blocks[block]), row)
        size = 0
        for _ in range(min(PER_BLOCK, terms - block * PER_BLOCK)):
            at, size = next_term(data, at, key, row)
            if compare(key, 0, size, low, 0, low.size) < 0:
                continue
            if compare(key, 0, size, high, 0, high.size) >= 0:
                offsets[0] = used
                return found
            if filled == found and filled < rows.shape[0] and used + size <= keys.size:
                rows[filled] = row
                keys[used : used + size] = key[:size]
                offsets[filled + 2] = used + size
                filled += 1
            used += size
            found += 1
        block += 1
    offsets[0] = used
    return found


@njit("void(uint8[::1], uint32[:], int64[::1])", nogil=True, cache=True)
def first_keys(data, starts, bounds):
    """Fill in where the first key of each block begins and ends."""
    for i in range(starts.size):
        at = np.int64(starts[i])
        for _ in range(4):
            _, at = _get(data, at)
        size, at = _get(data, at)
        bounds[2 * i] = at
        bounds[2 * i + 1] = at + size


@njit(
    "int64(int64[::1], uint8[::1], uint8[::1], int64[::1], int64[:, ::1], int64, uint8[::1], uint32[::1], "
    "uint64[::1])",
    nogil=True, cache=True,
)  # fmt: skip
def write_dictionary(state, before, keys, offsets, rows, count, out, blocks, beginnings):
    """Append `count` sorted terms to a dictionary; return how many bytes of `out` are filled.

    `rows` holds document count, bytes of postings and bytes of positions. `state` goes from call to
    call: terms written, bytes written before, offsets of postings, positions and block table, size of
    the last key (which stays in `before`). The starts of new blocks go to `blocks`, and how their keys
    begin to `beginnings`, from 0 on.
    """
    at = 0
    begun = 0
    for i in range(count):
        start, size = offsets[i], offsets[i + 1] - offsets[i]
        shared = 0
        if state[0] % PER_BLOCK == 0:
            blocks[begun] = state[1] + at
            beginnings[begun] = _beginning(keys, start, size)
            begun += 1
            at = _put(out, at, state[2])
            at = _put(out, at, state[3])
            at = _put(out, at, state[4])
        else:
            most = min(size, state[5])
            while shared < most and keys[start + shared] == before[shared]:
                shared += 1
        at = _put(out, at, shared)
        at = _put(out, at, size - shared)
        for j in range(shared, size):
            out[at] = keys[start + j]
            at += 1
            before[j] = keys[start + j]
        at = _put(out, at, rows[i, 0])
        at = _put(out, at, rows[i, 1])
        at = _put(out, at, rows[i, 2])
        state[0] += 1
        state[2] += rows[i, 1]
        state[3] += rows[i, 2]
        if rows[i, 0] > BLOCK:
            state[4] += (rows[i, 0] + BLOCK - 1) // BLOCK
        state[5] = size
    state[1] += at
    return at
