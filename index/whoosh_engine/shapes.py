"""What each kind of file must hold: compiled loops trust the types and sizes of arrays.

A checksum tells that a file is as it was written, not who wrote it. Tables say of each array its type and
the size of each dimension, by name: one name is one size throughout a file. Only `check_bounds` and
`check_below` read an array; they are for when it is first used.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .container import Container, damaged, is_count
from .kernels.dictionary import PER_BLOCK
from .schema import DAYS, KEYWORDS, LONGEST_TEXT, SINGLE, TEXTS

_MOST = 2**40
_MOST_DOCUMENTS = 2**31 - 1

Table = Mapping[str, str]
Numbers = npt.NDArray[Any]

SEGMENT: Table = {
    "postings": "|u1 postings", "occurrences": "|u1 occurrences", "block_last": "<u4 blocks",
    "block_post": "<u4 blocks", "block_pos": "<u4 blocks", "block_best": "<u2 blocks",
    "dictionary": "|u1 dictionary", "dictionary_heads": "<u4 heads", "dictionary_beginnings": "<u8 heads",
    "ids": "<u8 documents", "order": "<u4 documents", "moments": "<i8 documents",
    "days": "<i4 days documents", "lengths": "<u2 texts documents",
    **{f"{name}.offsets": "<u4 bounds" for name in KEYWORDS if name not in SINGLE},
    **{f"{name}.numbers": f"<u4 {'documents' if name in SINGLE else name}" for name in KEYWORDS},
}  # fmt: skip
DELETIONS: Table = {"live": "<u8 words"}
VALUES: Table = {
    f"{name}.{part}": f"{dtype} {name}{size}"
    for name in KEYWORDS
    for part, dtype, size in (
        ("data", "|u1", ".data"), ("offsets", "<u4", ".bounds"), ("ids", "<u4", ""), ("ranks", "<u4", ""),
    )
}  # fmt: skip


def fit(file: Container, table: Table, sizes: Mapping[str, int]) -> None:
    """Refuse a file with other arrays than its table names; `sizes` are those known already."""
    if file.names != table.keys():
        raise damaged(file.path, "it has other arrays than it should")
    known = dict(sizes)
    for name, described in table.items():
        dtype, *dimensions = described.split()
        array = file.array(name)
        if array.dtype != np.dtype(dtype) or array.ndim != len(dimensions):
            raise damaged(file.path, f"array {name!r} is of the wrong kind")
        for dimension, size in zip(dimensions, array.shape, strict=True):
            if known.setdefault(dimension, size) != size:
                raise damaged(file.path, f"array {name!r} does not fit the others")


def segment_sizes(documents: int, terms: int) -> dict[str, int]:
    """Return the sizes of a segment's arrays that follow from its numbers."""
    return {
        "documents": documents, "bounds": documents + 1, "heads": -(-terms // PER_BLOCK),
        "days": len(DAYS), "texts": len(TEXTS),
    }  # fmt: skip


def number(file: Container, name: str, least: int = 0, most: int = _MOST) -> int:
    """Return a whole number of a file's description."""
    value = file.meta.get(name)
    if not is_count(value) or not least <= value <= most:
        raise damaged(file.path, f"its {name!r} cannot be {value!r:.40}")
    return value


def document_count(file: Container) -> int:
    """Return how many documents a segment says it has, deleted ones included."""
    return number(file, "documents", 1, _MOST_DOCUMENTS)


def counts(file: Container, name: str) -> npt.NDArray[np.int64]:
    """Return a whole number for each text field."""
    values = file.meta.get(name)
    if not isinstance(values, list) or len(values) != len(TEXTS):
        raise damaged(file.path, f"its {name!r} are not {len(TEXTS)} numbers")
    if not all(is_count(value) and value <= _MOST * LONGEST_TEXT for value in values):
        raise damaged(file.path, f"its {name!r} cannot be {values!r:.40}")
    return np.array(values, np.int64)


def averages(file: Container, name: str) -> list[float]:
    """Return a positive number for each text field."""
    values = file.meta.get(name)
    if not isinstance(values, list) or len(values) != len(TEXTS):
        raise damaged(file.path, f"its {name!r} are not {len(TEXTS)} numbers")
    if not all(type(value) is float and 0 < value < math.inf for value in values):
        raise damaged(file.path, f"its {name!r} cannot be {values!r:.40}")
    return list(values)


def check_bounds(path: Path, name: str, bounds: Numbers, end: int) -> None:
    """Refuse bounds that do not lead from 0 to `end`, ever upwards."""
    if bounds[0] or bounds[-1] != end or (bounds[1:] < bounds[:-1]).any():
        raise damaged(path, f"{name!r} leads out of what it divides")


def check_below(path: Path, name: str, values: Numbers, limit: int) -> None:
    """Refuse numbers of which one is `limit` or more."""
    if values.size and values.max() >= limit:
        raise damaged(path, f"{name!r} leads out of what it counts")
