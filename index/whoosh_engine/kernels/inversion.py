"""Inverting a batch of tokens: a counting sort by term, then block after block into a sink."""

from __future__ import annotations

from numba import njit

from .packing import BLOCK
from .sink import FILLED, PLACES, begin_term, finish_term, flush_block, has_room

DONE, EMPTY_OUTPUT, GROW_POSITIONS = range(3)


@njit(
    "void(int32[::1], int32[::1], int32[::1], int64[::1], int64, int64[::1], int32[::1], int32[::1])",
    nogil=True, cache=True,
)  # fmt: skip
def sort_tokens(terms, docs, places, ranks, count, bounds, sorted_docs, sorted_places):
    """Bring tokens into the order of their terms' ranks, keeping theirs within a term.

    `bounds` (zeroed, one more than there are terms) becomes where each rank's tokens begin.
    """
    for i in range(count):
        bounds[ranks[terms[i]] + 1] += 1
    for rank in range(bounds.size - 1):
        bounds[rank + 1] += bounds[rank]
    for i in range(count):
        rank = ranks[terms[i]]
        at = bounds[rank]
        sorted_docs[at] = docs[i]
        sorted_places[at] = places[i]
        bounds[rank] = at + 1
    for rank in range(bounds.size - 1, 0, -1):
        bounds[rank] = bounds[rank - 1]
    bounds[0] = 0


@njit(
    "int64(int64[::1], int64[::1], uint8[::1], int32[::1], int32[::1], uint16[:, ::1], float64[:, ::1], "
    "int64, int64[::1], int64[::1], int64[::1], int64[::1], int64[::1], int64[::1], uint32[::1], "
    "uint32[::1], uint32[::1], uint16[::1], int64[:, ::1], boolean)",
    nogil=True, cache=True,
)  # fmt: skip
def invert(
    progress, bounds, fields, docs, places, lengths, norms, doc_bits, state, block_docs, block_frequencies,
    block_positions, postings, occurrences, block_last, block_post, block_pos, block_best, terms, goes_on,
):  # fmt: skip
    """Encode sorted tokens into a sink, from `progress` (term, token) on.

    `norms` holds, per field, whether it is scored, and the constant and slope of its length norm;
    tokens with a negative place have no position. If the last term `goes_on`, it is left open for the
    tokens of the next call. Returns DONE, EMPTY_OUTPUT or GROW_POSITIONS; call
    again after doing so.
    """
    term, token = progress[0], progress[1]
    while term < bounds.size - 1:
        field = fields[term]
        end = bounds[term + 1]
        while True:
            if token == end and goes_on and term == bounds.size - 2:
                progress[0], progress[1] = term, token
                return DONE
            if state[FILLED] == BLOCK or token == end:
                if not has_room(state, postings, occurrences, block_last, terms):
                    progress[0], progress[1] = term, token
                    return EMPTY_OUTPUT
                if state[FILLED]:
                    flush_block(
                        state, block_docs, block_frequencies, block_positions, postings, occurrences,
                        block_last, block_post, block_pos, block_best, lengths[field],
                        norms[field, 0] > 0, norms[field, 1], norms[field, 2], doc_bits,
                    )  # fmt: skip
                if token == end:
                    break
            doc = docs[token]
            stop = token
            while stop < end and docs[stop] == doc:
                stop += 1
            if state[PLACES] + stop - token > block_positions.size:
                progress[0], progress[1] = term, token
                return GROW_POSITIONS
            at = state[FILLED]
            block_docs[at] = doc
            block_frequencies[at] = 1
            if places[token] >= 0:
                block_frequencies[at] = stop - token
                for i in range(token, stop):
                    block_positions[state[PLACES]] = places[i]
                    state[PLACES] += 1
            state[FILLED] += 1
            token = stop
        finish_term(state, terms)
        begin_term(state)
        term += 1
    progress[0], progress[1] = term, token
    return DONE
