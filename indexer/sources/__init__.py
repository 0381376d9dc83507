"""Where articles come from. Front door of the package: each kind of source is a module that yields items."""

import sys
from collections.abc import Iterator
from pathlib import Path

from .files import load, read_path
from .items import File, Item, Options, Page, Record, SourceError, Unreadable
from .lines import read_lines

__all__ = [
    "SOURCE_CODES",
    "STDIN",
    "File",
    "Item",
    "Options",
    "Page",
    "Record",
    "SourceError",
    "Unreadable",
    "load",
    "read",
]

STDIN = "-"
SOURCE_CODES = {
    "unreadable": "the file or folder cannot be opened or decompressed",
    "bad-json": "a line of a JSON lines file is not a JSON object",
}


def read(source: str, options: Options) -> Iterator[Item]:
    """Yield what a source holds: a path, or "-" for JSON lines on standard input.

    Reads one item at a time. Raises SourceError if there is no such source.
    """
    if source == STDIN:
        yield from read_lines(sys.stdin.buffer, "stdin", options)
        return
    path = Path(source)
    if not path.exists():
        raise SourceError(f"{source}: there is no such file or folder")
    yield from read_path(path, options)
