"""The embedded engine: generations of an index in a folder of this machine."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from ..analysis import Stemmer
from ..engine import Engine, EngineError, Writer
from ..settings import Settings
from .container import remove_unused
from .sealed import CURRENT, TOC, Toc, read_current, read_toc, write_current, write_toc
from .snapshot import SegmentsSnapshot, open_snapshot
from .writer import Lock, SegmentsWriter

_ATTEMPTS = 20
_State = tuple[tuple[int, int, int], ...]


class WhooshEngine(Engine):
    """An index in `TELUSUR_DATA/index`: a folder for each generation, and a file naming the current."""

    def __init__(self, settings: Settings, stemmer: Stemmer) -> None:
        """Use (or begin) the index in the data folder. Raises EngineError if it cannot be used."""
        self._root = settings.data / "index"
        self._stemmer = stemmer
        self._buffer = settings.write_buffer * 1_000_000
        self._deadline = settings.search_deadline
        self._opening = threading.Lock()
        self._opened: tuple[_State, SegmentsSnapshot] | None = None
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            if not (self._root / CURRENT).exists():
                self._begin("1")
                write_current(self._root, "1")
        except OSError as error:
            raise EngineError(f"cannot use the index folder {self._root}: {error.strerror}") from error

    def snapshot(self) -> SegmentsSnapshot:
        """See Engine. Returns the same object until there is a newer commit."""
        state = self._state()
        opened = self._opened
        if opened and opened[0] == state and not opened[1].closed:
            return opened[1]
        with self._opening:
            return self._open()

    def sequence(self) -> int:
        """See Engine."""
        return self._toc(self._folder()).sequence

    def writer(self) -> Writer:
        """See Engine."""
        lock = Lock(self._root)
        try:
            folder = self._folder()
            return SegmentsWriter(folder, self._stemmer, self._buffer, lock, whole=False, done=lambda: None)
        except BaseException:
            lock.release()
            raise

    def rebuild(self) -> Writer:
        """See Engine. The generation before the current one is deleted once the new one is in."""
        lock = Lock(self._root)
        try:
            current = self._folder()
            fresh = str(int(current.name) + 1)
            self._drop(self._root / fresh)
            self._begin(fresh)

            def swap() -> None:
                write_current(self._root, fresh)
                for folder in self._root.iterdir():
                    if folder.is_dir() and folder.name.isdigit() and int(folder.name) < int(current.name):
                        self._drop(folder)

            return SegmentsWriter(
                self._root / fresh, self._stemmer, self._buffer, lock, whole=True, done=swap
            )
        except OSError as error:
            lock.release()
            raise EngineError(f"cannot write to the index {self._root}: {error.strerror}") from error
        except BaseException:
            lock.release()
            raise

    def _open(self) -> SegmentsSnapshot:
        for _ in range(_ATTEMPTS):
            state = self._state()
            opened = self._opened
            if opened and opened[0] == state and not opened[1].closed:
                return opened[1]
            folder = self._folder()
            toc = self._toc(folder)
            try:
                snapshot = open_snapshot(folder, toc, opened[1] if opened else None, self._deadline)
            except FileNotFoundError as error:
                # A commit came between: what the table of contents named is gone, and so is the table.
                missing = error.filename
                continue
            self._opened = (state, snapshot)
            return snapshot
        raise EngineError(
            f"{missing} is missing from the index; `python -m indexer rebuild` makes the index anew"
        )

    def _state(self) -> _State:
        """Return what changes with every commit."""
        try:
            current = (self._root / CURRENT).stat()
            opened = self._opened
            folder = opened[1].folder if opened and opened[0][0] == _identity(current) else self._folder()
            return _identity(current), _identity((folder / TOC).stat())
        except OSError as error:
            raise EngineError(_unreadable(error)) from error

    def _begin(self, generation: str) -> None:
        folder = self._root / generation
        folder.mkdir(exist_ok=True)
        write_toc(folder, Toc())

    def _drop(self, folder: Path) -> None:
        """Remove a generation, as far as no reader uses it."""
        if folder.exists():
            left = [path for path in folder.iterdir() if not remove_unused(path)]
            if not left:
                folder.rmdir()

    def _folder(self) -> Path:
        try:
            return self._root / read_current(self._root)
        except OSError as error:
            raise EngineError(_unreadable(error)) from error

    def _toc(self, folder: Path) -> Toc:
        try:
            return read_toc(folder)
        except OSError as error:
            raise EngineError(_unreadable(error)) from error


def _identity(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_ino, found.st_mtime_ns, found.st_size


def _unreadable(error: OSError) -> str:
    return f"cannot read {error.filename}: {error.strerror}; `python -m indexer rebuild` makes the index anew"
