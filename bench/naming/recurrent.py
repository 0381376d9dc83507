"""The teacher: a BiLSTM-CRF (Lample et al., "Neural architectures for named entity recognition", 2016)."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp

from .neural import Batch, Sizes, Tagger, Weights, emissions, keys_for, leave_out, normal, product, sum_up

# Numbers for a word, for a set, and for what stands on either side of a word.
_WORD, _SET, _SIDE = 96, 16, 128
# Which share of features, of a word's numbers and of what surrounds it is left out while learning; the
# sums of features are not made up for it: the hyperbolic tangent bounds them.
_FEATURES_OUT, _WORD_OUT, _SIDES_OUT = 0.15, 0.3, 0.4


def _begin(sizes: Sizes, key: Any) -> Weights:
    keys = iter(jax.random.split(key, 8))
    wide = 2 * _SIDE + _WORD
    return {
        "features": jax.random.normal(next(keys), (sizes.features, _WORD)) * 0.1,
        "marks": jnp.zeros((sizes.marks, _WORD)),
        "sets": jax.random.normal(next(keys), (sizes.sets, _SET)) * 0.1,
        **{side: _side(next(keys), next(keys)) for side in ("before", "after")},
        "labels": normal(next(keys), wide, sizes.labels),
        "own labels": jnp.zeros((sizes.sets, wide, sizes.labels)),
        "bias": jnp.zeros(sizes.labels),
        "transitions": jnp.zeros((sizes.labels, sizes.labels)),
        "own transitions": jnp.zeros((sizes.sets, sizes.labels, sizes.labels)),
    }


def _side(first: Any, second: Any) -> tuple[Any, Any, Any]:
    return normal(first, _WORD + _SET, 4 * _SIDE), normal(second, _SIDE, 4 * _SIDE), jnp.zeros(4 * _SIDE)


def _potentials(weights: Weights, batch: Batch, key: Any) -> tuple[Any, Any]:
    keys = keys_for(key, 3)
    marked = weights["marks"][batch.marks] * (batch.marks > 0)[..., None]
    words = leave_out(jnp.tanh(sum_up(weights, batch, _FEATURES_OUT, keys[0]) + marked), _WORD_OUT, keys[1])
    sets = jnp.broadcast_to(weights["sets"][batch.sets][:, None], (*words.shape[:2], _SET))
    inner = jnp.concatenate([words, sets], -1)
    before = _read(weights["before"], inner, batch.there)
    after = _read(weights["after"], inner[:, ::-1], batch.there[:, ::-1])[:, ::-1]
    outer = leave_out(jnp.concatenate([before, after, words], -1), _SIDES_OUT, keys[2])
    return (
        emissions(weights, outer, batch.sets) + weights["bias"],
        weights["transitions"] + weights["own transitions"][batch.sets],
    )


def _read(weights: tuple[Any, Any, Any], words: Any, there: Any) -> Any:
    """Return what an LSTM (Hochreiter and Schmidhuber, 1997) says after each word: (B, L, numbers)."""
    inner, back, bias = weights

    def step(state: tuple[Any, Any], word: tuple[Any, Any]) -> tuple[tuple[Any, Any], Any]:
        (said, known), (weighed, is_there) = state, word
        enters, stays, tells, new = jnp.split(weighed + product(said, back), 4, -1)
        knows = jax.nn.sigmoid(stays + 1) * known + jax.nn.sigmoid(enters) * jnp.tanh(new)
        says = jax.nn.sigmoid(tells) * jnp.tanh(knows)
        said, known = jnp.where(is_there, says, said), jnp.where(is_there, knows, known)
        return (said, known), said

    nothing = jnp.zeros((len(words), _SIDE))
    rows = ((product(words, inner) + bias).swapaxes(0, 1), there.T[..., None])
    return jax.lax.scan(step, (nothing, nothing), rows)[1].swapaxes(0, 1)


RECURRENT = Tagger(_begin, _potentials)
