"""The offices that articles say somebody holds, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from index import slug

# Of so many articles that tell an office, one more must tell the same: those of headlines stand in one each.
_NOTED = 100
_SHORT_POSTS = {
    "ketum": "ketua umum",
    "waketum": "wakil ketua umum",
    "sekjen": "sekretaris jenderal",
    "wapres": "wakil presiden",
    "cawapres": "calon wakil presiden",
    "capres": "calon presiden",
    "wagub": "wakil gubernur",
    "wabup": "wakil bupati",
    "walikota": "wali kota",
    "walkot": "wali kota",
    "wawali": "wakil wali kota",
    "dirut": "direktur utama",
    "jubir": "juru bicara",
    "stafsus": "staf khusus",
    "sekda": "sekretaris daerah",
    "dubes": "duta besar",
    "menhan": "menteri pertahanan",
    "mendagri": "menteri dalam negeri",
    "menlu": "menteri luar negeri",
    "menkeu": "menteri keuangan",
    "menkes": "menteri kesehatan",
    "menag": "menteri agama",
    "mensos": "menteri sosial",
    "menhub": "menteri perhubungan",
    "mendag": "menteri perdagangan",
    "mentan": "menteri pertanian",
    "menpora": "menteri pemuda dan olahraga",
    "mensesneg": "menteri sekretaris negara",
}
_COUNTRY = frozenset(("ri", "republik", "indonesia"))


class OfficeHeld(NamedTuple):
    """An office as most articles write it, how many name it with the person, and the dates of the outermost.

    The dates are as known as those of the articles are; None if none of them has one.
    """

    office: str
    articles: int
    first: str | None
    last: str | None


def held(offices: Iterable[tuple[str, str | None]]) -> tuple[OfficeHeld, ...]:
    """Return the offices in the order of their dates, undated ones last, none of too few articles."""
    written: dict[str, Counter[str]] = {}
    dates: dict[str, list[str]] = {}
    for office, published in offices:
        key = _office_key(office)
        written.setdefault(key, Counter())[office] += 1
        dates.setdefault(key, []).extend([published[:10]] if published else [])
    fewest = 1 + sum(ways.total() for ways in written.values()) // _NOTED
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


def _office_key(office: str) -> str:
    """Return what ways to write one office share: *Ketum* and *Ketua Umum*, *Presiden RI*."""
    words = [each for word in slug(office).split("-") for each in _SHORT_POSTS.get(word, word).split()]
    while len(words) > 1 and words[-1] in _COUNTRY:
        words.pop()
    return " ".join(words)
