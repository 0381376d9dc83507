"""People whom a text tells apart by their ages: *Slamet (34) dan Slamet Riyadi (29)*."""

from __future__ import annotations

from collections.abc import Sequence

from .evidence import AGE
from .full_names import Name, parts
from .middle_names import without_middle
from .runs import Run, name_of
from .spellings import fold
from .words import Word


def apart_by_age(runs: Sequence[Run], words: Sequence[Word], text: str) -> set[Name]:
    """Return names that are no other way to write another, whose age differs.

    *Slamet (34) dan Slamet Riyadi (29)*, *Muhammad Ali (34) dan M. Ali (50)*.
    """
    ages: dict[Name, str] = {}
    for run in runs:
        if found := AGE.match(text, words[run.last].end):
            ages.setdefault(name_of(words, run), "".join(filter(str.isdigit, found.group())))
    shorter = {part for name in ages for part in parts(name) if ages.get(part, ages[name]) != ages[name]}
    shorter |= without_middle(runs, words, ages)
    ways: dict[Name, set[str]] = {}
    for name, age in ages.items():
        ways.setdefault(fold(" ".join(name)), set()).add(age)
    return shorter | {name for name in ages if len(ways[fold(" ".join(name))]) > 1}
