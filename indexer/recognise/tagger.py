"""Labels for the words of sentences: people, places and organisations, by the model of names."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from babel import Locale

from index import places

from .agreement import lean
from .decoding import best_paths
from .features import OFFSETS, alone, see
from .hidden import Hidden, move_up
from .joint import Joint, Numbers
from .kinds import ORGANISATION, PERSON
from .model import Floats, Model, shipped
from .sentences import sentences
from .weighing import sum_up, weigh
from .words import Word

# Words that are remembered, 3 kB each, and how many are looked at together: less than half of them.
_ROWS, _TOGETHER = 1 << 15, 8_000
_KINDS = {"province": "P", "regency": "R", "district": "D"}


class Tagged(NamedTuple):
    """A label for each word, and by how much it is a person's and an organisation's.

    That is what labels of the kind weigh at a word above the best of the others, its neighbours seen but not
    their labels: below 0 the word is of that kind for its neighbours' labels only.
    """

    labels: list[str]
    persons: list[float]
    organisations: list[float]


class Tagger:
    """Finds the best labels of sentences; what a word adds, wherever it stands, is summed up once.

    `domain` names the corpus whose manner of labelling is followed, see `bench/naming/training.py`. Raises
    ValueError if the model's network does not know it.
    """

    def __init__(self, model: Model, domain: str) -> None:
        self._model = model
        self._joint = Joint(model)
        self._hidden = Hidden(model.network, domain, self._joint, _ROWS) if model.network else None
        self._transitions = model.transitions + (self._hidden.transitions if self._hidden else 0)
        self._rows, self._weights = _of_one_word(model, domain)
        # In the order of their numbers. Row 0 stands for none: that is between sentences.
        self._numbers: dict[str | None, int] = {None: 0}
        self._tables = np.zeros((_ROWS, len(OFFSETS), len(model.labels)), np.float32)
        self._parts = np.zeros((2, _ROWS), np.int64)
        self._most = np.zeros(_ROWS, np.int64)
        # In how many texts a word was.
        self._uses = np.zeros(_ROWS, np.int64)
        self._labels_of = {kind: _labels_of(kind, model.labels) for kind in (PERSON, ORGANISATION)}

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return a label for each word: `O`, or `B-` or `I-` and a kind (BIO)."""
        best = self._best(self._sum_up(sentences), sentences)
        return [[self._model.labels[each] for each in path] for path in best]

    def tag_text(self, sentences: Sequence[Sequence[str]]) -> Tagged:
        """Return a label for each word of a text, and by how much it is part of each kind of name.

        The sentences, all in a row, are labelled so that they agree (see `agreement`).
        """
        names = self._model.labels
        weights = self._sum_up(sentences)
        words = list(itertools.chain.from_iterable(sentences))
        best = itertools.chain.from_iterable(self._best(weights, sentences))
        if lean(weights, words, labels := [names[each] for each in best], names):
            best = itertools.chain.from_iterable(self._best(weights, sentences))
            labels = [names[each] for each in best]
        margins = {kind: _margins(weights, *each) for kind, each in self._labels_of.items()}
        return Tagged(labels, margins[PERSON], margins[ORGANISATION])

    def _best(self, weights: Floats, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        return best_paths(weights, self._transitions, [len(sentence) for sentence in sentences])

    def _sum_up(self, sentences: Sequence[Sequence[str]]) -> Floats:
        """Return what weighs for each label (column) at each word (row) of all sentences."""
        return np.concatenate([self._weigh(group) for group in _groups(sentences)])

    def _weigh(self, sentences: Sequence[Sequence[str]]) -> Floats:
        # Two empty words between sentences: none sees beyond its own.
        words: list[str | None] = [None, None]
        for sentence in sentences:
            words += sentence
            words += (None, None)
        numbers = self._numbers_of(words)
        self._uses[numbers] += 1
        marks = np.zeros(len(words), np.int64)
        most = self._most[numbers]
        begins = np.flatnonzero(most)
        for at, found in _named(words, zip(begins.tolist(), most[begins].tolist(), strict=True)):
            marks[at : at + len(found)] = self._joint.mark_numbers(found)
        weights = weigh(numbers, marks, self._parts, self._tables, self._joint)
        if self._hidden:
            self._hidden.weigh(numbers, marks, weights)
        return weights

    def _numbers_of(self, words: Sequence[str | None]) -> Numbers:
        """Return the rows of words in the tables; those that are new are given one."""
        known = list(map(self._numbers.get, words))
        if None in known:
            new = {word for word, number in zip(words, known, strict=True) if number is None}
            if len(self._numbers) + len(new) > _ROWS:
                self._make_room()
                return self._numbers_of(words)
            self._add([word for word in new if word is not None])
            known = [
                self._numbers[word] if number is None else number
                for word, number in zip(words, known, strict=True)
            ]
        return np.array(known, np.int64)

    def _make_room(self) -> None:
        """Keep half of the words, those that were in most texts, and of these the newest."""
        often = np.argsort(self._uses[1 : len(self._numbers)], kind="stable")[-_ROWS // 2 :] + 1
        kept = np.array([0, *np.sort(often)])
        words = list(self._numbers)
        self._numbers = {words[old]: new for new, old in enumerate(kept.tolist())}
        for table in (self._tables, self._parts.T, self._most):
            move_up(table, kept)
        if self._hidden:
            self._hidden.keep(kept)
        # What was frequent long ago makes room, too.
        self._uses[: len(kept)] = self._uses[kept] // 2
        self._uses[len(kept) :] = 0

    def _add(self, words: Sequence[str]) -> None:
        """Give words a row each in the tables."""
        first, get = len(self._numbers), self._rows.get
        rows: list[int] = []
        ends: list[int] = []
        parts: list[tuple[int, int]] = []
        for number, word in enumerate(words, first):
            self._numbers[word] = number
            seen = see(word, self._model.classes)
            parts.append(self._joint.numbers(seen))
            rows += filter(None, map(get, alone(seen)))
            ends.append(len(rows))
        added = slice(first, len(self._numbers))
        self._parts[:, added] = np.array(parts).T
        self._most[added] = [_most_words(word) for word in words]
        summed = sum_up(rows, ends, self._weights)
        tables = self._tables[added]
        tables[:] = summed[:, : tables[0].size].reshape(tables.shape)
        if self._hidden:
            self._hidden.add(first, summed[:, tables[0].size :])


def _labels_of(kind: str, labels: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Return the numbers of the labels of a kind of name, and of the others."""
    of_it = [label.endswith(kind) for label in labels]
    return np.flatnonzero(of_it), np.flatnonzero(np.logical_not(of_it))


def _margins(weights: Floats, of_it: Numbers, others: Numbers) -> list[float]:
    """Return by how much the best of some labels outweighs the best of the others, for each word."""
    margins: list[float] = (weights.take(of_it, 1).max(1) - weights.take(others, 1).max(1)).tolist()
    return margins


def _groups(sentences: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Yield sentences in groups of at most _TOGETHER words; a longer sentence is cut."""
    group: list[Sequence[str]] = []
    words = 0
    for sentence in sentences:
        for start in range(0, len(sentence), _TOGETHER):
            part = sentence[start : start + _TOGETHER]
            if words + len(part) > _TOGETHER:
                yield group
                group, words = [], 0
            group.append(part)
            words += len(part)
    yield group


def _of_one_word(model: Model, domain: str) -> tuple[dict[str, int], Floats]:
    """Return rows by feature, from 1, and what stands in them.

    First its weights by offset and label, with what the domain adds, then its vector in the network.
    """
    network, labels = model.network, len(model.labels)
    rows = {name: row for row, name in enumerate(network.features, 1)} if network else {}
    found: list[tuple[int, int, Floats]] = []
    for name, weights in zip(model.features, model.weights, strict=True):
        if name[0].isalpha():
            of, _, name = name.partition(":")
            if of != domain:
                continue
        sign = 2 if name[0] == "-" else 1
        if name[:sign].lstrip("-").isdigit() and int(name[:sign]) in OFFSETS and " " not in name:
            row = rows.setdefault(name[sign:], len(rows) + 1)
            found.append((row, labels * OFFSETS.index(int(name[:sign])), weights))
    columns = labels * len(OFFSETS)
    summed = np.zeros((len(rows) + 1, columns + (network.vectors.shape[1] if network else 0)), np.float32)
    if network:
        summed[1 : len(network.vectors) + 1, columns:] = network.vectors
    for row, start, weights in found:
        summed[row, start : start + labels] += weights
    return rows, summed


@functools.cache
def tagger(domain: str = "nerui") -> Tagger:
    """Return the tagger of the model that comes with the package."""
    return Tagger(shipped(), domain)


def word_kinds(words: Sequence[Word]) -> list[str]:
    """Return for each word of a text what kind of name it is part of; nothing for one of no name.

    In each word is set by how much it is a person's, and an organisation's (see `Tagged`).
    """
    kinds = [""] * len(words)
    found = list(sentences(words))
    tagged = tagger().tag_text([each.tokens for each in found])
    numbers = itertools.chain.from_iterable(each.numbers for each in found)
    for number, label, *margins in zip(numbers, *tagged, strict=True):
        if number is not None:
            words[number].margin, words[number].organisation_margin = margins
            if label != "O":
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
