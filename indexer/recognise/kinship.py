"""What says that somebody is another's wife, husband, parent or child."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .rules import people_rules
from .runs import Run
from .words import Word

# Words between a name and what says whose relative somebody is, at most: *Ketua TP PKK Jawa Barat …*.
_REACH = 5
_GAPS = (" ", ", ", ". ")
# *putra sulungnya*, *istri Bupati*
_KIN_AND_WHOSE = 2


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
        if at and words[at - 1].opens and words[at - 1].lower in rules.joins and words[at + 1].gap == ", ":
            # He comes behind: *Bersama istrinya, Ridwan Kamil menyapa warga.*
            return False
        if lower in rules.wives or lower in rules.of_wives:
            return True
        if not words[at].capital:
            return False
    return False


def is_told_behind(run: Run, words: Sequence[Word]) -> bool:
    """Tell a name behind which it says so: *…, Ketua TP PKK*, *…, putra sulungnya*, *…, istri Bupati*.

    Not *…, anak petani*, *…, ibu dua anak*.
    """
    rules, behind = people_rules(), words[run.last + 1 : run.last + 1 + _REACH]
    if len(behind) < _KIN_AND_WHOSE or behind[0].gap != ", " or behind[0].opens:
        return False
    if is_kin(behind[0]):
        return any(word.lower.endswith("nya") for word in behind[:2]) or behind[1].lower in rules.posts
    # Up to where another sentence or another part of this one begins.
    near = itertools.takewhile(lambda word: word is behind[0] or (word.gap == " " and not word.opens), behind)
    return any(word.lower in rules.of_wives for word in near)


def is_kin(word: Word) -> bool:
    """Tell *putra*, *ayahnya*."""
    return word.lower.removesuffix("nya") in people_rules().kin


def is_anothers(one: Run, other: Run, words: Sequence[Word]) -> bool:
    """Tell a relative behind somebody, titles and posts between: *Sutrisno dan anaknya, Dimas Sutrisno*.

    *Ade Kuswara Kunang dan ayahnya, HM Kunang*; *Sri Mulyati Hartono, istri Bupati Hartono*.
    """
    between = words[one.last + 1 : other.first]
    if not 0 < len(between) <= _REACH or any(word.opens for word in (*between, words[other.first])):
        return False
    kin = next((at for at, word in enumerate(between) if is_kin(word) and not word.capital), None)
    if kin is None or any(word.gap not in _GAPS for word in between):
        return False
    rules = people_rules()
    joined = all(word.lower in rules.joins for word in between[:kin])
    whose = joined or between[kin].lower.endswith("nya")
    return whose and all(word.capital or word.lower in rules.roles for word in between[kin + 1 :])
