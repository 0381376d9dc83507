"""Words to terms: what an article is indexed under and what a query word looks for.

A term is a folded surface (`mencegah`), a stem with the mark `~` (`~cegah`) or a name with the mark
`@` (`@malang`); all three kinds stand at the position of their word, in one field. Words that are
names have no stem, so *Pemalang* never meets *malang*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Mention, MentionKind
from .names import gazetteer_words, is_only_name
from .stems import Stemmer
from .tokens import Token, tokenise

STEM = "~"
NAME = "@"
_PROTECTED = (MentionKind.PERSON, MentionKind.PLACE)


@dataclass(frozen=True, slots=True)
class Term:
    """An indexed term and the position (0, 1, 2 …) of its word."""

    position: int
    text: str


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A term that a query word looks for, with its weight against the word's other terms."""

    text: str
    weight: float


class Analyser:
    """Turns texts and query words into terms with one stemmer."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer

    def terms(self, text: str, names: Sequence[tuple[int, int]] = (), language: str = "id") -> list[Term]:
        """Return the terms of `text`, by position.

        `names` are the spans (code points, start and end) of recognised people and places, sorted.
        Only Indonesian (`id`) and undetermined (`und`) text is stemmed.
        """
        found: list[Term] = []
        starts = [start for start, _ in names]
        for position, token in enumerate(tokenise(text)):
            found.extend(Term(position, t) for t in self._kinds(token, names, starts, language))
        return found

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
        kinds = set(self._kinds(token, [(token.start, token.end)] if name else [], [token.start], "id"))
        return not kinds.isdisjoint(terms)

    def _kinds(
        self, token: Token, names: Sequence[tuple[int, int]], starts: Sequence[int], language: str
    ) -> Iterator[str]:
        yield token.word
        at = bisect_right(starts, token.start) - 1
        if (names and at >= 0 and token.start < names[at][1]) or is_only_name(token.word):
            yield NAME + token.word
        elif language in ("id", "und"):
            yield STEM + self._stemmer.stem(token.word)


def name_spans(mentions: Iterable[Mention], start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of people and places that lie within start–end, relative to `start`, sorted."""
    spans = (
        (m.start - start, m.end - start)
        for m in mentions
        if m.kind in _PROTECTED and m.start >= start and (end is None or m.end <= end)
    )
    return sorted(spans)
