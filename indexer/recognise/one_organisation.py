"""One organisation under the names of an article: *Persebaya Surabaya* and *Persebaya*."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from index import Mention, slug, usual_name

from .acronyms import spells
from .dictionary import is_common
from .kinds import ORGANISATION
from .place_names import aliases, by_key
from .rules import people_rules

# What a name has that its short form leaves out.
_BEFORE = ("PT ", "CV ", "Partai ", "Klub ")
_BEHIND = (" FC", " Persero")
# Of a firm on the stock exchange.
_LISTED = re.compile(r" tbk$", re.IGNORECASE)
_KINDS = ("kota", "kabupaten", "provinsi")
_FEWEST_LETTERS = 2
# Names of an article that are compared, at most.
_MOST = 200
# Of another place than the one that is named, or of every place: *Polsek lain*, *seluruh Polres*.
_OTHERS = re.compile(r" (?:lain|se-|di (?:seluruh|setiap)|kabupaten|kota)")
_EVERY = re.compile(r"\b(?:seluruh|setiap|semua|para|tiap|antar|masing-masing) \Z", re.IGNORECASE)
_REACH = 16


def under_one_name(mentions: Sequence[Mention], text: str, names: Mapping[str, str]) -> list[Mention]:
    """Return the mentions of an article, those of one organisation under one name, longer ones before short.

    `names` are those that the text introduces, by their short forms. What each place has its own of is the
    one that the text names before, but for the title.
    """
    named = [_named(m, names) if m.kind is ORGANISATION else m for m in mentions]
    first: dict[str, int] = {}
    for m in sorted(named, key=lambda m: m.start):
        if m.kind is ORGANISATION:
            first.setdefault(m.name, m.start)
    compared = list(islice(first, _MOST))
    longer = {short: long for short in compared if (long := _longer(short, compared))}
    title, each_place = text.find("\n"), people_rules().each_place

    def whole(m: Mention) -> str:
        name = m.name
        while name in longer:
            before = m.start < title or first[longer[name]] < m.start
            if name in each_place and (not before or _of_others(m, text)):
                break
            name = longer[name]
        return name

    return [_under(m, whole(m)) if m.kind is ORGANISATION else m for m in named]


def _of_others(mention: Mention, text: str) -> bool:
    before = text[max(0, mention.start - _REACH) : mention.start]
    return _OTHERS.match(text, mention.end) is not None or _EVERY.search(before) is not None


def _named(mention: Mention, names: Mapping[str, str]) -> Mention:
    """Return a mention under its usual name, without a short form behind it: *Partai Amanat Nasional PAN*."""
    name = usual_name(_LISTED.sub("", mention.name))
    *first, last = name.split() or [""]
    name = usual_name(" ".join(first)) if first and spells(first, last) else name
    # *Kemenkes* of *Kemenkes RI*
    return _under(mention, usual_name(names.get(name, name)))


def _under(mention: Mention, name: str) -> Mention:
    return mention if name == mention.name else replace(mention, name=name, id=slug(name) or None)


def _longer(short: str, names: Collection[str]) -> str:
    """Return the next longer name of an article that a short one stands for, or "" for none or several."""
    found = [name for name in names if len(name) > len(short) and _is_short(short, name)]
    # *Demokrat* of *Partai Demokrat*, which *DPP Partai Demokrat* is, too.
    shortest = min(found, key=len, default="")
    return shortest if all(name == shortest or _is_short(shortest, name) for name in found) else ""


def _is_short(short: str, name: str) -> bool:
    return _is_acronym(short, name) or _is_bare(short, name) or _is_without_place(short, name)


def _is_acronym(short: str, name: str) -> bool:
    """Tell the initials of a name; what everybody knows an organisation by is no other's."""
    known = people_rules().full_names.get(short)
    if known or short in people_rules().short_forms:
        return known == name
    return short.isupper() and len(short) >= _FEWEST_LETTERS and short == _initials(name)


def _is_bare(short: str, name: str) -> bool:
    """Tell a name without its form: *Demokrat*, *Telkom Indonesia*; no club, whose firm's name is longer."""
    if name.endswith(f" {short}"):
        return name.removesuffix(short) in _BEFORE and not _is_place(short.rpartition(" ")[2])
    return name.startswith(f"{short} ") and name.removeprefix(short) in _BEHIND


def _is_without_place(short: str, name: str) -> bool:
    """Tell what each place has its own of, and clubs: *Persekat Tegal*, not *KPU Batang*, *Semen Gresik*."""
    if " " in short or not name.startswith(f"{short} ") or not _is_place(name.removeprefix(short)):
        return False
    if short in people_rules().each_place:
        return True
    rules, lower = people_rules(), short.lower()
    local = lower in rules.local_heads or lower in rules.local_beginnings or is_common(lower)
    return not (local or short in rules.organisation_heads | rules.national | rules.agencies)


def _is_place(rest: str) -> bool:
    words = tuple(rest.lower().split())
    bare = words[1:] if words[0] in _KINDS and len(words) > 1 else words
    return bare in by_key() or bare in aliases() or bare == ("metro", "jaya")


def _initials(name: str) -> str:
    """Return the initials of a name, or "" of one that ends with its place: *Pengadilan Negeri Batang*."""
    words = name.replace("-", " ").split()
    return (
        "" if not words or _is_place(words[-1]) else "".join(word[0] for word in words if word[0].isupper())
    )
