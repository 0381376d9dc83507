"""People who are called as another without the name in the middle: *Siti Nur Aisyah dan Siti Aisyah*."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from .full_names import Name
from .runs import Run
from .words import Word

# First names that too many have: with the last one they tell nobody apart.
_COMMON = frozenset(
    (
        *(
            "Muhammad",
            "Mohammad",
            "Mohamad",
            "Muhamad",
            "Mochamad",
            "Moh",
            "M",
            "Ahmad",
            "Achmad",
            "A",
            "Abdul",
        ),
        *(
            "Siti",
            "Nur",
            "Sri",
            "Dwi",
            "Tri",
            "Eko",
            "Andi",
            "Agus",
            "Budi",
            "Rizky",
            "Rizki",
            "Dewi",
            "Akhmad",
        ),
    )
)
_SENTENCE = ".?!:;\n"


def without_middle(runs: Sequence[Run], words: Sequence[Word], ages: Mapping[Name, str]) -> set[Name]:
    """Return names of two words that are nobody else's, though a longer one of `runs` begins and ends so.

    Both stand in one sentence, have other `ages`, or the first word is a common one.
    """
    named = [tuple(word.text for word in words[run.first : run.last + 1]) for run in runs]
    longer = {(name[0], name[-1]) for name in named if len(name) > 2}
    found: set[Name] = {n for n in named if len(n) == 2 and n in longer and n[0] in _COMMON}
    for (one, name), (other, following) in itertools.pairwise(zip(runs, named, strict=True)):
        short, long = sorted((name, following), key=len)
        if len(short) != 2 or len(long) < 3 or short != (long[0], long[-1]):
            continue
        between = words[one.last + 1 : other.first + 1]
        beside = not any(word.opens or set(_SENTENCE) & set(word.gap.strip()) for word in between)
        if beside or ages.get(short, "") != ages.get(long, ""):
            found.add(short)
    return found
