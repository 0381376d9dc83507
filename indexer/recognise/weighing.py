"""What weighs for each label at each word of sentences, compiled."""

from __future__ import annotations

import numpy as np
from numba import njit

from .features import MARKED, OFFSETS
from .joint import BASE, Joint, Numbers
from .model import Floats

# Given to the loop as values: what it is compiled with is kept when another file changes.
_OFFSETS, _MARKED = np.array(OFFSETS), np.array(MARKED)


def weigh(words: Numbers, marks: Numbers, parts: Numbers, tables: Floats, joint: Joint) -> Floats:
    """Return the weights (word, label) of the words of sentences in a row.

    `words` are rows of `tables` (distance as in OFFSETS, word, label), what each adds alone; two empty words
    (0) stand before, between and after sentences, and get no row. `marks` are as of `Joint.mark_numbers`;
    `parts` have a row for words and one for shapes, by word, as of `Joint.numbers`.
    """
    summed = np.zeros((np.count_nonzero(words), tables.shape[2]), np.float32)
    _weigh(
        words, marks, parts, tables, joint.single, joint.marked, joint.spots, joint.bounds, joint.codes,
        joint.weights, _OFFSETS, _MARKED, BASE, summed,
    )  # fmt: skip
    return summed


@njit(
    "void(int64[::1], int64[::1], int64[:, ::1], float32[:, :, ::1], float32[:, ::1], float32[:, :, ::1],"
    "int64[:, :, ::1], int64[::1], int64[::1], float32[:, ::1], int64[::1], int64[::1], int64,"
    "float32[:, ::1])",
    nogil=True,
    cache=True,
)
def _weigh(
    words,
    marks,
    parts,
    tables,
    single,
    marked,
    spots,
    bounds,
    codes,
    weights,
    offsets,
    marked_at,
    base,
    summed,
):
    row = 0
    for at in range(len(words)):
        if not words[at]:
            continue
        mine = summed[row]
        row += 1
        mine += single[0]
        if not words[at - 1]:
            mine += single[1]
        if not words[at + 1]:
            mine += single[2]
        for number in range(len(offsets)):
            mine += tables[number, words[at + offsets[number]]]
        for number in range(len(marked_at)):
            mine += marked[number, marks[at + marked_at[number]]]
        for kind in range(len(spots)):
            code = 0
            for spot in range(spots.shape[1]):
                of = spots[kind, spot, 0]
                if of < 0:
                    break
                part = parts[of, words[at + spots[kind, spot, 1]]]
                if not part:
                    code = -1
                    break
                code = code * base + part
            if code < 0:
                continue
            low, high = bounds[kind], bounds[kind + 1]
            while low < high:
                middle = (low + high) // 2
                if codes[middle] < code:
                    low = middle + 1
                else:
                    high = middle
            if low < bounds[kind + 1] and codes[low] == code:
                mine += weights[low]
