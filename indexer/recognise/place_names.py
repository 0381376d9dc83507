"""The names of places as texts write them, by their first word."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from index import Place, abroad, other_names, place, places, villages_named

from .acronyms import spells
from .dictionary import is_common
from .rules import place_rules
from .words import Word

Key = tuple[str, ...]
# Words inside a name that are written small: *Bosnia dan Herzegovina*.
_SMALL = ("dan", "van", "de")
# So is *Sultra*, whose letters do not stand side by side in *Sulawesi Tenggara*.
_SPELLED_OTHERWISE = frozenset({("sultra",), ("babel",)})
# Into so many words newspapers part the name of a kecamatan.
_LONGEST_APART = 3
_SHORTEST_PART = 3
_LEAD = ("di", "ke", "dari", "kawasan", "daerah", "wilayah", "menuju")
SIDES = frozenset("utara selatan timur barat tengah".split())


@functools.cache
def by_key() -> dict[Key, list[Place]]:
    """Return the places by their lower-case words, down to kecamatan, and those abroad."""
    index: dict[Key, list[Place]] = {}
    joined: list[tuple[Key, Place]] = []
    for known in places().values():
        words = known.bare.lower().split()
        index.setdefault(tuple(words), []).append(known)
        if words[0] == "sumatera":
            index.setdefault(("sumatra", *words[1:]), []).append(known)
        if len(words) == 2 and known.level != "province":
            # Newspapers join what the list writes apart: *Pangkalpinang*, *Lubuklinggau*, *Lebaksiu*.
            joined.append((("".join(words),), known))
    exact = set(index)
    for key, known in joined:
        if key not in exact or known.level == "regency":
            index.setdefault(key, []).append(known)
    for letters in _districts_by_letters(index).values():
        # The same in two spellings (*Karang Anyar*, *Karanganyar*): either may be meant.
        for key in letters:
            index[key] += [known for other in letters if other != key for known in letters[other]]
    for known in abroad().values():
        index.setdefault(_key(known.name), []).append(known)
    return index


def is_district(key: Key) -> bool:
    """Tell a name that a kecamatan has."""
    return any(known.level == "district" for known in by_key().get(key, ()))


def is_upper(key: Key) -> bool:
    """Tell a name of a kabupaten, kota, province, country or town abroad."""
    return key in aliases() or any(known.level != "district" for known in by_key().get(key, ()))


def is_abroad(key: Key) -> bool:
    """Tell the name of a country, or of a town or state in one."""
    return any(known.id[:1].isalpha() for known in by_key().get(key, ()))


def is_exact(known: Place, key: Key) -> bool:
    """Tell a place that the list spells so."""
    return _key(known.bare) == key


def _districts_by_letters(index: Mapping[Key, Sequence[Place]]) -> dict[str, dict[Key, list[Place]]]:
    """Return the kecamatan of each name by the letters of the name and by how it is spelled."""
    found: dict[str, dict[Key, list[Place]]] = {}
    for key, named in index.items():
        districts = [known for known in named if known.level == "district" and is_exact(known, key)]
        if districts:
            found.setdefault("".join(key), {})[key] = districts
    return found


@functools.cache
def aliases() -> dict[Key, str]:
    """Return the codes of places by other names: abbreviations, old names, names of countries."""
    abroad_too = {_key(name): code for name, code in other_names().items()}
    return abroad_too | {_key(name): code for name, code in place_rules().aliases.items()}


@functools.cache
def shortened() -> frozenset[Key]:
    """Return names of one word that are made of the pieces of others: *Sumut*, *NTT*, *Tangsel*."""
    named = ((key, place(code)) for key, code in aliases().items() if len(key) == 1)
    return _SPELLED_OTHERWISE | {
        key for key, known in named if known and spells(known.bare.split(), key[0].capitalize())
    }


@functools.cache
def _in_capitals() -> frozenset[Key]:
    """Return the names that are written in capitals: *OKI* is a kabupaten, *Oki* a person."""
    return frozenset(_key(name) for name in (*other_names(), *place_rules().aliases) if name.isupper())


@functools.cache
def first_words() -> dict[str, list[Key]]:
    """Return all names by their first word, longest first; those of `place_rules().nothing` among them."""
    index: dict[str, set[Key]] = {}
    for key in (*by_key(), *aliases(), *map(_key, place_rules().nothing)):
        index.setdefault(key[0], set()).add(key)
    return {first: sorted(keys, key=len, reverse=True) for first, keys in index.items()}


@functools.cache
def _districts_joined() -> dict[str, Key]:
    """Return a spelling of the names of kecamatan by their letters, without spaces."""
    return {"".join(key): key for key in by_key() if is_district(key)}


@functools.cache
def _upper_joined() -> dict[str, Key]:
    """Return the names of one word of kabupaten and kota by their letters."""
    return {key[0]: key for key in by_key() if len(key) == 1 and is_upper(key) and not is_abroad(key)}


@functools.cache
def _upper_beginnings() -> frozenset[str]:
    return frozenset(name[:_SHORTEST_PART] for name in _upper_joined())


def written_apart(words: Sequence[Word], at: int) -> tuple[int, Key] | None:
    """Return the last word of a kecamatan that begins at a word, and its name as the list writes it.

    *Bantar Gebang* is *Bantargebang* there.
    """
    return _written_apart(words, at, _districts_joined())


def upper_apart(words: Sequence[Word], at: int) -> tuple[int, Key] | None:
    """Return the same of a kabupaten or kota: *Batang Hari* is *Batanghari*; not *Kota Baru* for Kotabaru."""
    if words[at].lower[:_SHORTEST_PART] not in _upper_beginnings() or words[at].text in place_rules().kinds:
        return None
    found = _written_apart(words, at, _upper_joined())
    # *JAKART A* is no such name.
    short = found and min(len(word.text) for word in words[at : found[0] + 1]) < _SHORTEST_PART
    return None if short else found


def villages_name(words: Sequence[Word], at: int) -> bool:
    """Tell a word that begins the name of two words of a village: *Lebak Bulus*.

    Not *Surabaya Timur*, that part of Surabaya, nor what may be two words: *Warga Bandung Baru Tahu*.
    """
    if at + 1 >= len(words) or not _continues(words[at + 1]) or words[at + 1].text in place_rules().kinds:
        return False
    first, second = words[at], words[at + 1]
    led = at > 0 and first.gap == " " and words[at - 1].lower in _LEAD
    closed = at + 2 < len(words) and words[at + 2].gap == ", " and first.line > 0
    other = first.line > 0 and not is_common(second.lower)
    if second.lower in SIDES or not (led or closed or other):
        return False
    return bool(villages_named(f"{first.text} {second.text}"))


def _written_apart(words: Sequence[Word], at: int, joined: Mapping[str, Key]) -> tuple[int, Key] | None:
    last = at
    while last - at < _LONGEST_APART - 1 and last + 1 < len(words) and _continues(words[last + 1]):
        last += 1
    for end in range(last, at, -1):
        if key := joined.get("".join(word.lower for word in words[at : end + 1])):
            return end, key
    return None


def _continues(word: Word) -> bool:
    return word.capital and word.gap == " "


@functools.cache
def nothing() -> frozenset[Key]:
    """Return names that begin like a place's and are none: *Amerika Latin*."""
    return frozenset(map(_key, place_rules().nothing))


def longest(words: Sequence[Word], at: int) -> Key | None:
    """Return the longest name that begins at a word."""
    after = words[at + 1].lower if at + 1 < len(words) else ""
    for key in first_words().get(words[at].lower, ()):
        # Of most names of several words the second one differs.
        if len(key) > 1 and key[1] != after:
            continue
        part = words[at : at + len(key)]
        if len(part) == len(key) and all(
            word.lower == name and (word.capital or name in _SMALL) and (n == 0 or word.gap in (" ", "-"))
            for n, (word, name) in enumerate(zip(part, key, strict=True))
        ):
            if key in _in_capitals() and not all(word.shouted for word in part):
                continue
            return key
    return None


def _key(name: str) -> Key:
    return tuple(name.lower().split())


def kind_of(word: Word) -> str | None:
    """Return the level of the place that follows this word (*Kabupaten*, *PEMKAB*, *se-Kecamatan*)."""
    written = word.text.capitalize() if word.shouted else word.text
    return place_rules().kinds.get(written.removeprefix("se-"))
