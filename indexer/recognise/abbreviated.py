"""People by their initials, where a text says so: *Habib Rizieq Shihab (HRS)*, *Rocky Gerung (RG)*."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence, Set

from .full_names import Name
from .headlines import headlines
from .kinds import PERSON
from .located import FIRMS
from .rules import people_rules, place_rules
from .words import Word

_LONGEST = 5
# Letters that are the initials of many.
_OF_MANY = 2


def by_initials(words: Sequence[Word], kinds: Sequence[str]) -> dict[str, Name]:
    """Return names, with titles that are told, by the initials that stand in brackets behind them.

    All words but titles are held to be a person's (see `kinds`). Initials of two people are nobody's, nor is
    what everybody knows an organisation by.
    """
    found: dict[str, Name] = {}
    twice: set[str] = set()
    for at, name in _bracketed(words, kinds):
        if found.setdefault(words[at].text, name) != name:
            twice.add(words[at].text)
    nobodys = twice | people_rules().short_forms
    return {short: name for short, name in found.items() if short not in nobodys}


def told_by_initials(words: Sequence[Word], kinds: Sequence[str], names: Mapping[str, Name]) -> list[str]:
    """Return the kinds of words with initials of people that stand alone as people's, see `by_initials`.

    Not *HM* of *HM Sampoerna*, nor *RB* of *Menteri PAN RB*; three initials may in a headline. Those behind a
    name are no organisation's in any case.
    """
    told = list(kinds)
    for at, _ in _bracketed(words, kinds):
        told[at] = ""
    if names:
        titles = headlines(words)
        for at, word in enumerate(words):
            if word.text in names and _stands_alone(words, at, titles):
                told[at] = PERSON
    return told


def _bracketed(words: Sequence[Word], kinds: Sequence[str]) -> Iterator[tuple[int, Name]]:
    """Yield where initials stand in brackets behind a name, and the name."""
    for at, word in enumerate(words):
        if word.gap == " (" and word.shouted and len(word.text) <= _LONGEST:
            closed = at + 1 == len(words) or words[at + 1].gap.startswith(")")
            if closed and (name := _name_before(words, kinds, at)):
                yield at, name


def _stands_alone(words: Sequence[Word], at: int, titles: Set[int]) -> bool:
    rules = people_rules()
    before = words[at - 1] if at and words[at].gap == " " else None
    after = words[at + 1] if at + 1 < len(words) and words[at + 1].gap == " " else None
    if before is not None and (before.text in _heads() or before.text in FIRMS):
        return False
    if len(words[at].text) > _OF_MANY and words[at].line in titles:
        return True
    led = before is None or not before.capital or before.opens or before.lower in rules.roles
    return led and (after is None or not after.capital)


@functools.cache
def _heads() -> frozenset[str]:
    """Return what the name of a firm, a house or a street follows: *Bank SMI*, *Perumahan BTP*."""
    rules = people_rules()
    return (
        rules.organisation_heads
        | rules.bodies
        | rules.named_after
        | rules.houses
        | place_rules().spoils_before
    )


def _name_before(words: Sequence[Word], kinds: Sequence[str], at: int) -> Name:
    """Return the words before the word `at` that have its initials, or () if they are no name."""
    short, titles = words[at].text, people_rules().titles
    first = at - len(short)
    if first < 0 or any(word.gap != " " for word in words[first + 1 : at]):
        return ()
    name = words[first:at]
    if any(word.shouted or word.text[0] != letter for word, letter in zip(name, short, strict=True)):
        return ()
    told = [kinds[n] for n in range(first, at) if words[n].lower not in titles]
    return tuple([word.text for word in name]) if len(told) > 1 and set(told) == {PERSON} else ()
