"""People who bear the whole name of a spouse or parent: *Presiden Joko Widodo dan Ibu Iriana Joko Widodo*."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence, Set

from .evidence import has_office
from .full_names import Name
from .kinship import is_told_behind, is_wife
from .rules import people_rules
from .runs import Run, name_of
from .spellings import fold
from .words import Word

# Words of the other's name, at least.
_FEWEST = 2
# Words between two who stand beside each other, at most: *… bersama istrinya, Ny. …*.
_BETWEEN = 5
_MUHAMMAD = fold("Muhammad")


def spouses(runs: Sequence[Run], words: Sequence[Word], named: Iterable[Name]) -> dict[Name, Name]:
    """Return the names of spouses and parents by the longer names that end with them.

    Beside the longer one stands what says so (*Ibu*, *istri Bupati …,*, *Ketua TP PKK*, *…, putranya*),
    before the other what he is (*Presiden*, *Bapak*), or both stand beside each other; otherwise both are
    one person: *Ibu Siti Nurbaya Bakar*.
    """
    names = {name for name in named if len(name) >= _FEWEST}
    wives: set[Name] = set()
    others: set[Name] = set()
    every = [(run, name) for run in runs if (name := name_of(words, run)) in names]
    for run, name in every:
        if is_wife(run, words) or is_told_behind(run, words):
            wives.add(name)
        elif _holds_office(run, words):
            others.add(name)
    found = {wife: spouse for wife in wives if (spouse := _spouse(wife, others - wives))}
    for (one, before), (other, behind) in itertools.pairwise(every):
        longer, shorter = sorted((before, behind), key=len, reverse=True)
        if _spouse(longer, {shorter}) and _are_beside(one, other, words):
            found[longer] = shorter
    return found


def _spouse(wife: Name, others: Set[Name]) -> Name | None:
    """Return the name that another one ends with; *Muhammad Prasetyo Hadi* is *Prasetyo Hadi* himself."""
    if fold(wife[0]) == _MUHAMMAD:
        return None
    tails = (wife[at:] for at in range(1, len(wife) - _FEWEST + 1))
    return next((tail for tail in tails if tail in others), None)


def _are_beside(one: Run, other: Run, words: Sequence[Word]) -> bool:
    """Tell *Joko Widodo dan Iriana Joko Widodo*, *Dedy Yon bersama istrinya, Ny. Roro Dedy Yon*."""
    between = words[one.last + 1 : other.first]
    joined = any(word.lower in people_rules().joins for word in between)
    return joined and len(between) <= _BETWEEN and not any(word.opens for word in between)


def _holds_office(run: Run, words: Sequence[Word]) -> bool:
    before = words[run.first - 1] if run.first and words[run.first].gap == " " else None
    called = before is not None and before.lower in ("bapak", "pak")
    return called or has_office(run, words, people_rules().posts)
