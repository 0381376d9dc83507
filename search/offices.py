"""The offices that articles say somebody holds, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from index import slug

# Of so many articles that tell an office, one more must tell the same: those of headlines stand in one each.
_NOTED = 100
_COUNTRY = frozenset(("ri", "republik", "indonesia"))


class OfficeHeld(NamedTuple):
    """An office as most articles write it, how many name it with the person, and the dates of the outermost.

    The dates are as known as those of the articles are; None if none of them has one.
    """

    office: str
    articles: int
    first: str | None
    last: str | None


def held(
    offices: Iterable[tuple[str, str | None]],
    spelled_out: Callable[[Sequence[str]], Mapping[str, Sequence[str]]],
) -> tuple[OfficeHeld, ...]:
    """Return the offices in the order of their dates, undated ones last, none of too few articles.

    `spelled_out` tells what short forms stand for, by word (see `Archive.spelled_out`): *Ketum* and *Ketua
    Umum*, *Gubernur Jateng* and *Gubernur Jawa Tengah* are one office; *Presiden RI* is *Presiden*.
    """
    every = [(office, slug(office).split("-"), published) for office, published in offices]
    meanings = spelled_out(sorted({word for _, words, _ in every for word in words}))
    written: dict[str, Counter[str]] = {}
    dates: dict[str, list[str]] = {}
    for office, words, published in every:
        key = _office_key(words, meanings)
        written.setdefault(key, Counter())[office] += 1
        dates.setdefault(key, []).extend([published[:10]] if published else [])
    fewest = 1 + len(every) // _NOTED
    found = [
        OfficeHeld(
            ways.most_common(1)[0][0],
            ways.total(),
            min(dates[key], default=None),
            max(dates[key], default=None),
        )
        for key, ways in written.items()
        if ways.total() >= fewest
    ]
    return tuple(sorted(found, key=lambda each: (each.first is None, each.first or "", each.office)))


def _office_key(words: Sequence[str], meanings: Mapping[str, Sequence[str]]) -> str:
    """Return what ways to write one office share; a short form of several things stays."""
    long = (meanings[word][0] if len(meanings.get(word, ())) == 1 else word for word in words)
    whole = [part for each in long for part in slug(each).split("-")]
    while len(whole) > 1 and whole[-1] in _COUNTRY:
        whole.pop()
    return "".join(whole)
