"""The network of the model: one hidden layer over a word and its neighbours.

As in Collobert et al., "Natural language processing (almost) from scratch" (2011). What a word adds to the
hidden layer of each neighbour does not depend on the others, so that the recogniser sums it up once a word.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from indexer.recognise.features import OFFSETS
from indexer.recognise.model import Network

from .labels import LABELS
from .learner import Learner
from .neural import Batch, Sizes, Tagger, Weights, emissions, keys_for, leave_out, normal, product, sum_up

# Numbers for a word, and of the hidden layer.
_WORD, _HIDDEN = 96, 128
# Which share of features, of a word's numbers and of the hidden ones is left out while learning, as in the
# teachers.
_FEATURES_OUT, _WORD_OUT, _HIDDEN_OUT = 0.15, 0.3, 0.4
_FARTHEST = max(OFFSETS)


def _begin(sizes: Sizes, key: Any) -> Weights:
    keys = iter(jax.random.split(key, 3))
    return {
        "features": jax.random.normal(next(keys), (sizes.features, _WORD)) * 0.1,
        "window": normal(next(keys), len(OFFSETS), _WORD, _HIDDEN) / len(OFFSETS) ** 0.5,
        "marks": jnp.zeros((len(OFFSETS), sizes.marks, _HIDDEN)),
        "sets": jnp.zeros((sizes.sets, _HIDDEN)),
        "hidden": jnp.zeros(_HIDDEN),
        "labels": normal(next(keys), _HIDDEN, sizes.labels),
        "own labels": jnp.zeros((sizes.sets, _HIDDEN, sizes.labels)),
        "transitions": jnp.zeros((sizes.labels, sizes.labels)),
        "own transitions": jnp.zeros((sizes.sets, sizes.labels, sizes.labels)),
    }


def _potentials(weights: Weights, batch: Batch, key: Any) -> tuple[Any, Any]:
    keys = keys_for(key, 3)
    words = leave_out(jnp.tanh(sum_up(weights, batch, _FEATURES_OUT, keys[0])), _WORD_OUT, keys[1])
    beyond = ((0, 0), (_FARTHEST, _FARTHEST))
    words = jnp.pad(words * batch.there[..., None], (*beyond, (0, 0)))
    marks = jnp.pad(batch.marks, beyond)
    hidden = weights["hidden"] + weights["sets"][batch.sets][:, None]
    length = batch.marks.shape[1]
    for number, offset in enumerate(OFFSETS):
        seen = slice(_FARTHEST + offset, _FARTHEST + offset + length)
        marked = weights["marks"][number][marks[:, seen]] * (marks[:, seen] > 0)[..., None]
        hidden += product(words[:, seen], weights["window"][number]) + marked
    hidden = leave_out(jax.nn.relu(hidden), _HIDDEN_OUT, keys[2])
    return (
        emissions(weights, hidden, batch.sets),
        weights["transitions"] + weights["own transitions"][batch.sets],
    )


WINDOW = Tagger(_begin, _potentials)


def as_network(learner: Learner) -> Network:
    """Return what was learnt as the recogniser reads it, its labels in the order of their names."""
    weights = {name: np.asarray(numbers, np.float32) for name, numbers in learner.weights.items()}
    order = [LABELS.index(label) for label in sorted(LABELS)]
    labels = weights["labels"] + weights["own labels"]
    transitions = weights["transitions"] + weights["own transitions"]
    return Network(
        {feature: number - 1 for feature, number in learner.features.items()},
        tuple(learner.marks),
        tuple(learner.sets),
        # Without the first, which stands for none.
        weights["features"][1:],
        weights["window"],
        weights["marks"][:, 1:],
        weights["hidden"] + weights["sets"],
        labels[:, :, order],
        transitions[np.ix_(range(len(transitions)), order, order)],
    )
