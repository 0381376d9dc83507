"""Folders that are watched: which of their files are new or changed, and no longer being written."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from .files import file_reader, read_path
from .items import Item, Options

# Size, time of change of the content, and of content or name or rights, in nanoseconds.
_Signature = tuple[int, int, int]


@dataclass(slots=True)
class _File:
    """A file as it was at the last look; `taken` once it was taken in so."""

    signature: _Signature
    taken: bool = False


class Changes:
    """The changes in folders, by polling.

    A file is given out once two looks in a row, an interval apart, found it the same. It is remembered as
    taken when `confirm` is called; until then `again` gives it out anew.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        options: Options,
        interval: float,
        clock: Callable[[], float] = time.monotonic,
        share: float = 0.1,
    ) -> None:
        """Watch `folders` with all that lies in them, looking every `interval` seconds at most.

        Looking takes at most the given share of the time, so that folders of very many files do not keep a
        processor busy.
        """
        self._folders, self._options = folders, options
        self._interval, self._clock, self._share = interval, clock, share
        self._files: dict[str, _File] = {}
        self._next_look = float("-inf")
        self._stream: Iterator[Item] | None = None
        self._read: list[_File] = []
        # Folders that the last look could not read, and why.
        self.unread: dict[Path, str] = {}

    def items(self) -> Iterator[Item]:
        """Yield the items of the files that are ready; a new call goes on where the last one stopped.

        Ends when nothing is ready. Folders are looked through when it is time to.
        """
        if self._stream is None and self._folders and self._clock() >= self._next_look:
            self._stream = self._items(self._look())
        if self._stream is None:
            return
        # Not `yield from`, which would close the stream with a caller that stops early.
        for item in self._stream:  # noqa: UP028
            yield item
        self._stream = None

    def confirm(self) -> None:
        """Remember the files that were given out to their end: what they held is durable."""
        for file in self._read:
            file.taken = True
        self._read.clear()

    def again(self) -> None:
        """Give out again, at the next look, what was not confirmed."""
        self._stream = None
        self._read.clear()

    def busy(self) -> bool:
        """Tell whether there is more to give out now."""
        return self._stream is not None

    def settling(self) -> int:
        """Return how many files were not taken yet, for having changed before the last look."""
        return sum(not file.taken for file in self._files.values())

    def _items(self, ready: list[str]) -> Iterator[Item]:
        for path in ready:
            yield from read_path(Path(path), self._options)
            self._read.append(self._files[path])

    def _look(self) -> list[str]:
        """Look through the folders; return the files that are as at the last look and not taken."""
        began = self._clock()
        self.unread = {}
        found: dict[str, _File] = {}
        ready: list[str] = []
        for folder in self._folders:
            for path, signature in self._walk(str(folder)):
                before = self._files.get(path)
                if before is None or before.signature != signature:
                    found[path] = _File(signature)
                elif path not in found:
                    found[path] = before
                    if not before.taken:
                        ready.append(path)
        # Where a folder could not be read, its files are not gone.
        if self.unread:
            found |= {path: file for path, file in self._files.items() if path not in found}
        self._files = found
        ended = self._clock()
        self._next_look = max(began + self._interval, ended + (ended - began) * (1 / self._share - 1))
        return ready

    def _walk(self, folder: str) -> Iterator[tuple[str, _Signature]]:
        """Yield the files that have a reader, in the order in which `read_path` reads a folder."""
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            self.unread[Path(folder)] = error.strerror or str(error)
            return
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(entry.path)
            elif file_reader(entry.name):
                try:
                    found = entry.stat()
                except OSError:
                    # Gone since it was listed, or a link that leads nowhere.
                    continue
                if S_ISREG(found.st_mode):
                    yield entry.path, (found.st_size, found.st_mtime_ns, found.st_ctime_ns)
