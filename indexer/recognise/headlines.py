"""Headlines, whose words have capitals: which lines are some, and which of their words are verbs."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from operator import attrgetter

from index.analysis import gazetteer_words, root_words

from .dictionary import is_derived
from .rules import people_rules
from .words import Word

# Letters of the root of a verb in *-kan* and in *di-*, at least: people are called *Tarkan* and *Dimas*.
_SHORTEST_ROOT = 4
_SHORTEST_PASSIVE = 5
_ACTIVE = ("me", "ber", "ter")
_NO_VERBS = ("pasukan", "masakan", "diputra")
# Words of a headline, at least, and how many of them have capitals.
_FEWEST = 5
_MOST = 0.75
_MOST_COMMAS = 2


def headlines(words: Sequence[Word]) -> set[int]:
    """Return the lines that are headlines: the title (0), and those most of whose words have capitals.

    Not a list of names, which has more commas.
    """
    found = {0}
    for line, of_line in itertools.groupby(words, key=attrgetter("line")):
        every = list(of_line)
        if len(every) < _FEWEST or sum([word.capital for word in every]) <= _MOST * len(every):
            continue
        if [word.gap for word in every].count(", ") <= _MOST_COMMAS:
            found.add(line)
    return found


def is_headline_verb(word: Word) -> bool:
    """Tell *Gelar*, *Selamatkan*, *Dicecar*: what headlines write with a capital."""
    return word.text in people_rules().verbs or is_verb(word.lower) or is_passive(word.lower)


def is_passive(lower: str) -> bool:
    """Tell *Dicecar* from *Dimas*."""
    bare = lower.removeprefix("di")
    return (
        bare != lower and len(bare) >= _SHORTEST_PASSIVE and bare in root_words() and lower not in _NO_VERBS
    )


def is_active(lower: str) -> bool:
    """Tell *Menghindari*, *Bermitra*, *Terancam*."""
    return lower.startswith(_ACTIVE) and is_derived(lower) and lower not in gazetteer_words()


def is_verb(lower: str) -> bool:
    """Tell a verb in *-kan* without a prefix, as headlines have: *Kalahkan*, but not *Perbankan*."""
    bare = lower.removesuffix("kan")
    if bare == lower or len(bare) < _SHORTEST_ROOT or bare not in root_words() or bare.startswith("pe"):
        return False
    return lower not in root_words() and lower not in gazetteer_words() and lower not in _NO_VERBS
