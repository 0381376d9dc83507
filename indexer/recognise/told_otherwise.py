"""Kecamatan and villages told as such, but spelled otherwise than in the list, or by a part of the name."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterator, Sequence

from index import Place, places, villages_in

from .place_names import Key

# Share of letters that two spellings have in common, of whose words at least so many letters are the name.
_ALIKE = 0.86
_SHORTEST = 5
# Of a text that names more kabupaten or kecamatan the spelling is not looked at: it is a list.
_MOST = 30
# These alone are no name's part that tells which.
_SIDES = frozenset(
    "utara selatan timur barat tengah kota baru lama ulu hulu ilir hilir pusat pulau koto nagari tanjung "
    "teluk sungai muara kuala gunung bukit lubuk karang simpang padang batang pasar kampung rantau".split()
)
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()
_SPELLED = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_NUMBERS = {word: str(number) for row in (_ROMAN, _SPELLED) for number, word in enumerate(row, 1)}

_Listed = dict[str, list[tuple[str, Key, Place]]]


def district_told(key: Key, regencies: Sequence[str]) -> tuple[int, Place] | None:
    """Return the kecamatan of these kabupaten and kota (codes) that the words begin with, and how many do.

    It may be spelled otherwise (see `village_told`), or all words are a part of its name: *Mampang*,
    *Helvetia* of *Medan Helvetia*. None where several may be meant.
    """
    if len(regencies) > _MOST:
        return None
    if (found := _beginning(key, [_spelled(code) for code in sorted(regencies)])) is not None:
        return found
    options = [known for code in sorted(regencies) for known in _districts().get(code, ())]
    named = list(_of_part(_counted(key), options))
    return (len(key), named[0]) if len(named) == 1 else None


def village_told(key: Key, districts: Sequence[str]) -> tuple[int, Place] | None:
    """Return the village of these kecamatan (codes) that the words begin with, and how many do.

    The longest beginning counts of which there is one: in other words (*Bojongkoneng* of *Bojong Koneng*),
    with another numeral (*Ilir Timur 1*), or spelled nearly so, by the share of letters that both have in
    their order (*Kapetakan* is *Kepetakan* in the list). None where several may be meant, nor where a text
    names very many kecamatan, nor for numbers alone: *3 desa*.
    """
    if len(districts) > _MOST:
        return None
    return _beginning(key, [_spelled(code) for code in sorted(districts)])


def _beginning(key: Key, listed: Sequence[_Listed]) -> tuple[int, Place] | None:
    for length in range(len(key), 0, -1):
        if all(word.isdigit() for word in key[:length]):
            return None
        if named := list(_near(_counted(key[:length]), listed)):
            return (length, named[0]) if len(named) == 1 else None
    return None


@functools.lru_cache(maxsize=1024)
def _spelled(code: str) -> _Listed:
    """Return what lies in a kabupaten, kota or kecamatan: letters, numerals and place by the first letter."""
    inside = _districts().get(code) or villages_in(code)
    found: _Listed = {}
    for known in inside:
        words = _counted(known.bare.lower().split())
        letters = "".join(words)
        found.setdefault(letters[:1], []).append((letters, _numerals(words), known))
    return found


@functools.cache
def _districts() -> dict[str, list[Place]]:
    """Return the kecamatan by the code of what they lie in."""
    found: dict[str, list[Place]] = {}
    for known in places().values():
        if known.level == "district":
            found.setdefault(known.id.rpartition(".")[0], []).append(known)
    return found


@functools.cache
def _words(bare: str) -> Key:
    return _counted(bare.lower().split())


def _counted(words: Sequence[str]) -> Key:
    return tuple(_NUMBERS.get(word, word) for word in words)


def _numerals(words: Key) -> Key:
    return tuple(word for word in words if word.isdigit())


def _near(words: Key, listed: Sequence[_Listed]) -> Iterator[Place]:
    """Yield what is spelled so, or nearly: of the same first letter and the same numerals."""
    letters, numerals = "".join(words), _numerals(words)
    for each in listed:
        for other, theirs, known in each.get(letters[:1], ()):
            if letters == other or (
                len(letters) >= _SHORTEST and numerals == theirs and _is_alike(letters, other)
            ):
                yield known


def _is_alike(one: str, other: str) -> bool:
    # No more letters than the shorter has can be shared.
    if 2 * min(len(one), len(other)) < _ALIKE * (len(one) + len(other)):
        return False
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _of_part(words: Key, options: Sequence[Place]) -> Iterator[Place]:
    """Yield those whose names begin or end with these words."""
    if len(words) == 1 and (words[0] in _SIDES or len(words[0]) < _SHORTEST):
        return
    for known in options:
        theirs = _words(known.bare)
        if len(theirs) > len(words) and words in (theirs[: len(words)], theirs[-len(words) :]):
            yield known
