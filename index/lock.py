"""A lock on a file, held by one process; the system frees it when that ends, however it ends."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

_PAUSE = 0.1


class LockError(Exception):
    """The lock cannot be had; the message says who holds it, since when, and what to do."""


class FileLock:
    """A lock that is held until `release`. Use as a context manager."""

    def __init__(
        self, path: Path, wait: float = 0.0, waiting: Callable[[str], None] = lambda _: None
    ) -> None:
        """Take the lock, waiting up to `wait` seconds; `waiting` is called once if there is a
        wait, with who holds the lock.

        Raises LockError, or OSError if the file cannot be written.
        """
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            self._take(time.monotonic() + wait, waiting)
            self._sign()
        except BaseException:
            os.close(self._descriptor)
            raise
        _held.add(self)

    def release(self) -> None:
        """Give the lock back; idempotent."""
        if self._descriptor >= 0:
            _held.discard(self)
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.release()

    def _take(self, until: float, waiting: Callable[[str], None]) -> None:
        told = False
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise LockError(f"{self._holder()} holds {self.path}") from None
            else:
                return
            if not told:
                waiting(self._holder())
                told = True
            time.sleep(_PAUSE)

    def _holder(self) -> str:
        text = " ".join(os.pread(self._descriptor, 400, 0).decode("utf-8", "replace").split())
        return f"another program ({text})" if text else "another program"

    def _sign(self) -> None:
        now = dt.datetime.now().astimezone().isoformat(" ", "seconds")
        command = " ".join(sys.argv)[:200]
        signature = f"pid {os.getpid()}, since {now}: {command}\n".encode("utf-8", "replace")
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, signature, 0)


class Presence:
    """Says to others that a file is in use; any number of programs may at once.

    The lock is on a file beside it: to close a file loses all locks that SQLite has on it in this process.
    """

    def __init__(self, path: Path) -> None:
        """Use a file, once it is not being replaced. Raises OSError."""
        self._descriptor = os.open(_beside(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def close(self) -> None:
        """Use it no longer; idempotent."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


@contextmanager
def absence(path: Path) -> Iterator[None]:
    """Keep others from using a file, so that it can be replaced; raises LockError if anybody does."""
    descriptor = os.open(_beside(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"another program (the site, `indexer watch`) uses {path}; end it first"
            raise LockError(message) from None
        yield
    finally:
        os.close(descriptor)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.used")


_held: weakref.WeakSet[FileLock] = weakref.WeakSet()


def _close_in_child() -> None:
    """Worker processes must not go on holding what their parent held when it was killed."""
    for lock in list(_held):
        lock.release()


os.register_at_fork(after_in_child=_close_in_child)
