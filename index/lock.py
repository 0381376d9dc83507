"""A lock on a file, held by one process; the system frees it when that ends, however it ends."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import sys
import time
import weakref
from collections.abc import Callable
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


_held: weakref.WeakSet[FileLock] = weakref.WeakSet()


def _close_in_child() -> None:
    """Worker processes must not go on holding what their parent held when it was killed."""
    for lock in list(_held):
        lock.release()


os.register_at_fork(after_in_child=_close_in_child)
