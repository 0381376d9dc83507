"""Where encoded postings go: blocks into output buffers, terms into a list, all resumable.

A sink is a bundle of arrays. `state` holds its counters; `docs`, `frequencies` and `positions` the
block that is being filled; `postings` and `occurrences` (positions) the encoded output, zeroed words;
`block_*` a row per block of each term that has more than one; `terms` a row per finished term:
document count, bytes of postings, bytes of positions. The caller empties the output when `has_room`
says no, and goes on.
"""

from __future__ import annotations

from numba import njit

from .packing import BLOCK, write_block, write_positions

FILLED, PLACES, POST_AT, POS_AT, BLOCKS, TERMS, DF, TERM_POST, TERM_POS, TERM_BLOCKS, POST_BASE, POS_BASE = (
    range(12)
)
STATE = 12
_SLACK = 64


@njit(nogil=True)
def has_room(state, postings, occurrences, block_last, terms):
    """Tell whether one more block and one more term fit into the output buffers."""
    return (
        state[POST_AT] + BLOCK * 9 + _SLACK < postings.size * 8
        and state[POS_AT] + state[PLACES] * 4 + _SLACK < occurrences.size * 8
        and state[BLOCKS] + 1 < block_last.size
        and state[TERMS] + 1 < terms.shape[0]
    )


@njit(nogil=True)
def flush_block(
    state, docs, frequencies, positions, postings, occurrences, block_last, block_post, block_pos, block_best,
    lengths, scored, norm_base, norm_slope, doc_bits,
):  # fmt: skip
    """Encode the block that is being filled and begin the next."""
    count = state[FILLED]
    best = 0.0
    for i in range(count):
        norm = norm_base + norm_slope * lengths[docs[i]] if scored else 0.0
        best = max(best, frequencies[i] / (frequencies[i] + norm))
    at = state[BLOCKS]
    block_last[at] = docs[count - 1]
    block_post[at] = state[POST_BASE] + state[POST_AT] - state[TERM_POST]
    block_pos[at] = state[POS_BASE] + state[POS_AT] - state[TERM_POS]
    block_best[at] = min(65535, int(best * 65535.0) + 1)
    state[BLOCKS] += 1
    state[TERM_BLOCKS] += 1
    state[POST_AT] = write_block(postings, state[POST_AT], count, doc_bits, docs, frequencies)
    if state[PLACES]:
        state[POS_AT] = write_positions(occurrences, state[POS_AT], count, frequencies, positions)
    state[DF] += count
    state[FILLED] = 0
    state[PLACES] = 0


@njit(nogil=True)
def finish_term(state, terms):
    """Close the term: a row in `terms`, no rows in the block table if it has one block only."""
    if state[TERM_BLOCKS] == 1:
        state[BLOCKS] -= 1
    row = state[TERMS]
    terms[row, 0] = state[DF]
    terms[row, 1] = state[POST_BASE] + state[POST_AT] - state[TERM_POST]
    terms[row, 2] = state[POS_BASE] + state[POS_AT] - state[TERM_POS]
    state[TERMS] += 1
    begin_term(state)


@njit(nogil=True)
def begin_term(state):
    """Begin a term where the last one ended."""
    state[DF] = 0
    state[TERM_BLOCKS] = 0
    state[TERM_POST] = state[POST_BASE] + state[POST_AT]
    state[TERM_POS] = state[POS_BASE] + state[POS_AT]
