"""A list of what became of inputs that may be as long as the archive: most of it lies in a file."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

_IN_MEMORY = 1_000_000

T = TypeVar("T")


class Kept(Generic[T]):
    """Rows of texts in their order; beyond a million characters they wait in a temporary file."""

    def __init__(self, row: Callable[[T], tuple[str, ...]], make: Callable[..., T]) -> None:
        """Take what turns an entry into texts, and what makes it of them again."""
        self._row, self._make = row, make
        self._count = 0
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8")  # noqa: SIM115
        weakref.finalize(self, self._file.close)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        self._file.seek(0)
        for _ in range(self._count):
            yield self._make(*json.loads(self._file.readline()))

    def extend(self, entries: Iterable[T]) -> None:
        """Append entries. Raises OSError if the disk is full."""
        self._file.seek(0, 2)
        for entry in entries:
            self._file.write(json.dumps(self._row(entry)) + "\n")
            self._count += 1
