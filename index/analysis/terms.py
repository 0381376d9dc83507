"""Words to terms: what an article is indexed under and what a query word looks for.

A term is a folded surface (`mencegah`), a stem with the mark `~` (`~cegah`) or a name with the mark
`@` (`@malang`); all three kinds stand at the position of their word, in one field. Words that are
names have no stem, so *Pemalang* never meets *malang*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..model import Mention, MentionKind
from .names import gazetteer_words, is_only_name
from .stems import Stemmer
from .tokens import Token, words

STEM = "~"
NAME = "@"
_STEMMED = ("id", "und")
# Words whose terms are remembered.
_KNOWN = 50_000
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

    def add(self, others: Iterable[Term]) -> None:
        """Take in more terms, at the end."""
        for position, text in others:
            self.positions.append(position)
            self.texts.append(text)


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A term that a query word looks for, with its weight against the word's other terms."""

    text: str
    weight: float


class Analyser:
    """Turns texts and query words into terms with one stemmer."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        # What words that stand in no name give, in languages that are not stemmed and in those that are.
        self._known: tuple[dict[str, tuple[str, ...]], ...] = ({}, {})

    def terms(self, text: str, names: Sequence[tuple[int, int]] = (), language: str = "id") -> Terms:
        """Return the terms of `text`, by position.

        `names` are the spans (code points, start and end) of recognised people and places, sorted.
        Only Indonesian (`id`) and undetermined (`und`) text is stemmed.
        """
        texts: list[str] = []
        positions: list[int] = []
        known = self._known[language in _STEMMED]
        at = 0
        for position, (start, _, word) in enumerate(words(text)):
            while at < len(names) and names[at][1] <= start:
                at += 1
            if at < len(names) and names[at][0] <= start:
                kinds: tuple[str, ...] = (word, NAME + word)
            else:
                kinds = known.get(word) or self._kinds(word, language)
            texts += kinds
            positions += (position,) * len(kinds)
        return Terms(texts, positions)

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
        kinds = (word, NAME + word) if name else self._kinds(word, "id")
        return not set(kinds).isdisjoint(terms)

    def _kinds(self, word: str, language: str) -> tuple[str, ...]:
        """Return the terms of a word that stands in no name."""
        if is_only_name(word):
            kinds: tuple[str, ...] = (word, NAME + word)
        elif language in _STEMMED:
            kinds = (word, STEM + self._stemmer.stem(word))
        else:
            kinds = (word,)
        known = self._known[language in _STEMMED]
        if len(known) >= _KNOWN:
            known.clear()
        known[word] = kinds
        return kinds


def name_spans(mentions: Iterable[Mention], start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of people and places that lie within start–end, relative to `start`, sorted."""
    spans = (
        (m.start - start, m.end - start)
        for m in mentions
        if m.kind in _PROTECTED and m.start >= start and (end is None or m.end <= end)
    )
    return sorted(spans)
