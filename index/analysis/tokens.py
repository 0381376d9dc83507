"""Text to words: where they stand, how they are written once case and accents are folded."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_APOSTROPHES = "'’‘ʼ`´"
# The first line is for speed alone: nearly every word is of plain letters.
_WORD = re.compile(
    rf"([a-zA-Z]++(?![\w\u0300-\u036f{_APOSTROPHES}-])"
    rf"|\d+(?:[.,]\d+)*(?![^\W\d_])"
    rf"|[^\W_]+(?:[{_APOSTROPHES}][^\W_]+|[\u0300-\u036f]+[^\W_]*)*"
    rf"(?:-[^\W\d_]+(?:[{_APOSTROPHES}][^\W\d_]+)*)*)"
)
_DROP = str.maketrans("", "", _APOSTROPHES)


class Token(NamedTuple):
    """A word of a text: code point offsets, and `word`, its folded form (*Jum'at* → *jumat*)."""

    start: int
    end: int
    word: str


# News repeats its words: of a hundred, ninety-eight were folded before.
@functools.lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return `text` NFKC-normalised, lower-cased, without diacritics and apostrophes."""
    if text.isascii():
        return text.lower().translate(_DROP)
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_DROP)


def tokenise(text: str) -> Iterator[Token]:
    """Yield the words of `text` in order.

    A reduplication (*anak-anak*, *buah-buahan*, *sayur-mayur*) is one word, other hyphens separate
    (*Jakarta-Bandung*, *ke-75*); numbers keep their separators (*1.250,5*).
    """
    for start, whole in zip(*written(text), strict=True):
        if word := fold(whole):
            yield Token(start, start + len(whole), word)


def written(text: str) -> tuple[list[int], list[str]]:
    """Return where each word starts, and how it is written; callers leave out what folds to nothing.

    Two lists side by side: to make a Token takes as long as to find it.
    """
    pieces = _WORD.split(text)
    starts, wholes = list(itertools.accumulate(map(len, pieces)))[:-1:2], pieces[1::2]
    hyphened = [at for at, whole in enumerate(wholes) if "-" in whole]
    if not hyphened:
        return starts, wholes
    found: tuple[list[int], list[str]] = ([], [])
    last = 0
    for at in hyphened:
        parts = _apart(wholes[at])
        found[0].extend(starts[last:at])
        found[0].extend(itertools.accumulate((len(part) + 1 for part in parts[:-1]), initial=starts[at]))
        found[1].extend(wholes[last:at])
        found[1].extend(parts)
        last = at + 1
    return found[0] + starts[last:], found[1] + wholes[last:]


@functools.lru_cache(maxsize=10_000)
def _apart(whole: str) -> tuple[str, ...]:
    """Return the words of several with hyphens between them."""
    parts = whole.split("-")
    if len(parts) == 2 and _reduplicated(fold(parts[0]), fold(parts[1])):
        return (whole,)
    return tuple(parts)


def _reduplicated(first: str, second: str) -> bool:
    """Tell *anak-anak*, *buah-buahan*, *berlari-lari*, *sayur-mayur* from two words joined."""
    if min(len(first), len(second)) < 3:
        return False
    if second.startswith((first, first[-len(second) :])) or first.endswith(second):
        return True
    shorter = min(len(first), len(second))
    if len(first) == len(second):
        return sum(a != b for a, b in zip(first, second, strict=True)) <= 1
    return shorter >= 4 and any(first.endswith(second[:n]) for n in range(4, shorter + 1))
