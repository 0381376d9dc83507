"""A batch of articles in memory, and how it becomes a segment file."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .schema import DAYS, FIELDS, KEYWORDS, LONGEST_TEXT, NO_VALUE, SINGLE, TEXTS, Row, key
from .spool import Documents, SegmentWriter

# Bytes that a token costs until it is written: three numbers here, two sorted, an encoded share.
_TOKEN_BYTES = 28
_TERM_BYTES = 150
_ROW_BYTES = 400


class Batch:
    """Rows gathered until they are written as one segment; the last one given under an id stands."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._by_field: list[dict[str, int]] = [{} for _ in FIELDS]
        self._terms, self._docs, self._places = array("i"), array("i"), array("i")
        self._lengths = [array("H") for _ in TEXTS]
        self._ids = array("Q")
        self._moments = array("q")
        self._days = [array("i") for _ in DAYS]
        self._values: list[list[tuple[str, ...]]] = [[] for _ in KEYWORDS]
        self._newest: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def memory(self) -> int:
        """About how many bytes the batch takes, its inversion included."""
        return (
            len(self._terms) * _TOKEN_BYTES + len(self._numbers) * _TERM_BYTES + len(self._ids) * _ROW_BYTES
        )

    def add(self, row: Row) -> None:
        """Take a row in."""
        doc = len(self._ids)
        for field, terms in enumerate(row.texts):
            known = self._by_field[field]
            size = len(terms)
            self._lengths[field].append(min(size, LONGEST_TEXT))
            if size:
                # Asked for once in a text, not once a place.
                for text in set(terms.texts).difference(known):
                    self._number(field, text)
                self._terms.fromlist([known[text] for text in terms.texts])
                self._places.fromlist(terms.positions)
                self._docs += array("i", (doc,)) * size
        for column, values in enumerate(row.values):
            field = len(TEXTS) + column
            self._values[column].append(values)
            self._terms.extend([self._number(field, value) for value in values])
            self._places.extend([-1] * len(values))
            self._docs.extend([doc] * len(values))
        self._ids.append(row.id)
        self._moments.append(row.moment)
        self._days[0].append(row.first_day)
        self._days[1].append(row.last_day)
        self._newest[row.id] = doc

    def remove(self, article_id: int) -> None:
        """Forget a row; an unknown id is no error."""
        self._newest.pop(article_id, None)

    def ids(self) -> npt.NDArray[np.uint64]:
        """Return the ids of the rows that stand."""
        return np.fromiter(self._newest, np.uint64, len(self._newest))

    def write(self, path: Path, number: Callable[[int, list[str]], npt.NDArray[np.int64]]) -> bool:
        """Write the rows that stand as a segment; False (and no file) if there is none.

        `number` gives the numbers of a keyword field's values. Raises OSError.
        """
        kept = np.array(sorted(self._newest.values()), np.int64)
        if not len(kept):
            return False
        renumbered = np.full(len(self), -1, np.int32)
        renumbered[kept] = np.arange(len(kept), dtype=np.int32)
        terms, docs, places = (_view(a, np.int32) for a in (self._terms, self._docs, self._places))
        numbers = self._numbers
        if len(kept) < len(self):
            stands = renumbered[docs] >= 0
            terms, docs, places = terms[stands], renumbered[docs[stands]], places[stands]
            present = np.zeros(len(numbers), bool)
            present[terms] = True
            numbers = {each: number for each, number in numbers.items() if present[number]}
        keys = sorted(numbers)
        ranks = np.empty(len(self._numbers), np.int64)
        ranks[[numbers[each] for each in keys]] = np.arange(len(keys))
        documents = self._documents(kept, number)
        with SegmentWriter(path, documents) as out:
            data = np.frombuffer(b"".join(keys) or b"\0", np.uint8).copy()
            offsets = np.zeros(len(keys) + 1, np.int64)
            np.cumsum([len(each) for each in keys], out=offsets[1:])
            out.add_terms(data, offsets, ranks, terms, docs, places)
            out.close()
        return True

    def _number(self, field: int, text: str) -> int:
        """Return a term's number in the batch, given on first sight."""
        known = self._by_field[field]
        number = known.get(text)
        if number is None:
            number = self._numbers.setdefault(key(FIELDS[field], text), len(self._numbers))
            known[text] = number
        return number

    def _documents(
        self, kept: npt.NDArray[np.int64], number: Callable[[int, list[str]], npt.NDArray[np.int64]]
    ) -> Documents:
        values = []
        for column, rows in enumerate(self._values):
            chosen = [rows[doc] for doc in kept.tolist()]
            offsets = np.zeros(len(chosen) + 1, np.uint32)
            np.cumsum([len(each) for each in chosen], out=offsets[1:])
            flat = number(column, [value for each in chosen for value in each]).astype(np.uint32)
            if KEYWORDS[column] in SINGLE:
                single = np.full(len(chosen), NO_VALUE, np.uint32)
                single[np.diff(offsets) > 0] = flat
                offsets, flat = offsets[:0], single
            values.append((offsets, flat))
        return Documents(
            ids=_view(self._ids, np.uint64)[kept],
            moments=_view(self._moments, np.int64)[kept],
            days=np.stack([_view(a, np.int32)[kept] for a in self._days]),
            lengths=np.stack([_view(a, np.uint16)[kept] for a in self._lengths]),
            values=tuple(values),
        )


def _view(numbers: array[int], dtype: type) -> npt.NDArray[Any]:
    return np.frombuffer(numbers, dtype) if numbers else np.zeros(0, dtype)
