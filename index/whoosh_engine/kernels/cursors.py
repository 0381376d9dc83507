"""Cursors over postings: one block decoded at a time, moved forward only.

A leaf is a term's row of the dictionary with two columns more; its cursor remembers the block it is
at and what of it is decoded, in the leaf's rows of `buffers` (documents), `frequencies` and `offsets`
(how many positions of the block come before each posting's).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from .dictionary import BLOCK_ROW, DF, POS, POST
from .packing import BLOCK, read_documents, read_frequencies, read_positions

END = 1 << 40
# Columns of a leaf beyond those of its dictionary row: its field, and the end of its group of alternatives.
FIELD, GROUP_END = 4, 5
AT, LOADED, INDEX, COUNT, FREQUENCIES_AT, HAS_FREQUENCIES, HAS_OFFSETS = range(7)
CURSOR = 7


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
    cursors[k, HAS_OFFSETS] = 0


@njit(nogil=True)
def load_frequencies(leaves, cursors, frequencies, k, postings, block_post):
    """Decode the frequencies of the block that a cursor is at, once."""
    byte = _byte(leaves, k, cursors[k, AT], block_post)
    read_frequencies(postings, byte, cursors[k, FREQUENCIES_AT], cursors[k, COUNT], frequencies[k])
    cursors[k, HAS_FREQUENCIES] = 1


@njit(nogil=True)
def seek(leaves, cursors, buffers, k, doc, postings, block_last, block_post, doc_bits):
    """Move a cursor to the first posting not before `doc`; return its document, END if there is none."""
    if cursors[k, LOADED] and buffers[k, cursors[k, COUNT] - 1] < doc:
        cursors[k, LOADED] = 0
        cursors[k, AT] += 1
    if not cursors[k, LOADED]:
        blocks = blocks_of(leaves, k)
        at = cursors[k, AT]
        while at < blocks and last_doc(leaves, k, at, block_last) < doc:
            at += 1
        cursors[k, AT] = at
        if at >= blocks:
            return END
        load(leaves, cursors, buffers, k, postings, block_post, doc_bits)
    i = cursors[k, INDEX]
    count = cursors[k, COUNT]
    while i < count and buffers[k, i] < doc:
        i += 1
    cursors[k, INDEX] = i
    if i == count:
        return END
    return buffers[k, i]


@njit(nogil=True)
def find_places(leaves, cursors, frequencies, offsets, k, postings, block_post):
    """Make ready to read a posting's positions; return how many there are."""
    if not cursors[k, HAS_FREQUENCIES]:
        load_frequencies(leaves, cursors, frequencies, k, postings, block_post)
    if not cursors[k, HAS_OFFSETS]:
        total = 0
        for i in range(cursors[k, COUNT]):
            offsets[k, i] = total
            total += frequencies[k, i]
        cursors[k, HAS_OFFSETS] = 1
    return frequencies[k, cursors[k, INDEX]]


@njit(nogil=True)
def read_places(leaves, cursors, offsets, k, count, occurrences, block_pos, places):
    """Read the positions of the posting that a cursor is at."""
    byte = leaves[k, POS]
    if leaves[k, DF] > BLOCK:
        byte += block_pos[leaves[k, BLOCK_ROW] + cursors[k, AT]]
    read_positions(occurrences, byte, offsets[k, cursors[k, INDEX]], count, places)
