"""Words near each other: the documents that have all of them, then their positions."""

from __future__ import annotations

import numpy as np
from numba import njit

from .bits import count_ones, lowest_bit
from .cursors import (
    AT,
    BEGIN,
    BEYOND,
    COUNT,
    FIELD,
    HAS_PLACES,
    INDEX,
    INDEX_OF,
    LOADED,
    PLACES_OF,
    SUM,
    find_block,
    load,
    load_places,
    next_wanted,
    place_byte,
)
from .dictionary import DF
from .packing import BLOCK, read_places
from .terms import match_term
from .vectors import LANES, lanes_equal

# Columns of a phrase: its first leaf, number of words, least and most distance, whether in order, and the
# first leaf of the pairs of words or -1.
PHRASE_COLUMNS = 6
# Positions of a block that are decoded at once, and how much rarer another word may be for that to pay.
ROOM = 1 << 13
_DENSE = 8
_ONE = np.uint64(1)
_NONE = np.uint64(0)
_ALL = ~_NONE
_LANES = (_ONE << np.uint64(LANES)) - _ONE


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
    k, at, rarest, leaves, cursors, frequencies, offsets, places, postings, occurrences, block_post,
    block_pos, doc_bits,
):  # fmt: skip
    """Find where each posting's positions begin in a block; decode them all if most will be wanted."""
    total = load_places(leaves, cursors, frequencies, offsets, k, at, postings, block_post, doc_bits)
    if total <= ROOM and leaves[k, DF] < _DENSE * rarest:
        read_places(occurrences, place_byte(leaves, cursors, k, block_pos), 0, total, places[k])
        cursors[k, HAS_PLACES] = 1


@njit(nogil=True)
def _load_posting(k, leaves, cursors, frequencies, offsets, places, occurrences, block_pos):
    """Decode the positions of the posting that a cursor is at, as many as there is room for."""
    i = cursors[k, INDEX_OF]
    count = min(frequencies[k, i], ROOM)
    read_places(occurrences, place_byte(leaves, cursors, k, block_pos), offsets[k, i], count, places[k])


# In line, since a call with so many arrays costs as much as what it does.
@njit(nogil=True, inline="always")
def _in_a_row(first, size, words, cursors, frequencies, offsets, places):
    """Tell whether a document has the words one right after the other: 1, 0; -1: not to be told here.

    Each position of the word that occurs least is looked for, moved, among those of the others, many at a
    time: what is compared are sums (see `read_places`), so nothing is added up for one document.
    """
    answer = 0
    least = first
    fewest = ROOM
    for n in range(size):
        k = np.uint64(words[np.uint64(first + n)])
        posting = np.uint64(cursors[k, INDEX_OF])
        count = frequencies[k, posting]
        if count > ROOM:
            answer = -1
        begin = offsets[k, posting] if cursors[k, HAS_PLACES] else 0
        cursors[k, BEGIN], cursors[k, BEYOND] = begin, begin + count
        # The sum of this word where the phrase would begin at position 0.
        cursors[k, SUM] = (places[k, np.uint64(begin - 1)] if begin else 0) + n
        if count < fewest:
            least, fewest = np.int64(k), count
    row = np.uint64(least)
    for i in range(cursors[row, BEGIN], cursors[row, BEYOND] if answer == 0 else 0):
        start = np.int64(places[row, np.uint64(i)]) - cursors[row, SUM]
        fits = _ALL
        for other in range(first, first + size):
            k = np.uint64(other)
            if k != row and fits:
                fits = _NONE
                at, left = cursors[k, BEGIN], cursors[k, BEYOND] - cursors[k, BEGIN]
                wanted = start + cursors[k, SUM]
                while left > 0:
                    beyond = np.uint64(max(0, LANES - left))
                    fits |= lanes_equal(places, other, at, wanted) << beyond & _LANES
                    at += LANES
                    left -= LANES
        if fits:
            answer = 1
            break
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
        read_places(occurrences, byte, offsets[k, posting], count, places)
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


@njit(nogil=True, inline="always")
def _score(first, size, doc, cursors, frequencies, weights, norms, lengths, field):
    """Return the score of a document whose postings the cursors are at."""
    norm = norms[field, 0] + norms[field, 1] * lengths[field, doc]
    score = 0.0
    for leaf in range(first, first + size):
        k = np.uint64(leaf)
        frequency = frequencies[k, np.uint64(cursors[k, INDEX_OF])]
        score += weights[k] * frequency / (frequency + norm)
    return score


@njit(nogil=True)
def _compare(
    phrase, words, start, end, source, target, scores, scored, needed, leaves, weights, norms, cursors,
    buffers, frequencies, offsets, places, lengths, postings, occurrences, block_last, block_post,
    block_pos, doc_bits,
):  # fmt: skip
    """Do what `match_words` does, by the positions of the words.

    Which posting of a leaf belongs to a document tells the number of bits before it, so that no list is
    walked.
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
            for n in range(size):
                leaf = first + n
                k, place = np.uint64(leaf), np.uint64(n)
                posting = bases[place, np.uint64(w)] + count_ones(bits[place, np.uint64(w)] & below)
                at = posting // BLOCK
                if cursors[k, PLACES_OF] != at + 1:
                    _load_block(
                        leaf, at, rarest, leaves, cursors, frequencies, offsets, places, postings,
                        occurrences, block_post, block_pos, doc_bits,
                    )  # fmt: skip
                cursors[k, INDEX_OF] = posting - at * BLOCK
            if (
                needed > 0.0
                and _score(first, size, doc, cursors, frequencies, weights, norms, lengths, field) < needed
            ):
                continue
            answer = -1
            if strict:
                for leaf in range(first, first + size):
                    if not cursors[np.uint64(leaf), HAS_PLACES]:
                        _load_posting(
                            leaf, leaves, cursors, frequencies, offsets, places, occurrences, block_pos
                        )  # fmt: skip
                answer = _in_a_row(first, size, words, cursors, frequencies, offsets, places)
            if answer < 0:
                answer = _near(
                    first, size, least, most, ordered, words, leaves, cursors, frequencies, offsets,
                    occurrences, block_pos,
                )  # fmt: skip
            if answer > 0:
                kept |= _ONE << np.uint64(bit)
                if scored:
                    # Word by word, as where pairs are known: else equal scores would differ by a last bit.
                    norm = norms[field, 0] + norms[field, 1] * lengths[field, doc]
                    for leaf in range(first, first + size):
                        k = np.uint64(leaf)
                        frequency = frequencies[k, np.uint64(cursors[k, INDEX_OF])]
                        scores[doc - start] += weights[k] * frequency / (frequency + norm)
        target[w] = kept


@njit(nogil=True)
def match_words(
    phrase, words, common, start, end, source, target, room, scores, scored, needed, leaves, weights, norms,
    cursors, buffers, frequencies, offsets, places, lengths, postings, occurrences, block_last, block_post,
    block_pos, block_best, doc_bits,
):  # fmt: skip
    """Set in `target` the documents of `source` in the window where the words stand as the phrase says.

    `phrase` has PHRASE_COLUMNS; `words` leads from place in the phrase to leaf. Of two words that stand in
    `common` documents or more the pair tells where one follows the other: no positions are read for two,
    few for more. `room` holds two sets. Documents whose score would stay below `needed` may be passed over:
    the score comes from the frequencies, so that it is known before positions are read.
    """
    first, size, pairs = phrase[0], phrase[1], phrase[5]
    candidates = source
    known = 0
    for n in range(size - 1 if pairs >= 0 else 0):
        if min(leaves[words[first + n], DF], leaves[words[first + n + 1], DF]) >= common:
            asked = candidates
            candidates = room[known & 1]
            candidates[:] = _NONE
            match_term(
                leaves, cursors, buffers, frequencies, pairs + n, start, end, asked, candidates, scores,
                False, 0.0, 0.0, 0.0, lengths[0], postings, block_last, block_post, block_best, doc_bits, 0.0,
                1.0,
            )  # fmt: skip
            known += 1
    if size > 2 or known == 0:
        _compare(
            phrase, words, start, end, candidates, target, scores, scored, needed, leaves, weights, norms,
            cursors, buffers, frequencies, offsets, places, lengths, postings, occurrences, block_last,
            block_post, block_pos, doc_bits,
        )  # fmt: skip
        return
    target[:] = candidates
    field = leaves[first, FIELD]
    for k in range(first, first + size if scored else first):
        match_term(
            leaves, cursors, buffers, frequencies, k, start, end, target, room[1], scores, True, weights[k],
            norms[field, 0], norms[field, 1], lengths[field], postings, block_last, block_post, block_best,
            doc_bits, 0.0, 1.0,
        )  # fmt: skip
