"""Countries and large cities abroad, named in Indonesian (`abroad.tsv`)."""

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
    """Return every country and city by id (`SA`, `SA.makkah`), a country before its cities."""
    return {
        row[0]: Place(row[0], row[1], row[1], "kota dunia" if "." in row[0] else "negara") for row in _rows()
    }


@functools.cache
def other_names() -> dict[str, str]:
    """Return ids by the other names that newspapers use: *Mekkah*, *China*, *Korsel*."""
    return {name: row[0] for row in _rows() for name in (row[2].split("; ") if len(row) > 2 else ())}
