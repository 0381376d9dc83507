"""Which full name a part or another spelling of it means in one article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from .rules import people_rules
from .spellings import fold, plain

Name = tuple[str, ...]


def full_names(named: Sequence[Name], apart: Set[Name], spouses: Mapping[Name, Name]) -> dict[Name, Name]:
    """Map every name and every part of a name to the one full name it can mean.

    Those that are `apart` are whole, though they are part of another; so are `spouses`, by the names of those
    who bear theirs, and what both have is theirs: *Joko Widodo* of *Iriana Joko Widodo*.
    """
    apart = {*apart, *spouses.values()}
    alike = _alike([name for name in named if name not in apart])
    chief = [name for name in named if name not in alike]
    inner = {part for name in named for part in parts(name) - {name}}
    longest = [name for name in chief if name in apart or name not in inner]
    owners: dict[Name, set[Name]] = {}
    for name in longest:
        theirs = parts(spouses[name]) if name in spouses else set()
        for part in parts(name) - theirs:
            owners.setdefault(part, set()).add(name)
    full = {part: next(iter(names)) for part, names in owners.items() if len(names) == 1}
    full |= {name: name for name in longest}
    for name, other in alike.items():
        for part in parts(name) - owners.keys():
            full[part] = full.get(other, other)
        full[name] = full.get(other, other)
    return full


def _alike(named: Sequence[Name]) -> dict[Name, Name]:
    """Map ways to write a name to the fullest: *M. Nur Hasan* to *Muhammad Nur Hasan*.

    A single word is mapped to that of longer names which differs in apostrophes only: *Maruf* to *Ma'ruf*.
    """
    ways: dict[Name, list[Name]] = {}
    for name in named:
        if len(name) > 1:
            ways.setdefault(fold(" ".join(name), doubled=False), []).append(name)
    found: dict[Name, Name] = {}
    for names in ways.values():
        fullest = max(names, key=lambda name: len(" ".join(name)))
        found |= {name: fullest for name in names if name != fullest}
    longer: dict[str, set[str]] = {}
    for word in {word for name in named if len(name) > 1 and name not in found for word in name}:
        longer.setdefault(plain(word), set()).add(word)
    for name in named:
        spelled = longer.get(plain(name[0]), set())
        if len(name) == len(spelled) == 1 and name[0] not in spelled:
            found[name] = tuple(spelled)
    initials: dict[tuple[str, Name], set[Name]] = {}
    for name in named:
        for length in range(1, len(name)):
            letters = "".join(word[0] for word in name[:length])
            initials.setdefault((letters, name[length:]), set()).add(found.get(name, name))
    ends: dict[Name, set[Name]] = {}
    for name in named:
        if len(name) > 2 and len(set(name)) == len(name):
            ends.setdefault((name[0], name[-1]), set()).add(found.get(name, name))
    for name in named:
        # *Philip Mehrtens* is *Philip Mark Mehrtens*.
        if len(whole := ends.get(name, set())) == 1:
            found[name] = next(iter(whole))
    for name in named:
        # *B.J. Habibie* is *Bacharuddin Jusuf Habibie*, if the article has no other whom it can be.
        whose = initials.get((name[0], name[1:]), set()) - {name}
        if len(whose) == 1 and name[0].isupper():
            found[name] = next(iter(whose))
    return found


def parts(name: Name) -> set[Name]:
    """Return the words of a name that stand beside each other in it, the whole of it too.

    A small first word may have a capital: *Ten Hag* of *Erik ten Hag*.
    """
    # What stands behind *bin* is a father's whole name: *Kaesang Pangarep bin Joko Widodo*.
    own = next((at for at, word in enumerate(name) if word in ("bin", "binti") and at), len(name))
    beside = {
        name[first:last]
        for first in range(len(name))
        for last in range(first + 1, len(name) + 1)
        if first <= own or last == first + 1
    }
    small = [part for part in beside if len(part) > 1 and part[0] in people_rules().particles]
    return beside | {(part[0].capitalize(), *part[1:]) for part in small}
