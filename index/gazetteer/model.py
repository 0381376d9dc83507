"""A place of the gazetteer."""

from __future__ import annotations

from typing import NamedTuple

_LEVELS = ("province", "regency", "district", "village")
_ABROAD = ("country", "city")


class Place(NamedTuple):
    """A place of the gazetteer.

    `id` is the official dotted code (`33`, `33.75`, `33.75.01`, `33.75.01.1001`), which holds its ancestors'
    codes as prefixes, or abroad the country's two letters and the city or state (`SA`, `SA.makkah`); `name`
    is unique to its level and parent (`Kota Pekalongan`, `Kecamatan Pekalongan Utara`); `bare` is the name
    without its kind (`Pekalongan`).
    """

    id: str
    name: str
    bare: str
    kind: str

    @property
    def level(self) -> str:
        """`province`, `regency` (kabupaten or kota), `district` (kecamatan or distrik), `village`.

        Abroad `country` and `city`, which a state is, too.
        """
        return (_ABROAD if self.id[0].isalpha() else _LEVELS)[self.id.count(".")]

    @property
    def parent_id(self) -> str | None:
        """Code of the place that holds this one; None for a province or country."""
        return self.id.rpartition(".")[0] or None
