"""Terms that are a few edits away from a word, found in the order of the dictionary."""

from __future__ import annotations

import numpy as np
from numba import njit

from .dictionary import PER_BLOCK, block_before, compare, next_term, open_block

_FAR = 1 << 20


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
    block = block_before(data, blocks, beginnings, low, 0, low.size)
    found = 0
    used = 0
    offsets[0] = 0
    while block < blocks.size:
        at = open_block(data, np.int64(blocks[block]), row)
        size = 0
        for _ in range(min(PER_BLOCK, terms - block * PER_BLOCK)):
            at, size = next_term(data, at, key, row)
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
            block = max(block, block_before(data, blocks, beginnings, target, 0, target_size))
    return found
