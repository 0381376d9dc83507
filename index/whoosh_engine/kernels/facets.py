"""Small loops around facets: the greatest counts, sets of documents, values looked up."""

from __future__ import annotations

import numpy as np
from numba import njit

from .bits import lowest_bit
from .dictionary import BLOCK_ROW, DF, POST, compare
from .packing import BLOCK, read_documents

# Documents, or values of theirs, that are taken together.
GROUP = 256


@njit(nogil=True)
def list_documents(words, start, docs):
    """Fill in the documents of a set whose first bit is document `start`; return how many there are."""
    size = 0
    for w in range(words.size):
        word = words[w]
        while word:
            docs[np.uint64(size)] = start + w * 64 + lowest_bit(word)
            size += 1
            word &= word - np.uint64(1)
    return size


# Counting one value stands in full in each of the three loops below: as a function of its own it made
# counting over a million articles two and a half times as slow.


@njit(nogil=True)
def _count(values, size, counts, touched, known):
    limit = np.uint64(counts.size)
    for i in range(size):
        value = np.uint64(values[i])
        if value < limit:
            if counts[value] == 0:
                touched[np.uint64(known)] = np.int64(value)
                known += 1
            counts[value] += 1
    return known


@njit(nogil=True)
def tally(words, start, offsets, values, counts, touched, known):
    """Count the values of a set of documents; append those counted for the first time to the `known`."""
    limit = np.uint64(counts.size)
    for w in range(words.size):
        word = words[w]
        while word:
            doc = np.uint64(start + w * 64 + lowest_bit(word))
            word &= word - np.uint64(1)
            for at in range(offsets[doc], offsets[doc + np.uint64(1)]):
                value = np.uint64(values[np.uint64(at)])
                if value < limit:
                    if counts[value] == 0:
                        touched[np.uint64(known)] = np.int64(value)
                        known += 1
                    counts[value] += 1
    return known


@njit(nogil=True)
def tally_single(words, start, values, counts, touched, known):
    """Do what `tally` does for a facet of which a document has one value, or one that no value has."""
    limit = np.uint64(counts.size)
    for w in range(words.size):
        word = words[w]
        while word:
            value = np.uint64(values[np.uint64(start + w * 64 + lowest_bit(word))])
            word &= word - np.uint64(1)
            if value < limit:
                if counts[value] == 0:
                    touched[np.uint64(known)] = np.int64(value)
                    known += 1
                counts[value] += 1
    return known


@njit(nogil=True)
def tally_apart(docs, size, room, offsets, values, counts, touched, known):
    """Do what `tally` does for documents far apart, of which hardly two share a line of the cache.

    In groups, and step by step within a group: every step waits for memory once, not for every document.
    """
    begins, ends, picked = room[0], room[1], room[2]
    for first in range(0, size, GROUP):
        group = min(GROUP, size - first)
        for i in range(group):
            doc = np.uint64(docs[np.uint64(first + i)])
            begins[i] = offsets[doc]
            ends[i] = offsets[doc + np.uint64(1)]
        filled = 0
        for i in range(group):
            for at in range(begins[i], ends[i]):
                if filled == GROUP:
                    known = _count(picked, filled, counts, touched, known)
                    filled = 0
                picked[np.uint64(filled)] = values[np.uint64(at)]
                filled += 1
        known = _count(picked, filled, counts, touched, known)
    return known


@njit(nogil=True)
def _worse(count, value, other_count, other_value, ranks):
    return count < other_count or (count == other_count and ranks[value] > ranks[other_value])


@njit(nogil=True)
def _sift(best, values, at, size, count, value, ranks):
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and _worse(best[child + 1], values[child + 1], best[child], values[child], ranks):
            child += 1
        if not _worse(best[child], values[child], count, value, ranks):
            break
        best[at], values[at] = best[child], values[child]
        at = child
    best[at], values[at] = count, value


@njit(
    "int64(int32[::1], int64[::1], int64, uint32[::1], int64, int64[::1], int64[::1])", nogil=True, cache=True
)
def top_values(counts, touched, size, ranks, limit, values, best):
    """Fill `values` and `best` with the greatest counts, ties by rank; return how many there are.

    Only the ordinals listed in `touched[:size]` can have a count. A heap of `limit` whose root is the
    worst kept; sorted at the end.
    """
    kept = 0
    for i in range(size):
        value = touched[i]
        count = np.int64(counts[value])
        if count == 0:
            continue
        if kept < limit:
            at = kept
            kept += 1
            while at:
                parent = (at - 1) >> 1
                if not _worse(count, value, best[parent], values[parent], ranks):
                    break
                best[at], values[at] = best[parent], values[parent]
                at = parent
            best[at], values[at] = count, value
        elif limit and _worse(best[0], values[0], count, value, ranks):
            _sift(best, values, 0, kept, count, value, ranks)
    for end in range(kept - 1, 0, -1):
        count, value = best[end], values[end]
        best[end], values[end] = best[0], values[0]
        _sift(best, values, 0, end, count, value, ranks)
    return kept


@njit("void(int32[::1], int64[::1], int32[::1], int32[::1], int64[::1])", nogil=True, cache=True)
def add_periods(counts, touched, places, parents, sums):
    """Add the counts of the `touched` values to the periods that they lie in, and these to theirs.

    `places` leads from value to period, `parents` from a period to one before it, -1 to none.
    """
    for i in range(touched.size):
        value = np.uint64(touched[i])
        if places[value] >= 0:
            sums[np.uint64(places[value])] += counts[value]
    for place in range(parents.size - 1, -1, -1):
        if parents[place] >= 0:
            sums[parents[place]] += sums[place]


@njit("void(int64[:, ::1], uint64[::1], uint32[::1], int64, uint64[::1])", nogil=True, cache=True)
def union_postings(rows, postings, block_post, doc_bits, bits):
    """Set the bit of every document in the postings of any of the terms."""
    docs = np.empty(BLOCK, np.int64)
    limit = bits.size * 64
    for term in range(rows.shape[0]):
        df = rows[term, DF]
        blocks = (df + BLOCK - 1) // BLOCK
        for block in range(blocks):
            post = rows[term, POST]
            if blocks > 1:
                post += block_post[rows[term, BLOCK_ROW] + block]
            count = min(BLOCK, df - block * BLOCK)
            read_documents(postings, post, count, doc_bits, docs)
            for i in range(count):
                doc = docs[i]
                if doc < limit:
                    bits[doc >> 6] |= np.uint64(1) << np.uint64(doc & 63)


@njit("int64(int64[::1], uint64[::1], uint32[::1], int64, uint64[::1])", nogil=True, cache=True)
def count_live(row, postings, block_post, doc_bits, live):
    """Return in how many live documents a term stands."""
    docs = np.empty(BLOCK, np.int64)
    df = row[DF]
    blocks = (df + BLOCK - 1) // BLOCK
    found = 0
    limit = live.size * 64
    for block in range(blocks):
        post = row[POST]
        if blocks > 1:
            post += block_post[row[BLOCK_ROW] + block]
        count = min(BLOCK, df - block * BLOCK)
        read_documents(postings, post, count, doc_bits, docs)
        for i in range(count):
            doc = docs[i]
            if doc < limit and (live[doc >> 6] >> np.uint64(doc & 63)) & np.uint64(1):
                found += 1
    return found


@njit("void(uint64[::1], uint32[::1], uint64[::1], int64[::1])", nogil=True, cache=True)
def find_ids(ids, order, wanted, docs):
    """Look up ids in a segment by its sorted order; fill in document numbers, -1 where there is none."""
    for i in range(wanted.size):
        low, high = 0, order.size
        while low < high:
            middle = (low + high) >> 1
            if ids[order[middle]] < wanted[i]:
                low = middle + 1
            else:
                high = middle
        docs[i] = order[low] if low < order.size and ids[order[low]] == wanted[i] else -1


@njit("void(uint8[::1], uint32[::1], uint8[::1], int64[::1], int64[::1])", nogil=True, cache=True)
def find_values(data, offsets, keys, key_offsets, ranks):
    """Look up keys in sorted values; fill in each one's rank, or -1 - (the rank where it would stand)."""
    for i in range(key_offsets.size - 1):
        start, size = key_offsets[i], key_offsets[i + 1] - key_offsets[i]
        low, high = 0, offsets.size - 1
        order = 1
        while low < high:
            middle = (low + high) >> 1
            at = np.int64(offsets[middle])
            order = compare(data, at, np.int64(offsets[middle + 1]) - at, keys, start, size)
            if order == 0:
                low = middle
                break
            if order < 0:
                low = middle + 1
            else:
                high = middle
        ranks[i] = low if order == 0 else -1 - low
