"""Lists of places: what stands in one is of the level, and the region, of its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index import lineage

from .linking import Named
from .place_names import Key, aliases, by_key
from .words import Word

AND = ("dan", "serta", "maupun", "atau")


def goes_on(words: Sequence[Word], last: int, at: int) -> bool:
    """Tell the next of a list: *Kecamatan Comal, Ulujami, dan Petarukan*."""
    if at == last + 1:
        return words[at].gap == ", "
    return at == last + 2 and words[at - 1].lower in AND and words[at].gap == " "


def announced(words: Sequence[Word], at: int) -> str | None:
    """Return the level of a list that its kind comes before: *dua kecamatan, Gondang dan Sidoharjo*."""
    word = words[at - 1] if at else None
    if word is None or words[at].gap not in (", ", ": "):
        return None
    return "district" if word.lower == "kecamatan" else None


def first_of_lists(found: Sequence[Named], words: Sequence[Word]) -> list[Named]:
    """Return what was found, the first of a list firm as its next: *yakni Mranggen, Karangawen, dan Guntur*.

    Both must be kecamatan of one kabupaten.
    """
    firm = list(found)
    for at in range(len(firm) - 2, -1, -1):
        each, following = firm[at], firm[at + 1]
        listed = each.bare and not each.firm and following.kind == "district" and following.firm
        shared = listed and not _regencies(each.key).isdisjoint(_regencies(following.key))
        if shared and goes_on(words, each.last, following.first):
            firm[at] = replace(each, firm=True)
    return firm


def is_beside_own(words: Sequence[Word], first: int, last: int, key: Key) -> bool:
    """Tell a name that stands in a list with another of its province: *Majalengka dan Kuningan*.

    Places abroad, which clubs are called after, are none.
    """
    provinces = _provinces(key)
    if len(provinces) != 1:
        return False
    return any(not provinces.isdisjoint(_provinces((other,))) for other in _neighbours(words, first, last))


def _neighbours(words: Sequence[Word], first: int, last: int) -> list[str]:
    """Return in lower case the words that a name stands in a list with."""
    before = first - 1 if words[first].gap == ", " else first - 2
    after = last + 1 if last + 1 < len(words) and words[last + 1].gap == ", " else last + 2
    found = []
    if before >= 0 and words[before].capital and goes_on(words, before, first):
        found.append(words[before].lower)
    if after < len(words) and words[after].capital and goes_on(words, last, after):
        found.append(words[after].lower)
    return found


def _provinces(key: Key) -> set[str]:
    known = [each.id for each in by_key().get(key, ()) if each.level == "regency"]
    known += [code for code in (aliases().get(key),) if code and code.count(".") == 1]
    return {code.partition(".")[0] for code in known if code[:1].isdigit()}


def _regencies(key: Key) -> set[str]:
    return {lineage(each.id)[1] for each in by_key().get(key, ()) if each.level == "district"}
