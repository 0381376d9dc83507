"""People by their initials, where a text says so: *Habib Rizieq Shihab (HRS)*, *Rocky Gerung (RG)*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .full_names import Name
from .kinds import PERSON
from .rules import people_rules
from .words import Word

_LONGEST = 5


def by_initials(words: Sequence[Word], kinds: Sequence[str]) -> dict[str, Name]:
    """Return names, with titles that are told, by the initials that stand in brackets behind them.

    All words but titles are held to be a person's (see `kinds`). Initials of two people are nobody's, nor is
    what everybody knows an organisation by.
    """
    found: dict[str, Name] = {}
    twice: set[str] = set()
    known = people_rules().short_forms
    for at, word in enumerate(words):
        if word.gap == " (" and word.shouted and len(word.text) <= _LONGEST and word.text not in known:
            closed = at + 1 == len(words) or words[at + 1].gap.startswith(")")
            name = _name_before(words, kinds, at) if closed else ()
            if name and found.setdefault(word.text, name) != name:
                twice.add(word.text)
    return {short: name for short, name in found.items() if short not in twice}


def told_by_initials(words: Sequence[Word], kinds: Sequence[str], names: Mapping[str, Name]) -> list[str]:
    """Return the kinds of words with initials of people that stand alone as people's, see `by_initials`.

    Not *HM* of *HM Sampoerna*, nor *RB* of *Menteri PAN RB*.
    """
    return [
        PERSON if word.text in names and _stands_alone(words, at) else kind
        for at, (word, kind) in enumerate(zip(words, kinds, strict=True))
    ]


def _stands_alone(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1] if at and words[at].gap == " " else None
    after = words[at + 1] if at + 1 < len(words) and words[at + 1].gap == " " else None
    led = before is None or not before.capital or before.opens or before.lower in people_rules().titles
    return led and (after is None or not after.capital)


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
