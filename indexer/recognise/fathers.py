"""People of one name that their children bear behind their own: *Presiden Soeharto dan Tommy Soeharto*."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .full_names import Name
from .kinship import is_anothers
from .rules import people_rules
from .runs import Run, name_of
from .words import Word

# Between *presiden* and a name, so many at most: *Presiden ke-2 Republik Indonesia, Soeharto*.
_WHICH = frozenset("ke-1 ke-2 pertama kedua ri republik indonesia almarhum".split())
_REACH = 4
# First words of a whole name, which are left out as initials are: *H.M. Soeharto*, *Mohammad Soeharto*.
_MUHAMMAD = ("muh", "moh", "moch")


def fathers(runs: Sequence[Run], words: Sequence[Word]) -> set[Name]:
    """Return names of one word that are whole in this text, though they are the last word of a longer one.

    They are of those whom everybody knows by it, and the text says once that it means them (*Presiden
    Soeharto*, *era Soeharto*): elsewhere *Suharto* is *Agus Suharto*. Or it names them beside a relative:
    *Bupati Sutrisno dan anaknya, Dimas Sutrisno*.
    """
    known = people_rules().fathers
    told: set[Name] = {
        (words[run.first].text,)
        for run in runs
        if run.first == run.last and words[run.first].text in known and _is_told(run.first, words)
    }
    told |= _beside_relatives(runs, words)
    longer = [run for run in runs if run.first < run.last] if told else []
    # Another's first name (*Suharto Wibowo*), or more of his own.
    others: set[Name] = {(words[run.first].text,) for run in longer}
    own: set[Name] = {(words[run.last].text,) for run in longer if _is_own(run, words)}
    return told - others - own


def _beside_relatives(runs: Sequence[Run], words: Sequence[Word]) -> set[Name]:
    """Return names of one word that stand beside a relative's, the only one that ends with it.

    Not *istri Moss, Lady Moss*, where *Stirling Moss* is the other.
    """
    longer: dict[str, set[Name]] = {}
    for run in runs:
        if run.first < run.last:
            longer.setdefault(words[run.last].text, set()).add(name_of(words, run))
    found: set[Name] = set()
    for one, other in itertools.pairwise(runs):
        short, long = (one, other) if one.first == one.last else (other, one)
        text = words[short.first].text
        alone = short.first == short.last and long.first < long.last and words[long.last].text == text
        if alone and len(longer[text]) == 1 and is_anothers(one, other, words):
            found.add((text,))
    return found


def _is_told(at: int, words: Sequence[Word]) -> bool:
    if not at or words[at].opens:
        return False
    if words[at].gap == " " and words[at - 1].lower in people_rules().told_of_fathers:
        return True
    for before in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if words[before].lower == "presiden":
            return before < at - 1
        if words[before].lower not in _WHICH or words[before].gap != " ":
            return False
    return False


def _is_own(run: Run, words: Sequence[Word]) -> bool:
    before = words[run.first : run.last]
    return all(len(word.text) == 1 or word.lower.startswith(_MUHAMMAD) for word in before)
