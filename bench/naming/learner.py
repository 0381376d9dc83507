"""A neural tagger that learns from labelled sentences, by Adam with steps that grow smaller.

(Loshchilov and Hutter, "Decoupled weight decay regularization", 2019.) Needs jax and optax.
"""

from __future__ import annotations

import functools
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import jax
import numpy as np
import numpy.typing as npt
import optax

from indexer.recognise.features import alone, see
from indexer.recognise.model import Floats
from indexer.recognise.tagger import gazetteer_marks

from .datasets import Labelled
from .labels import LABELS
from .neural import Batch, Sizes, Tagger, Weights, loss

_TOGETHER = 32
# Features of a word that are looked at, and words that must have one.
_MOST, _FEWEST = 24, 4
_RATE, _DECAY, _GRADIENT = 3e-3, 1e-3, 5.0
# Sentences are filled up to one of these lengths: for each the network is compiled once.
_LENGTHS = (16, 32, 48, 64, 96, 160, 400)
# By how many words sentences of one batch may differ.
_NEAR = 6
Numbers = npt.NDArray[np.int32]
Words = Sequence[str]


class _Encoded(NamedTuple):
    """A sentence as numbers: features (word, at most _MOST), marks, labels, set."""

    features: Numbers
    marks: Numbers
    labels: Numbers
    set_: int


class Learner:
    """A network that learns from the sentences of each set, so many times over (`rounds`).

    `features` and `marks` are what it knows, by number; 0 is none. `sets` are the names of the sets, and
    `weights` what was learnt. Raises ValueError for a sentence or a word with more than fits.
    """

    def __init__(
        self,
        tagger: Tagger,
        sets: Mapping[str, Sequence[Labelled]],
        classes: Mapping[str, str],
        rounds: int,
        seed: int,
    ) -> None:
        self._seen = functools.lru_cache(maxsize=None)(functools.partial(see, classes=classes))
        self._tagger = tagger
        self._potentials = jax.jit(lambda weights, batch: tagger.potentials(weights, batch, None))
        self.sets = {name: number for number, name in enumerate(sets)}
        every = [(each, name) for name, sentences in sets.items() for each in sentences]
        features = Counter(
            feature for each, _ in every for word in each.words for feature in alone(self._seen(word))
        )
        marks = {mark for each, _ in every for mark in gazetteer_marks(each.words) if mark}
        known = [feature for feature, count in features.items() if count >= _FEWEST]
        self.features = {feature: number for number, feature in enumerate(known, 1)}
        self.marks = {mark: number for number, mark in enumerate(sorted(marks), 1)}
        self.weights: Weights = {}
        self._learn([self._encode(each, name) for each, name in every], rounds, seed)

    def weigh(self, sentences: Sequence[Words], name: str) -> tuple[list[Floats], Floats]:
        """Return what each word of each sentence weighs for LABELS in a set's manner, and transitions."""
        encoded = [self._encode(Labelled(tuple(words), ("O",) * len(words)), name) for words in sentences]
        found: dict[int, Floats] = {}
        for batch in _batches([len(words) for words in sentences]):
            weighed, transitions = self._potentials(self.weights, _fill_up([encoded[at] for at in batch]))
            for at, weights in zip(batch, np.asarray(weighed), strict=True):
                found[at] = weights[: len(sentences[at])]
        return [found[at] for at in range(len(sentences))], np.asarray(transitions)[0]

    def _learn(self, every: Sequence[_Encoded], rounds: int, seed: int) -> None:
        drawn = random.Random(seed)  # noqa: S311
        key, first = jax.random.split(jax.random.PRNGKey(seed))
        sizes = Sizes(len(self.features) + 1, len(self.marks) + 1, len(LABELS), len(self.sets))
        weights = self._tagger.begin(sizes, first)
        rates = optax.cosine_decay_schedule(_RATE, rounds * -(-len(every) // _TOGETHER))
        adam = optax.chain(optax.clip_by_global_norm(_GRADIENT), optax.adamw(rates, weight_decay=_DECAY))
        state = adam.init(weights)
        wrong = functools.partial(loss, self._tagger)

        def change(
            weights: Weights, state: optax.OptState, batch: Batch, key: jax.Array
        ) -> tuple[Weights, optax.OptState]:
            changes, state = adam.update(jax.grad(wrong)(weights, batch, key), state, weights)
            return optax.apply_updates(weights, changes), state

        step = jax.jit(change)
        for _ in range(rounds):
            batches = _batches([len(each.labels) + drawn.random() * _NEAR for each in every])
            drawn.shuffle(batches)
            for batch in batches:
                key, now = jax.random.split(key)
                weights, state = step(weights, state, _fill_up([every[at] for at in batch]), now)
        self.weights = weights

    def _encode(self, sentence: Labelled, name: str) -> _Encoded:
        if len(sentence.words) > _LENGTHS[-1]:
            raise ValueError(f"{' '.join(sentence.words[:5])} ... has more than {_LENGTHS[-1]} words")
        found = np.zeros((len(sentence.words), _MOST), np.int32)
        for at, word in enumerate(sentence.words):
            numbers = [n for feature in alone(self._seen(word)) if (n := self.features.get(feature))]
            if len(numbers) > _MOST:
                raise ValueError(f"{word} has {len(numbers)} features, more than {_MOST}")
            found[at, : len(numbers)] = numbers
        marks = [self.marks.get(mark, 0) for mark in gazetteer_marks(sentence.words)]
        labels = [LABELS.index(label) for label in sentence.labels]
        return _Encoded(found, np.array(marks, np.int32), np.array(labels, np.int32), self.sets[name])


def _batches(lengths: Sequence[float]) -> list[list[int]]:
    """Return the numbers of sentences about as long as each other.

    The last batch is filled up with its first sentence: each batch of another size is compiled anew.
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    found = [order[at : at + _TOGETHER] for at in range(0, len(order), _TOGETHER)]
    found[-1] += found[-1][:1] * (_TOGETHER - len(found[-1]))
    return found


def _fill_up(sentences: Sequence[_Encoded]) -> Batch:
    longest = max(len(each.labels) for each in sentences)
    shape = len(sentences), next(length for length in _LENGTHS if length >= longest)
    features, marks = np.zeros((*shape, _MOST), np.int32), np.zeros(shape, np.int32)
    there, labels = np.zeros(shape, np.bool_), np.zeros(shape, np.int32)
    for row, each in enumerate(sentences):
        words = slice(len(each.labels))
        features[row, words], marks[row, words] = each.features, each.marks
        there[row, words], labels[row, words] = True, each.labels
    return Batch(features, marks, there, labels, np.array([each.set_ for each in sentences], np.int32))
