"""Countries, large cities, states and provinces abroad, named in Indonesian (`abroad.tsv`)."""

from __future__ import annotations

import functools
from importlib import resources

from .model import Place


@functools.cache
def _rows() -> list[list[str]]:
    text = resources.files(__package__).joinpath("abroad.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


@functools.cache
def abroad() -> dict[str, Place]:
    """Return every country, city and state by id (`SA`, `SA.makkah`), a country before what is in it."""
    return {row[0]: Place(row[0], row[1], row[1], _kind(row[0])) for row in _rows()}


def _kind(place_id: str) -> str:
    return "kota atau negara bagian" if "." in place_id else "negara"


@functools.cache
def other_names() -> dict[str, str]:
    """Return ids by the other names that newspapers use: *Mekkah*, *China*, *Korsel*."""
    return {name: row[0] for row in _rows() for name in (row[2].split("; ") if len(row) > 2 else ())}
