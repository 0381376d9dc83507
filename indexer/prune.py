"""Articles whose files are gone: found below the sources of a run, and removed."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index import Archive

from .sources import Item, SourceError, Unreadable, label

_ROW = re.compile(r":\d+$")
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})")


@dataclass(slots=True)
class Reading:
    """How reading one source went: `problem` says why its end was not reached, or a part not read."""

    source: str
    items: int = 0
    problem: str | None = "it was not read to its end"

    def noting(self, items: Iterator[Item]) -> Iterator[Item]:
        """Yield the items, and note how it goes. Raises SourceError as they do."""
        unread = None
        try:
            for item in items:
                self.items += 1
                if isinstance(item, Unreadable) and unread is None and Path(item.source).is_dir():
                    unread = f"{item.source}: {item.message}"
                yield item
        except SourceError as error:
            self.problem = str(error)
            raise
        self.problem = unread


def prune(archive: Archive, reading: Reading) -> int:
    """Remove the articles that came from files at or below a source and are gone; return how many.

    Raises SourceError if the source could not be read, or holds nothing at all: it may be a disk that
    is not mounted.
    """
    problem = reading.problem or ("" if reading.items else "nothing was found in it; is it mounted?")
    if problem:
        raise SourceError(f"nothing is removed for {reading.source}: {problem}")
    exists = functools.lru_cache(maxsize=1_000)(_exists)
    below = archive.sources_below(label(str(Path(reading.source))))
    return archive.lose([source for source in below if not any(exists(path) for path in _files(source))])


def _files(source: str) -> Iterator[str]:
    """Yield the files that an input may have come from: it may be a row or a member of one."""
    found = [source, *(source[: at.start()] for at in re.finditer("!", source))]
    for each in found:
        for path in (each, _ROW.sub("", each)):
            yield path
            if "\\x" in path:
                yield os.fsdecode(_ESCAPE.sub(lambda at: bytes([int(at[1], 16)]), os.fsencode(path)))


def _exists(path: str) -> bool:
    """Tell whether there is such a file; one that cannot be looked at is not gone."""
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True
