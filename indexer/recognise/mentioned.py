"""The mentions of people whose names are known: whole names and parts of them, where they stand."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from index import Mention, slug
from index.analysis import root_words

from .dictionary import stem
from .evidence import speaks
from .full_names import Name
from .kinds import PERSON
from .rules import people_rules
from .runs import Run, name_of
from .words import Word

# What verbs of those who act begin with: *Fajar menggantikan*, not *Bunga ditetapkan*.
_VERBAL = "me"


def mentions(
    words: Sequence[Word], text: str, runs: Sequence[Run], full: Mapping[Name, Name]
) -> Iterator[Mention]:
    """Yield the mentions in `runs`: `full` has the whole name of each name and part of one."""
    stands = _Standing(words, text)
    for run in runs:
        left, at = name_of(words, run), run.first
        while left:
            part = next((left[:length] for length in range(len(left), 0, -1) if left[:length] in full), ())
            last = at + len(part) - 1
            if part and stands.holds(part, at, last, run, full[part]):
                start, end = words[at].start, words[last].end
                name = " ".join(full[part])
                yield Mention(start, end, text[start:end], PERSON, name, slug(name) or None)
            step = len(part) or 1
            left, at = left[step:], at + step


class _Standing:
    """Refuses a common word that merely looks like part of a name, and parts of other names."""

    def __init__(self, words: Sequence[Word], text: str) -> None:
        self._words, self._text = words, text

    def holds(self, part: Name, first: int, last: int, run: Run, name: Name) -> bool:
        """Tell whether the words first–last of a run, part of a name or all of it, are that person."""
        if part == name:
            return (first == run.first and last == run.last) or len(part) > 1
        if first != run.first or last != run.last:
            return False
        if len(part) == 1 and part[0].lower() in root_words() and self._words[first].opens:
            alone = Run(first, last, False)
            return speaks(alone, self._words, self._text) or self._acts(first)
        return True

    def _acts(self, at: int) -> bool:
        """Tell a first word that does something (*Fajar menggantikan …*), and is no word of the text."""
        after = self._words[at + 1] if at + 1 < len(self._words) else None
        if after is None or after.gap != " " or self._words[at].lower in self._small:
            return False
        verb = after.lower.startswith(_VERBAL) and stem(after.lower) != after.lower
        return not after.capital and (verb or after.lower in people_rules().after_names)

    @functools.cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(word.text for word in self._words if not word.capital)
