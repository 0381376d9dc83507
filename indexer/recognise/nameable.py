"""Which words may be part of a person's name or of what stands before one."""

from __future__ import annotations

import functools
import itertools
import sys
from collections.abc import Iterable, Sequence, Set
from enum import Enum, auto

from index import Mention

from .dictionary import is_anothers, is_derived
from .headlines import is_headline_verb, is_passive, is_verb
from .kinds import PERSON
from .rules import is_balinese, people_rules
from .words import Word

# Ministries: *Kemenkeu*, *Kemensos*.
_SHORTEST_NAME = 6
# As pages in English have them.
_MONTHS = frozenset(("January", "February", "March", "June", "July", "August", "October", "December"))
# Words of names that are an office's behind these: *Direktur Utama Sofyan Basyir*, not *Yoga Utama*.
_OF_OFFICES = {
    "besar": ("guru", "duta"),
    "negara": ("ibu", "milik", "sekretaris", "sekretariat"),
    "tunggal": ("hakim",),
    "utama": ("direktur", "komisaris", "hakim", "perwira"),
}
# Behind every text.
_NOWHERE = (sys.maxsize, sys.maxsize)


class _Standing(Enum):
    """What a word with a capital may be part of."""

    TITLE = auto()
    NAME = auto()
    # Of a name only if the tagger says so.
    INNER = auto()
    NOTHING = auto()


def nameable_words(
    words: Sequence[Word], taken: Sequence[Mention], kinds: Sequence[str], titles: Set[int]
) -> list[bool]:
    """Return which words may be part of a name or of what stands before one."""
    nameable = [False] * len(words)
    capital = [n for n, word in enumerate(words) if word.capital]
    rules, amid = people_rules(), _amid(words, kinds)
    free = _free(words, capital, taken)
    for n in capital:
        standing = _standing(words[n].text)
        named = standing is _Standing.NAME or (standing is _Standing.INNER and n in amid)
        balinese = n + 1 < len(words) and is_balinese(words[n].text, words[n + 1].text)
        nameable[n] = words[n].rank or standing is _Standing.TITLE or ((named or balinese) and n in free)
    for n in capital:
        if not 0 < n < len(words) - 1:
            continue
        word, before, after = words[n], words[n - 1], words[n + 1]
        lettered = len(word.text) == 1 and before.lower in rules.lettered
        lettered = lettered or before.lower in _OF_OFFICES.get(word.lower, ())
        # *August 16, 2021*
        lettered = lettered or (word.text in _MONTHS and after.text.isdigit())
        if lettered or (word.line in titles and is_headline_verb(word)):
            nameable[n] = False
        if not nameable[n - 1] or n not in free:
            continue
        # *Mohamed Salah*, not *Budi Salah Paham*.
        if word.text in rules.last_words and word.gap == " ":
            nameable[n] = not before.opens and not after.capital and after.lower != "satu"
        # A word of institutions or a month between two of a name: *Budi Karya Sumadi*, *Raja Juli Antoni*.
        if nameable[n + 1] and not lettered and word.text in rules.inside_names:
            fits = not before.opens or before.lower in rules.names_too
            nameable[n] = word.gap == after.gap == " " and fits
    return nameable


def _amid(words: Sequence[Word], kinds: Sequence[str]) -> set[int]:
    """Return the words that the tagger holds to be a person's with a neighbour (*Budi Karya Sumadi*)."""
    found: set[int] = set()
    named = [at for at, kind in enumerate(kinds) if kind == PERSON and words[at].capital]
    for one, other in itertools.pairwise(named):
        if other == one + 1 and words[other].gap == " ":
            found |= {one, other}
    return found


def _free(words: Sequence[Word], numbers: Iterable[int], taken: Sequence[Mention]) -> set[int]:
    """Return which of some words, by their numbers in order, are outside the spans already `taken`."""
    spans = iter(sorted((m.start, m.end) for m in taken))
    start, end = next(spans, _NOWHERE)
    free: set[int] = set()
    for n in numbers:
        word = words[n]
        while end <= word.start:
            start, end = next(spans, _NOWHERE)
        if word.end <= start:
            free.add(n)
    return free


@functools.lru_cache(maxsize=50_000)
def _standing(text: str) -> _Standing:
    """Tell what a word may be part of by itself."""
    lower, rules = text.lower(), people_rules()
    if lower.strip(".") in rules.titles:
        return _Standing.TITLE
    # Names of two people are parted there already: what is left is *XVII/Cenderawasih*.
    if text in rules.one_word_posts or text in rules.in_no_name or "/" in text:
        return _Standing.NOTHING
    parts = text.split("-")
    # *Mei-Juni*
    if len(parts) > 1 and rules.never.union(rules.inside_names).issuperset(parts):
        return _Standing.NOTHING
    # Not even amid a name, as the tagger has it: *Covid-19 Sri Mulyani*, *Presiden Rwanda Paul Kagame*.
    if text[-1].isdigit() or text in rules.countries:
        return _Standing.NOTHING
    # *TNI-Polri* is none, *Al-Khoirot* is.
    shouted = any(len(part) > 1 and part.isupper() for part in parts)
    agency = text.startswith("Kemen") and len(text) > _SHORTEST_NAME
    if text in rules.never or agency or shouted or "." in text:
        return _Standing.INNER
    common = is_derived(lower) or is_anothers(lower) or is_verb(lower) or is_passive(lower)
    return _Standing.INNER if common else _Standing.NAME
