"""People of one name that their children bear behind their own: *Presiden Soeharto dan Tommy Soeharto*."""

from __future__ import annotations

from collections.abc import Sequence

from .full_names import Name
from .rules import people_rules
from .runs import Run
from .words import Word

# Words before a name, at most, up to what says of whom it is: *Presiden ke-2 RI, Soeharto*.
_REACH = 4


def fathers(runs: Sequence[Run], words: Sequence[Word]) -> set[Name]:
    """Return names of one word that are whole in this text, though they are the last word of a longer one.

    They are of those whom everybody knows by it, and the text says once that it means them (*era Soeharto*):
    elsewhere *Suharto* is *Agus Suharto*.
    """
    found: set[Name] = set()
    for run in runs:
        name = words[run.first].text
        if run.first == run.last and name in people_rules().fathers and _is_told(run.first, words):
            found.add((name,))
    # Initials are his own: *H.M. Soeharto*.
    own = {(words[run.last].text,) for run in runs if run.first < run.last and _has_initials(run, words)}
    return found - own


def _is_told(at: int, words: Sequence[Word]) -> bool:
    told = people_rules().told_of_fathers
    for before in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if words[before + 1].opens or words[before + 1].gap not in (" ", ", "):
            return False
        if words[before].lower in told:
            return True
    return False


def _has_initials(run: Run, words: Sequence[Word]) -> bool:
    return all(len(word.text) == 1 for word in words[run.first : run.last])
