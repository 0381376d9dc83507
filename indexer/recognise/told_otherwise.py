"""Kecamatan and villages told as such, but spelled otherwise than in the list, or by a part of the name."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator, Sequence

from index import Place, places, villages_in

from .place_names import Key

# Share of letters that two spellings have in common, of whose words at least so many letters are the name.
_ALIKE = 0.86
_SHORTEST = 5
# These alone are no name's part that tells which.
_SIDES = frozenset(
    "utara selatan timur barat tengah kota baru lama ulu hulu ilir hilir pusat pulau koto nagari tanjung "
    "teluk sungai muara kuala gunung bukit lubuk karang simpang padang batang pasar kampung rantau".split()
)
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()
_SPELLED = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_NUMBERS = {word: str(number) for row in (_ROMAN, _SPELLED) for number, word in enumerate(row, 1)}


def district_told(key: Key, regencies: Iterable[str]) -> tuple[int, Place] | None:
    """Return the kecamatan of these kabupaten and kota (codes) that the words begin with, and how many do.

    It may be spelled otherwise (see `village_told`), or all words are a part of its name: *Mampang*,
    *Helvetia* of *Medan Helvetia*. None where several may be meant.
    """
    options = [known for code in sorted(regencies) for known in _districts().get(code, ())]
    if (found := _beginning(key, options)) is not None:
        return found
    named = list(_of_part(_counted(key), options))
    return (len(key), named[0]) if len(named) == 1 else None


def village_told(key: Key, districts: Iterable[str]) -> tuple[int, Place] | None:
    """Return the village of these kecamatan (codes) that the words begin with, and how many do.

    The longest beginning counts of which there is one: in other words (*Bojongkoneng* of *Bojong Koneng*),
    with another numeral (*Ilir Timur 1*), or spelled nearly so, by the share of letters that both have in
    their order (*Kapetakan* is *Kepetakan* in the list). None where several may be meant.
    """
    return _beginning(key, [known for code in sorted(districts) for known in villages_in(code)])


def _beginning(key: Key, options: Sequence[Place]) -> tuple[int, Place] | None:
    for length in range(len(key), 0, -1):
        if named := list(_near(_counted(key[:length]), options)):
            return (length, named[0]) if len(named) == 1 else None
    return None


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


def _near(words: Key, options: Sequence[Place]) -> Iterator[Place]:
    """Yield what is spelled so, or nearly: of the same first letter and the same numerals."""
    letters = "".join(words)
    numerals = [word for word in words if word.isdigit()]
    for known in options:
        theirs = _words(known.bare)
        other = "".join(theirs)
        if letters == other or (
            len(letters) >= _SHORTEST
            and letters[0] == other[0]
            and numerals == [word for word in theirs if word.isdigit()]
            and difflib.SequenceMatcher(None, letters, other, autojunk=False).ratio() >= _ALIKE
        ):
            yield known


def _of_part(words: Key, options: Sequence[Place]) -> Iterator[Place]:
    """Yield those whose names begin or end with these words."""
    if len(words) == 1 and (words[0] in _SIDES or len(words[0]) < _SHORTEST):
        return
    for known in options:
        theirs = _words(known.bare)
        if len(theirs) > len(words) and words in (theirs[: len(words)], theirs[-len(words) :]):
            yield known
