"""What several commands need."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from index import Archive, Engine, Settings, open_archive, open_engine, open_lock

from ..console import say
from ..sources import Item, Options, SourceError, read

REFUSED_SOME = 3
INTERRUPTED = 130


def each_item(sources: Iterable[str], settings: Settings, failures: list[SourceError]) -> Iterator[Item]:
    """Yield the items of every source; one that does not exist is noted and the rest goes on."""
    options = Options(settings.max_page_bytes)
    for source in sources:
        try:
            yield from read(source, options)
        except SourceError as error:
            failures.append(error)


@dataclass(frozen=True, slots=True)
class Writing:
    """Archive and engine, held by this process alone; `counts` is recorded as what the run did."""

    archive: Archive
    engine: Engine
    counts: dict[str, int] = field(default_factory=dict)


def waiting_for(settings: Settings) -> Callable[[str], None]:
    """Return what says that another program is waited for."""
    return lambda holder: say(f"{holder} is changing {settings.data}; waiting up to {settings.lock_wait:g} s")


@contextmanager
def writing(settings: Settings, command: str) -> Iterator[Writing]:
    """Open archive and engine to change them, once no other indexer does, and record the run.

    Raises LockError, ArchiveError, EngineError or OSError.
    """
    with open_lock(settings, waiting_for(settings)):
        archive = open_archive(settings)
        try:
            run = archive.begin_run(command)
            opened = Writing(archive, open_engine(settings))
            yield opened
            archive.end_run(run, opened.counts)
        finally:
            archive.close()


def print_json(value: object) -> None:
    """Print one object as a line of JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
