"""Words near each other: leapfrog to the documents that have all of them, then compare positions."""

from __future__ import annotations

import numpy as np
from numba import njit

from .bits import set_bit, test_bit
from .cursors import FIELD, INDEX, find_places, read_places, seek

_ROOM = 1024


@njit(nogil=True)
def _adjacent(ends, size, places, count):
    """Keep in `ends` the places that come right after one of the ends before; return how many."""
    kept = 0
    i = 0
    for j in range(count):
        wanted = places[j] - 1
        while i < size and ends[i] < wanted:
            i += 1
        if i == size:
            break
        if ends[i] == wanted:
            # The slot written is never ahead of the one read.
            ends[kept] = places[j]
            kept += 1
            i += 1
    return kept


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
def match_words(
    phrase, words, start, end, source, target, scores, scored, leaves, weights, norms, cursors, buffers,
    frequencies, offsets, lengths, postings, occurrences, block_last, block_post, block_pos, doc_bits,
):  # fmt: skip
    """Set in `target` the documents of `source` in the window where the words stand as the phrase says.

    `phrase` is first leaf, number of words, least and most distance, whether in order; `words` leads
    from place in the phrase to leaf.
    """
    first, size, least, most, ordered = phrase[0], phrase[1], phrase[2], phrase[3], phrase[4]
    strict = least == 1 and most == 1 and ordered
    places = np.empty(_ROOM, np.int64)
    starts, ends = np.empty(_ROOM, np.int64), np.empty(_ROOM, np.int64)
    other_starts, other_ends = np.empty(_ROOM, np.int64), np.empty(_ROOM, np.int64)
    doc = start
    while True:
        # Leapfrog, the rarest word first.
        agreed = 0
        while agreed < size:
            at = seek(
                leaves, cursors, buffers, first + agreed, doc, postings, block_last, block_post, doc_bits
            )
            if at >= end:
                return
            if at == doc:
                agreed += 1
            else:
                doc = at
                agreed = 0 if agreed else 1
        bit = doc - start
        if test_bit(source, bit):
            spans = 0
            for n in range(size):
                k = words[first + n]
                count = find_places(leaves, cursors, frequencies, offsets, k, postings, block_post)
                if count > places.size:
                    places = np.empty(2 * count, np.int64)
                read_places(leaves, cursors, offsets, k, count, occurrences, block_pos, places)
                if n == 0:
                    if count > starts.size:
                        starts, ends = np.empty(2 * count, np.int64), np.empty(2 * count, np.int64)
                        other_starts = np.empty(2 * count, np.int64)
                        other_ends = np.empty(2 * count, np.int64)
                    for i in range(count):
                        starts[i] = places[i]
                        ends[i] = places[i]
                    spans = count
                elif strict:
                    spans = _adjacent(ends, spans, places, count)
                else:
                    made = _joined(
                        starts, ends, spans, places, count, least, most, ordered, other_starts, other_ends
                    )
                    if made > other_starts.size:
                        other_starts, other_ends = np.empty(2 * made, np.int64), np.empty(2 * made, np.int64)
                        grown_starts, grown_ends = np.empty(2 * made, np.int64), np.empty(2 * made, np.int64)
                        grown_starts[:spans], grown_ends[:spans] = starts[:spans], ends[:spans]
                        starts, ends = grown_starts, grown_ends
                        made = _joined(
                            starts, ends, spans, places, count, least, most, ordered, other_starts, other_ends
                        )
                    spans = made
                    for i in range(spans):
                        starts[i], ends[i] = other_starts[i], other_ends[i]
                if spans == 0:
                    break
            if spans:
                set_bit(target, bit)
                if scored:
                    for n in range(size):
                        k = first + n
                        frequency = frequencies[k, cursors[k, INDEX]]
                        field = leaves[k, FIELD]
                        norm = norms[field, 0] + norms[field, 1] * lengths[field, doc]
                        scores[bit] += weights[k] * frequency / (frequency + norm)
        doc += 1
        if doc >= end:
            return
