"""What an article calls somebody besides, where it says so: *Joko Widodo (Jokowi)*, *Setya alias Setnov*."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence, Set

from .acronyms import spells
from .full_names import Name
from .rules import people_rules
from .runs import Run
from .words import Word

# Small words around what names the other name: *atau yang akrab disapa*, *sapaan akrab dari*.
_AROUND = frozenset(
    (
        "atau",
        "yang",
        "akrab",
        "karib",
        "biasa",
        "kerap",
        "sering",
        "lebih",
        "juga",
        "dengan",
        "nama",
        "akrabnya",
    )
)
# First words of what somebody is called, where that stands in brackets: *Muhaimin Iskandar (Cak Imin)*.
_ADDRESSED = frozenset(("cak", "gus", "bung", "kang", "cik", "daeng", "uda", "buya", "ning", "neng"))
# Letters, at least, of a beginning or an end of a name by which somebody is called: *Aboe*, *Tardjo*.
_FEWEST = 4
# Letters, at least, of initials and of two beginnings.
_FEWEST_INITIALS = 3
_FEWEST_OF_TWO = 5
# *Soekarno* is the father of *Soekarnoputri*.
_CHILDREN = ("putra", "putri", "poetra", "poetri")
# Letters that a beginning leaves out, at least: *Amin* of *Aminuddin*, but not *Budi* of *Budiman*.
_LEFT_OUT = 4


def called(runs: Sequence[Run], words: Sequence[Word], text: str) -> dict[Name, Name]:
    """Return other names of people by the names that they stand behind, of `runs` in order.

    In brackets and behind *atau* it must be made of the name or be a form of address, for others stand there,
    too: *Klok (Beckham 60')*. Elsewhere it must be made of a name in a way that chance seldom makes.
    """
    found: dict[Name, Name] = {}
    for one, other in itertools.pairwise(runs):
        name, also = (tuple(word.text for word in words[run.first : run.last + 1]) for run in (one, other))
        if name != also and _says_so(one, other, words, text, name, also):
            found.setdefault(also, name)
    return found


def unsaid(named: Iterable[Name], apart: Set[Name]) -> dict[Name, Name]:
    """Return what everybody knows somebody to be called, by names of the same article that it is made of.

    Two beginnings (*Jokowi*, *Buwas* of *Budi Waseso*), one of a long word (*Risma* of *Rismaharini*) or all
    initials (*SBY*), of one person only. Those that are `apart`, with a rank of their own, are nobody else.
    """
    every = list(named)
    short = [name for name in every if len(name) == 1 and name not in apart]
    owners = {name: [other for other in every if _is_made_besides(name[0], other)] for name in short}
    return {name: found[0] for name, found in owners.items() if len(found) == 1}


def both(named: Iterable[Name]) -> dict[Name, Name]:
    """Return names behind which stands what somebody is called: *Joko Widodo Jokowi*, by the name without."""
    return {name: name[:-1] for name in named if len(name) > 2 and _is_blend(name[-1], name[:-1])}


def _is_made_besides(short: str, name: Name) -> bool:
    lower = short.lower()
    begins = len(lower) >= _FEWEST and any(
        word.lower().startswith(lower)
        and len(word) >= len(lower) + _LEFT_OUT
        and word.lower().removeprefix(lower) not in _CHILDREN
        for word in name
    )
    return begins or _is_blend(short, name)


def _is_blend(short: str, name: Name) -> bool:
    if short.isupper():
        return len(short) >= _FEWEST_INITIALS and short == "".join(word[0] for word in name)
    lower = short.lower()
    if len(lower) < _FEWEST_OF_TWO:
        return False
    return any(
        one.lower().startswith(lower[:cut]) and other.lower().startswith(lower[cut:])
        for one, other in itertools.pairwise(name)
        for cut in range(2, len(lower) - 1)
    )


def _says_so(one: Run, other: Run, words: Sequence[Word], text: str, name: Name, also: Name) -> bool:
    rules = people_rules()
    between = words[one.last + 1 : other.first]
    if words[one.last].line != words[other.first].line:
        return False
    if any(word.gap not in (" ", ", ") for word in (*between, words[other.first])):
        opened = text[words[one.last].end : words[other.first].start] == " ("
        closed = opened and text[words[other.last].end :].startswith(")")
        return closed and len(name) > 1 and (_is_made_of(also, name) or also[0].lower() in _ADDRESSED)
    plain = [word.lower for word in between if word.lower not in rules.address]
    if not plain:
        return False
    if not rules.calling.isdisjoint(plain):
        return set(plain) <= _AROUND | rules.calling
    return plain == ["atau"] and len(name) > 1 and _is_made_of(also, name)


def _is_made_of(also: Name, name: Name) -> bool:
    """Tell *Jokowi* of *Joko Widodo* and *Tardjo* of *Soetardjo Soerjogoeritno*."""
    if len(also) > 1:
        return False
    short = also[0].lower()
    within = len(short) >= _FEWEST and any(short in word.lower() and short != word.lower() for word in name)
    return within or spells(name, also[0])
