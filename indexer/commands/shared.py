"""What several commands need."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing
from typing import Any

import click

from index import RECORD_FIELDS, Archive, Settings

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
        options = Options(settings.max_page_bytes, dict(columns or {}), web=web)
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
