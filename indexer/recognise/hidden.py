"""What the network of the model weighs: a hidden layer over a word and its neighbours, compiled.

As in Collobert et al., "Natural language processing (almost) from scratch" (2011). What a word adds to the
hidden layer of each neighbour is summed up once, when the word is first seen.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from .features import OFFSETS
from .joint import Joint, Numbers
from .model import Floats, Network

_OFFSETS = np.array(OFFSETS)
_MOVED = 1_024


class Hidden:
    """The hidden layer of a network, in the manner of one of its sets, for words with numbers under `rows`.

    `transitions` are from label (row) to label (column). Marks of the gazetteer are by their numbers in a
    `Joint`. Raises ValueError for a set that the network does not know, or other distances than OFFSETS.
    """

    def __init__(self, network: Network, domain: str, joint: Joint, rows: int) -> None:
        if domain not in network.sets:
            known = ", ".join(network.sets)
            raise ValueError(f"the network does not label in the manner of {domain}; it knows {known}")
        of = network.sets.index(domain)
        self.transitions = network.transitions[of]
        offsets, length, units = network.window.shape
        if offsets != len(OFFSETS):
            raise ValueError(f"the network looks at {offsets} words, not at {len(OFFSETS)}; train it again")
        # Memory is taken when a row is written.
        self._words = np.zeros((rows, offsets, units), np.float32)
        # Of each number of a word one row: what it adds at all distances.
        self._window = np.ascontiguousarray(network.window.swapaxes(0, 1).reshape(length, -1))
        # Of each label one row.
        self._labels = np.ascontiguousarray(network.labels[of].T)
        self._bias = network.hidden[of]
        numbers = joint.mark_numbers(network.marks)
        self._marked = np.zeros((offsets, joint.marks, units), np.float32)
        self._marked[:, numbers] = network.marked
        # None is 0, and so is what the joint features do not know.
        self._marked[:, 0] = 0

    def keep(self, numbers: Numbers) -> None:
        """Forget all words but some, in order, whose numbers are 0 and up from now on."""
        move_up(self._words, numbers)

    def add(self, first: int, vectors: Floats) -> None:
        """Give words numbers from `first` up, by the sums of the vectors of their features (word, number)."""
        rows = self._words[first : first + len(vectors)].reshape(len(vectors), -1)
        _spread(np.tanh(vectors), self._window, rows)

    def weigh(self, words: Numbers, marks: Numbers, summed: Floats) -> None:
        """Add to weights (word, label) what the network weighs; the rest is as of `weighing.weigh`."""
        _look(words, marks, self._words, self._marked, self._bias, self._labels, _OFFSETS, summed)


def move_up(table: npt.NDArray[Any], rows: Numbers) -> None:
    """Move some rows of a table, in order, to its beginning."""
    # Some at a time: a copy of all would take as much memory again.
    for start in range(0, len(rows), _MOVED):
        some = rows[start : start + _MOVED]
        table[start : start + len(some)] = table[some]


@njit("void(float32[:, ::1], float32[:, ::1], float32[:, ::1])", nogil=True, cache=True)
def _spread(words, window, found):
    # Four numbers at a time, added in order: what is found so far is read and written a quarter as often.
    whole = len(window) // 4 * 4
    for word in range(len(words)):
        mine, each = found[word], words[word]
        mine[:] = 0
        for at in range(0, whole, 4):
            for unit in range(len(mine)):
                mine[unit] = (
                    mine[unit]
                    + each[at] * window[at, unit]
                    + each[at + 1] * window[at + 1, unit]
                    + each[at + 2] * window[at + 2, unit]
                    + each[at + 3] * window[at + 3, unit]
                )
        for at in range(whole, len(window)):
            for unit in range(len(mine)):
                mine[unit] += each[at] * window[at, unit]


# Sums in another order, eight and more at a time, are as good.
@njit(
    "void(int64[::1], int64[::1], float32[:, :, ::1], float32[:, :, ::1], float32[::1], float32[:, ::1],"
    "int64[::1], float32[:, ::1])",
    nogil=True,
    cache=True,
    fastmath={"reassoc"},
)
def _look(words, marks, tables, marked, bias, labels, offsets, summed):
    units = np.zeros(len(bias), np.float32)
    row = 0
    for at in range(len(words)):
        if not words[at]:
            continue
        units[:] = bias
        for number in range(len(offsets)):
            near = at + offsets[number]
            added = tables[words[near], number]
            for unit in range(len(units)):
                units[unit] += added[unit]
            if marks[near]:
                of_mark = marked[number, marks[near]]
                for unit in range(len(units)):
                    units[unit] += of_mark[unit]
        for label in range(len(labels)):
            weighed = np.float32(0)
            for unit in range(len(units)):
                weighed += max(units[unit], np.float32(0)) * labels[label, unit]
            summed[row, label] += weighed
        row += 1
