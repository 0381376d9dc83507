"""What an article calls somebody besides, where it says so: *Joko Widodo (Jokowi)*, *Setya alias Setnov*."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence, Set

from .acronyms import spells
from .full_names import Name, parts
from .initials import FRANSISKUS
from .rules import people_rules
from .runs import Run, name_of
from .words import Word

# Small words around what names the other name: *atau yang akrab disapa*, *sapaan akrab dari*.
_AROUND = frozenset("atau yang akrab akrabnya karib biasa kerap sering lebih juga dengan nama".split())
# Of the words that name it, verbs, which may be of another: *dipanggil Agus Rahardjo untuk rapat*.
_VERBS = frozenset(("disapa", "dipanggil", "dijuluki"))
# Before what somebody is called, where that stands in brackets: *Muhaimin Iskandar (Cak Imin)*.
_ADDRESSED = frozenset(("cak", "gus", "bung", "kang", "cik", "daeng", "uda", "buya", "ning", "neng"))
# *Cak Ji, sapaan akrab Armuji, …*
_SAID = frozenset(("sapaan", "akrab", "dari", "untuk"))
# Letters, at least, of a beginning or an end of a name by which somebody is called: *Aboe*, *Tardjo*.
_FEWEST = 4
# Letters, at least, of initials and of two beginnings.
_FEWEST_INITIALS = 3
_FEWEST_OF_TWO = 5
# *Soekarno* is the father of *Soekarnoputri*.
_CHILDREN = ("putra", "putri", "poetra", "poetri")
# Letters that a beginning leaves out, at least: *Amin* of *Aminuddin*, but not *Budi* of *Budiman*.
_LEFT_OUT = 4
# How many words before a name a post may stand.
_POST_WITHIN = 8
# Names of a text that are compared, at most.
_MOST = 200


def called(runs: Sequence[Run], words: Sequence[Word], text: str) -> dict[Name, Name]:
    """Return other names of people by the names that they stand behind, of `runs` in order.

    In brackets it must be made of the name or begin with a form of address (*Cak Imin*), behind *atau* be
    made of the name, for others stand there, too: *Klok (Beckham 60')*. Behind *alias* it may be any. Before
    *atau* it must be both made of the name and begin with a form of address.
    """
    found: dict[Name, Name] = {}
    for one, other in itertools.pairwise(runs):
        if words[one.last].line != words[other.first].line:
            continue
        name, also = name_of(words, one), name_of(words, other)
        if name == also:
            continue
        if _is_said_first(words[one.last + 1 : other.first + 1], name, also):
            found.setdefault(name, also)
        elif _says_so(one, other, words, text, name, also):
            found.setdefault(also, name)
    return _said_of_before(runs, words) | found


def _said_of_before(runs: Sequence[Run], words: Sequence[Word]) -> dict[Name, Name]:
    """Return what the only one before of such a name is called: *Abdul Latif … Ra Latif, sapaan akrabnya*."""
    found: dict[Name, Name] = {}
    owners: dict[str, set[Name]] = {}
    for run in runs:
        behind, name = words[run.last + 1 : run.last + 3], name_of(words, run)
        if [word.lower for word in behind] == ["sapaan", "akrabnya"] and behind[0].gap == ", ":
            whose = owners.get(name[-1], set()) - {name}
            found |= {name: next(iter(whose))} if len(whose) == 1 else {}
        elif len(name) > 1:
            for word in name:
                owners.setdefault(word, set()).add(name)
    return found


def bracketed(
    runs: Sequence[Run], words: Sequence[Word], text: str, full: Mapping[Name, Name]
) -> dict[Name, Name]:
    """Return single names that stand for themselves in the text, by the full name that they are behind once.

    In brackets: *Wakil Ketua MPR Lestari Moerdijat (Rerie) … kata Rerie*. A post must stand before, for what
    players and parts in films have in brackets is somebody else. `full` has the full name of each. None that
    is behind two people's, nor whom everybody knows by one name.
    """
    found: dict[Name, Name] = {}
    for one, other in itertools.pairwise(runs):
        name, also = name_of(words, one), name_of(words, other)
        if len(name) == 1 or len(also) > 1 or full.get(also) != also:
            continue
        if also in people_rules().known or also[0] in people_rules().paired:
            continue
        if _is_bracketed(one, other, words, text) and _has_post(one, words):
            found[also] = name if found.get(also, name) == name else ()
    return {also: name for also, name in found.items() if name}


def _has_post(run: Run, words: Sequence[Word]) -> bool:
    """Tell whom a post or a rank stands before, in the same sentence: *Wakil Ketua MPR RI, …*."""
    for before in range(run.first - 1, max(-1, run.first - 1 - _POST_WITHIN), -1):
        if words[before].rank or words[before].lower in people_rules().posts:
            return True
        if words[before].opens:
            return False
    return False


def _is_bracketed(one: Run, other: Run, words: Sequence[Word], text: str) -> bool:
    beside = one.last + 1 == other.first and words[other.first].gap == " ("
    return beside and text.startswith(")", words[other.last].end)


def nicknames(runs: Sequence[Run], words: Sequence[Word]) -> dict[Name, Name]:
    """Return what people are called inside their names (see `nicknames`), by the names without it."""
    found: dict[Name, Name] = {}
    for run in runs:
        name = name_of(words, run)
        for word in words[run.first + 1 : run.last + 1]:
            if word.besides:
                found.setdefault(word.besides, name)
    return found


def unsaid(named: Iterable[Name], own: Set[Name]) -> dict[Name, Name]:
    """Return what everybody knows somebody to be called, by names of the same article that it is made of.

    Two beginnings (*Jokowi*, *Buwas* of *Budi Waseso*) or all initials (*SBY*), of one person only; or one
    beginning of a long word (*Risma* of *Rismaharini*), if it is not among those who stand for themselves
    (`own`). Of a text that names very many nothing is returned.
    """
    every = list(named)
    if len(every) > _MOST:
        return {}
    found: dict[Name, Name] = {}
    for name, bearers in people_rules().known_as.items():
        if name in every and (bearer := next((each for each in every if each in bearers), None)):
            found[name] = bearer
    for name in [name for name in every if len(name) == 1 or (len(name) == 2 and name[0] == FRANSISKUS)]:
        if len(name) > 1:
            # *FX Rudy* of *FX Hadi Rudyatmo*
            owners = [other for other in every if other[0] == name[0] and _is_beginning(name[1], other)]
            found |= {name: owners[0]} if len(owners) == 1 else {}
            continue
        blends = [other for other in every if _is_blend(name[0], other)]
        if name in people_rules().known:
            # Not *Iriana Joko Widodo*.
            blends = [other for other in blends if _is_blend(name[0], other[:2])]
        # Not *Iriana Joko Widodo*, whose husband is named, too.
        owners = [other for other in blends if not any(one in parts(other) - {other} for one in blends)]
        if not owners and name not in own:
            owners = [other for other in every if _is_beginning(name[0], other)]
        if len(owners) == 1:
            found[name] = owners[0]
    return found


def both(named: Iterable[Name]) -> dict[Name, Name]:
    """Return names behind which stands what somebody is called: *Joko Widodo Jokowi*, by the name without."""
    return {name: name[:-1] for name in named if len(name) > 2 and _is_blend(name[-1], name[:-1])}


def run_together(named: Collection[Name]) -> list[Name]:
    """Return names that are those of two people whom the text names, too, whose comma is lost.

    So are those that begin with a word twice: *Presiden Prabowo Prabowo Subianto*.
    """
    cuts = ((name, cut) for name in named for cut in range(2, len(name) - 1))
    found = {name for name, cut in cuts if name[:cut] in named and name[cut:] in named}
    return [*found, *(name for name in named if len(name) > 2 and name[0] == name[1] and name[1:] in named)]


def _is_beginning(short: str, name: Name) -> bool:
    lower = short.lower()
    return len(lower) >= _FEWEST and any(
        word.lower().startswith(lower)
        and len(word) >= len(lower) + _LEFT_OUT
        and word.lower().removeprefix(lower) not in _CHILDREN
        for word in name
    )


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
    if any(word.gap not in (" ", ", ") for word in (*between, words[other.first])):
        first, *rest = *between, words[other.first]
        addressed = {word.lower for word in between} <= _ADDRESSED and all(word.gap == " " for word in rest)
        closed = addressed and first.gap == " (" and text.startswith(")", words[other.last].end)
        told = bool(between) or also[0].lower() in _ADDRESSED
        # *Armuji (Cak Ji)* has one name.
        known = also in rules.known or " ".join(also) in rules.titled_names
        whole = len(name) > 1 or (also[0].lower() in _ADDRESSED and not known)
        return closed and whole and (told or _is_made_of(also, name))
    plain = [word.lower for word in between if word.lower not in rules.address]
    if not plain:
        return False
    if not rules.calling.isdisjoint(plain):
        spoken = "yang" in plain or between[0].gap == ", "
        whole = len(also) > 1 and also[0].lower() not in _ADDRESSED
        other_verb = not _VERBS.isdisjoint(plain) and (whole or not spoken)
        return set(plain) <= _AROUND | rules.calling and not other_verb
    return plain == ["atau"] and len(name) > 1 and _is_made_of(also, name)


def _is_said_first(behind: Sequence[Word], name: Name, also: Name) -> bool:
    """Tell *Gus Yahya atau Yahya Cholil Staquf*, *Alung, sapaan Nasrul Halim*.

    `behind` goes on to the first word of the second.
    """
    addressed = len(name) == 2 and name[0].lower() in _ADDRESSED
    said = [word.lower for word in behind[:-1]]
    if said[:1] == ["sapaan"] and behind[0].gap == ", " and set(said) <= _SAID:
        return addressed or len(also) > len(name)
    if not addressed or len(also) < 2:
        return False
    joined = said == ["atau"] and all(word.gap == " " for word in behind)
    return joined and (name[1] in also or _is_made_of(name[1:], also))


def _is_made_of(also: Name, name: Name) -> bool:
    """Tell *Jokowi* of *Joko Widodo* and *Tardjo* of *Soetardjo Soerjogoeritno*."""
    if len(also) > 1:
        return False
    short = also[0].lower()
    within = len(short) >= _FEWEST and any(short in word.lower() and short != word.lower() for word in name)
    return within or spells(name, also[0])
