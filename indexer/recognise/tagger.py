"""Labels for the words of sentences: people, places and organisations, by the model of names."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from babel import Locale

from index import places

from .agreement import lean
from .decoding import best_paths
from .features import OFFSETS, alone, see
from .joint import Joint
from .model import Floats, Model, shipped
from .sentences import sentences
from .weighing import weigh
from .words import Word

_WORDS_KEPT = 100_000
_KINDS = {"province": "P", "regency": "R", "district": "D"}


class Tagger:
    """Finds the best labels of sentences; what a word adds, wherever it stands, is summed up once.

    `domain` names the corpus whose manner of labelling is followed, see `bench/naming/training.py`.
    """

    def __init__(self, model: Model, domain: str) -> None:
        self._model = model
        self._joint = Joint(model)
        self._rows, self._weights = _of_one_word(model, domain)
        self._start_over()

    def _start_over(self) -> None:
        # Row 0 stands for none: that is between sentences.
        self._numbers: dict[str | None, int] = {None: 0}
        self._tables = np.zeros((1_024, len(OFFSETS), len(self._model.labels)), np.float32)
        self._parts = np.zeros((2, 1_024), np.int64)
        self._most = np.zeros(1_024, np.int64)

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return a label for each word: `O`, or `B-` or `I-` and a kind (BIO)."""
        return self._best(self._sum_up(sentences), sentences)

    def tag_text(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return a label for each word of a text, so that its sentences agree (see `agreement`)."""
        weights = self._sum_up(sentences)
        first = self._best(weights, sentences)
        words = list(itertools.chain.from_iterable(sentences))
        if lean(weights, words, list(itertools.chain.from_iterable(first)), self._model.labels):
            return self._best(weights, sentences)
        return first

    def _best(self, weights: Floats, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        best = best_paths(weights, self._model.transitions, [len(sentence) for sentence in sentences])
        return [[self._model.labels[each] for each in path] for path in best]

    def _sum_up(self, sentences: Sequence[Sequence[str]]) -> Floats:
        """Return what weighs for each label (column) at each word (row) of all sentences."""
        if len(self._numbers) > _WORDS_KEPT:
            self._start_over()
        # Two empty words between sentences: none sees beyond its own.
        words: list[str | None] = [None, None]
        for sentence in sentences:
            words += sentence
            words += (None, None)
        for word in set(words).difference(self._numbers):
            if word is not None:
                self._add(word)
        numbers = np.array([self._numbers[word] for word in words])
        marks = np.zeros(len(words), np.int64)
        most = self._most[numbers]
        begins = np.flatnonzero(most)
        for at, found in _named(words, zip(begins.tolist(), most[begins].tolist(), strict=True)):
            marks[at : at + len(found)] = self._joint.mark_numbers(found)
        return weigh(numbers, marks, self._parts, self._tables, self._joint)

    def _add(self, word: str) -> None:
        """Give a word a row in the tables."""
        number = self._numbers[word] = len(self._numbers)
        if number == len(self._tables):
            self._tables = np.concatenate([self._tables, np.zeros_like(self._tables)])
            self._parts = np.concatenate([self._parts, np.zeros_like(self._parts)], axis=1)
            self._most = np.concatenate([self._most, np.zeros_like(self._most)])
        seen = see(word, self._model.classes)
        self._parts[:, number] = self._joint.numbers(seen)
        self._most[number] = _most_words(word)
        rows = [row for each in alone(seen) if (row := self._rows.get(each)) is not None]
        self._tables[number] = self._weights.take(rows, 0).sum(0)


def _of_one_word(model: Model, domain: str) -> tuple[dict[str, int], Floats]:
    """Return rows by feature, and their weights (row, offset, label) with what the domain adds."""
    rows: dict[str, int] = {}
    found: list[tuple[int, int, Floats]] = []
    for name, weights in zip(model.features, model.weights, strict=True):
        if name[0].isalpha():
            of, _, name = name.partition(":")
            if of != domain:
                continue
        sign = 2 if name[0] == "-" else 1
        if name[:sign].lstrip("-").isdigit() and int(name[:sign]) in OFFSETS and " " not in name:
            row = rows.setdefault(name[sign:], len(rows))
            found.append((row, OFFSETS.index(int(name[:sign])), weights))
    summed = np.zeros((len(rows), len(OFFSETS), len(model.labels)), np.float32)
    for row, offset, weights in found:
        summed[row, offset] += weights
    return rows, summed


@functools.cache
def tagger(domain: str = "nerui") -> Tagger:
    """Return the tagger of the model that comes with the package."""
    return Tagger(shipped(), domain)


def word_kinds(words: Sequence[Word]) -> list[str]:
    """Return for each word of a text what kind of name it is part of; nothing for one of no name."""
    kinds = [""] * len(words)
    found = list(sentences(words))
    for sentence, labels in zip(found, tagger().tag_text([each.tokens for each in found]), strict=True):
        for number, label in zip(sentence.numbers, labels, strict=True):
            if label != "O" and number is not None:
                kinds[number] = label[2:]
    return kinds


def gazetteer_marks(words: Sequence[str]) -> list[str]:
    """Return which words begin (B) and go on with (I) a name of the gazetteer, and its level."""
    marks = [""] * len(words)
    for at, found in _named(words, enumerate(map(_most_words, words))):
        marks[at : at + len(found)] = found
    return marks


def _named(
    words: Sequence[str | None], begins: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield where names of the gazetteer begin, the longest there are, and the marks of their words.

    `begins` are places of words, and how many a name that begins there has at most (see `_most_words`). No
    name goes beyond a None.
    """
    names, _ = _names()
    end = 0
    for at, most in begins:
        if not most or at < end:
            continue
        key = tuple([(word or "").lower() for word in words[at : at + most]])
        while key and key not in names:
            key = key[:-1]
        if key:
            end = at + len(key)
            yield at, names[key]


def _most_words(word: str) -> int:
    """Return how many words a name of the gazetteer that begins so has at most; 0: none does."""
    return _names()[1].get(word.lower(), 0) if word[:1].isupper() else 0


@functools.cache
def _names() -> tuple[dict[tuple[str, ...], tuple[str, ...]], dict[str, int]]:
    """Return the names of places and countries with their marks, and the most words by a first word."""
    territories = Locale("id").territories.values()
    levels = {tuple(name.lower().split()): "N" for name in territories}
    for place in places().values():
        key = tuple(place.bare.lower().split())
        if levels.get(key, "D") == "D":
            levels[key] = _KINDS[place.level]
    longest: dict[str, int] = {}
    for key in levels:
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return {key: _marks(level, len(key)) for key, level in levels.items()}, longest


def _marks(level: str, words: int) -> tuple[str, ...]:
    kind = level + ("+" if words > 1 else "")
    return (f"B{kind}", *[f"I{kind}"] * (words - 1))
