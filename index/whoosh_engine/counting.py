"""Counting facet values in one search: the arrays that the kernel counts in, and what is told of them.

A search touches few of the values that there are. So the arrays are kept from search to search, and those
counts that were touched are set back to zero; a search that breaks off does not give its arrays back.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..engine import Facet, Period
from . import kernels
from .schema import FACETS, KEYWORDS
from .values import Counts, Values

COLUMNS = {facet: KEYWORDS.index(name) for facet, name in FACETS.items()}
# Of each value how many articles have it, and the values that any has.
_Arrays = tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]
_NONE: _Arrays = (np.zeros(0, np.int32), np.zeros(1, np.int64))


class _Kept(threading.local):
    """Arrays of zeros that no search of this thread uses, by column."""

    def __init__(self) -> None:
        self.arrays: dict[int, _Arrays] = {}


_kept = _Kept()


class Counting:
    """The counts of one search, of the facets that it asks for."""

    def __init__(self, values: Sequence[Values], facets: Sequence[Facet]) -> None:
        """Take the values of all columns, and the facets that are counted."""
        self._values = values
        self.arrays = [_NONE] * len(KEYWORDS)
        for facet in facets:
            column = COLUMNS[facet]
            size = len(values[column])
            arrays = _kept.arrays.pop(column, None)
            if arrays is None or len(arrays[0]) != size:
                # The kernel writes the next value before it knows whether that is new.
                arrays = (np.zeros(size, np.int32), np.empty(size + 1, np.int64))
            self.arrays[column] = arrays

    def periods(self, touched: int, finest: Period) -> Counts:
        """Return counts of the date facet, of which so many values were `touched`, by time."""
        column = COLUMNS[Facet.DATE]
        periods = self._values[column].periods(finest)
        listed, sums = np.empty((2, len(periods.names)), np.int64)
        counts, values = self.arrays[column]
        found = kernels.add_periods(counts, values, touched, periods.places, periods.parents, listed, sums)
        _kept.arrays[column] = self.arrays[column]
        return Counts(periods.names[listed[:found]].tolist(), sums[:found].tolist())

    def greatest(self, facet: Facet, touched: int, limit: int, chosen: Sequence[str]) -> Counts:
        """Return the greatest counts, those of a value that is `chosen` always."""
        column = COLUMNS[facet]
        values, (counts, counted) = self._values[column], self.arrays[column]
        limit = min(limit, len(values))
        of_chosen = {
            value: int(counts[number]) if number >= 0 else 0
            for value, number in zip(chosen, values.numbers(chosen).tolist() if chosen else (), strict=True)
        }
        numbers, sums = np.empty((2, max(1, limit)), np.int64)
        kept = kernels.top_values(counts, counted, touched, values.ranks, limit, numbers, sums)
        _kept.arrays[column] = self.arrays[column]
        names, found = values.texts(numbers[:kept].tolist()), sums[:kept].tolist()
        listed = set(names) if chosen else ()
        for value, count in sorted(of_chosen.items()):
            if value not in listed:
                names.append(value)
                found.append(count)
        return Counts(names, found)
