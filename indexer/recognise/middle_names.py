"""People who are called as another without the name in the middle: *Siti Nur Aisyah dan Siti Aisyah*."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from .full_names import Name
from .rules import people_rules
from .runs import Run
from .words import Word

_SENTENCE = ".?!:;\n"


def without_middle(runs: Sequence[Run], words: Sequence[Word], ages: Mapping[Name, str]) -> set[Name]:
    """Return names of two words that are nobody else's, though a longer one of `runs` begins and ends so.

    Both stand in one sentence, have other `ages`, or the first word is a common one.
    """
    named = [tuple(word.text for word in words[run.first : run.last + 1]) for run in runs]
    longer: dict[Name, set[str]] = {}
    for name in named:
        if len(name) > 2:
            longer.setdefault((name[0], name[-1]), set()).update({ages[name]} if name in ages else ())
    found = {name for name in named if name in longer and name[0] in people_rules().shared}
    found |= {name for name in named if name in ages and longer.get(name, set()) - {ages[name]}}
    for (one, name), (other, following) in itertools.pairwise(zip(runs, named, strict=True)):
        short, long = sorted((name, following), key=len)
        if short in longer and short == (long[0], long[-1]):
            between = words[one.last + 1 : other.first + 1]
            if not any(word.opens or set(_SENTENCE) & set(word.gap.strip()) for word in between):
                found.add(short)
    return found
