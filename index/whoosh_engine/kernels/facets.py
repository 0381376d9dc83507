"""Small loops around facets: the greatest counts, sets of documents, values looked up."""

from __future__ import annotations

import numpy as np
from numba import njit

from .bits import lowest_bit
from .dictionary import BLOCK_ROW, DF, POST, compare
from .packing import BLOCK, read_documents
from .vectors import AHEAD, COPIED, copy_some, fetch

# Values that are gathered before they are counted.
PICKED = 1024
_ONE = np.uint64(1)


@njit(nogil=True)
def list_documents(words, start, docs):
    """Fill in the documents of a set whose first bit is document `start`; return how many there are.

    The last one is repeated for those who look ahead (see `vectors.AHEAD`).
    """
    size = np.uint64(0)
    for w in range(words.size):
        word = words[np.uint64(w)]
        first = start + w * 64
        while word:
            docs[size] = first + lowest_bit(word)
            size += _ONE
            word &= word - _ONE
    for i in range(2 * AHEAD if size else 0):
        docs[size + np.uint64(i)] = docs[size - _ONE]
    return np.int64(size)


@njit(nogil=True)
def _count(values, size, counts, touched, known):
    """Count values; append those counted for the first time to the `known`, and perhaps one value more."""
    limit = np.uint64(counts.size)
    known = np.uint64(known)
    for i in range(size):
        value = np.uint64(values[np.uint64(i)])
        if value < limit:
            count = counts[value]
            touched[known] = np.int64(value)
            known += np.uint64(count == 0)
            counts[value] = count + 1
    return np.int64(known)


@njit(nogil=True)
def tally(docs, size, documents, offsets, values, picked, counts, touched, known):
    """Count the values of documents; append those counted for the first time to the `known`.

    Documents lie far apart in memory, and have none, one or some values: loops that ask for one document
    after the other, or for its last value, wait. So values are copied in groups, then counted.
    """
    at_once = np.uint64(COPIED)
    beyond, full = np.uint64(offsets[np.uint64(documents)]), np.uint64(picked.size - COPIED)
    filled = np.uint64(0)
    ahead = np.uint64(AHEAD)
    for i in range(size):
        doc = np.uint64(docs[np.uint64(i)])
        fetch(offsets, np.uint64(docs[np.uint64(i) + ahead + ahead]))
        fetch(values, np.uint64(offsets[np.uint64(docs[np.uint64(i) + ahead])]))
        at, end = np.uint64(offsets[doc]), np.uint64(offsets[doc + _ONE])
        while True:
            if filled > full:
                known = _count(picked, np.int64(filled), counts, touched, known)
                filled = np.uint64(0)
            if at + at_once <= beyond:
                copy_some(values, at, picked, filled)
            else:
                for n in range(end - at):
                    picked[filled + np.uint64(n)] = values[at + np.uint64(n)]
            if end - at <= at_once:
                filled += end - at
                break
            filled += at_once
            at += at_once
    return _count(picked, np.int64(filled), counts, touched, known)


@njit(nogil=True)
def tally_single(docs, size, values, counts, touched, known):
    """Do what `tally` does for a facet of which a document has one value, or one that no value has."""
    limit = np.uint64(counts.size)
    known = np.uint64(known)
    ahead = np.uint64(AHEAD)
    for i in range(size):
        fetch(values, np.uint64(docs[np.uint64(i) + ahead]))
        value = np.uint64(values[np.uint64(docs[np.uint64(i)])])
        if value < limit:
            count = counts[value]
            touched[known] = np.int64(value)
            known += np.uint64(count == 0)
            counts[value] = count + 1
    return np.int64(known)


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

    Only the values listed in `touched[:size]` can have a count; all are set back to 0. A heap of `limit`
    whose root is the worst kept; sorted at the end.
    """
    kept = 0
    for i in range(size):
        value = touched[i]
        count = np.int64(counts[value])
        counts[value] = 0
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


@njit(
    "int64(int32[::1], int64[::1], int64, int32[::1], int32[::1], int64[::1], int64[::1])",
    nogil=True,
    cache=True,
)
def add_periods(counts, touched, size, places, parents, listed, sums):
    """List the periods that anything was counted in, and their sums; return how many there are.

    `places` leads from value to period, `parents` from a period to one before it, -1 to none. The counts of
    `touched[:size]`, the only ones, are set back to 0.
    """
    sums[:] = 0
    for i in range(size):
        value = np.uint64(touched[i])
        if places[value] >= 0:
            sums[np.uint64(places[value])] += counts[value]
        counts[value] = 0
    for place in range(parents.size - 1, -1, -1):
        if parents[place] >= 0:
            sums[parents[place]] += sums[place]
    found = 0
    for place in range(sums.size):
        if sums[place]:
            listed[found], sums[found] = place, sums[place]
            found += 1
    return found


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
