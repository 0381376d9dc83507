"""People who are called as a place is: *bernama Malang Sudirman*, but *warga Malang Budi Sudirman*.

The tagger is often wrong about them, for it has seen *Demak* as a place only: what stands around tells more.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index import Place, lineage, place

from .kinds import ORGANISATION, PERSON, PLACE
from .place_names import aliases, by_key, first_words, kind_of, longest
from .rules import people_rules, place_rules
from .words import Word

# So many words stand behind the first of a name at most.
_LONGEST = 4
_AGE_DIGITS = 2
_CALLED = "bernama"
# Whose place follows rather than a name of two words.
_OF_PLACE = frozenset(("warga", "kapolres", "kapolresta", "kapolrestabes", "dandim", "kajari", "camat"))


class _Name(NamedTuple):
    """Words first–last that may be a name and begin with a place's; `cities` are what that can mean."""

    first: int
    last: int
    cities: list[Place]


def part_namesakes(words: Sequence[Word], kinds: Sequence[str]) -> list[str]:
    """Return `kinds` (of the tagger) with places' words that are people's as people's, and the reverse."""
    found = list(kinds)
    names = list(_names(words, kinds))
    people = [name for name in names if name.first < name.last and _is_person(words, name, kinds)]
    called = {_written(words, name) for name in people}
    for name in names:
        if _written(words, name) in called:
            for at in range(name.first, name.last + 1):
                _tell(words, found, at)
        elif name.first < name.last and _is_of_place(words, name):
            found[name.first] = PLACE
    # A lone word that is a person's elsewhere: *Andi Malang … Menurut Malang*.
    spoken = [name.first for name in names if name.first == name.last and _is_spoken_of(words, name.first)]
    called_so = _called(words, found) if spoken else set()
    for at in spoken:
        if words[at].text in called_so:
            _tell(words, found, at)
    return found


def _tell(words: Sequence[Word], kinds: list[str], at: int) -> None:
    """Set a word's kind to a person's, whatever the tagger holds it to be."""
    if kinds[at] != PERSON:
        kinds[at], words[at].margin = PERSON, math.inf


def _names(words: Sequence[Word], kinds: Sequence[str]) -> Iterator[_Name]:
    for at in [at for at, word in enumerate(words) if word.capital and word.lower in first_words()]:
        if cities := _cities(words, at):
            yield _Name(at, _last(words, at, kinds), cities)


def _written(words: Sequence[Word], name: _Name) -> tuple[str, ...]:
    return tuple(word.text for word in words[name.first : name.last + 1])


def _cities(words: Sequence[Word], at: int) -> list[Place]:
    """Return the kabupaten, kota and cities abroad that a word is the whole name of."""
    key = longest(words, at)
    if key is None or len(key) > 1 or words[at].shouted:
        return []
    alias = place(aliases()[key]) if key in aliases() else None
    every = [*by_key().get(key, ()), *([alias] if alias else [])]
    return [known for known in every if known.level in ("regency", "city")]


def _last(words: Sequence[Word], at: int, kinds: Sequence[str]) -> int:
    before = _before(words, at)
    last, titled = at, before is not None and _is_title(before)
    while last + 1 < len(words) and last - at < _LONGEST:
        if not _follows(words, last + 1, kinds[last + 1], titled=titled):
            break
        last += 1
    return last


def _follows(words: Sequence[Word], at: int, kind: str, *, titled: bool) -> bool:
    """Tell a word of a name behind another: one that the tagger holds to be a person's, or a place's, too."""
    word, rules = words[at], people_rules()
    if not word.capital or word.gap != " " or word.shouted or word.rank or word.text in rules.never:
        return False
    if word.lower in rules.roles or word.text in place_rules().spoils_after:
        return False
    if kind in (PERSON, ORGANISATION):
        return kind == PERSON
    # Not what the first lies in: *Menurut Kudus Jateng*.
    return bool(_cities(words, at)) or (titled and longest(words, at) is None)


def _is_announced(words: Sequence[Word], at: int) -> bool:
    """Tell a name by a title or a word of speech before it: *Menurut Demak Susilo*."""
    before = _before(words, at)
    return before is not None and (_is_title(before) or before.lower in people_rules().speech)


def _is_title(before: Word) -> bool:
    return before.rank or before.lower.strip(".") in people_rules().titles or before.lower == _CALLED


def _is_person(words: Sequence[Word], name: _Name, kinds: Sequence[str]) -> bool:
    """Tell a person's whole name by what stands before it and behind it."""
    if _is_announced(words, name.first):
        return True
    before, rules = _before(words, name.first), people_rules()
    sure = any(kind == PERSON for kind in kinds[name.first + 1 : name.last + 1])
    led = before is not None and (before.lower in rules.leads_to or before.text == "dengan")
    if sure and (led or _is_office_holder(words, name) or _has_initial(words, name)):
        return True
    alone = words[name.first].opens or words[name.first].gap == ", "
    return alone and _speaks_or_is_aged(words, name.last)


def _before(words: Sequence[Word], at: int) -> Word | None:
    return words[at - 1] if at and words[at].gap in (" ", ". ") and not words[at].opens else None


def _has_initial(words: Sequence[Word], name: _Name) -> bool:
    """Tell *Bintan R Saragih*, of no place before: *warga Bandung R Saragih*."""
    before = _before(words, name.first)
    led = before is not None and before.lower in place_rules().before
    return not led and name.last > name.first + 1 and len(words[name.first + 1].text) == 1


def _is_office_holder(words: Sequence[Word], name: _Name) -> bool:
    """Tell whom an office and its place stand before, called by two words: *Bupati Jeneponto Paris Yasir*."""
    if name.last > name.first + 1 or name.first < 2 or words[name.first].gap != " ":
        return False
    if not words[name.first - 2].capital:
        return False
    # *Wali Kota Surabaya Armuji*: a kecamatan is called Kota, too.
    key = None if kind_of(words[name.first - 1]) else longest(words, name.first - 1)
    around = {lineage(known.id)[1] for known in by_key().get(key or (), ()) if known.level == "district"}
    # Not a kecamatan and its kabupaten: *Camat Comal Pemalang Budi*.
    return key is not None and around.isdisjoint(known.id for known in name.cities)


def _speaks_or_is_aged(words: Sequence[Word], last: int) -> bool:
    """Tell *… mengatakan*, *… (45)*, *…, 45 tahun* and *…, kiper klub itu*."""
    after = words[last + 1] if last + 1 < len(words) else None
    if after is None or after.line != words[last].line:
        return False
    aged = after.text.isdigit() and len(after.text) <= _AGE_DIGITS and after.gap in (" (", ", ")
    speaks = after.lower in people_rules().speech and after.gap in (" ", ", ")
    return (
        aged or speaks or (after.gap == ", " and not after.capital and after.lower in people_rules().offices)
    )


def _is_of_place(words: Sequence[Word], name: _Name) -> bool:
    """Tell somebody of a place by the role before it: *warga Malang Suyono*, *pengusaha Padang Budi Aji*."""
    before = _before(words, name.first)
    if before is None or words[name.first].text in place_rules().given:
        return False
    if not any(known.level == "regency" for known in name.cities):
        return False
    lower, rules = before.lower, people_rules()
    shouted = before.shouted and not before.rank and lower not in rules.titles
    agency = shouted or before.text in rules.agencies
    if agency or lower in place_rules().before or lower in _OF_PLACE:
        return True
    return lower in rules.offices and lower not in rules.titles and name.last > name.first + 1


def _is_spoken_of(words: Sequence[Word], at: int) -> bool:
    before = _before(words, at)
    return before is not None and before.lower in people_rules().speech


def _called(words: Sequence[Word], kinds: Sequence[str]) -> set[str]:
    """Return the words of people's names that have a neighbour: both of *Andi Malang*."""
    pairs = zip(itertools.pairwise(words), itertools.pairwise(kinds), strict=True)
    named = (pair for pair, both in pairs if both == (PERSON, PERSON) and pair[1].gap == " ")
    return {word.text for pair in named for word in pair}
