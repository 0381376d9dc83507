"""Initials before a name or inside one, made one word: *B.J. Habibie*, *Agus D. W. Martowardojo*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .kinds import PERSON
from .rules import people_rules
from .words import SHORT_NAMES, Word

_DOTTED = re.compile(r"[A-Z](?:\.[A-Z]){1,3}")
# A title that is written together with initials: *H.M. Sanusi* is Haji M. Sanusi.
_TITLED = re.compile(r"(K\.H|H(?=\.[AM]))\.(.+)")
_STOP = ". "
_SHORT = max(map(len, SHORT_NAMES))
# So many letters behind a post are initials still: *Presiden B.J. Habibie*.
_MOST_BEHIND_POST = 2
# Of Fransiskus Xaverius: *FX Hadi Rudyatmo*.
FRANSISKUS = "FX"
# A noble name of Lombok, and a common word: *Gubernur NTB Lalu Muhamad Iqbal*.
LALU = "Lalu"
# Small words that a name may stand behind, besides those of speech.
_LINKS = frozenset(
    ("dan", "atau", "oleh", "bersama", "dengan", "yaitu", "yakni", "kepada", "dari", "menjadi", "adalah")
)


def join_initials(words: Sequence[Word], kinds: Sequence[str]) -> tuple[list[Word], list[str]]:
    """Return words and kinds with the initials of people joined, each group as one word without full stops.

    `kinds` are those of the tagger: what follows must be held to be a person's. Abbreviations (*R.I.*) and
    titles (*K.H.*, *R.A.*) stay.
    """
    joined = list(words)
    kind_of_each = list(kinds)
    for first, after in reversed(list(_groups(words, kinds))):
        made = list(_made(words[first:after]))
        # As if no full stop stood before it: that belongs to the initials.
        joined[first : after + 1] = [*made, replace(joined[after], gap=" ")]
        kind_of_each[first:after] = [PERSON] * len(made)
    for at in _alone(joined, kind_of_each):
        kind_of_each[at] = PERSON
    return joined, kind_of_each


def _alone(words: Sequence[Word], kinds: Sequence[str]) -> Iterator[int]:
    """Yield what the tagger may leave out before a name: *Bupati Pati M. Nur Hasan*, *Moh. Ali Mustofa*."""
    for at in [at for at, word in enumerate(words[:-1]) if word.capital and len(word.text) <= _SHORT]:
        leads_on = _leads_on(words[at], words[at + 1], kinds[at + 1])
        muhammad = words[at].opens and _is_muhammad(words[at], words[at + 1], kinds[at + 1])
        noble = words[at].text == LALU and not words[at].opens
        short = words[at].lower in SHORT_NAMES or words[at].text == FRANSISKUS
        if muhammad or (leads_on and (short or noble)):
            yield at
        elif leads_on and _is_initial(words[at]):
            before = words[at - 1] if at and words[at].gap == " " else None
            if before is None or _may_stand_behind(before):
                yield at


def _is_muhammad(word: Word, after: Word, kind: str) -> bool:
    """Tell the initial that is written without a full stop, too: *M Qodari*."""
    return word.text == "M" and after.gap == " " and after.capital and kind == PERSON


def _may_stand_behind(before: Word) -> bool:
    rules = people_rules()
    if before.capital:
        return before.lower not in rules.lettered
    return before.lower in _LINKS | rules.speech | rules.roles | rules.leads_to


def _groups(words: Sequence[Word], kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where initials of a person begin, and the word behind them."""
    begins = [at for at, word in enumerate(words) if word.capital and _is_initial(word)]
    last = -1
    for at in begins:
        if at < last:
            continue
        after = at + 1
        if len(words[at].text) > 1:
            several = not _is_acronym(words, at)
        else:
            while after < len(words) and words[after].gap == _STOP and len(words[after].text) == 1:
                after += 1
            several = after > at + 1
        if several and after < len(words) and _leads_on(words[after - 1], words[after], kinds[after]):
            yield at, after
        last = after


def _is_initial(word: Word) -> bool:
    if len(word.text) == 1:
        return word.capital and word.lower not in people_rules().titles
    return (
        _DOTTED.fullmatch(word.text) is not None
        and word.text not in people_rules().shortened
        and word.lower not in people_rules().titles
    )


def _is_acronym(words: Sequence[Word], at: int) -> bool:
    """Tell an acronym with full stops, as old newspapers write it: *Ketua P.W.I. Djawoto*."""
    rules, text = people_rules(), words[at].text.replace(".", "")
    posted = at > 0 and words[at].gap == " " and words[at - 1].lower in rules.roles
    known = text in rules.never or text in rules.named_after or text in rules.organisation_heads
    return known or (posted and len(text) > _MOST_BEHIND_POST)


def _leads_on(initial: Word, word: Word, kind: str) -> bool:
    # A name of one letter has no full stop: *I Putu Gede*.
    joined = word.gap == _STOP or (word.gap == " " and len(initial.text) > 1)
    return joined and kind == PERSON and word.capital and len(word.text) > 1


def _made(group: Sequence[Word]) -> Iterator[Word]:
    """Yield the one word that a group is, and before it a title that is written together with it."""
    first, rest = group[0], [word.text for word in group]
    if titled := _TITLED.fullmatch(first.text):
        title, rest[0] = titled.groups()
        yield replace(first, end=first.start + len(title), text=title, lower=title.lower())
        first = replace(first, start=first.start + titled.start(2), gap=_STOP, opens=False)
    text = "".join(rest).replace(".", "")
    yield replace(first, end=group[-1].end, text=text, lower=text.lower())
