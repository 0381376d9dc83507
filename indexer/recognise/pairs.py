"""Two people with a hyphen between them: *Rusdi Mansur-Yenny Tanoto*, *Prabowo-Gibran*."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from .kinds import PERSON
from .rules import people_rules
from .words import Word

_JOINED = re.compile(r"([A-Z][a-z]{2,})-([A-Z][a-z]{1,}['’]?[a-z]+)")
# Letters of the first, at least, where only one word of its name stands before it: not *Siti Nur-Aini Putri*.
_FEWEST = 4
# Where tickets are told of: *Pasangan Riswadi-Amin*.
_TICKETS = re.compile(
    r"\b(?:[Pp]aslon|[Pp]asangan (?:calon|nomor|[A-Z]\w+-[A-Z]\w+)|[Cc]a(?:wa)?(?:gub|bup|walkot)"
    r"|[Pp]il(?:kada|gub|bup|wali|walkot|wakot))\b"
)
# Nobody's name ends so: *Siti Fatimah Nur-Aini Putri*.
_HALVES = ("Nur", "Ben", "Abu", "Ibn", "Eka", "Dwi", "Tri", "Sri")


def part_pairs(words: Sequence[Word], kinds: Sequence[str], text: str) -> tuple[list[Word], list[str]]:
    """Part the words in which one person's name ends and another's begins; `kinds` are those of the tagger.

    A name like *Siti Nur-Aini Putri* stays whole, and so do short names (*Prabowo-Gibran*) of people whom the
    text does not name apart, unless it tells of tickets.
    """
    hyphens = [n for n, word in enumerate(words) if word.capital and "-" in word.text]
    named = {words[n].text for n, kind in enumerate(kinds) if kind == PERSON} if hyphens else set()
    tickets = bool(hyphens) and _TICKETS.search(text) is not None
    joined = {n: found for n in hyphens if (found := _pair(words, n, kinds, text, named, tickets=tickets))}
    if not joined:
        return list(words), list(kinds)
    parted: list[Word] = []
    kind_of_each: list[str] = []
    for n, (word, kind) in enumerate(zip(words, kinds, strict=True)):
        if n not in joined:
            parted.append(word)
            kind_of_each.append(kind)
            continue
        one, other = joined[n]
        middle = word.start + len(one)
        parted.append(replace(word, end=middle, text=one, lower=one.lower()))
        parted.append(replace(word, start=middle + 1, text=other, lower=other.lower(), gap="-", opens=False))
        kind_of_each += (kind, kind)
    return parted, kind_of_each


def _pair(
    words: Sequence[Word], at: int, kinds: Sequence[str], text: str, named: Set[str], *, tickets: bool
) -> tuple[str, str] | None:
    """Return both sides of a word that the tagger holds to be a person's, of two people's names."""
    found = _JOINED.fullmatch(words[at].text)
    if found is None or found[1] == found[2] or people_rules().suffix.match(text, words[at].end):
        return None
    both, paired = {found[1], found[2]}, people_rules().paired
    short = len(found[1]) < _FEWEST
    if found[1] in _HALVES:
        return None
    person = kinds[at] == PERSON
    # *Jean-Jacques Rousseau* is one wherever he stands.
    ends = at == len(words) - 1 or words[at + 1].gap != " " or not words[at + 1].capital
    told = tickets and (ends or found[1] in paired)
    if not short and ((person and (told or both <= named)) or both <= paired):
        return found[1], found[2]
    if at == 0:
        return None
    if not short and kinds[at] == kinds[at - 1] == PERSON and found[2] in paired:
        return found[1], found[2]
    if at == len(words) - 1 or at <= short:
        return None
    around = words[at].gap == words[at + 1].gap == " " and words[at - 1].capital and words[at + 1].capital
    person = all(kind == PERSON for kind in kinds[at - 1 - short : at + 2])
    return (found[1], found[2]) if around and person else None
