"""The labels of words, and the best of sentences by what several taggers weigh."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.recognise.decoding import best_paths
from indexer.recognise.model import Floats

from .datasets import OUTSIDE

LABELS = (
    OUTSIDE,
    *(f"{begins}-{kind}" for kind in ("person", "place", "organisation") for begins in "BI"),
)
# Whether a label (column) may follow another (row): no name goes on that did not begin.
_FOLLOWS = np.array([[each[0] != "I" or each[2:] == before[2:] for each in LABELS] for before in LABELS])


def best(weights: Sequence[Floats], transitions: Floats) -> list[list[str]]:
    """Return the best labels of sentences: of weights (word, label) each, and of transitions."""
    every = np.concatenate(weights)
    lengths = [len(of_sentence) for of_sentence in weights]
    # A sentence begins as after a word outside.
    firsts = np.cumsum([0, *lengths[:-1]])
    every[firsts] = np.where(_FOLLOWS[0], every[firsts], -np.inf)
    paths = best_paths(every, np.where(_FOLLOWS, transitions, np.float32(-np.inf)), lengths)
    return [[LABELS[label] for label in path] for path in paths]
