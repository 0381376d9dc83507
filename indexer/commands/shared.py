"""What several commands need."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from typing import Any

import click

from index import Archive, Settings

from ..sources import Item, Memory, Options, SourceError, Web, read

REFUSED_SOME = 3
INTERRUPTED = 130


def allow_private_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option of commands that read addresses on the web."""
    return click.option("--allow-private", is_flag=True, help="Read from private networks too.")(command)


def each_item(
    sources: Iterable[str],
    settings: Settings,
    failures: list[SourceError],
    *,
    allow_private: bool = False,
    archive: Archive | None = None,
) -> Generator[Item, None, None]:
    """Yield the items of every source; one that does not exist is noted and the rest goes on.

    With an archive, what it has from the web is asked for only if it changed. Without one, nothing of the
    web is remembered.
    """
    web = Web(
        contact=settings.crawler_contact,
        delay=settings.crawler_delay,
        allow_private=allow_private,
        memory=Memory(settings.data / "fetched.sqlite3") if archive else None,
        known=(lambda source: _digest(archive, source)) if archive else lambda _: None,
    )
    with closing(web):
        options = Options(settings.max_page_bytes, web=web)
        for source in sources:
            try:
                yield from read(source, options)
            except SourceError as error:
                failures.append(error)


def _digest(archive: Archive, source: str) -> str | None:
    seen = archive.known_inputs([source]).get(source)
    return seen.digest if seen else None


def print_json(value: object) -> None:
    """Print one object as a line of JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
