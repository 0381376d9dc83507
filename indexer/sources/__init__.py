"""Where articles come from. Front door of the package: each kind of source is a module that yields items."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from .files import read_path
from .items import Content, Item, Options, Page, Record, SourceError, Unchanged, Unreadable
from .lines import read_lines
from .web import WEB_CODES, Memory, Web

__all__ = [
    "SOURCE_CODES",
    "STDIN",
    "Content",
    "Item",
    "Memory",
    "Options",
    "Page",
    "Record",
    "SourceError",
    "Unchanged",
    "Unreadable",
    "Web",
    "read",
]

STDIN = "-"
SOURCE_CODES = {
    "unreadable": "the file or folder cannot be opened or decompressed",
    "bad-json": "a line of a JSON lines file is not a JSON object",
} | WEB_CODES

_WEB = re.compile(r"https?:", re.IGNORECASE)


def read(source: str, options: Options) -> Iterator[Item]:
    """Yield what a source holds: a path, an address on the web, or "-" for JSON lines on standard input.

    Reads one item at a time. Raises SourceError if there is no such source.
    """
    if source == STDIN:
        yield from read_lines(sys.stdin.buffer, "stdin", options)
        return
    if _WEB.match(source):
        if options.web is None:
            raise SourceError(f"{source}: addresses on the web cannot be read here; give a file or folder")
        yield from options.web.read(source, options)
        return
    path = Path(source)
    if not path.exists():
        raise SourceError(f"{source}: there is no such file or folder")
    yield from read_path(path, options)
