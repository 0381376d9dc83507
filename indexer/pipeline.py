"""From sources to the archive: worker processes prepare, one writer takes in, nothing piles up."""

from __future__ import annotations

import itertools
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field

from index import Archive, Outcome, Settings

from .prepare import Prepared, Refusal, prepare
from .sources import Item

_CHUNK = 32
_CHUNKS_AHEAD = 4
_FEW = 64


@dataclass
class Report:
    """What became of the inputs; `remarks` are (source, code) of articles taken with a reserve."""

    read: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Count one article that was taken in."""
        setattr(self, outcome.value, getattr(self, outcome.value) + 1)


def take_in(
    items: Iterable[Item],
    archive: Archive,
    settings: Settings,
    report: Report,
    progress: Callable[[int], None],
) -> None:
    """Prepare every item and put it into the archive, a chunk a transaction.

    `report` is kept up to date, so that it holds when an interrupt or an ArchiveError ends the run;
    `progress` is called with the number of items done since its last call.
    """
    for prepared in _prepared(items, settings):
        taken = [result for result in prepared if isinstance(result, Prepared)]
        outcomes = archive.put([result.document for result in taken])
        report.read += len(prepared)
        report.refusals.extend(result for result in prepared if isinstance(result, Refusal))
        for result, outcome in zip(taken, outcomes, strict=True):
            report.count(outcome)
            if result.remark:
                report.remarks.append((result.document.article.source, result.remark))
        progress(len(prepared))


def _prepared(items: Iterable[Item], settings: Settings) -> Iterator[list[Prepared | Refusal]]:
    """Yield prepared chunks in the order of the input, so that the later of two versions wins."""
    workers = settings.workers or os.cpu_count() or 1
    stream = iter(items)
    first = list(itertools.islice(stream, _FEW))
    if workers == 1 or len(first) < _FEW:
        for chunk in _chunks(itertools.chain(first, stream)):
            yield _prepare_chunk(chunk, settings.max_page_bytes, settings.home_place)
        return
    waiting: deque[Future[list[Prepared | Refusal]]] = deque()
    with ProcessPoolExecutor(workers, initializer=_ignore_interrupt) as pool:
        try:
            for chunk in _chunks(itertools.chain(first, stream)):
                waiting.append(
                    pool.submit(_prepare_chunk, chunk, settings.max_page_bytes, settings.home_place)
                )
                if len(waiting) >= workers * _CHUNKS_AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _prepare_chunk(chunk: list[Item], max_bytes: int, home: str) -> list[Prepared | Refusal]:
    return [prepare(item, max_bytes, home) for item in chunk]


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    stream = iter(items)
    while chunk := list(itertools.islice(stream, _CHUNK)):
        yield chunk


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent, which decides what is still finished."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
