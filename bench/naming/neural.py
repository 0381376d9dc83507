"""What the neural taggers share: what goes in, and how wrong labels are, by a CRF on top of the network.

Shapes: B sentences of L words, of N labels. Needs jax, see `scripts/bench-peers names`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

Weights = dict[str, Any]


class Batch(NamedTuple):
    """Sentences filled up to one length.

    Features (B, L, most of a word) and marks of the gazetteer (B, L), of which 0 is none; which words there
    are (B, L), their labels (B, L) and the set of each sentence (B).
    """

    features: Any
    marks: Any
    there: Any
    labels: Any
    sets: Any


class Sizes(NamedTuple):
    """How many features and marks (with none), labels and sets there are."""

    features: int
    marks: int
    labels: int
    sets: int


class Tagger(NamedTuple):
    """How a network begins that tags, and what it says of a batch.

    `potentials` returns what each word weighs for each label (B, L, N) and labels after labels (B, N, N);
    with a key some of what goes in is left out by chance (dropout).
    """

    begin: Callable[[Sizes, Any], Weights]
    potentials: Callable[[Weights, Batch, Any], tuple[Any, Any]]


def loss(tagger: Tagger, weights: Weights, batch: Batch, key: Any) -> Any:
    """Return how improbable the labels are, on average of the sentences (negative log-likelihood)."""
    weighed, transitions = tagger.potentials(weights, batch, key)
    sentences = len(batch.sets)
    first, second = batch.labels[:, :-1], batch.labels[:, 1:]
    right = jnp.take_along_axis(weighed, batch.labels[..., None], 2)[..., 0] * batch.there
    steps = transitions[jnp.arange(sentences)[:, None], first, second] * batch.there[:, 1:]

    def forward(sums: Any, word: Any) -> tuple[Any, None]:
        emission, there = word
        following = jax.nn.logsumexp(sums[:, :, None] + transitions, 1) + emission
        return jnp.where(there[:, None], following, sums), None

    others = (weighed[:, 1:].swapaxes(0, 1), batch.there[:, 1:].T)
    sums, _ = jax.lax.scan(forward, weighed[:, 0], others)
    return (jax.nn.logsumexp(sums, 1).sum() - right.sum() - steps.sum()) / sentences


def _product(left: Any, right: Any) -> Any:
    """Return what rows (..., K) give by a matrix (K, N): (..., N).

    Its gradient is of two products of the same form: jax multiplies transposed matrices by kernels that add
    up otherwise on other processors, see `apart.py`.
    """
    return (left.reshape(-1, left.shape[-1]) @ right).reshape(*left.shape[:-1], -1)


def _forward(left: Any, right: Any) -> tuple[Any, Any]:
    return _product(left, right), (left, right)


def _backward(given: tuple[Any, Any], change: Any) -> tuple[Any, Any]:
    left, right = given
    # Without the barrier they would be read as transposed matrices again.
    columns, rows = jax.lax.optimization_barrier((left.reshape(-1, left.shape[-1]).T, right.T))
    return _product(change, rows), columns @ change.reshape(-1, change.shape[-1])


product: Any = jax.custom_vjp(_product)
product.defvjp(_forward, _backward)


def emissions(weights: Weights, said: Any, sets: Any) -> Any:
    """Return what each word weighs for each label (B, L, N), of what is said of it (B, L, numbers)."""
    every = weights["labels"] + weights["own labels"]
    weighed = product(said, every.swapaxes(0, 1).reshape(said.shape[-1], -1))
    in_manners = weighed.reshape(*said.shape[:2], len(every), -1)
    return in_manners[jnp.arange(len(sets)), :, sets]


def normal(key: Any, *shape: int) -> Any:
    """Return weights to begin with: normal, and smaller the more numbers go in (the last axis but one)."""
    return jax.random.normal(key, shape) / jnp.sqrt(shape[-2])


def sum_up(weights: Weights, batch: Batch, share: float, key: Any) -> Any:
    """Return the sums of the vectors of the features of words; a share of them is left out."""
    there = (batch.features > 0)[..., None]
    if key is not None:
        there &= jax.random.bernoulli(key, 1 - share, there.shape)
    return (weights["features"][batch.features] * there).sum(2)


def leave_out(numbers: Any, share: float, key: Any) -> Any:
    """Return the numbers with a share of them 0, the others as much greater."""
    if key is None:
        return numbers
    return numbers * jax.random.bernoulli(key, 1 - share, numbers.shape) / (1 - share)


def keys_for(key: Any, count: int) -> list[Any]:
    """Return keys of one, or of none none."""
    return [None] * count if key is None else list(jax.random.split(key, count))
