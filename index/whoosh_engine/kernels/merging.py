"""Taking segments apart for a merge: keys into one order, postings back into tokens."""

from __future__ import annotations

import numpy as np
from numba import njit

from .dictionary import BLOCK_ROW, DF, POS, POST, compare
from .packing import BLOCK, read_documents, read_frequencies, read_places


@njit(
    "int64(uint8[::1], int64[::1], uint8[::1], int64[::1], uint8[::1], int64[::1], int64[::1], int64[::1])",
    nogil=True, cache=True,
)  # fmt: skip
def merge_keys(a, a_offsets, b, b_offsets, out, out_offsets, a_ranks, b_ranks):
    """Merge two sorted lists of keys into `out`; fill in each key's rank there; return how many there are."""
    i, j, count, at = 0, 0, 0, 0
    out_offsets[0] = 0
    while i < a_offsets.size - 1 or j < b_offsets.size - 1:
        if i == a_offsets.size - 1:
            order = 1
        elif j == b_offsets.size - 1:
            order = -1
        else:
            order = compare(
                a,
                a_offsets[i],
                a_offsets[i + 1] - a_offsets[i],
                b,
                b_offsets[j],
                b_offsets[j + 1] - b_offsets[j],
            )
        if order <= 0:
            for k in range(a_offsets[i], a_offsets[i + 1]):
                out[at] = a[k]
                at += 1
            a_ranks[i] = count
            i += 1
        if order >= 0:
            if order > 0:
                for k in range(b_offsets[j], b_offsets[j + 1]):
                    out[at] = b[k]
                    at += 1
            b_ranks[j] = count
            j += 1
        count += 1
        out_offsets[count] = at
    return count


@njit(
    "int64(int64[::1], int64[:, ::1], int64[::1], int64, int64, uint64[::1], uint64[::1], uint32[::1], "
    "uint32[::1], int64, int32[::1], int32[::1], int32[::1], int32[::1], int64)",
    nogil=True, cache=True,
)  # fmt: skip
def expand(
    progress, rows, ranks, first_block, last_block, postings, occurrences, block_post, block_pos, doc_bits,
    renumbered, terms, docs, places, filled,
):  # fmt: skip
    """Append the tokens of a segment's terms to `terms`, `docs` and `places` from `filled` on.

    `rows` are the terms' dictionary rows, `ranks` their numbers in the output, `renumbered` each
    document's new number or -1 for a deleted one. Of each term only the blocks from `first_block` up
    to `last_block` are read. Begins at term and block of `progress` and stops there when the output is
    full. Returns how many tokens there are now.
    """
    block_docs = np.empty(BLOCK, np.int64)
    frequencies = np.empty(BLOCK, np.int64)
    positions = np.empty(1024, np.int64)
    term = progress[0]
    block = progress[1]
    while term < rows.shape[0]:
        df = rows[term, DF]
        blocks = (df + BLOCK - 1) // BLOCK
        block = max(block, first_block)
        while block < min(blocks, last_block):
            count = min(BLOCK, df - block * BLOCK)
            post, pos = rows[term, POST], rows[term, POS]
            if blocks > 1:
                post += block_post[rows[term, BLOCK_ROW] + block]
                pos += block_pos[rows[term, BLOCK_ROW] + block]
            at = read_documents(postings, post, count, doc_bits, block_docs)
            read_frequencies(postings, post, at, count, frequencies)
            placed = rows[term, 5] > 0
            total = frequencies[:count].sum()
            if filled + total > terms.size:
                progress[0], progress[1] = term, block
                return filled
            skipped = 0
            for i in range(count):
                doc = renumbered[block_docs[i]]
                if doc >= 0:
                    if placed:
                        if frequencies[i] > positions.size:
                            positions = np.empty(2 * frequencies[i], np.int64)
                        read_places(occurrences, pos, skipped, frequencies[i], positions)
                    for j in range(frequencies[i]):
                        terms[filled] = ranks[term]
                        docs[filled] = doc
                        places[filled] = positions[j] if placed else -1
                        filled += 1
                skipped += frequencies[i]
            block += 1
        term += 1
        block = 0
    progress[0], progress[1] = term, 0
    return filled
