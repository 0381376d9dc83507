"""Ways to write one name: shortened (*Moh. Ali*, *Abd Karim*), in the spelling of before 1972 (*Soesilo*)."""

from __future__ import annotations

import re

from index import slug

from .words import SHORT_NAMES

_MUHAMMAD = (SHORT_NAMES - {"abd"}) | set(
    "m muhamad mohamad mohammad mochamad mochammad muhammad mukhamad".split()
)
_ABDUL = frozenset(("abd", "abdul"))
_SHORTENED_FIRST = ("m", "hm")
# Spellings of before 1972 that families keep.
_OLD = (("oe", "u"), ("tj", "c"), ("dj", "j"), ("sj", "sy"), ("nj", "ny"))
_TWICE = re.compile(r"(.)\1")
# Kings and popes of one name differ in it: *Hamengku Buwono II*.
_NUMERAL = re.compile(r"[ivx]+")
_APOSTROPHES = str.maketrans("", "", "'’‘")


def plain(name: str) -> str:
    """Return a name without apostrophes, which papers write or leave out: *Ma'ruf* is *Maruf*."""
    return name.translate(_APOSTROPHES)


def fold(name: str, *, doubled: bool = True) -> tuple[str, ...]:
    """Return what ways to write one name share, word by word; doubled letters are one, too, if `doubled`."""
    words = slug(plain(name)).split("-")
    folded = tuple(_fold_word(word, first=number == 0) for number, word in enumerate(words))
    return tuple(map(_undouble, folded)) if doubled else folded


def _undouble(word: str) -> str:
    return word if _NUMERAL.fullmatch(word) else _TWICE.sub(r"\1", word)


def is_shortened(name: str) -> bool:
    """Tell a name with a shortened word: *M Nur Hasan*, *Abd Karim Subroto*."""
    words = slug(name).split("-")
    return words[0] in _SHORTENED_FIRST or not SHORT_NAMES.isdisjoint(words)


def _fold_word(word: str, *, first: bool) -> str:
    if (word in _MUHAMMAD and (first or word != "m")) or (first and word == "hm"):
        return "muhammad"
    if word in _ABDUL:
        return "abdul"
    for old, new in _OLD:
        word = word.replace(old, new)
    return word
