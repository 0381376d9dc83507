"""Short forms that a text introduces: of organisations (*Otoritas Jasa Keuangan (OJK)*) and of things."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from .acronyms import Beside, short_forms, spells
from .kinds import ORGANISATION, PERSON
from .located import FIRMS
from .rules import people_rules
from .words import Word

# A word of a name, and small ones inside it.
_NAMED = re.compile(r"[A-Z][\w’'\-]+|dan|untuk|dari|bagi|ke|di")
_MOST_WORDS = 8
_OF_NAMES = (ORGANISATION, PERSON)
# Part of a name whose short form leaves it out: *Partai Gerakan Indonesia Raya (Gerindra)*.
_UNSPELLED = (*FIRMS, "Partai")
# Of a party, for which it speaks: *DPP PKB*.
_BOARDS = ("DPP ", "DPW ", "DPD ", "DPC ")
# So many names of a text are looked for all over it.
_MOST = 200


class Introduced(NamedTuple):
    """Names of organisations by their short forms, short forms of what may be one, and of what is none."""

    names: dict[str, str]
    bodies: frozenset[str]
    things: frozenset[str]


def introduced(text: str, words: Sequence[Word], kinds: Sequence[str]) -> Introduced:
    """Return what a text introduces with its short form.

    Organisations begin with a word of such, or the tagger holds them to be one (see `kinds`) and they spell
    the short form: *Otoritas Jasa Keuangan (OJK)*. Of very many the first are returned. What spells it
    otherwise is a thing: *Nomor Pokok Wajib Pajak (NPWP)*.
    """
    names: dict[str, str] = {}
    bodies: set[str] = set()
    things: set[str] = set()
    none = people_rules().things
    tagged: set[int] | None = None
    told: set[int] = set()
    people: set[int] = set()
    for beside in short_forms(text):
        if len(names) == _MOST:
            break
        if tagged is None:
            tagged = _tagged(words, kinds)
            people = {word.start for word, kind in zip(words, kinds, strict=True) if kind == PERSON}
            told = {word.start for word, kind in zip(words, kinds, strict=True) if kind in _OF_NAMES}
        name = _name_of(beside)
        named = len(name.words) > 1 and not name.short.startswith(_BOARDS) and name.short not in none
        if named and (long := _named(name, tagged, people)):
            names.setdefault(name.short, long)
        elif head := _spelled_from(beside, told):
            (bodies if _is_body(head) else things).add(beside.short)
    bodies |= names.keys()
    return Introduced(names, frozenset(bodies), frozenset(things - bodies - people_rules().short_forms))


def _spelled_from(beside: Beside, told: Set[int]) -> str:
    """Return the first of the words that spell a short form; "" for none, or if one is a name's (`told`)."""
    start = beside.start + sum(len(word) + 1 for word in beside.words)
    for first in range(len(beside.words) - 1, -1, -1):
        start -= len(beside.words[first]) + 1
        if start in told:
            return ""
        if spells(beside.words[first:], beside.short) and not (beside.whole and first):
            return beside.words[first]
    return ""


def _is_body(head: str) -> bool:
    """Tell the first word of what may be an organisation: *Brigade Mobil*."""
    rules = people_rules()
    return head in rules.organisation_heads or head in rules.bodies


def _name_of(beside: Beside) -> Beside:
    """Return the words that look like a name: those next to the short form, or all of them, or none."""
    first = len(beside.words)
    while first and len(beside.words) - first < _MOST_WORDS and _is_named(beside.words[first - 1]):
        first -= 1
    while first < len(beside.words) and beside.words[first][0].islower():
        first += 1
    if first and beside.whole:
        first = len(beside.words)
    before = sum(len(word) + 1 for word in beside.words[:first])
    return beside._replace(words=beside.words[first:], start=beside.start + before)


def _is_named(word: str) -> bool:
    """Tell a word of a name; a comma may stand behind a field: *Meteorologi, Klimatologi, dan …*."""
    named = word.removesuffix(",")
    return _NAMED.fullmatch(named) is not None and (named == word or named in people_rules().fields)


def _tagged(words: Sequence[Word], kinds: Sequence[str]) -> set[int]:
    """Return where words begin that the tagger holds to be an organisation's, and nowhere a person's."""
    people = {word.text for word, kind in zip(words, kinds, strict=True) if kind == PERSON}
    found = (word for word, kind in zip(words, kinds, strict=True) if kind == ORGANISATION)
    return {word.start for word in found if word.text not in people}


def _named(name: Beside, tagged: Set[int], people: Set[int]) -> str:
    """Return what of a name an organisation is called whose short form stands beside it; "" for nothing."""
    rules, parts, short = people_rules(), name.words, name.short
    known = _tagged_from(parts, name.start, tagged)
    if name.whole:
        headed = parts[0] in rules.organisation_heads or known == 0
        return " ".join(parts) if headed and is_spelled(parts, short) else ""
    heads = [n for n, part in enumerate(parts) if part in rules.organisation_heads]
    # Exactly before loosely: not *Pengurus Forum Kerukunan Umat Beragama (FKUB)*.
    spelled = [n for n in heads if spells(parts[n:], short)]
    spelled += [n for n in heads if spells(parts[n + 1 :], short)]
    spelled += [known] if not spelled and spells(parts[known:], short) else []
    # Not *Amerika Serikat (AS)*, nor what names somebody: *Menteri Pertanian Syahrul Yasin Limpo (SYL)*.
    last = name.start + sum(len(part) + 1 for part in parts[:-1])
    loose = heads and heads[0] < len(parts) - 1 and name.bracketed and short not in rules.forms
    if not spelled and not (loose and last not in people):
        return ""
    first = (spelled or heads)[0]
    first -= bool(first) and parts[first - 1] in _UNSPELLED
    return " ".join(parts[first:])


def _tagged_from(parts: Sequence[str], start: int, tagged: Set[int]) -> int:
    """Return where the words at the end begin that the tagger holds to be an organisation's, small ones too.

    The words follow each other from `start` on; `tagged` is where those begin. What is an office's is left
    out: *Eksekutif Lingkar Madani*.
    """
    starts = itertools.accumulate((len(part) + 1 for part in parts[:-1]), initial=start)
    told = [at in tagged or part[0].islower() for at, part in zip(starts, parts, strict=True)]
    first = len(parts) - sum(1 for _ in itertools.takewhile(bool, reversed(told)))
    while first < len(parts) and parts[first].lower() in people_rules().office_words:
        first += 1
    return first


def is_spelled(parts: Sequence[str], short: str) -> bool:
    """Tell whether a name spells a short form, with its first word or not: *(PT) Kereta Api Indonesia*."""
    return spells(parts, short) or spells(parts[1:], short)
