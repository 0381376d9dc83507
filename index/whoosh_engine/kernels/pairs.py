"""Words in a row: which documents have one common word right after another."""

from __future__ import annotations

import numpy as np
from numba import njit

from .dictionary import BLOCK_ROW, DF, POS, POST
from .packing import BLOCK, read_documents, read_frequencies, read_places

NO_ROOM = -1


@njit(nogil=True)
def _gather(
    rows, blocks, begin, end, postings, occurrences, block_last, block_post, block_pos, doc_bits, words, docs,
    places,
):  # fmt: skip
    """Decode the tokens of documents `begin` up to `end`, word by word; return how many, or NO_ROOM.

    `blocks` holds the block at which each word goes on, and is moved forward.
    """
    block_docs, frequencies = np.empty(BLOCK, np.int64), np.empty(BLOCK, np.int64)
    sums = np.empty(1 << 12, np.int64)
    filled = 0
    for word in range(rows.shape[0]):
        df = rows[word, DF]
        count_of_blocks = (df + BLOCK - 1) // BLOCK
        while blocks[word] < count_of_blocks:
            block = blocks[word]
            post, pos = rows[word, POST], rows[word, POS]
            if count_of_blocks > 1:
                at = rows[word, BLOCK_ROW] + block
                if block and block_last[at - 1] + 1 >= end:
                    break
                post += block_post[at]
                pos += block_pos[at]
            count = min(BLOCK, df - block * BLOCK)
            bit = read_documents(postings, post, count, doc_bits, block_docs)
            read_frequencies(postings, post, bit, count, frequencies)
            total = frequencies[:count].sum()
            if filled + total > words.size:
                return NO_ROOM
            if total > sums.size:
                sums = np.empty(2 * total, np.int64)
            read_places(occurrences, pos, 0, total, sums)
            first = 0
            for i in range(count):
                doc = block_docs[i]
                if begin <= doc < end:
                    before = sums[first - 1] if first else 0
                    for j in range(first, first + frequencies[i]):
                        words[filled] = word
                        docs[filled] = doc
                        places[filled] = sums[j] - before
                        filled += 1
                first += frequencies[i]
            if block_docs[count - 1] >= end:
                break
            blocks[word] += 1
    return filled


@njit(
    "int64(int64[:, ::1], int32[::1], int64[::1], int64, int64, uint64[::1], uint64[::1], uint32[::1], "
    "uint32[::1], uint32[::1], int64, int32[::1], int32[::1], int32[::1], int32[::1], int64[::1], "
    "int32[::1])",
    nogil=True, cache=True,
)  # fmt: skip
def pair_words(
    rows, ranks, blocks, begin, end, postings, occurrences, block_last, block_post, block_pos, doc_bits,
    words, docs, places, seen, at, out,
):  # fmt: skip
    """Find in documents `begin` up to `end` which of some words stand right after which.

    `rows` are the words' dictionary rows, `ranks` their places in the order of first words; the pair of
    words a and b has the number `ranks[a] * words + b`. For each pair of a document `at[pair]` grows by
    one, and the document is put where it pointed to, in `out`, if that has any room. `seen` holds the
    last document of each pair, -1 before the first; `words`, `docs` and `places` are room for the tokens
    of these documents. Returns their number, or NO_ROOM, and does nothing then.
    """
    begun = blocks.copy()
    filled = _gather(
        rows, blocks, begin, end, postings, occurrences, block_last, block_post, block_pos, doc_bits, words,
        docs, places,
    )  # fmt: skip
    if filled == NO_ROOM:
        blocks[:] = begun
        return NO_ROOM
    count = rows.shape[0]
    bounds = np.zeros(end - begin + 2, np.int64)
    furthest = 0
    for token in range(filled):
        bounds[docs[token] - begin + 2] += 1
        furthest = max(furthest, places[token])
    for i in range(2, bounds.size):
        bounds[i] += bounds[i - 1]
    order = np.empty(filled, np.int32)
    for token in range(filled):
        i = docs[token] - begin + 1
        order[bounds[i]] = token
        bounds[i] += 1
    # At each place of a document the last token that stands there, and for each token the one before it.
    heads, others = np.full(furthest + 2, -1, np.int32), np.empty(filled, np.int32)
    for doc in range(begin, end):
        first, last = bounds[doc - begin], bounds[doc - begin + 1]
        for i in range(first, last):
            token = order[i]
            others[token] = heads[places[token]]
            heads[places[token]] = token
        for i in range(first, last):
            token = order[i]
            following = heads[places[token] + 1]
            while following >= 0:
                pair = np.int64(ranks[words[token]]) * count + words[following]
                if seen[pair] != doc:
                    seen[pair] = doc
                    if out.size:
                        out[at[pair]] = doc
                    at[pair] += 1
                following = others[following]
        for i in range(first, last):
            heads[places[order[i]]] = -1
    return filled
