"""What an article calls somebody besides, where it says so: *Joko Widodo (Jokowi)*, *Setya alias Setnov*."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .acronyms import spells
from .full_names import Name
from .runs import Run
from .words import Word

_ALIAS = " alias "


def called(runs: Sequence[Run], words: Sequence[Word], text: str) -> dict[Name, Name]:
    """Return other names of people by the names that they stand behind, of `runs` in order.

    In brackets it must be made of the name, for others stand there, too: *Klok (Beckham 60')*.
    """
    found: dict[Name, Name] = {}
    for one, other in itertools.pairwise(runs):
        name, also = (tuple(word.text for word in words[run.first : run.last + 1]) for run in (one, other))
        between = text[words[one.last].end : words[other.first].start]
        closed = between == " (" and text[words[other.last].end :].startswith(")")
        made = closed and len(name) > 1 and len(also) == 1 and spells(name, also[0])
        if name != also and (made or between == _ALIAS):
            found.setdefault(also, name)
    return found
