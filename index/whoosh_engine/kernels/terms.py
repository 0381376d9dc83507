"""The documents that have one term, and what it adds to their scores."""

from __future__ import annotations

import numpy as np
from numba import njit

from .cursors import (
    AT,
    COUNT,
    HAS_FREQUENCIES,
    INDEX,
    LOADED,
    blocks_of,
    find_block,
    last_doc,
    load,
    load_frequencies,
)
from .dictionary import BLOCK_ROW

_ONE, _SIX, _LOW = np.uint64(1), np.uint64(6), np.uint64(63)


@njit(nogil=True)
def match_term(
    leaves, cursors, buffers, frequencies, k, start, end, source, target, scores, scored, weight, base, slope,
    lengths, postings, block_last, block_post, block_best, doc_bits, needed, slack,
):  # fmt: skip
    """Add to `target` the documents of `source` in the window that have the term; add their scores.

    Blocks whose best score stays below `needed` are skipped.
    """
    blocks = blocks_of(leaves, k)
    row = np.uint64(k)
    while True:
        if not cursors[k, LOADED]:
            if not find_block(leaves, cursors, k, start, source, block_last):
                return
            if needed > 0.0 and blocks > 1:
                at = cursors[k, AT]
                best = block_best[leaves[k, BLOCK_ROW] + at] / 65535.0 * slack
                if weight * min(1.0, best) < needed:
                    if last_doc(leaves, k, at, block_last) >= end - 1:
                        return
                    cursors[k, AT] = at + 1
                    continue
            elif weight < needed:
                return
            load(leaves, cursors, buffers, k, postings, block_post, doc_bits)
        count = cursors[k, COUNT]
        i = cursors[k, INDEX]
        while i < count and buffers[row, np.uint64(i)] < start:
            i += 1
        if scored:
            if i < count and buffers[row, np.uint64(i)] < end and not cursors[k, HAS_FREQUENCIES]:
                load_frequencies(leaves, cursors, frequencies, k, postings, block_post)
            while i < count:
                doc = buffers[row, np.uint64(i)]
                if doc >= end:
                    break
                bit = np.uint64(doc - start)
                if (source[bit >> _SIX] >> (bit & _LOW)) & _ONE:
                    target[bit >> _SIX] |= _ONE << (bit & _LOW)
                    frequency = frequencies[row, np.uint64(i)]
                    length = lengths[np.uint64(doc)]
                    scores[bit] += weight * frequency / (frequency + (base + slope * length))
                i += 1
        else:
            while i < count:
                doc = buffers[row, np.uint64(i)]
                if doc >= end:
                    break
                bit = np.uint64(doc - start)
                target[bit >> _SIX] |= source[bit >> _SIX] & (_ONE << (bit & _LOW))
                i += 1
        cursors[k, INDEX] = i
        if i < count:
            return
        cursors[k, AT] += 1
        cursors[k, LOADED] = 0
