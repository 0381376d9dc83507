"""People who bear the whole name of a spouse: *Presiden Joko Widodo dan Ibu Iriana Joko Widodo*."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from .full_names import Name
from .rules import people_rules
from .runs import Run
from .words import Word

# Words of the spouse's name, at least.
_FEWEST = 2
# Words before a name, at most, between it and what says whose wife somebody is: *Ketua TP PKK Jawa Barat …*.
_REACH = 5


def spouses(runs: Sequence[Run], words: Sequence[Word], named: Iterable[Name]) -> dict[Name, Name]:
    """Return the names of spouses by the longer names that end with them.

    Before the longer one stands what says so (*Ibu*, *istri Bupati …,*, *Ketua TP PKK*), before the other
    what he is (*Presiden*, *Bapak*); otherwise both are one person: *Ibu Siti Nurbaya Bakar*.
    """
    names = {name for name in named if len(name) >= _FEWEST}
    wives: set[Name] = set()
    others: set[Name] = set()
    for run in runs:
        name = tuple(word.text for word in words[run.first : run.last + 1])
        if name in names and _is_wife(run, words):
            wives.add(name)
        elif name in names and _holds_office(run, words):
            others.add(name)
    return {wife: spouse for wife in wives if (spouse := _spouse(wife, others - wives))}


def _spouse(wife: Name, others: Set[Name]) -> Name | None:
    tails = (wife[at:] for at in range(1, len(wife) - _FEWEST + 1))
    return next((tail for tail in tails if tail in others), None)


def _is_wife(run: Run, words: Sequence[Word]) -> bool:
    rules = people_rules()
    for at in range(run.first - 1, max(-1, run.first - 1 - _REACH), -1):
        if words[at + 1].gap not in (" ", ", ", ". ") or words[at + 1].opens:
            return False
        lower = words[at].lower
        if lower in ("istri", "istrinya"):
            # Of whom else: *istri Muhammad Rizal Hakim* is somebody whom nobody names.
            return at + 1 < run.first and words[at + 1].lower in rules.posts
        if lower in rules.wives:
            return True
        if not words[at].capital:
            return False
    return False


def _holds_office(run: Run, words: Sequence[Word]) -> bool:
    before = words[run.first - 1] if run.first and words[run.first].gap in (" ", ") ") else None
    return before is not None and (before.lower in people_rules().posts or before.lower in ("bapak", "pak"))
