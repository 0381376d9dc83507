"""The executor's inner loop: a query program run over one segment, window by window.

A program is a list of operations on registers; a register is a set of documents within the current
window of 16,384 (one bit each). Register 0 holds the window's live documents; every operation reads a
set, keeps those of its documents that match, and so narrows what later operations look at. Scores
gather in accumulators, one number for each document of the window. When the program has run, the
window's matches are counted, their facet values tallied, and the best kept in a heap.

Postings are read block by block, and a block is skipped undecoded if no document in it is still
wanted, or if (for ranked queries whose total need not be exact) no document in it could reach the
heap: block-max pruning after Ding and Suel, "Faster top-k document retrieval using block-max indexes"
(2011), with non-essential terms as in MaxScore (Turtle and Flood, 1995).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from .bits import count_ones, lowest_bit, set_bit, test_bit
from .cursors import (
    AT,
    END,
    FIELD,
    GROUP_END,
    INDEX,
    LOADED,
    blocks_of,
    first_bound,
)
from .dictionary import BLOCK_ROW, DF
from .facets import PICKED, list_documents, tally, tally_single
from .heap import push
from .packing import BLOCK
from .phrases import PHRASE_COLUMNS, match_words
from .tables import (
    BLOCK_BEST,
    BLOCK_LAST,
    BLOCK_POS,
    BLOCK_POST,
    COMMON,
    DAYS,
    DOC_BITS,
    DOCUMENTS,
    IDS,
    KEYWORD_FIELDS,
    LENGTHS,
    LIVE,
    MOMENTS,
    OCCURRENCES,
    OFFSETS,
    POSTINGS,
    borrowed,
    days_at,
    floats_at,
    halves_at,
    integers_at,
    lengths_at,
    longs_at,
    words_at,
)
from .terms import match_term
from .vectors import AHEAD

WINDOW = 16384
WORDS = WINDOW // 64
_NONE, _ONE, _SIX, _LOW = np.uint64(0), np.uint64(1), np.uint64(6), np.uint64(63)

# Operations: [operation, source register, target register, x, y, accumulator or -1].
CLEAR, TERM, UNION, WITHOUT, BOTH, RANGE, PHRASE, SET, CONSTANT, DENSE, SUM, MAX = range(12)
# What the state tells, which goes from call to call; from TOUCHED on a number for each keyword field.
SEGMENT, NEXT, TOTAL, KEPT, PRUNED, TOUCHED = range(6)
STATE = TOUCHED + KEYWORD_FIELDS
# The head of the code: how many leaves and operations there are, where its parts begin (each ends where
# the next begins, the last with the code), output registers (of matches, then of what each keyword field
# counts), and how results are kept.
LEAVES, OPERATIONS, PROGRAM, DRIVERS, PHRASES, PHRASE_WORDS, RANGES, LEAF_TABLE = range(8)
OUTPUTS = 8
ORDER = OUTPUTS + 1 + KEYWORD_FIELDS
PRUNING, CAPACITY, HEAD = ORDER + 1, ORDER + 2, ORDER + 3
# Columns of a leaf in the code: its row among the terms found, its field, the end of its group.
LEAF_COLUMNS = 3
# Orders of results.
BY_SCORE, NEWEST, OLDEST = range(3)


@njit(nogil=True)
def _between(column, first, low, high, word):
    """Return the bits of a word of documents, from `first` on, whose number lies from `low` to `high`."""
    if word == ~_NONE:
        for bit in range(64):
            value = column[first + bit]
            word ^= np.uint64(not low <= value <= high) << np.uint64(bit)
        return word
    kept = _NONE
    while word:
        bit = lowest_bit(word)
        word &= word - np.uint64(1)
        value = column[first + bit]
        kept |= np.uint64(low <= value <= high) << np.uint64(bit)
    return kept


@njit(nogil=True)
def _open(code, found, leaves, cursors):
    """Set the leaves of a segment: dictionary rows, fields, groups; cursors before their first posting."""
    for i in range(code[LEAVES]):
        at = code[LEAF_TABLE] + i * LEAF_COLUMNS
        for column in range(4):
            leaves[i, column] = found[code[at], column]
        leaves[i, FIELD] = code[at + 1]
        leaves[i, GROUP_END] = code[at + 2]
        cursors[i, :] = 0


@njit(nogil=True)
def _search_segment(
    place, norms, given, code, numbers, state, budget, leaves, cursors, buffers, frequencies, offsets,
    places, registers, scores, counts, touched, keys, best,
):  # fmt: skip
    """Run a program over a segment from `state[NEXT]` on; return how many documents it was run over."""
    documents = place[DOCUMENTS]
    doc_bits = place[DOC_BITS]
    postings, occurrences = longs_at(place[POSTINGS]), longs_at(place[OCCURRENCES])
    block_last, block_post = words_at(place[BLOCK_LAST]), words_at(place[BLOCK_POST])
    block_pos, block_best = words_at(place[BLOCK_POS]), halves_at(place[BLOCK_BEST])
    lengths, columns = lengths_at(place[LENGTHS], documents), days_at(place[DAYS], documents)
    ids, moments = longs_at(place[IDS], documents), integers_at(place[MOMENTS], documents)
    words = (documents + 63) >> 6
    live = longs_at(place[LIVE], words)
    count_of_leaves = code[LEAVES]
    weights, constants = numbers[:count_of_leaves], numbers[count_of_leaves:]
    fixed = numbers[numbers.size - 1]
    program = code[code[PROGRAM] : code[PROGRAM] + code[OPERATIONS] * 6].reshape(code[OPERATIONS], 6)
    rows = code[OPERATIONS]
    drivers = code[code[DRIVERS] : code[PHRASES]]
    phrases = code[code[PHRASES] : code[PHRASE_WORDS]]
    phrases = phrases.reshape(phrases.size // PHRASE_COLUMNS, PHRASE_COLUMNS)
    phrase_words = code[code[PHRASE_WORDS] : code[RANGES]]
    ranges = code[code[RANGES] : code[LEAF_TABLE]].reshape((code[LEAF_TABLE] - code[RANGES]) // 2, 2)
    outputs = code[OUTPUTS:ORDER]
    order, pruning, capacity = code[ORDER], code[PRUNING], code[CAPACITY]
    ceilings = np.zeros(count_of_leaves)
    docs, picked = np.empty(WINDOW + 2 * AHEAD, np.uint32), np.empty(PICKED, np.uint32)
    narrowed = np.empty((2, WORDS), np.uint64)
    dirty = np.zeros(scores.shape[0] * (WORDS // 64), np.uint64)
    begun = state[NEXT]
    until = begun + budget
    while state[NEXT] < min(until, documents):
        start = state[NEXT]
        # Jump to where a match can be at the earliest.
        earliest = start
        least = END
        for i in range(drivers.size):
            if drivers[i] < 0:
                earliest = max(earliest, least)
                least = END
                continue
            k = drivers[i]
            if cursors[k, LOADED]:
                least = min(least, buffers[k, cursors[k, INDEX]])
            elif cursors[k, AT] * BLOCK < leaves[k, DF]:
                least = min(least, first_bound(leaves, k, cursors[k, AT], block_last))
        if earliest >= documents:
            state[NEXT] = documents
            break
        start = earliest & ~63
        end = min(start + WINDOW, documents)
        state[NEXT] = start + WINDOW

        needed = 0.0
        ceiling = fixed
        if pruning and state[KEPT] == capacity:
            needed = keys[0] * (1.0 - 1e-9)
            for i in range(count_of_leaves):
                slack = norms[leaves[i, FIELD], 2]
                highest = 0.0
                at = cursors[i, AT]
                if leaves[i, DF] > BLOCK:
                    stop = blocks_of(leaves, i)
                    first_row = leaves[i, BLOCK_ROW]
                    while at < stop and np.int64(block_last[first_row + at]) < start:
                        at += 1
                    while at < stop and first_bound(leaves, i, at, block_last) < end:
                        highest = max(highest, min(1.0, block_best[first_row + at] / 65535.0 * slack))
                        at += 1
                elif at == 0 and leaves[i, DF]:
                    highest = 1.0
                ceilings[i] = highest * weights[i]
                ceiling += ceilings[i]
            if ceiling < needed:
                state[PRUNED] = 1
                continue

        for w in range(WORDS):
            at = (start >> 6) + w
            registers[0, w] = live[at] if at < words else _NONE
        for line in range(rows):
            operation, source, target = program[line, 0], program[line, 1], program[line, 2]
            x, y, into = program[line, 3], program[line, 4], program[line, 5]
            if operation == TERM:
                field = leaves[x, FIELD]
                asked = source
                short = 0.0
                if needed > 0.0 and into >= 0:
                    short = needed - (ceiling - ceilings[x])
                    first = x
                    while first > 0 and leaves[first - 1, GROUP_END] == y:
                        first -= 1
                    before = 0.0
                    for i in range(first, x):
                        before += ceilings[i]
                    if first < x and ceiling - before < needed:
                        asked = target
                    state[PRUNED] = 1
                match_term(
                    leaves, cursors, buffers, frequencies, x, start, end, registers[asked],
                    registers[target], scores[max(into, 0)], into >= 0, weights[x], norms[field, 0],
                    norms[field, 1], lengths[field], postings, block_last, block_post, block_best, doc_bits,
                    short, norms[field, 2],
                )  # fmt: skip
            elif operation == CLEAR:
                for w in range(WORDS):
                    registers[target, w] = _NONE
            elif operation == UNION:
                for w in range(WORDS):
                    registers[target, w] |= registers[source, w]
            elif operation == WITHOUT:
                for w in range(WORDS):
                    registers[target, w] = registers[source, w] & ~registers[x, w]
            elif operation == BOTH:
                for w in range(WORDS):
                    registers[target, w] = registers[source, w] & registers[x, w]
            elif operation == SET:
                bits = longs_at(given[x, 0], words)
                for w in range(WORDS):
                    at = (start >> 6) + w
                    registers[target, w] = registers[source, w] & bits[at] if at < words else _NONE
            elif operation == RANGE:
                low, high = ranges[y, 0], ranges[y, 1]
                for w in range(WORDS):
                    registers[target, w] = _between(
                        columns[x], start + w * 64, low, high, registers[source, w]
                    )
            elif operation == PHRASE:
                short = 0.0
                if needed > 0.0 and into >= 0:
                    short = needed - ceiling
                    for i in range(phrases[x, 0], phrases[x, 0] + phrases[x, 1]):
                        short += ceilings[i]
                    state[PRUNED] = 1
                match_words(
                    phrases[x], phrase_words, place[COMMON], start, end, registers[source],
                    registers[target], narrowed, scores[max(into, 0)], into >= 0, short, leaves, weights,
                    norms, cursors, buffers, frequencies, offsets, places, lengths, postings, occurrences,
                    block_last, block_post, block_pos, block_best, doc_bits,
                )  # fmt: skip
            else:
                given_scores = floats_at(given[x, 1] if operation == DENSE else 0, documents)
                for w in range(WORDS):
                    word = registers[source, w]
                    while word:
                        bit = w * 64 + lowest_bit(word)
                        word &= word - np.uint64(1)
                        if operation == CONSTANT:
                            scores[into, bit] += constants[x]
                        elif operation == DENSE:
                            scores[into, bit] += given_scores[start + bit] * constants[y]
                        elif operation == SUM:
                            scores[into, bit] += scores[x, bit]
                        else:
                            # MAX of accumulators x up to y; the others count by a tie-break.
                            greatest = 0.0
                            together = 0.0
                            for i in range(x, y):
                                greatest = max(greatest, scores[i, bit])
                                together += scores[i, bit]
                            scores[into, bit] += greatest + constants[target] * (together - greatest)

        matches = registers[outputs[0]]
        found_here = 0
        for w in range(WORDS):
            found_here += count_ones(matches[w])
        state[TOTAL] += found_here
        if found_here and capacity:
            for w in range(WORDS):
                word = matches[w]
                while word:
                    bit = w * 64 + lowest_bit(word)
                    word &= word - np.uint64(1)
                    doc = start + bit
                    key = scores[0, bit]
                    if order != BY_SCORE:
                        key = -np.inf
                        if moments[doc] > -(1 << 61):
                            key = np.float64(moments[doc] if order == NEWEST else -moments[doc])
                    if state[KEPT] < capacity or key >= keys[0]:
                        state[KEPT] = push(keys, best, state[KEPT], capacity, key, ids[doc])
        listed, size = -1, 0
        for facet in range(KEYWORD_FIELDS):
            if outputs[1 + facet] < 0:
                continue
            if outputs[1 + facet] != listed:
                listed = outputs[1 + facet]
                size = list_documents(registers[listed], start, docs)
            bounds, values = words_at(place[OFFSETS + 2 * facet]), words_at(place[OFFSETS + 2 * facet + 1])
            known = state[TOUCHED + facet]
            if place[OFFSETS + 2 * facet] == 0:
                known = tally_single(docs, size, values, counts[facet], touched[facet], known)
            else:
                known = tally(
                    docs, size, documents, bounds, values, picked, counts[facet], touched[facet], known
                )  # fmt: skip
            state[TOUCHED + facet] = known
        # Clear the scores of what matched on the way: most windows touch few.
        for line in range(rows):
            into = program[line, 5]
            if into >= 0:
                written = program[line, 1 if program[line, 0] == MAX else 2]
                for w in range(WORDS):
                    if registers[written, w] and not test_bit(dirty, into * WORDS + w):
                        set_bit(dirty, into * WORDS + w)
                        scores[into, w * 64 : (w + 1) * 64] = 0.0
        dirty[:] = _NONE
    return state[NEXT] - begun


@njit(
    "void(int64[:, ::1], float64[:, :, ::1], int64[:, :, ::1], int64[:, :, ::1], int64[::1], float64[::1], "
    "int64[::1], int64, int64[:, ::1], int64[:, ::1], int64[:, :, ::1], int32[:, ::1], "
    "uint64[:, ::1], float64[:, ::1], "
    f"UniTuple(int32[::1], {KEYWORD_FIELDS}), UniTuple(int64[::1], {KEYWORD_FIELDS}), "
    "float64[::1], uint64[::1])",
    nogil=True, cache=True,
)  # fmt: skip
def search(
    table, norms, found, given, code, numbers, state, budget, leaves, cursors, decoded, places,
    registers, scores, counts, touched, keys, best,
):  # fmt: skip
    """Run a program over the segments from where `state` says it stopped, for some `budget` of documents.

    `table` has a row per segment (see `tables`), `norms` for each segment and field constant and slope
    of the length norm and by how much block maxima may have grown since they were written, `found` the
    dictionary rows of the terms, `given` the addresses of sets and scores found elsewhere. `code` begins
    with a head (see the columns above); `numbers` holds the leaves' weights, then constants, of which the
    last is what constants add at most. `leaves` up to `scores` is room to work in: scores hold zeros before
    and after. State tells the next segment and document, END of segments when all is done.
    """
    table, norms, found, given = borrowed(table), borrowed(norms), borrowed(found), borrowed(given)
    code, numbers, state = borrowed(code), borrowed(numbers), borrowed(state)
    leaves, cursors, decoded = borrowed(leaves), borrowed(cursors), borrowed(decoded)
    places, registers, scores = borrowed(places), borrowed(registers), borrowed(scores)
    counts = (borrowed(counts[0]), borrowed(counts[1]), borrowed(counts[2]), borrowed(counts[3]))
    touched = (borrowed(touched[0]), borrowed(touched[1]), borrowed(touched[2]), borrowed(touched[3]))
    keys, best = borrowed(keys), borrowed(best)
    segments = table.shape[0]
    spent = 0
    while state[SEGMENT] < segments and spent < budget:
        segment = state[SEGMENT]
        if state[NEXT] == 0:
            _open(code, found[segment], leaves, cursors)
        spent += _search_segment(
            table[segment], norms[segment], given[segment], code, numbers, state, budget - spent, leaves,
            cursors, decoded[0], decoded[1], decoded[2], places, registers, scores,
            counts, touched, keys, best,
        )  # fmt: skip
        if state[NEXT] >= table[segment, DOCUMENTS]:
            state[SEGMENT] += 1
            state[NEXT] = 0
