"""Cursors over postings: one block decoded at a time, moved forward only.

A leaf is a term's row of the dictionary with two columns more; its cursor remembers the block it is
at and what of it is decoded, in the leaf's rows of `buffers` (documents), `frequencies` and `offsets`
(how many positions of the block come before each posting's).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from .bits import next_bit
from .dictionary import BLOCK_ROW, DF, POS, POST
from .packing import BLOCK, frequencies_at, read_documents, read_frequencies

END = 1 << 40
# Columns of a leaf beyond those of its dictionary row: its field, and the end of its group of alternatives.
FIELD, GROUP_END = 4, 5
# Of a cursor: its block and whether that is decoded, the posting it is at, how many there are, where the
# frequencies begin and whether they are decoded; for phrases, the block (counted from 1) whose places are
# known, the posting in it, whether its positions are decoded, where those of the posting begin and end, and
# the sum (see read_places) at which the phrase would begin.
AT, LOADED, INDEX, COUNT, FREQUENCIES_AT, HAS_FREQUENCIES, PLACES_OF, INDEX_OF, HAS_PLACES = range(9)
BEGIN, BEYOND, SUM = range(9, 12)
CURSOR = 12


@njit(nogil=True)
def blocks_of(leaves, k):
    """Return how many blocks a leaf's postings have."""
    return (leaves[k, DF] + BLOCK - 1) // BLOCK


@njit(nogil=True)
def last_doc(leaves, k, at, block_last):
    """Return the last document of a block, END where the block table does not tell."""
    return np.int64(block_last[leaves[k, BLOCK_ROW] + at]) if leaves[k, DF] > BLOCK else END


@njit(nogil=True)
def first_bound(leaves, k, at, block_last):
    """Return the least document that a block can begin with."""
    return np.int64(block_last[leaves[k, BLOCK_ROW] + at - 1]) + 1 if at else 0


@njit(nogil=True)
def find_block(leaves, cursors, k, start, wanted, block_last):
    """Move a cursor to the next block that may hold a wanted document; tell whether the window has one.

    `wanted` is a set whose first bit is document `start`. Where there is none, the cursor stays behind.
    """
    at = cursors[k, AT]
    blocks = blocks_of(leaves, k)
    doc = start
    while at < blocks:
        first = first_bound(leaves, k, at, block_last)
        bit = next_bit(wanted, max(first, doc) - start)
        if bit < 0:
            break
        doc = start + bit
        # Ever longer steps, then halves: few blocks are looked at, however far away the next one is.
        low, step = at, 1
        while low < blocks and last_doc(leaves, k, low, block_last) < doc:
            at = low + 1
            low += step
            step *= 2
        high = min(low, blocks)
        while at < high:
            middle = (at + high) >> 1
            if last_doc(leaves, k, middle, block_last) < doc:
                at = middle + 1
            else:
                high = middle
        if at < blocks and first_bound(leaves, k, at, block_last) <= doc:
            cursors[k, AT] = at
            return True
    cursors[k, AT] = at
    return False


@njit(nogil=True)
def _byte(leaves, k, at, block_post):
    return leaves[k, POST] + (block_post[leaves[k, BLOCK_ROW] + at] if leaves[k, DF] > BLOCK else 0)


@njit(nogil=True)
def load(leaves, cursors, buffers, k, postings, block_post, doc_bits):
    """Decode the documents of the block that a cursor is at."""
    at = cursors[k, AT]
    count = min(BLOCK, leaves[k, DF] - at * BLOCK)
    byte = _byte(leaves, k, at, block_post)
    cursors[k, FREQUENCIES_AT] = read_documents(postings, byte, count, doc_bits, buffers[k])
    cursors[k, COUNT] = count
    cursors[k, INDEX] = 0
    cursors[k, LOADED] = 1
    cursors[k, HAS_FREQUENCIES] = 0


@njit(nogil=True)
def load_frequencies(leaves, cursors, frequencies, k, postings, block_post):
    """Decode the frequencies of the block that a cursor is at, once."""
    byte = _byte(leaves, k, cursors[k, AT], block_post)
    read_frequencies(postings, byte, cursors[k, FREQUENCIES_AT], cursors[k, COUNT], frequencies[k])
    cursors[k, HAS_FREQUENCIES] = 1


@njit(nogil=True)
def load_places(leaves, cursors, frequencies, offsets, k, at, postings, block_post, doc_bits):
    """Decode the frequencies of a block and where each posting's positions begin; return their number."""
    count = min(BLOCK, leaves[k, DF] - at * BLOCK)
    byte = _byte(leaves, k, at, block_post)
    read_frequencies(postings, byte, frequencies_at(postings, byte, count, doc_bits), count, frequencies[k])
    total = 0
    for i in range(count):
        offsets[k, i] = total
        total += frequencies[k, i]
    cursors[k, PLACES_OF] = at + 1
    cursors[k, HAS_PLACES] = 0
    return total


@njit(nogil=True)
def place_byte(leaves, cursors, k, block_pos):
    """Return where the positions begin of the block whose places are loaded."""
    byte = leaves[k, POS]
    if leaves[k, DF] > BLOCK:
        byte += block_pos[leaves[k, BLOCK_ROW] + cursors[k, PLACES_OF] - 1]
    return byte


@njit(nogil=True)
def next_wanted(buffers, k, i, count, wanted, start):
    """Return the first decoded posting from `i` on that lies in a word of `wanted` with any bit."""
    row = np.uint64(k)
    w = (buffers[row, np.uint64(i)] - start) >> 6
    while w < wanted.size and wanted[np.uint64(w)] == 0:
        w += 1
    doc = start + w * 64
    low, high = i, count
    while low < high:
        middle = (low + high) >> 1
        if buffers[row, np.uint64(middle)] < doc:
            low = middle + 1
        else:
            high = middle
    return low
