"""From sources to the archive: worker processes prepare, one writer takes in, nothing piles up."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field

from index import Archive, Input, Outcome, Settings

from .prepare import Prepared, Refusal, prepare
from .sources import Content, Item, Unchanged, Unreadable
from .version import input_digest

_CHUNK = 32
_CHUNK_SECONDS = 1.0
_CHUNKS_AHEAD = 4


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


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one item, now that it stands in the archive: an article, or none.

    `code` and `message` say why it was refused; `code` alone with what reserve it was taken.
    """

    source: str
    article_id: str | None = None
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class _Done:
    """An item with what became of it; `digest` is None where it was known or cannot be.

    `result` is None for an unchanged item; `article_id` is then what it became before.
    """

    result: Prepared | Refusal | None
    source: str
    digest: str | None
    article_id: str | None = None


def take_in(
    items: Iterable[Item],
    archive: Archive,
    settings: Settings,
    report: Report,
    progress: Callable[[int], None],
    settle: Callable[[Sequence[Settled]], None] = lambda _: None,
) -> None:
    """Prepare every item and put it into the archive, a chunk a transaction.

    An input that the archive has seen with the same bytes is passed over. `report` is kept up to
    date, so that it holds when an interrupt or an ArchiveError ends the run; `progress` is called
    with the number of items done since its last call, `settle` with what became of a chunk once that is
    durable.
    """
    for chunk in _prepared(items, archive, settings):
        taken = [done.result for done in chunk if isinstance(done.result, Prepared)]
        outcomes = archive.put([result.document for result in taken], _seen(chunk))
        report.read += len(chunk)
        report.unchanged += sum(done.result is None for done in chunk)
        report.refusals.extend(done.result for done in chunk if isinstance(done.result, Refusal))
        for result, outcome in zip(taken, outcomes, strict=True):
            report.count(outcome)
            if result.remark:
                report.remarks.append((result.document.article.source, result.remark))
        settle([_settled(done) for done in chunk])
        progress(len(chunk))


def _settled(done: _Done) -> Settled:
    if isinstance(done.result, Refusal):
        return Settled(done.source, None, done.result.code, done.result.message)
    if done.result is None:
        return Settled(done.source, done.article_id)
    return Settled(done.source, done.result.document.article.id, done.result.remark)


def _seen(chunk: Iterable[_Done]) -> list[Input]:
    seen: list[Input] = []
    for done in chunk:
        if done.digest is None:
            continue
        if isinstance(done.result, Prepared):
            seen.append(Input(done.source, done.digest, done.result.document.article.id))
        elif isinstance(done.result, Refusal):
            seen.append(Input(done.source, done.digest, None, done.result.code, done.result.message))
    return seen


def _prepared(items: Iterable[Item], archive: Archive, settings: Settings) -> Iterator[list[_Done]]:
    """Yield chunks of done items in the order of the input, so that the later of two versions wins."""
    prepare_chunk = functools.partial(
        _prepare_chunk, max_bytes=settings.max_page_bytes, home=settings.home_place
    )
    workers = settings.workers or os.cpu_count() or 1
    waiting: deque[tuple[list[_Done | Content], Future[list[Prepared | Refusal]]]] = deque()
    pool: ProcessPoolExecutor | None = None
    try:
        for number, chunk in enumerate(_chunks(items)):
            known = _known(chunk, archive)
            fresh = [item for item in known if not isinstance(item, _Done)]
            if pool is None and (workers == 1 or number == 0 or not fresh):
                yield _joined(known, prepare_chunk(fresh))
                continue
            # Forked from the second chunk that has work: few inputs never pay for processes.
            pool = pool or ProcessPoolExecutor(workers, initializer=_begin_worker)
            waiting.append((known, pool.submit(prepare_chunk, fresh)))
            # What is done is not held back: from a slow source the next chunk may take long.
            while waiting and (waiting[0][1].done() or len(waiting) >= workers * _CHUNKS_AHEAD):
                yield _collect(waiting)
        while waiting:
            yield _collect(waiting)
    except KeyboardInterrupt:
        # What was read before it is still taken in; a second one ends that too.
        while waiting:
            yield _collect(waiting)
        raise
    finally:
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _collect(
    waiting: deque[tuple[list[_Done | Content], Future[list[Prepared | Refusal]]]],
) -> list[_Done]:
    known, future = waiting.popleft()
    return _joined(known, future.result())


def _known(chunk: list[Item], archive: Archive) -> list[_Done | Content]:
    """Replace the items that the archive has seen unchanged by what became of them then."""
    seen = archive.known_inputs([item.source for item in chunk])
    return [_recalled(item, seen.get(item.source)) for item in chunk]


def _recalled(item: Item, seen: Input | None) -> _Done | Content:
    if not isinstance(item, Unchanged) and (
        seen is None or isinstance(item, Unreadable) or seen.digest != input_digest(item.data)
    ):
        return item
    if seen is not None and seen.article_id is None:
        return _Done(Refusal(item.source, seen.code or "", seen.message or ""), item.source, None)
    return _Done(None, item.source, None, seen.article_id if seen else None)


def _joined(known: list[_Done | Content], results: list[Prepared | Refusal]) -> list[_Done]:
    fresh = iter(results)
    return [
        item
        if isinstance(item, _Done)
        else _Done(
            next(fresh), item.source, None if isinstance(item, Unreadable) else input_digest(item.data)
        )
        for item in known
    ]


def _prepare_chunk(chunk: list[Content], *, max_bytes: int, home: str) -> list[Prepared | Refusal]:
    return [prepare(item, max_bytes, home) for item in chunk]


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield items in groups; a slow source's are handed on after a second, all of them at an interrupt."""
    chunk: list[Item] = []
    started = 0.0
    try:
        for item in items:
            started = started if chunk else time.monotonic()
            chunk.append(item)
            if len(chunk) == _CHUNK or time.monotonic() - started >= _CHUNK_SECONDS:
                yield chunk
                chunk = []
    except KeyboardInterrupt:
        yield chunk
        raise
    if chunk:
        yield chunk


def _begin_worker() -> None:
    """Leave Ctrl-C to the parent, which decides what is still finished; end when it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed tells its workers nothing: without this they would wait for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
