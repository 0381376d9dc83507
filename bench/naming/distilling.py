"""Makes the network of the model: taught by neural taggers that are too slow for an archive.

Several teachers learn from the labelled sets; what they weigh is added up, and labels sentences of articles.
From these and the sets the network learns (Hinton, Vinyals and Dean, "Distilling the knowledge in a neural
network", 2015; here the best labels, not how probable each is).
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from indexer.recognise.model import Floats, Model, Network

from ..news import news
from .apart import processes
from .classes import LOWERED
from .cutting import cut
from .datasets import Labelled
from .labels import best

_TEACHERS, _TEACHERS_ROUNDS, _ROUNDS, _SEED = 4, 10, 4, 3
# Sentences of articles that are labelled in the manner of a set, and how many words they have.
_SENTENCES = {"idner": 12_000, "nerui": 12_000}
_WORDS = range(5, 61)
# What the network weighs of both in a set's manner, where that is not half (bench/RESULTS.md).
_SHARES = {"idner": 0.7}
Sets = Mapping[str, Sequence[Labelled]]
Sentences = Mapping[str, Sequence[Sequence[str]]]
# What words weigh in each sentence, and transitions.
Weighed = tuple[list[Floats], Floats]


def unlabelled(data: Path) -> Sentences:
    """Return sentences of articles, at most one of each, by the set in whose manner to label them.

    If there are too few, the last set has fewer, or is left out. Raises OSError.
    """
    drawn = random.Random(_SEED)  # noqa: S311
    every = [drawn.choice(sentences) for sentences in _articles(data) if sentences]
    drawn.shuffle(every)
    rest = iter(every)
    found = {name: list(itertools.islice(rest, count)) for name, count in _SENTENCES.items()}
    return {name: part for name, part in found.items() if part}


def _articles(data: Path) -> Iterator[list[list[str]]]:
    for article in news(data / "articles"):
        if article["set"] not in LOWERED:
            yield [sentence for sentence in cut(article["body"]) if len(sentence) in _WORDS]


def distil(sets: Sets, classes: Mapping[str, str], sentences: Sentences) -> Network:
    """Teach a network by teachers of the sets, on sentences of articles; several processes, see _TEACHERS."""
    with processes(min(_TEACHERS, os.cpu_count() or 1)) as apart:
        teachers = [apart.submit(_taught, sets, classes, sentences, seed) for seed in range(_TEACHERS)]
        weighed = [teacher.result() for teacher in teachers]
        labelled = {name: _label(part, [each[name] for each in weighed]) for name, part in sentences.items()}
        both = {name: [*given, *labelled.get(name, ())] for name, given in sets.items()}
        return apart.submit(_learnt, both, classes).result()


def join(model: Model, network: Network) -> Model:
    """Return a model of both: what they weigh on average, but see _SHARES.

    There the network weighs more instead of the CRF less, whose weights are those of all sets: the best
    labels are the same, but the sums are greater than in the manner of other sets.
    """
    half = np.float32(0.5)
    shares = np.array([_SHARES.get(name, 0.5) for name in network.sets])
    beside = (shares / (1 - shares)).astype(np.float32)[:, None, None] * half
    return replace(
        model,
        weights=model.weights * half,
        transitions=model.transitions * half,
        network=replace(network, labels=network.labels * beside, transitions=network.transitions * beside),
    )


def _label(sentences: Sequence[Sequence[str]], weighed: Sequence[Weighed]) -> list[Labelled]:
    """Return the sentences with the labels that weigh most by all taggers together."""
    weights = [np.sum(each, 0) for each in zip(*(each for each, _ in weighed), strict=True)]
    found = best(weights, np.sum([each for _, each in weighed], 0))
    return [Labelled(tuple(words), tuple(labels)) for words, labels in zip(sentences, found, strict=True)]


# What needs jax is imported where it runs.
def _taught(sets: Sets, classes: Mapping[str, str], sentences: Sentences, seed: int) -> dict[str, Weighed]:
    from .learner import Learner
    from .recurrent import RECURRENT

    teacher = Learner(RECURRENT, sets, classes, _TEACHERS_ROUNDS, seed)
    return {name: teacher.weigh(part, name) for name, part in sentences.items()}


def _learnt(sets: Sets, classes: Mapping[str, str]) -> Network:
    from .learner import Learner
    from .window import WINDOW, as_network

    return as_network(Learner(WINDOW, sets, classes, _ROUNDS, _SEED))
