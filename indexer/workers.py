"""Processes that prepare items: one that dies is replaced, and an item that kills each is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from .begin import begin_worker
from .prepare import Preparable, Prepared, Refusal
from .sources import SourceError
from .stopping import interrupt_held

FATAL = "fatal"
# So many items in a row that end their process: then it is not the items.
_MOST_FATAL = 20

Results = list[Prepared | Refusal]
Prepare = Callable[[Sequence[Preparable]], Results]


@dataclass(frozen=True, slots=True)
class Work:
    """Items that some process prepares."""

    items: Sequence[Preparable]
    future: Future[Results]
    pool: ProcessPoolExecutor

    @property
    def done(self) -> bool:
        """Whether the results can be had without waiting."""
        return self.future.done()


class Workers:
    """Some processes, forked at the first work; `close` ends them."""

    def __init__(self, count: int, prepare: Prepare) -> None:
        """Have `count` processes call `prepare`, which must be picklable."""
        self._count, self._prepare = count, prepare
        self._pool: ProcessPoolExecutor | None = None
        self._fatal = 0

    def submit(self, items: Sequence[Preparable]) -> Work:
        """Hand items to a process."""
        try:
            return self._submit(items)
        except BrokenProcessPool:
            self.close()
            return self._submit(items)

    def results(self, work: Work) -> Results:
        """Return what became of items, in order, once they are done.

        If a process died of them, each is tried again, alone; one that ends a process of its own is refused.
        Raises SourceError if many in a row do.
        """
        try:
            found = work.future.result()
        except BrokenProcessPool:
            if work.pool is self._pool:
                self.close()
            return [self._alone(item) for item in work.items]
        self._fatal = 0
        return found

    def close(self) -> None:
        """End the processes; what they work at is lost."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _submit(self, items: Sequence[Preparable]) -> Work:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._count, initializer=begin_worker)
        return Work(items, self._pool.submit(self._prepare, items), self._pool)

    def _alone(self, item: Preparable) -> Prepared | Refusal:
        with ProcessPoolExecutor(1, initializer=begin_worker) as pool:
            try:
                with interrupt_held():
                    work = pool.submit(self._prepare, [item])
                [result] = work.result()
            except BrokenProcessPool as error:
                self._fatal += 1
                if self._fatal >= _MOST_FATAL:
                    raise SourceError(
                        f"{self._fatal} processes in a row that read articles were ended from outside "
                        "(out of memory?); what was taken in is kept. Run it again, with a smaller "
                        "TELUSUR_WORKERS"
                    ) from error
                return Refusal(item.source, FATAL, "reading it ended the process that read it, twice")
        self._fatal = 0
        return result
