"""One organisation under the names of an article: *Persebaya Surabaya* and *Persebaya*."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from index import Mention, slug, usual_name

from .acronyms import spells
from .kinds import ORGANISATION
from .place_names import aliases, by_key
from .rules import people_rules

# What a name has that its short form leaves out.
_BEFORE = ("PT ", "CV ", "Partai ", "DPP Partai ", "Klub ")
_BEHIND = (" FC", " Persero")
# Of a firm on the stock exchange.
_LISTED = " Tbk"
# Of which each place has its own, and the country none.
_EACH_PLACE = frozenset(
    "DPRD Polda Polres Polresta Polrestabes Polsek Kodim Koramil Kodam Korem Pemkot Pemkab Pemprov Pemdes "
    "Kejari Kejati BPBD RSUD Satlantas Satreskrim Disdik Disdikbud Dinkes Dishub Dinsos Bappeda Bapenda DLH "
    "DPUPR PDAM".split()
)
_KINDS = ("kota", "kabupaten", "provinsi")
_FEWEST_LETTERS = 2
# Names of an article that are compared, at most.
_MOST = 200


def under_one_name(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions of an article, those of one organisation under one name, the longest."""
    named = [_named(m) if m.kind is ORGANISATION else m for m in mentions]
    names = dict.fromkeys(m.name for m in named if m.kind is ORGANISATION)
    if len(names) > _MOST:
        return named
    longer = {short: long for short in names if (long := _longer(short, names))}
    return [_under(m, _whole(m.name, longer)) if m.kind is ORGANISATION else m for m in named]


def _named(mention: Mention) -> Mention:
    """Return a mention under its usual name, without a short form behind it: *Partai Amanat Nasional PAN*."""
    name = usual_name(mention.name.removesuffix(_LISTED))
    *first, last = name.split()
    return _under(mention, usual_name(" ".join(first)) if spells(first, last) else name)


def _under(mention: Mention, name: str) -> Mention:
    return mention if name == mention.name else replace(mention, name=name, id=slug(name) or None)


def _whole(name: str, longer: dict[str, str]) -> str:
    """Follow names to the longest, which is longer each time."""
    while name in longer:
        name = longer[name]
    return name


def _longer(short: str, names: Collection[str]) -> str:
    """Return the one name of an article that a shorter one stands for, or "" for none or several."""
    found = [name for name in names if len(name) > len(short) and _is_short(short, name)]
    # *Demokrat* of *Partai Demokrat*, which *DPP Partai Demokrat* is, too.
    shortest = min(found, key=len, default="")
    return shortest if all(name == shortest or _is_short(shortest, name) for name in found) else ""


def _is_short(short: str, name: str) -> bool:
    if short.isupper() and len(short) >= _FEWEST_LETTERS and short == "".join(_initials(name)):
        return True
    if name.endswith(f" {short}"):
        return name.removesuffix(short) in _BEFORE
    bare = next((name[len(form) :] for form in _BEFORE if name.startswith(form)), name)
    if not bare.startswith(f"{short} "):
        return False
    rest = bare.removeprefix(short)
    if rest in _BEHIND:
        return True
    if " " in short or not _is_place(rest):
        return False
    # Else a club: *Persebaya Surabaya*, but not *KPU Batang*, which is not *KPU*.
    rules, lower = people_rules(), short.lower()
    local = lower in rules.local_heads or lower in rules.local_beginnings
    everywhere = short in rules.organisation_heads or short in rules.national or short in rules.agencies
    return short in _EACH_PLACE or not (local or everywhere)


def _is_place(rest: str) -> bool:
    words = tuple(rest.lower().split())
    bare = words[1:] if words[0] in _KINDS and len(words) > 1 else words
    return bare in by_key() or bare in aliases() or bare == ("metro", "jaya")


def _initials(name: str) -> Iterator[str]:
    return (word[0] for word in name.replace("-", " ").split() if word[0].isupper())
