"""What several commands need."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

import click

from index import RECORD_FIELDS, Archive, Engine, Settings, catch_up, open_archive, open_engine, open_lock

from ..console import progress, say
from ..prune import Reading
from ..sources import Item, Memory, Options, SourceError, Web, read

REFUSED_SOME = 3
INTERRUPTED = 130


# A column's name may hold a comma: only one before the next field ends it.
_NEXT_FIELD = re.compile(rf",(?=\s*(?:{'|'.join(RECORD_FIELDS)})\s*=)")


class _Columns(click.ParamType[dict[str, str]]):
    """`title=Judul,body=Isi` as a dictionary from our fields to names of columns."""

    name = "columns"

    def convert(
        self, value: str | dict[str, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> dict[str, str]:
        """Return the names by field; an unknown field is wrong usage."""
        if isinstance(value, dict):
            return value
        named: dict[str, str] = {}
        for part in _NEXT_FIELD.split(value):
            field, equals, column = (piece.strip() for piece in part.partition("="))
            if field not in RECORD_FIELDS or not equals or not column:
                self.fail(f"{part!r} is not FIELD=COLUMN; fields are {', '.join(RECORD_FIELDS)}", param, ctx)
            named[field] = column
        return named


columns_option = click.option(
    "--columns",
    type=_Columns(),
    default={},
    metavar="FIELD=COLUMN,…",
    help="What the columns of tables (CSV, TSV) are called: title=Judul,body=Isi,published=Tgl.",
)


def allow_private_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option of commands that read addresses on the web."""
    return click.option("--allow-private", is_flag=True, help="Read from private networks too.")(command)


def each_item(
    sources: Iterable[str],
    settings: Settings,
    failures: list[SourceError],
    columns: Mapping[str, str] | None = None,
    *,
    allow_private: bool = False,
    archive: Archive | None = None,
    readings: list[Reading] | None = None,
) -> Generator[Item, None, None]:
    """Yield the items of every source; one that does not exist is noted and the rest goes on.

    With an archive, what it has from the web is asked for only if it changed, and pages in files are yielded
    unread. Without one, nothing of the web is remembered. How reading goes is noted in `readings`.
    """
    web = Web(
        contact=settings.crawler_contact,
        delay=settings.crawler_delay,
        allow_private=allow_private,
        memory=Memory(settings.data / "fetched.sqlite3") if archive else None,
        known=(lambda source: _digest(archive, source)) if archive else lambda _: None,
    )
    with closing(web):
        options = Options(settings.max_page_bytes, dict(columns or {}), web, deferred=archive is not None)
        for source in sources:
            reading = Reading(source)
            if readings is not None:
                readings.append(reading)
            try:
                yield from reading.noting(read(source, options))
            except SourceError as error:
                failures.append(error)


def _digest(archive: Archive, source: str) -> str | None:
    seen = archive.known_inputs([source]).get(source)
    return seen.digest if seen else None


@dataclass(frozen=True, slots=True)
class Writing:
    """Archive and engine, held by this process alone; `counts` is recorded as what the run did.

    `after_break` tells that the run before did not come to its end.
    """

    archive: Archive
    engine: Engine
    after_break: bool = False
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
            before = archive.last_run()
            run = archive.begin_run(command)
            opened = Writing(archive, open_engine(settings), before is not None and before.ended is None)
            yield opened
            archive.end_run(run, opened.counts)
        finally:
            archive.close()


def index_rest(opened: Writing, settings: Settings) -> int:
    """Index what of the archive is not in the index yet; return how many changes were.

    Raises ArchiveError, EngineError.
    """
    if opened.archive.sequence() <= opened.engine.sequence():
        return 0
    with progress("Indexing", None) as advance:
        return catch_up(opened.archive, opened.engine, commit_every=settings.commit_every, progress=advance)


def print_json(value: object) -> None:
    """Print one object as a line of JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
