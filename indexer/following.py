"""A second process that indexes what the archive takes in, while more is being read."""

from __future__ import annotations

import multiprocessing
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from index import ArchiveError, EngineError, Settings, catch_up, open_archive, open_engine

from .begin import begin_worker
from .stopping import interrupt_held

# So many articles make it worth to start a process.
_FROM = 1_000
# Seconds between two looks at the archive when there was nothing new.
_PAUSE = 0.1


class Follower:
    """Starts the process once enough has come; what it leaves, for whatever reason, is indexed afterwards.

    A context manager: when it is left, the process has ended, at work or not.
    """

    def __init__(self, settings: Settings) -> None:
        """Follow the archive of these settings; with a single worker there is no second process."""
        self._settings = settings
        self._process: SpawnProcess | None = None
        self._ours: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        if self._process is not None and self._ours is not None:
            self._process.kill()
            self._process.join()
            self._ours.close()

    def consider(self, taken: int) -> None:
        """Tell how many articles the archive has taken in by now."""
        if self._process is None and taken >= _FROM and self._settings.workers != 1:
            # Not forked: this process has threads, and locks that must not outlive it.
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=_follow, args=(self._settings, theirs), daemon=True)
            with interrupt_held():
                process.start()
                self._process, self._ours = process, ours
            theirs.close()

    def finish(self) -> int:
        """Say that all is read, and wait until it is indexed; return how many changes were. Idempotent."""
        if self._process is None or self._ours is None:
            return 0
        done = 0
        try:
            self._ours.send(None)
            done = self._ours.recv()
        except (EOFError, OSError):
            # It has died, or could not go on: who indexes what is left meets the same, and tells it.
            pass
        # What it did is durable before it says so; to free what it loaded would only keep us waiting.
        self._process.kill()
        self._process.join()
        self._ours.close()
        self._process = self._ours = None
        return done


def _follow(settings: Settings, parent: Connection) -> None:
    begin_worker()
    asked = False

    def goes_on() -> bool:
        nonlocal asked
        before, asked = asked, asked or parent.poll(_PAUSE)
        return not before

    try:
        with closing(open_archive(settings)) as archive:
            done = catch_up(archive, open_engine(settings), commit_every=settings.commit_every, more=goes_on)
    except (ArchiveError, EngineError, OSError):
        return
    parent.send(done)
