"""What weighs for each label at each word of sentences, compiled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit

from .features import MARKED, OFFSETS
from .joint import BASE, SPREAD, Joint, Numbers
from .model import Floats

# Given to the loop as values: what it is compiled with is kept when another file changes.
_OFFSETS, _MARKED = np.array(OFFSETS), np.array(MARKED)


def sum_up(rows: Sequence[int], ends: Sequence[int], weights: Floats) -> Floats:
    """Return sums of rows of `weights`, one for each of `ends`: where its rows end, the next one's begin."""
    found = np.zeros((len(ends), weights.shape[1]), np.float32)
    _sum_up(np.array(rows, np.int64), np.array(ends, np.int64), weights, found)
    return found


def weigh(words: Numbers, marks: Numbers, parts: Numbers, tables: Floats, joint: Joint) -> Floats:
    """Return the weights (word, label) of the words of sentences in a row.

    `words` are rows of `tables` (word, distance as in OFFSETS, label), what each adds alone; two empty words
    (0) stand before, between and after sentences, and get no row. `marks` are as of `Joint.mark_numbers`;
    `parts` have a row for words and one for shapes, by word, as of `Joint.numbers`.
    """
    summed = np.zeros((np.count_nonzero(words), tables.shape[2]), np.float32)
    _weigh(
        words, marks, parts, tables, joint.single, joint.marked, joint.spots, joint.codes, joint.weights,
        joint.shift, _OFFSETS, _MARKED, BASE, SPREAD, summed,
    )  # fmt: skip
    return summed


@njit("void(int64[::1], int64[::1], float32[:, ::1], float32[:, ::1])", nogil=True, cache=True)
def _sum_up(rows, ends, weights, found):
    start = 0
    for number in range(len(ends)):
        mine = found[number]
        for at in range(start, ends[number]):
            row = weights[rows[at]]
            for column in range(len(row)):
                mine[column] += row[column]
        start = ends[number]


@njit(
    "void(int64[::1], int64[::1], int64[:, ::1], float32[:, :, ::1], float32[:, ::1], float32[:, :, ::1],"
    "int64[:, :, ::1], int64[::1], float32[:, ::1], int64, int64[::1], int64[::1], int64, int64,"
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
    codes,
    weights,
    shift,
    offsets,
    marked_at,
    base,
    spread,
    summed,
):
    # Label by label: to add whole rows takes Numba longer. Kinds count from one, as in `Joint`.
    labels = summed.shape[1]
    row = 0
    for at in range(len(words)):
        if not words[at]:
            continue
        mine = summed[row]
        row += 1
        for label in range(labels):
            mine[label] += single[0, label]
        if not words[at - 1]:
            for label in range(labels):
                mine[label] += single[1, label]
        if not words[at + 1]:
            for label in range(labels):
                mine[label] += single[2, label]
        for number in range(len(offsets)):
            word = words[at + offsets[number]]
            for label in range(labels):
                mine[label] += tables[word, number, label]
        for number in range(len(marked_at)):
            mark = marks[at + marked_at[number]]
            for label in range(labels):
                mine[label] += marked[number, mark, label]
        for kind in range(len(spots)):
            code = kind + 1
            for spot in range(spots.shape[1]):
                of = spots[kind, spot, 0]
                if of < 0:
                    break
                part = parts[of, words[at + spots[kind, spot, 1]]]
                if not part:
                    code = 0
                    break
                code = code * base + part
            if not code:
                continue
            slot = np.int64(np.uint64(code * spread) >> np.uint64(shift))
            while codes[slot] and codes[slot] != code:
                slot = (slot + 1) % len(codes)
            if codes[slot]:
                for label in range(labels):
                    mine[label] += weights[slot, label]
