"""People who bear the whole name of a spouse: *Presiden Joko Widodo dan Ibu Iriana Joko Widodo*."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .full_names import Name
from .rules import people_rules
from .runs import Run
from .words import Word

# Words of the spouse's name, at least.
_FEWEST = 2


def spouses(runs: Sequence[Run], words: Sequence[Word], named: Iterable[Name]) -> dict[Name, Name]:
    """Return the names of spouses by the longer names that end with them.

    Before the longer one stands what says so (*Ibu*, *istri*, *Ketua TP PKK*), never before the other.
    """
    names = {name for name in named if len(name) >= _FEWEST}
    wives: set[Name] = set()
    for run in runs:
        before = words[run.first - 1] if run.first and words[run.first].gap in (" ", ", ", ". ") else None
        if before is not None and before.lower in people_rules().wives:
            wives.add(tuple(word.text for word in words[run.first : run.last + 1]))
    found: dict[Name, Name] = {}
    for wife in wives & names:
        tails = (wife[at:] for at in range(1, len(wife) - _FEWEST + 1))
        if spouse := next((tail for tail in tails if tail in names and tail not in wives), None):
            found[wife] = spouse
    return found
