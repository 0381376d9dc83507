"""The term dictionary: sorted keys, front-coded in blocks of 16, searched where they lie.

A key is a field's number (one byte) and the term (UTF-8). A block of the dictionary begins with the
offsets of its first term in the postings, positions and block tables, as variable-length numbers
(seven bits a byte). Then each term: how many bytes it shares with the one before, its other bytes,
in how many documents it stands, and how long its postings and positions are. `blocks` holds where
each block begins, `beginnings` the first eight bytes of its first key as a number: a look-up is a
binary search over these, which seldom has to look at a whole key, and a scan of at most 16
(front coding as in Witten, Moffat and Bell, Managing Gigabytes, 1999, section 4.1).
"""

from __future__ import annotations

import numpy as np
from numba import njit

from .packing import BLOCK
from .tables import (
    BEGINNINGS,
    DICTIONARY,
    DICTIONARY_HEADS,
    DICTIONARY_SIZE,
    HEADS,
    LONGEST,
    TERMS,
    bytes_at,
    longs_at,
    words_at,
)

PER_BLOCK = 16
_FAR = 1 << 20
# Columns of a term's row: document count, first byte of postings, of positions, first row of the block table.
DF, POST, POS, BLOCK_ROW = range(4)


@njit(nogil=True)
def _put(out, at, value):
    while value >= 128:
        out[at] = (value & 127) | 128
        value >>= 7
        at += 1
    out[at] = value
    return at + 1


@njit(nogil=True)
def _get(data, at):
    value = np.int64(data[at])
    at += 1
    if value < 128:
        return value, at
    value &= 127
    shift = 7
    while True:
        byte = np.int64(data[at])
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


@njit(nogil=True)
def _open_block(data, at, row):
    """Read the offsets at a block's head into `row`; return where its first term begins."""
    row[POST], at = _get(data, at)
    row[POS], at = _get(data, at)
    row[BLOCK_ROW], at = _get(data, at)
    row[DF] = 0
    row[4] = 0
    row[5] = 0
    return at


@njit(nogil=True)
def _next_term(data, at, key, row):
    """Read a term: its key into `key`, its figures into `row` (sizes in 4 and 5); return place and size."""
    row[POST] += row[4]
    row[POS] += row[5]
    if row[DF] > BLOCK:
        row[BLOCK_ROW] += (row[DF] + BLOCK - 1) // BLOCK
    shared, at = _get(data, at)
    rest, at = _get(data, at)
    for i in range(rest):
        key[shared + i] = data[at + i]
    at += rest
    row[DF], at = _get(data, at)
    row[4], at = _get(data, at)
    row[5], at = _get(data, at)
    return at, shared + rest


@njit(nogil=True)
def compare(a, a_start, a_size, b, b_start, b_size):
    """Return a negative number, 0 or a positive one as key a comes before, is, or comes after key b."""
    for i in range(min(a_size, b_size)):
        difference = np.int64(a[a_start + i]) - np.int64(b[b_start + i])
        if difference:
            return difference
    return a_size - b_size


@njit(nogil=True)
def _beginning(keys, start, size):
    """Return a key's first eight bytes as a number that sorts as they do."""
    number = np.uint64(0)
    for i in range(8):
        number = (number << np.uint64(8)) | np.uint64(keys[start + i] if i < size else 0)
    return number


@njit(nogil=True)
def _block_before(data, blocks, beginnings, keys, start, size):
    """Return the last block whose first key is at most the given one (0 if none is)."""
    low, high = 0, blocks.size
    wanted = _beginning(keys, start, size)
    while high - low > 1:
        middle = (low + high) >> 1
        before = beginnings[middle] < wanted
        if beginnings[middle] == wanted:
            at = np.int64(blocks[middle])
            for _ in range(4):
                _, at = _get(data, at)
            length, at = _get(data, at)
            before = compare(data, at, length, keys, start, size) <= 0
        if before:
            low = middle
        else:
            high = middle
    return low


@njit(nogil=True)
def _find(data, blocks, beginnings, terms, longest, keys, offsets, rows):
    key = np.empty(longest, np.uint8)
    row = np.zeros(6, np.int64)
    for wanted in range(offsets.size - 1):
        rows[wanted, DF] = 0
        start, end = offsets[wanted], offsets[wanted + 1]
        if blocks.size == 0:
            continue
        block = _block_before(data, blocks, beginnings, keys, start, end - start)
        at = _open_block(data, np.int64(blocks[block]), row)
        size = 0
        for _ in range(min(PER_BLOCK, terms - block * PER_BLOCK)):
            at, size = _next_term(data, at, key, row)
            order = compare(key, 0, size, keys, start, end - start)
            if order == 0:
                rows[wanted] = row
            if order >= 0:
                break


@njit(
    "void(uint8[::1], uint32[::1], uint64[::1], int64, int64, uint8[::1], int64[::1], int64[:, ::1])",
    nogil=True, cache=True,
)  # fmt: skip
def find_terms(data, blocks, beginnings, terms, longest, keys, offsets, rows):
    """Look up keys (concatenated, with offsets) and fill a row of six for each; document count 0: absent."""
    _find(data, blocks, beginnings, terms, longest, keys, offsets, rows)


@njit("void(int64[:, ::1], uint8[::1], int64[::1], int64[:, :, ::1])", nogil=True, cache=True)
def find_everywhere(table, keys, offsets, rows):
    """Look up keys in every segment of a table (see `tables`), as `find_terms` does in one."""
    for segment in range(table.shape[0]):
        row = table[segment]
        _find(
            bytes_at(row[DICTIONARY], row[DICTIONARY_SIZE]), words_at(row[DICTIONARY_HEADS], row[HEADS]),
            longs_at(row[BEGINNINGS], row[HEADS]), row[TERMS], row[LONGEST], keys, offsets, rows[segment],
        )  # fmt: skip


@njit(
    "int64(uint8[::1], uint32[::1], uint64[::1], int64, int64, uint8[::1], uint8[::1], int64[:, ::1], "
    "uint8[::1], int64[::1])",
    nogil=True, cache=True,
)  # fmt: skip
def next_terms(data, blocks, beginnings, terms, longest, low, high, rows, keys, offsets):
    """Fill rows, keys and offsets with the terms from key `low` (included) up to `high` (excluded).

    Returns how many there are; only the first `len(rows)` of them whose keys fit are filled in, and
    `offsets[0]` tells how many bytes all the keys take. `offsets` has two entries more than `rows`:
    the keys' bounds begin at 1.
    """
    offsets[0] = 0
    if blocks.size == 0:
        return 0
    key = np.empty(longest, np.uint8)
    row = np.zeros(6, np.int64)
    block = _block_before(data, blocks, beginnings, low, 0, low.size)
    found = 0
    filled = 0
    used = 0
    offsets[1] = 0
    while block < blocks.size:
        at = _open_block(data, np.int64(blocks[block]), row)
        size = 0
        for _ in range(min(PER_BLOCK, terms - block * PER_BLOCK)):
            at, size = _next_term(data, at, key, row)
            if compare(key, 0, size, low, 0, low.size) < 0:
                continue
            if compare(key, 0, size, high, 0, high.size) >= 0:
                offsets[0] = used
                return found
            if filled == found and filled < rows.shape[0] and used + size <= keys.size:
                rows[filled] = row
                keys[used : used + size] = key[:size]
                offsets[filled + 2] = used + size
                filled += 1
            used += size
            found += 1
        block += 1
    offsets[0] = used
    return found


@njit(nogil=True)
def _next_row(matrix, depth, letter, word, head, reach):
    """Fill in the row of edits after one more letter; return its least number.

    Cells further from the diagonal than the reach cannot come back into it.
    """
    width = word.size - head + 1
    matrix[depth + 1, 0] = depth + 1
    least = depth + 1
    for j in range(1, width):
        if j < depth + 1 - reach or j > depth + 1 + reach:
            matrix[depth + 1, j] = _FAR
            continue
        cost = matrix[depth, j - 1] + (0 if word[head + j - 1] == letter else 1)
        cost = min(cost, matrix[depth, j] + 1, matrix[depth + 1, j - 1] + 1)
        matrix[depth + 1, j] = cost
        least = min(least, cost)
    return least


@njit(nogil=True)
def _next_letter(matrix, depth, letter, word, head, most):
    """Return the least byte after `letter` that leads within reach from a row of edits, 256 if none does."""
    if letter >= 127:
        return letter + 1
    # All letters that the word does not have lead to the same row.
    if _next_row(matrix, depth, 0, word, head, most) <= most:
        return letter + 1
    best = np.int64(128)
    for i in range(head, word.size):
        other = np.int64(word[i])
        if letter < other < best and _next_row(matrix, depth, other, word, head, most) <= most:
            best = other
    return best


@njit(
    "int64(uint8[::1], uint32[::1], uint64[::1], int64, int64, uint8[::1], uint8[::1], int64, int64[:, ::1], "
    "uint8[::1], int64[::1], int64[::1])",
    nogil=True, cache=True,
)  # fmt: skip
def near_terms(data, blocks, beginnings, terms, longest, low, word, most, rows, keys, offsets, distances):
    """Fill in the terms that begin like `low` and lie within `most` edits of `word`, by the bytes.

    `low` is the beginning (field and shared prefix) that key and wanted `word` have in common. A term or
    word with bytes beyond ASCII may lie up to four times as many byte edits away and must be measured
    again by its letters. Rows of the edit matrix are kept for the part that a term shares with the one
    before it. Where no row leads within reach any more, the least key after it that may is sought, as an
    automaton would (Schulz and Mihov, "Fast string correction with Levenshtein automata", 2002). Returns
    how many there are; distances holds byte edits.
    """
    if blocks.size == 0:
        return 0
    head = low.size
    width = word.size - head + 1
    matrix = np.empty((longest + 2, width), np.int64)
    lowest = np.empty(longest + 1, np.int64)
    plain = np.empty(longest + 1, np.bool_)
    key = np.empty(longest, np.uint8)
    before = np.empty(longest, np.uint8)
    target = np.empty(longest + 1, np.uint8)
    target[:head] = low
    target_size = head
    before_size = 0
    valid = 0
    plain_word = True
    for i in range(word.size):
        if word[i] >= 128:
            plain_word = False
    for j in range(width):
        matrix[0, j] = j
    lowest[0] = 0
    plain[0] = plain_word
    row = np.zeros(6, np.int64)
    block = _block_before(data, blocks, beginnings, low, 0, low.size)
    found = 0
    used = 0
    offsets[0] = 0
    while block < blocks.size:
        at = _open_block(data, np.int64(blocks[block]), row)
        size = 0
        for _ in range(min(PER_BLOCK, terms - block * PER_BLOCK)):
            at, size = _next_term(data, at, key, row)
            if compare(key, 0, size, target, 0, target_size) < 0:
                continue
            if size < head or compare(key, 0, head, low, 0, head) != 0:
                return found
            same = 0
            while same < min(size, before_size) and key[same] == before[same]:
                same += 1
            before[same:size] = key[same:size]
            before_size = size
            depth = min(valid, max(0, same - head))
            while depth < size - head and lowest[depth] <= (most if plain[depth] else 4 * most):
                letter = np.int64(key[head + depth])
                plain[depth + 1] = plain[depth] and letter < 128
                reach = most if plain[depth + 1] else 4 * most
                lowest[depth + 1] = _next_row(matrix, depth, letter, word, head, reach)
                depth += 1
            valid = depth
            reach = most if plain[depth] else 4 * most
            if lowest[depth] > reach:
                # The letter at depth - 1 was one too many: what may come after it, or after one before it?
                following = np.int64(256)
                valid = depth - 1
                while valid >= 0:
                    bound = most if plain[valid] else 4 * most
                    following = _next_letter(matrix, valid, np.int64(key[head + valid]), word, head, bound)
                    if following < 256:
                        break
                    valid -= 1
                if valid < 0:
                    return found
                target_size = head + valid + 1
                target[head : target_size - 1] = key[head : target_size - 1]
                target[target_size - 1] = following
            elif depth == size - head and matrix[depth, width - 1] <= reach:
                if found < rows.shape[0] and used + size <= keys.size:
                    rows[found] = row
                    keys[used : used + size] = key[:size]
                    used += size
                    offsets[found + 1] = used
                    distances[found] = matrix[depth, width - 1]
                found += 1
        block += 1
        if block < blocks.size:
            block = max(block, _block_before(data, blocks, beginnings, target, 0, target_size))
    return found


@njit("void(uint8[::1], uint32[:], int64[::1])", nogil=True, cache=True)
def first_keys(data, starts, bounds):
    """Fill in where the first key of each block begins and ends."""
    for i in range(starts.size):
        at = np.int64(starts[i])
        for _ in range(4):
            _, at = _get(data, at)
        size, at = _get(data, at)
        bounds[2 * i] = at
        bounds[2 * i + 1] = at + size


@njit(
    "int64(int64[::1], uint8[::1], uint8[::1], int64[::1], int64[:, ::1], int64, uint8[::1], uint32[::1], "
    "uint64[::1])",
    nogil=True, cache=True,
)  # fmt: skip
def write_dictionary(state, before, keys, offsets, rows, count, out, blocks, beginnings):
    """Append `count` sorted terms to a dictionary; return how many bytes of `out` are filled.

    `rows` holds document count, bytes of postings and bytes of positions. `state` goes from call to
    call: terms written, bytes written before, offsets of postings, positions and block table, size of
    the last key (which stays in `before`). The starts of new blocks go to `blocks`, and how their keys
    begin to `beginnings`, from 0 on.
    """
    at = 0
    begun = 0
    for i in range(count):
        start, size = offsets[i], offsets[i + 1] - offsets[i]
        shared = 0
        if state[0] % PER_BLOCK == 0:
            blocks[begun] = state[1] + at
            beginnings[begun] = _beginning(keys, start, size)
            begun += 1
            at = _put(out, at, state[2])
            at = _put(out, at, state[3])
            at = _put(out, at, state[4])
        else:
            most = min(size, state[5])
            while shared < most and keys[start + shared] == before[shared]:
                shared += 1
        at = _put(out, at, shared)
        at = _put(out, at, size - shared)
        for j in range(shared, size):
            out[at] = keys[start + j]
            at += 1
            before[j] = keys[start + j]
        at = _put(out, at, rows[i, 0])
        at = _put(out, at, rows[i, 1])
        at = _put(out, at, rows[i, 2])
        state[0] += 1
        state[2] += rows[i, 1]
        state[3] += rows[i, 2]
        if rows[i, 0] > BLOCK:
            state[4] += (rows[i, 0] + BLOCK - 1) // BLOCK
        state[5] = size
    state[1] += at
    return at
