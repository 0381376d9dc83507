"""The best labels of sentences: Viterbi's algorithm (1967), compiled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit

from .model import Floats


def best_paths(weights: Floats, transitions: Floats, lengths: Sequence[int]) -> list[list[int]]:
    """Return the labels of each sentence that weigh most together.

    `weights` are (word, label), of the words of all sentences in a row; `transitions` (label, label).
    """
    ends = np.array(lengths, np.int64).cumsum()
    found = np.zeros(len(weights), np.int64)
    _decode(weights, transitions, ends, found)
    path = found.tolist()
    return [path[end - length : end] for end, length in zip(ends.tolist(), lengths, strict=True)]


@njit("void(float32[:, ::1], float32[:, ::1], int64[::1], int64[::1])", nogil=True, cache=True)
def _decode(weights, transitions, ends, found):
    labels = weights.shape[1]
    came = np.empty(weights.shape, np.int64)
    score, following = np.empty(labels, np.float32), np.empty(labels, np.float32)
    start = 0
    for end in ends:
        for at in range(start, end):
            for label in range(labels):
                best, value = 0, np.float32(0)
                if at > start:
                    value = score[0] + transitions[0, label]
                    for origin in range(1, labels):
                        other = score[origin] + transitions[origin, label]
                        if other > value:
                            best, value = origin, other
                came[at, label] = best
                following[label] = value + weights[at, label]
            score[:] = following
        label = np.argmax(score)
        for at in range(end - 1, start - 1, -1):
            found[at] = label
            label = came[at, label]
        start = end
