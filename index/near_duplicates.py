"""Near-duplicates: one text printed again, by another paper or under another headline.

Candidates come from MinHash (Broder, "On the resemblance and containment of documents", 1997) over shingles
of four words, cut into bands (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, section 3.4). Two
candidates are then compared as they stand. News also repeats its own words: tomorrow's gold price is in
today's sentences, and a paper's next report in its last one's. So what was not published on the same day, or
by the same paper, must agree almost word for word, and in its figures.
"""

from __future__ import annotations

import datetime as dt
import re
import struct
from hashlib import blake2b

from rensa import RMinHash

from .dates import day_bounds
from .model import Article

_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = 4
# Twelve bands of five: 99 of 100 pairs that share four fifths of their shingles meet in at least one.
BANDS, _ROWS = 12, 5
# So many articles are compared with a new one, those first that share most bands.
MOST_COMPARED = 8
_SEED = 1
_SHORTEST = 30
# What share of shingles and of figures two articles must have in common: of one day and two papers, of days
# next to each other or one paper or no date, of days further apart.
_ONE_DAY, _NEAR, _FAR = (0.8, 0.75), (0.9, 0.9), (0.98, 1.0)
_NEAR_DAYS = 3


def shingles(text: str) -> frozenset[str]:
    """Return the runs of four words of a text, in lower case; none for a text too short to compare."""
    words = _WORD.findall(text.lower())
    if len(words) < _SHORTEST:
        return frozenset()
    return frozenset(map(" ".join, zip(*(words[at:] for at in range(_WORDS)), strict=False)))


def bands(of: frozenset[str]) -> list[int]:
    """Return twelve signed numbers of 64 bits, of which near-duplicates share one; none for no shingles."""
    if not of:
        return []
    minimum = RMinHash(BANDS * _ROWS, _SEED)
    minimum.update(list(of))
    digest = minimum.digest()
    found = []
    for band in range(BANDS):
        rows = struct.pack(f"<B{_ROWS}I", band, *digest[band * _ROWS : (band + 1) * _ROWS])
        found.append(int.from_bytes(blake2b(rows, digest_size=8).digest(), "big", signed=True))
    return found


def similarity(one: Article, other: Article) -> float:
    """Return the share of shingles that two articles have in common if they are near-duplicates, else 0."""
    a, b = shingles(one.body), shingles(other.body)
    if not a or not b:
        return 0.0
    shared = len(a & b) / len(a | b)
    least, figures = _demanded(one, other)
    if shared < least or _same_figures(one.body, other.body) < figures:
        return 0.0
    return shared


def _demanded(one: Article, other: Article) -> tuple[float, float]:
    if not one.published or not other.published:
        return _NEAR
    apart = _days_apart(one.published, other.published)
    if apart > _NEAR_DAYS:
        return _FAR
    return _NEAR if apart or one.publisher == other.publisher else _ONE_DAY


def _days_apart(one: str, other: str) -> int:
    """Return how many days lie between two dates at least, 0 where they may be the same."""
    (first, last), (low, high) = day_bounds(one), day_bounds(other)
    return max(0, (low - last) // dt.timedelta(days=1), (first - high) // dt.timedelta(days=1))


def _same_figures(one: str, other: str) -> float:
    """Return which share of the figures of one text the other has too, of the text that has fewer."""
    a, b = set(_FIGURE.findall(one)), set(_FIGURE.findall(other))
    return len(a & b) / min(len(a), len(b)) if a and b else 1.0
