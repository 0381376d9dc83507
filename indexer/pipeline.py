"""From sources to the archive: worker processes prepare, one writer takes in, nothing piles up."""

from __future__ import annotations

import functools
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field

from index import Archive, Outcome, Settings

from .kept import Kept
from .known import SECONDS, Done, Fresh, size_of, sort_out
from .prepare import Preparable, Prepared, Refusal, prepare
from .sources import Item, Options
from .stopping import interrupt_held
from .workers import Results, Work, Workers

# A chunk of work: items that must be prepared, their bytes, and items at all.
_CHUNK = 32
_CHUNK_BYTES = 8_000_000
_CHUNK_DONE = 512
_CHUNKS_AHEAD = 4


@dataclass
class Report:
    """What became of the inputs; `remarks` are (source, code) of articles taken with a reserve."""

    read: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    refusals: Kept[Refusal] = field(default_factory=lambda: Kept(astuple, Refusal))
    remarks: Kept[tuple[str, str]] = field(default_factory=lambda: Kept(tuple, lambda *row: row))

    def count(self, outcome: Outcome) -> None:
        """Count one article that was taken in."""
        setattr(self, outcome.value, getattr(self, outcome.value) + 1)

    def counts(self) -> dict[str, int]:
        """Return the numbers, by name."""
        return {
            "read": self.read,
            "added": self.added,
            "replaced": self.replaced,
            "unchanged": self.unchanged,
            "refused": len(self.refusals),
        }


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one item, now that it stands in the archive: an article, or none.

    `code` and `message` say why it was refused; `code` alone with what reserve it was taken.
    """

    source: str
    article_id: str | None = None
    code: str | None = None
    message: str | None = None


def take_in(
    items: Iterable[Item],
    archive: Archive,
    settings: Settings,
    report: Report,
    progress: Callable[[int], None],
    settle: Callable[[Sequence[Settled]], None] = lambda _: None,
    *,
    check: bool = False,
    apart: bool = False,
) -> None:
    """Prepare every item and put it into the archive, a chunk a transaction.

    An input that the archive has seen with the same bytes is passed over; a File with the same stamp
    is not even read, unless `check` says so. `report` is kept up to date, so that it holds when an
    interrupt or an ArchiveError ends the run; `progress` is called with the number of items done since
    its last call, `settle` with what became of a chunk once that is durable. With `apart` no item is prepared
    in this process, which none can end then. Raises SourceError if worker processes die again and again.
    """
    options = Options(settings.max_page_bytes)
    stream = sort_out(items, archive, options, check=check)
    for chunk in prepared(stream, settings, apart=apart):
        taken = [(done.source, done.result) for done in chunk if isinstance(done.result, Prepared)]
        records = [done.record for done in chunk if done.record]
        documents = [result.document for _, result in taken]
        introduced = {n: result.introduced for n, (_, result) in enumerate(taken) if result.introduced}
        outcomes = archive.put(documents, records, introduced) if documents or records else []
        report.read += len(chunk)
        report.unchanged += sum(done.result is None for done in chunk)
        report.refusals.extend(done.result for done in chunk if isinstance(done.result, Refusal))
        report.remarks.extend((source, result.remark) for source, result in taken if result.remark)
        for outcome in outcomes:
            report.count(outcome)
        settle([_settled(done) for done in chunk])
        progress(len(chunk))


def _settled(done: Done) -> Settled:
    if isinstance(done.result, Refusal):
        return Settled(done.source, None, done.result.code, done.result.message)
    return Settled(done.source, done.article_id, done.result.remark if done.result else None)


_Chunk = list[Done | Fresh]
_Waiting = deque[tuple[_Chunk, Work | None]]


def prepared(stream: Iterable[Done | Fresh], settings: Settings, *, apart: bool) -> Iterator[list[Done]]:
    """Yield chunks of done items in the order of the input, so that the later of two versions wins."""
    prepare_chunk = functools.partial(
        _prepare_chunk, max_bytes=settings.max_page_bytes, home=settings.home_place
    )
    count = settings.workers or os.cpu_count() or 1
    workers = Workers(count, prepare_chunk)
    waiting: _Waiting = deque()
    in_this_process = not apart
    try:
        for chunk in _chunks(stream):
            fresh = [each.item for each in chunk if isinstance(each, Fresh)]
            if fresh and in_this_process:
                # Processes are forked for the second chunk that has work: few inputs never pay for them.
                in_this_process = count == 1
                yield _joined(chunk, prepare_chunk(fresh))
                continue
            # The first submission forks; and what is handed on is always waited for.
            with interrupt_held():
                waiting.append((chunk, workers.submit(fresh) if fresh else None))
            # What is done is not held back: from a slow source the next chunk may take long.
            while waiting and (_is_done(waiting[0][1]) or len(waiting) >= count * _CHUNKS_AHEAD):
                yield _collect(waiting, workers)
        while waiting:
            yield _collect(waiting, workers)
    except KeyboardInterrupt:
        # What was read before it is still taken in; a second one ends that too.
        while waiting:
            yield _collect(waiting, workers)
        raise
    finally:
        workers.close()


def _collect(waiting: _Waiting, workers: Workers) -> list[Done]:
    """Wait for the first chunk; take those with it that are done by then: one transaction costs less."""
    collected: list[Done] = []
    taken = 0
    for chunk, work in waiting:
        if taken and not (_is_done(work) and len(collected) < _CHUNK_DONE):
            break
        collected += _joined(chunk, workers.results(work) if work else [])
        taken += 1
    # Only now: an interrupt while it waits loses none.
    for _ in range(taken):
        waiting.popleft()
    return collected


def _is_done(work: Work | None) -> bool:
    return work is None or work.done


def _joined(chunk: _Chunk, results: Results) -> list[Done]:
    each_result = iter(results)
    return [each if isinstance(each, Done) else each.done(next(each_result)) for each in chunk]


def _prepare_chunk(chunk: Sequence[Preparable], *, max_bytes: int, home: str) -> Results:
    return [prepare(item, max_bytes, home) for item in chunk]


def _chunks(stream: Iterable[Done | Fresh]) -> Iterator[_Chunk]:
    """Cut the stream: so much work at a time, so many bytes, so many items that are done already, or so long.

    At an interrupt what was read is handed on first.
    """
    chunk: _Chunk = []
    fresh = size = 0
    started = 0.0
    try:
        for each in stream:
            started = started if chunk else time.monotonic()
            chunk.append(each)
            if isinstance(each, Fresh):
                fresh += 1
                size += size_of(each.item)
            late = time.monotonic() - started >= SECONDS
            if fresh >= _CHUNK or size >= _CHUNK_BYTES or len(chunk) >= _CHUNK_DONE or late:
                yield chunk
                chunk, fresh, size = [], 0, 0
    except KeyboardInterrupt:
        yield chunk
        raise
    if chunk:
        yield chunk
