"""The embedded engine: generations of an index in a folder of this machine."""

from __future__ import annotations

import os
import shutil
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..analysis import Stemmer
from ..engine import Engine, EngineError, EngineState, Writer
from ..settings import Settings
from .container import remove_unused, unreadable
from .sealed import CURRENT, TOC, Toc, is_generation, read_current, read_toc, write_current, write_toc
from .snapshot import SegmentsSnapshot, open_snapshot
from .writer import Lock, SegmentsWriter

_ATTEMPTS = 20
# Seconds to wait for another process that begins the index.
_PATIENCE = 10.0
_State = tuple[tuple[int, int, int], ...]


class WhooshEngine(Engine):
    """An index in `TELUSUR_DATA/index`: a folder for each generation, and a file naming the current."""

    def __init__(self, settings: Settings, stemmer: Stemmer) -> None:
        """Use (or begin) the index in the data folder. Raises EngineError if the folder cannot be used.

        An index that is damaged is refused when it is read, so that it can still be rebuilt.
        """
        self._root = settings.data / "index"
        self._stemmer = stemmer
        self._buffer = settings.write_buffer * 1_000_000
        self._deadline = settings.search_deadline
        self._opening = threading.Lock()
        self._opened: tuple[_State, SegmentsSnapshot] | None = None
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            self._begin_if_new()
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

    def state(self) -> EngineState:
        """See Engine. The size is that of all generations, and of files that a reader still holds."""
        size = 0
        for folder, _, names in os.walk(self._root):
            for name in names:
                with suppress(FileNotFoundError):
                    size += (Path(folder) / name).stat().st_size
        return EngineState(self._folder().name, size)

    def copy(self, folder: Path) -> int:
        """See Engine. Files are linked where they can be: once written they do not change."""
        snapshot = self.snapshot()
        generation = folder / self._root.name / snapshot.folder.name
        generation.mkdir(parents=True)
        for name in sorted(snapshot.toc.files()):
            source, target = snapshot.folder / name, generation / name
            try:
                target.hardlink_to(source)
            except OSError:
                shutil.copyfile(source, target)
        write_toc(generation, snapshot.toc)
        write_current(generation.parent, generation.name)
        return snapshot.sequence

    def writer(self) -> Writer:
        """See Engine."""
        with self._locked() as lock:
            folder = self._folder()
            return SegmentsWriter(folder, self._stemmer, self._buffer, lock, whole=False, done=lambda: None)

    def rebuild(self) -> Writer:
        """See Engine. Those before the current generation are deleted once the new one is in.

        Nothing of the index needs to be readable, nor need it be known which generation is current.
        """
        with self._locked() as lock:
            current = self._current()
            # Generations after the current one are of rebuildings that were broken off.
            for number in self._generations():
                if current and number > current:
                    self._drop(self._root / str(number))
            last = max(self._generations(), default=0)
            kept, fresh = current or last, last + 1
            self._begin(str(fresh))

            def swap() -> None:
                write_current(self._root, str(fresh))
                for number in self._generations():
                    if number not in (kept, fresh):
                        self._drop(self._root / str(number))

            folder = self._root / str(fresh)
            return SegmentsWriter(folder, self._stemmer, self._buffer, lock, whole=True, done=swap)

    def _open(self) -> SegmentsSnapshot:
        for _ in range(_ATTEMPTS):
            state = self._state()
            opened = self._opened
            if opened and opened[0] == state and not opened[1].closed:
                return opened[1]
            folder = self._folder()
            toc = self._toc(folder)
            try:
                snapshot = open_snapshot(
                    folder, toc, opened[1] if opened else None, self._deadline, self._stemmer
                )
            except FileNotFoundError as error:
                # A commit came between: what the table of contents named is gone, and so is the table.
                missing = error.filename
                continue
            except OSError as error:
                raise unreadable(error) from error
            snapshot.holder = weakref.WeakMethod(self._forget)
            self._opened = (state, snapshot)
            return snapshot
        raise EngineError(
            f"{missing} is missing from the index; `python -m indexer rebuild` makes the index anew"
        )

    def _forget(self, snapshot: SegmentsSnapshot) -> None:
        with self._opening:
            if self._opened and self._opened[1] is snapshot:
                self._opened = None

    def _state(self) -> _State:
        """Return what changes with every commit."""
        try:
            current = (self._root / CURRENT).stat()
            opened = self._opened
            folder = opened[1].folder if opened and opened[0][0] == _identity(current) else self._folder()
            return _identity(current), _identity((folder / TOC).stat())
        except OSError as error:
            raise unreadable(error) from error

    @contextmanager
    def _locked(self) -> Iterator[Lock]:
        """Take the lock for a writer, who keeps it if the block ends well. Raises EngineError."""
        try:
            lock = Lock(self._root)
            try:
                yield lock
            except BaseException:
                lock.release()
                raise
        except OSError as error:
            raise EngineError(f"cannot write to the index {self._root}: {error.strerror}") from error

    def _begin_if_new(self) -> None:
        """Begin an index where there is none; of processes that start at once, one does."""
        until = time.monotonic() + _PATIENCE
        while self._is_new():
            try:
                lock = Lock(self._root)
            except EngineError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.01)
                continue
            try:
                if self._is_new():
                    self._begin("1")
                    write_current(self._root, "1")
            finally:
                lock.release()

    def _is_new(self) -> bool:
        """Tell whether nothing was ever written here: where there is an index, its `current` is missed."""
        return not (self._root / CURRENT).exists() and not any(self._root.glob("[0-9]*/[0-9]*"))

    def _generations(self) -> list[int]:
        """Return the numbers of the generations that there are."""
        return [int(path.name) for path in self._root.iterdir() if is_generation(path.name) and path.is_dir()]

    def _current(self) -> int | None:
        """Return the number of the current generation, None if that is gone or cannot be known."""
        try:
            number = int(read_current(self._root))
        except (OSError, EngineError):
            return None
        return number if number in self._generations() else None

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
            raise unreadable(error) from error

    def _toc(self, folder: Path) -> Toc:
        try:
            return read_toc(folder)
        except OSError as error:
            raise unreadable(error) from error


def _identity(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_ino, found.st_mtime_ns, found.st_size
