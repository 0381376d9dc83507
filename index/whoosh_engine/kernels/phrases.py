"""Words near each other: the documents that have all of them, then their positions."""

from __future__ import annotations

import numpy as np
from numba import njit

from .bits import count_ones, lowest_bit
from .cursors import (
    AT,
    COUNT,
    FIELD,
    HAS_GAPS,
    INDEX,
    INDEX_OF,
    LOADED,
    PLACES_OF,
    find_block,
    load,
    load_places,
    next_wanted,
    place_byte,
)
from .dictionary import DF
from .packing import BLOCK, read_gaps

# Positions below are compared by stamps, whose last cell is the newest stamp; others by lists.
STAMPED = 1 << 14
_STAMP_BITS = np.uint64(STAMPED - 1)
# Gaps of a block that are decoded at once, and how much rarer another word may be for that to pay.
ROOM = 1 << 13
_DENSE = 8
_ONE = np.uint64(1)
_NONE = np.uint64(0)


@njit(nogil=True)
def _mark(
    k, start, end, wanted, bits, bases, leaves, cursors, buffers, postings, block_last, block_post, doc_bits
):  # fmt: skip
    """Set in `bits` a leaf's documents in the window, and in `bases` the number of each word's first posting.

    Blocks and words in which no document is `wanted` are skipped. A block spans more documents than a word
    has bits, so that no word can lack one between two others.
    """
    for w in range(bits.size):
        bits[w] = _NONE
    while True:
        if not cursors[k, LOADED]:
            if not find_block(leaves, cursors, k, start, wanted, block_last):
                return
            load(leaves, cursors, buffers, k, postings, block_post, doc_bits)
        at = cursors[k, AT]
        i, count = cursors[k, INDEX], cursors[k, COUNT]
        while i < count and buffers[k, i] < start:
            i += 1
        while i < count and buffers[k, i] < end:
            w = (buffers[k, i] - start) >> 6
            if wanted[w] == _NONE:
                i = next_wanted(buffers, k, i, count, wanted, start)
                continue
            word = bits[w]
            if word == _NONE:
                bases[w] = at * BLOCK + i
            beyond = min(start + ((w + 1) << 6), end)
            while i < count and buffers[k, i] < beyond:
                word |= _ONE << np.uint64((buffers[k, i] - start) & 63)
                i += 1
            bits[w] = word
        cursors[k, INDEX] = i
        if i < count:
            return
        cursors[k, AT] = at + 1
        cursors[k, LOADED] = 0


@njit(nogil=True)
def _load_block(
    k, at, rarest, leaves, cursors, frequencies, offsets, gaps, postings, occurrences, block_post, block_pos,
    doc_bits,
):  # fmt: skip
    """Find where each posting's positions begin in a block; decode them all if most will be wanted."""
    total = load_places(leaves, cursors, frequencies, offsets, k, at, postings, block_post, doc_bits)
    if total <= ROOM and leaves[k, DF] < _DENSE * rarest:
        read_gaps(occurrences, place_byte(leaves, cursors, k, block_pos), 0, total, gaps[k])
        cursors[k, HAS_GAPS] = 1


@njit(nogil=True)
def _load_posting(k, leaves, cursors, frequencies, offsets, gaps, occurrences, block_pos):
    """Decode the positions of the posting that a cursor is at, as many as there is room for."""
    i = cursors[k, INDEX_OF]
    count = min(frequencies[k, i], ROOM)
    read_gaps(occurrences, place_byte(leaves, cursors, k, block_pos), offsets[k, i], count, gaps[k])


@njit(nogil=True)
def _in_a_row(first, size, words, cursors, frequencies, offsets, gaps, stamps):
    """Tell whether a document has the words one right after the other: 1, 0; -1: not to be told here.

    Where the next word may stand, the position gets a stamp that no word of any document had before: so
    nothing has to be cleared in between, and nothing branches on what stands where.
    """
    stamp = stamps[0, STAMPED]
    stamps[0, STAMPED] += size
    answer = 1
    n = 0
    while n < size and answer > 0:
        k = words[first + n]
        posting = cursors[k, INDEX_OF]
        count = frequencies[k, posting]
        begin = offsets[k, posting] if cursors[k, HAS_GAPS] else 0
        here, after = np.uint64(n & 1), np.uint64(1 - (n & 1))
        stamp += 1
        place = 0
        hits = 0
        if n == 0:
            for i in range(begin, begin + min(count, ROOM)):
                place += gaps[np.uint64(k), np.uint64(i)]
                stamps[after, np.uint64(place + 1) & _STAMP_BITS] = stamp
            hits = 1
        elif n == size - 1:
            for i in range(begin, begin + min(count, ROOM)):
                place += gaps[np.uint64(k), np.uint64(i)]
                hits |= stamps[here, np.uint64(place) & _STAMP_BITS] == stamp - 1
        else:
            for i in range(begin, begin + min(count, ROOM)):
                place += gaps[np.uint64(k), np.uint64(i)]
                fits = stamps[here, np.uint64(place) & _STAMP_BITS] == stamp - 1
                stamps[after, np.uint64(place + 1) & _STAMP_BITS] = stamp if fits else 0
                hits |= fits
        answer = 1 if hits else 0
        if count > ROOM or place >= STAMPED - 2:
            answer = -1
        n += 1
    return answer


@njit(nogil=True)
def _joined(starts, ends, size, places, count, least, most, ordered, new_starts, new_ends):
    """Join spans with the places of the next word, `least` to `most` away; return how many spans there are.

    A span grows to hold the place; in order, only places after its end count (Whoosh's SpanNear2).
    Spans beyond the room of `new_starts` are counted but not kept.
    """
    made = 0
    for i in range(size):
        for j in range(count):
            place = places[j]
            if place > ends[i]:
                distance = place - ends[i]
            elif place < starts[i]:
                distance = -1 if ordered else starts[i] - place
            else:
                distance = 0 if not ordered or place == starts[i] else -1
            if distance < least or distance > most or distance < 0:
                continue
            start, end = min(starts[i], place), max(ends[i], place)
            known = False
            for seen in range(min(made, new_starts.size) - 1, -1, -1):
                if new_starts[seen] == start and new_ends[seen] == end:
                    known = True
                    break
            if known:
                continue
            if made < new_starts.size:
                new_starts[made], new_ends[made] = start, end
            made += 1
    return made


@njit(nogil=True)
def _near(
    first, size, least, most, ordered, words, leaves, cursors, frequencies, offsets, occurrences, block_pos
):  # fmt: skip
    """Tell whether a document has the words within reach of each other: 1 or 0."""
    spans = 0
    starts, ends = np.empty(1, np.int64), np.empty(1, np.int64)
    for n in range(size):
        k = words[first + n]
        posting = cursors[k, INDEX_OF]
        count = frequencies[k, posting]
        places = np.empty(count, np.int64)
        byte = place_byte(leaves, cursors, k, block_pos)
        read_gaps(occurrences, byte, offsets[k, posting], count, places)
        for i in range(1, count):
            places[i] += places[i - 1]
        if n == 0:
            starts, ends, spans = places.copy(), places, count
            continue
        room = 2 * (spans + count)
        while True:
            new_starts, new_ends = np.empty(room, np.int64), np.empty(room, np.int64)
            made = _joined(starts, ends, spans, places, count, least, most, ordered, new_starts, new_ends)
            if made <= room:
                break
            room = made
        starts, ends, spans = new_starts, new_ends, made
        if spans == 0:
            return 0
    return 1


@njit(nogil=True)
def match_words(
    phrase, words, start, end, source, target, scores, scored, needed, leaves, weights, norms, cursors,
    buffers, frequencies, offsets, gaps, stamps, lengths, postings, occurrences, block_last, block_post,
    block_pos, doc_bits,
):  # fmt: skip
    """Set in `target` the documents of `source` in the window where the words stand as the phrase says.

    `phrase` is first leaf, number of words, least and most distance, whether in order; `words` leads
    from place in the phrase to leaf. Which posting of a leaf belongs to a document tells the number of
    bits before it, so that no list is walked. Documents whose score would stay below `needed` are passed
    over: the score comes from the frequencies, so that it is known before the positions are read.
    """
    first, size, least, most, ordered = phrase[0], phrase[1], phrase[2], phrase[3], phrase[4]
    strict = least == 1 and most == 1 and ordered and size > 1
    field = leaves[first, FIELD]
    rarest = leaves[first, DF]
    width = source.size
    bits, bases = np.empty((size, width), np.uint64), np.empty((size, width), np.int64)
    candidates = source.copy()
    target[:] = _NONE
    for n in range(size):
        _mark(
            first + n, start, end, candidates, bits[n], bases[n], leaves, cursors, buffers, postings,
            block_last, block_post, doc_bits,
        )  # fmt: skip
        left = _NONE
        for w in range(width):
            candidates[w] &= bits[n, w]
            left |= candidates[w]
        if left == _NONE:
            return
    for w in range(width):
        word = candidates[w]
        kept = _NONE
        while word:
            bit = lowest_bit(word)
            word &= word - _ONE
            below = (_ONE << np.uint64(bit)) - _ONE
            doc = start + w * 64 + bit
            norm = norms[field, 0] + norms[field, 1] * lengths[field, doc]
            score = 0.0
            for n in range(size):
                k = first + n
                posting = bases[n, w] + count_ones(bits[n, w] & below)
                at = posting // BLOCK
                if cursors[k, PLACES_OF] != at + 1:
                    _load_block(
                        k, at, rarest, leaves, cursors, frequencies, offsets, gaps, postings, occurrences,
                        block_post, block_pos, doc_bits,
                    )  # fmt: skip
                cursors[k, INDEX_OF] = posting - at * BLOCK
                frequency = frequencies[k, posting - at * BLOCK]
                score += weights[k] * frequency / (frequency + norm)
            if score < needed:
                continue
            answer = -1
            if strict:
                for k in range(first, first + size):
                    if not cursors[k, HAS_GAPS]:
                        _load_posting(k, leaves, cursors, frequencies, offsets, gaps, occurrences, block_pos)
                answer = _in_a_row(first, size, words, cursors, frequencies, offsets, gaps, stamps)
            if answer < 0:
                answer = _near(
                    first, size, least, most, ordered, words, leaves, cursors, frequencies, offsets,
                    occurrences, block_pos,
                )  # fmt: skip
            if answer > 0:
                kept |= _ONE << np.uint64(bit)
                if scored:
                    scores[doc - start] += score
        target[w] = kept
