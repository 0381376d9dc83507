"""Words to terms: what an article is indexed under and what a query word looks for.

A term is a folded surface (`mencegah`), a stem with the mark `~` (`~cegah`) or a name with the mark
`@` (`@malang`); all three kinds stand at the position of their word, in one field. Words that are
names have no stem, so *Pemalang* never meets *malang*.
"""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..model import Mention, MentionKind
from .names import gazetteer_words, is_only_name
from .stems import Stemmer
from .tokens import Token, fold, written

STEM = "~"
NAME = "@"
_STEMMED = ("id", "und")
# Words whose terms are remembered, as they are written; asked after each text.
_KNOWN = 50_000
# Positions between two names that stand in one field.
_GAP = 10
_PROTECTED = (MentionKind.PERSON, MentionKind.PLACE)


class Term(NamedTuple):
    """An indexed term and the position (0, 1, 2 …) of its word."""

    position: int
    text: str


@dataclass(slots=True)
class Terms:
    """The terms of a text, by position: two lists side by side, since a text has hundreds."""

    texts: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Term]:
        return map(Term, self.positions, self.texts)


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A term that a query word looks for, with its weight against the word's other terms."""

    text: str
    weight: float


class Analyser:
    """Turns texts and query words into terms with one stemmer."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        # What words, as they are written, give outside names: in languages that are not stemmed, and in
        # those that are.
        self._known: list[dict[str, tuple[str, ...]]] = [{}, {}]

    def terms(self, text: str, names: Sequence[tuple[int, int]] = (), language: str = "id") -> Terms:
        """Return the terms of `text`, by position.

        `names` are the spans (code points, start and end) of recognised people and places, sorted.
        Only Indonesian (`id`) and undetermined (`und`) text is stemmed.
        """
        known = self._known[language in _STEMMED]
        starts, wholes = written(text)
        named: dict[int, tuple[str, ...]] = {}
        for start, end in names:
            for at in range(bisect_left(starts, start), bisect_left(starts, end)):
                named[at] = _of_name(fold(wholes[at]))
        # Names are not stemmed.
        others = [whole for at, whole in enumerate(wholes) if at not in named] if named else wholes
        for whole in set(others).difference(known):
            known[whole] = self._kinds(fold(whole), language)
        found = [known.get(whole, ()) for whole in wholes]
        for at, kinds in named.items():
            found[at] = kinds
        if len(known) >= _KNOWN:
            # Not cleared: another thread may read it.
            self._known[language in _STEMMED] = {}
        found = [kinds for kinds in found if kinds]
        positions = [position for position, kinds in enumerate(found) for _ in kinds]
        return Terms(list(itertools.chain.from_iterable(found)), positions)

    def query_terms(self, word: str) -> list[WeightedTerm]:
        """Return what a folded query word looks for, surfaces worth more than stems.

        A word of the gazetteer is a name first; only one that is also a common word has a stem.
        """
        if word in gazetteer_words():
            terms = [WeightedTerm(word, 1.0), WeightedTerm(NAME + word, 1.0)]
            if is_only_name(word):
                return terms
            return [*terms, WeightedTerm(STEM + self._stemmer.stem(word), 0.25)]
        return [WeightedTerm(word, 1.0), WeightedTerm(STEM + self._stemmer.stem(word), 0.5)]

    def matched(self, token: Token, terms: Iterable[str], name: bool) -> bool:
        """Tell whether a word of a text carries one of `terms`."""
        word = token.word
        kinds = _of_name(word) if name else self._kinds(word, "id")
        return not set(kinds).isdisjoint(terms)

    def _kinds(self, word: str, language: str) -> tuple[str, ...]:
        """Return the terms of a folded word that stands in no name; none of nothing."""
        if not word:
            return ()
        if is_only_name(word):
            return _of_name(word)
        return (word, STEM + self._stemmer.stem(word)) if language in _STEMMED else (word,)


def name_terms(names: Iterable[str]) -> Terms:
    """Return the terms of several names, each so far from the next that no phrase spans two."""
    found = Terms()
    start = 0
    for name in names:
        words = _words_of_name(name)
        for position, kinds in enumerate(words, start):
            found.texts += kinds
            found.positions += (position,) * len(kinds)
        start += max(0, len(words) - 1) + _GAP
    return found


# The same names come again and again.
@functools.lru_cache(maxsize=20_000)
def _words_of_name(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(kinds for whole in written(name)[1] if (kinds := _of_name(fold(whole))))


def _of_name(word: str) -> tuple[str, ...]:
    """Return the terms of a folded word in a name."""
    return (word, NAME + word) if word else ()


def name_spans(mentions: Iterable[Mention], start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of people and places that lie within start–end, relative to `start`, sorted."""
    spans = (
        (m.start - start, m.end - start)
        for m in mentions
        if m.kind in _PROTECTED and m.start >= start and (end is None or m.end <= end)
    )
    return sorted(spans)
