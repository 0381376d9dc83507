"""What says that somebody is another's wife, husband, parent or child."""

from __future__ import annotations

from collections.abc import Sequence

from .rules import people_rules
from .runs import Run
from .words import Word

# Words between a name and what says whose relative somebody is, at most: *Ketua TP PKK Jawa Barat …*.
_REACH = 5
_GAPS = (" ", ", ", ". ")


def is_wife(run: Run, words: Sequence[Word]) -> bool:
    """Tell a name before which it says so: *Ibu*, *istri Bupati …,*, *istrinya, Ny.*, *Ketua TP PKK*."""
    rules = people_rules()
    for at in range(run.first - 1, max(-1, run.first - 1 - _REACH), -1):
        if words[at + 1].gap not in _GAPS or words[at + 1].opens:
            return False
        lower = words[at].lower
        if lower == "istri":
            # Of whom else: *istri Muhammad Rizal Hakim* is somebody whom nobody names.
            return at + 1 < run.first and words[at + 1].lower in rules.posts
        if lower in rules.wives:
            return True
        if not words[at].capital:
            return False
    return False


def is_told_behind(run: Run, words: Sequence[Word]) -> bool:
    """Tell a name behind which it says so: *…, Ketua TP PKK*, *…, putra sulungnya*."""
    rules = people_rules()
    for at in range(run.last + 1, min(len(words), run.last + 1 + _REACH)):
        if words[at].opens or words[at].gap != (", " if at == run.last + 1 else " "):
            return False
        if words[at].lower in rules.wives or is_kin(words[at]):
            return True
    return False


def is_kin(word: Word) -> bool:
    """Tell *putra*, *ayahnya*."""
    return word.lower.removesuffix("nya") in people_rules().kin


def is_anothers(one: Run, other: Run, words: Sequence[Word]) -> bool:
    """Tell a relative who stands right behind somebody: *Sutrisno dan anaknya, Dimas Sutrisno*.

    *Ade Kuswara Kunang dan ayahnya, HM Kunang*; *Sri Mulyati Hartono, istri Bupati Hartono*.
    """
    between = words[one.last + 1 : other.first]
    if not 0 < len(between) <= _REACH or any(word.opens for word in (*between, words[other.first])):
        return False
    told = any(is_kin(word) and not word.capital for word in between)
    return told and all(word.gap in _GAPS for word in between)


def are_beside(between: Sequence[Word]) -> bool:
    """Tell by the words between two names that they are two people: *dan*, *bersama istrinya*."""
    joins = people_rules().joins
    return any(word.lower in joins for word in between) and not any(word.opens for word in between)
