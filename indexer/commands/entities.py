"""`indexer entities`: the names in a text."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterable

import click

from index import Mention, read_settings

from ..own_names import own_names
from .shared import print_json


@click.command()
@click.option("--lines", is_flag=True, help="One text a line, one list a line.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the text: its places are those of then.",
)
def entities(*, lines: bool, day: dt.datetime | None) -> None:
    """Print the names in the text on standard input as a JSON list, as an article of it would have them."""
    home = read_settings().home_place
    then = day.date().isoformat() if day else ""
    stdin = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    texts: Iterable[str] = (line.rstrip("\r\n") for line in stdin) if lines else [stdin.read()]
    for text in texts:
        print_json([_mention(m) for m in own_names(text, home=home, day=then)])


def _mention(mention: Mention) -> dict[str, object]:
    values: dict[str, object] = {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "kind": mention.kind.value,
        "name": mention.name,
    }
    more = {"id": mention.id, "title": mention.title, "office": mention.office}
    return values | {name: value for name, value in more.items() if value}
