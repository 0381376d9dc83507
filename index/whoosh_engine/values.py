"""The values of facets, numbered once for the whole index, so that a query translates nothing.

A value keeps its number for the life of a generation: segments hold numbers, and counts of all
segments add up in one array. Values lie sorted, for look-up; `ids` leads from rank to number, `ranks`
back. A commit that meets new values writes a new file with all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..engine import FacetCount, Period
from . import kernels
from .container import Container, ContainerWriter
from .schema import KEYWORDS
from .shapes import VALUES, check_below, check_bounds, fit

_KIND = "values"
Numbers = npt.NDArray[np.int64]


class Values:
    """The sorted values of one facet and their numbers."""

    def __init__(
        self,
        data: npt.NDArray[np.uint8],
        offsets: npt.NDArray[np.uint32],
        ids: npt.NDArray[np.uint32],
        ranks: npt.NDArray[np.uint32],
        file: Container | None = None,
    ) -> None:
        """Take the bytes of all values in order, where each begins, both directions of numbering, a file."""
        self.data, self.offsets, self.ids, self.ranks = data, offsets, ids, ranks
        self._texts: dict[int, str] = {}
        self._periods: dict[Period, Periods] = {}
        self.file = file

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, number: int) -> str:
        """Return the value with this number."""
        text = self._texts.get(number)
        if text is None:
            rank = self.ranks[number]
            text = self.data[self.offsets[rank] : self.offsets[rank + 1]].tobytes().decode()
            self._texts[number] = text
        return text

    def texts(self, numbers: Sequence[int]) -> list[str]:
        """Return the values with these numbers."""
        known = self._texts
        return [known[number] if number in known else self[number] for number in numbers]

    def __iter__(self) -> Iterator[str]:
        """Yield the values in order."""
        whole = self.data.tobytes()
        return (whole[a:b].decode() for a, b in pairwise(self.offsets.tolist()))

    def numbers(self, wanted: Sequence[str]) -> Numbers:
        """Return the number of each value, -1 for one that is unknown."""
        ranks = self._find(wanted)
        known = ranks >= 0
        ranks[known] = self.ids[ranks[known]]
        ranks[~known] = -1
        return ranks

    def grown(self, fresh: Iterable[str]) -> Values:
        """Return these values and new ones, numbered after the ones here in their order."""
        new = sorted(set(fresh))
        places = -1 - self._find(new)
        keep = places >= 0
        new = [value for value, wanted in zip(new, keep.tolist(), strict=True) if wanted]
        if not new:
            return self
        encoded = [value.encode() for value in new]
        places = places[keep]
        old_sizes = np.diff(self.offsets.astype(np.int64))
        sizes = np.insert(old_sizes, places, [len(value) for value in encoded])
        offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.uint32)
        joined = np.frombuffer(b"".join(encoded), np.uint8)
        byte_places = np.repeat(self.offsets.astype(np.int64)[places], [len(value) for value in encoded])
        data = np.insert(self.data, byte_places, joined)
        numbers = np.arange(len(self), len(self) + len(new), dtype=np.uint32)
        ids = np.insert(self.ids, places, numbers)
        ranks = np.empty(len(ids), np.uint32)
        ranks[ids] = np.arange(len(ids), dtype=np.uint32)
        return Values(data, offsets, ids, ranks)

    def _find(self, wanted: Sequence[str]) -> Numbers:
        encoded = [value.encode("utf-8", "surrogatepass") for value in wanted]
        bounds = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(value) for value in encoded], out=bounds[1:])
        ranks = np.empty(len(encoded), np.int64)
        keys = np.frombuffer(b"".join(encoded) or b"\0", np.uint8).copy()
        kernels.find_values(self.data, self.offsets, keys, bounds, ranks)
        return ranks

    def periods(self, finest: Period) -> Periods:
        """Return the same values as a calendar; only for values that are periods (`2024`, `2024-11-04`)."""
        if finest not in self._periods:
            self._periods[finest] = Periods(self, finest)
        return self._periods[finest]


def no_values() -> Values:
    """Return values of which there are none."""
    empty = np.zeros(0, np.uint32)
    return Values(np.zeros(0, np.uint8), np.zeros(1, np.uint32), empty, empty)


class Periods:
    """Years, months and days: in which an article's period lies (`places`), and that in turn (`parents`).

    Both are places in `names`, -1 for none; a period comes before those that lie in it.
    """

    def __init__(self, values: Values, finest: Period) -> None:
        """Take the periods of articles, and the finest that is listed."""
        sizes = [period for period in Period if period <= finest]
        spelt = [[value[:size] for size in sizes if len(value) >= size] for value in values]
        listed = sorted({name for names in spelt for name in names})
        at: dict[str, int] = {name: place for place, name in enumerate(listed)}
        self.names = np.array(listed, object)
        self.places = np.full(len(values), -1, np.int32)
        if spelt:
            self.places[values.ids] = [at[names[-1]] if names else -1 for names in spelt]
        self.parents = np.array([at.get(name.rpartition("-")[0], -1) for name in listed], np.int32)


class Counts(Sequence[FacetCount]):
    """Values and how many articles have each, side by side; a FacetCount is made when it is looked at."""

    def __init__(self, values: list[str], counts: list[int]) -> None:
        """Take the values in their order and their counts."""
        self.values, self.counts = values, counts

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        """Return one count, or a list of them for a slice."""
        if isinstance(at, slice):
            return [FacetCount(*pair) for pair in zip(self.values[at], self.counts[at], strict=True)]
        return FacetCount(self.values[at], self.counts[at])


def write_values(path: Path, values: Sequence[Values]) -> None:
    """Write the values of every keyword field. Raises OSError."""
    with ContainerWriter(path, _KIND) as out:
        for name, each in zip(KEYWORDS, values, strict=True):
            out.add(f"{name}.data", each.data)
            out.add(f"{name}.offsets", each.offsets)
            out.add(f"{name}.ids", each.ids)
            out.add(f"{name}.ranks", each.ranks)
        out.close({})


def read_values(path: Path) -> tuple[Values, ...]:
    """Open a file of values. Raises OSError or EngineError."""
    file = Container(path, _KIND)
    fit(file, VALUES, {f"{name}.bounds": len(file.array(f"{name}.ids")) + 1 for name in KEYWORDS})
    values = []
    for name in KEYWORDS:
        data, offsets, ids, ranks = (
            file.whole(f"{name}.{part}") for part in ("data", "offsets", "ids", "ranks")
        )
        check_bounds(path, f"{name}.offsets", offsets, len(data))
        check_below(path, f"{name}.ids", ids, len(ids))
        check_below(path, f"{name}.ranks", ranks, len(ids))
        values.append(Values(data, offsets, ids, ranks, file))
    return tuple(values)
