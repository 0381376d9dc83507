"""What the tagger tells of a run of words: that it is a person, and how surely."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence, Set

from index.analysis import root_words

from .full_names import Name
from .kinds import PERSON
from .rules import people_rules
from .runs import Run
from .words import Word

# By how much the tagger must hold a name to be a person's on its own word: chosen on 120 articles
# (bench/RESULTS.md).
SURE = 1.0
# The same for a name of one word: of 150 that 4,000 articles name once, chosen by chance (ibid.).
SURE_OF_ONE = 2.4
# Below this the tagger is sure that a word, or the words of a name in the mean, are nobody's: of 165 names
# below it in 4,000 articles some dozen were somebody's (bench/RESULTS.md).
NOBODYS = -2.0


def is_tagged(run: Run, kinds: Sequence[str], words: Sequence[Word], titles: Set[int]) -> bool:
    """Tell a run that the tagger holds to be a person.

    Its word is not enough for a common word that opens a sentence or stands in a headline (see `titles`), nor
    for what is more often something else: *bulan suci Ramadhan*, *AKBP Ramadhan*.
    """
    first = words[run.first]
    if run.first == run.last and first.text in people_rules().doubtful:
        return False
    told = not (first.opens or first.line in titles) or first.lower not in root_words()
    if run.first == run.last and (len(first.text) == 1 or not told):
        return False
    rules = people_rules()
    return all(kinds[n] == PERSON or words[n].lower in rules.particles for n in _told(run, words))


def is_supported(run: Run, kinds: Sequence[str]) -> bool:
    """Tell a run that has a title before it, or that the tagger holds to be a person in part."""
    return run.titled or is_held(run, kinds)


def is_held(run: Run, kinds: Sequence[str]) -> bool:
    """Tell a run that the tagger holds to be a person in part."""
    return any(kind == PERSON for kind in kinds[run.first : run.last + 1])


def is_likely(run: Run, words: Sequence[Word]) -> bool:
    """Tell a run that may be a person, as the tagger holds it, or of which one word surely is a person's."""
    margins = [words[n].margin for n in _told(run, words)]
    return sum(margins) / len(margins) >= NOBODYS or max(margins) >= SURE


def surest_of(runs: Iterable[tuple[Run, Name]], words: Sequence[Word]) -> dict[Name, float]:
    """Return by how much the tagger holds each name to be a person's, where it is surest: its words' mean."""
    found: dict[Name, float] = {}
    particles = people_rules().particles
    for run, name in runs:
        told = [words[n] for n in _told(run, words)]
        # *van der* tells nothing.
        told = [word for word in told if word.text not in particles] or told
        # An initial tells, but its lack does not: *M Qodari*.
        full = [word for word in told if len(word.text) > 1] or told
        mean = max(_mean(told), _mean(full)) if len(full) < len(told) else _mean(told)
        found[name] = max(found.get(name, -math.inf), mean)
    return found


def _mean(words: Sequence[Word]) -> float:
    return sum([word.margin for word in words]) / len(words)


def _told(run: Run, words: Sequence[Word]) -> range:
    """Return the words of a run that the tagger tells of: not *Putri* of *Putri Candrawathi*, *Salah*."""
    rules, several = people_rules(), run.first < run.last
    first = run.first + (several and words[run.first].lower in rules.names_too)
    return range(first, run.last + 1 - (several and words[run.last].text in rules.last_words))
