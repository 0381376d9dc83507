"""A place of the gazetteer, and what lies above it."""

from __future__ import annotations

from typing import NamedTuple

_LEVELS = ("province", "regency", "district", "village")
_ABROAD = ("country", "city")
# Provinces that were part of another until a law, and the day of the law.
_SPLIT = {
    "19": ("16", "2000-12-04"),
    "21": ("14", "2002-10-25"),
    "36": ("32", "2000-10-17"),
    "65": ("64", "2012-11-16"),
    "75": ("71", "2000-12-22"),
    "76": ("73", "2004-10-05"),
    "82": ("81", "1999-10-04"),
    "92": ("91", "1999-10-04"),
    "93": ("91", "2022-07-25"),
    "94": ("91", "2022-07-25"),
    "95": ("91", "2022-07-25"),
    "96": ("92", "2022-12-08"),
}


class Place(NamedTuple):
    """A place of the gazetteer.

    `id` is the official dotted code (`33`, `33.75`, `33.75.01`, `33.75.01.1001`), which holds its ancestors'
    codes as prefixes, or abroad the country's two letters and the city (`SA`, `SA.makkah`); `name` is unique
    to its level and parent (`Kota Pekalongan`, `Kecamatan Pekalongan Utara`); `bare` is the name without its
    kind (`Pekalongan`).
    """

    id: str
    name: str
    bare: str
    kind: str

    @property
    def level(self) -> str:
        """`province`, `regency` (kabupaten or kota), `district` (kecamatan or distrik), `village`.

        Abroad `country` and `city`.
        """
        return (_ABROAD if self.id[0].isalpha() else _LEVELS)[self.id.count(".")]

    @property
    def parent_id(self) -> str | None:
        """Code of the place that holds this one; None for a province or country."""
        return self.id.rpartition(".")[0] or None


def lineage(place_id: str, day: str = "") -> tuple[str, ...]:
    """Return the codes from the province (abroad: the country) down to `place_id` itself.

    With a day (`2019-05-04`, or its beginning) the province is that which the place belonged to then: on
    that day Merauke was in Papua, since 2022 it is in Papua Selatan.
    """
    parts = place_id.split(".")
    codes = [".".join(parts[: n + 1]) for n in range(len(parts))]
    while day and len(codes) > 1 and codes[0] in _SPLIT and day < _SPLIT[codes[0]][1]:
        codes[0] = _SPLIT[codes[0]][0]
    return tuple(codes)
