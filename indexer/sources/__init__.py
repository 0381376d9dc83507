"""Where articles come from. Front door of the package: each kind of source is a module that yields items."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from .changes import Changes
from .files import load, read_path
from .guard import label
from .inbox import read_inbox
from .items import Content, File, Item, Options, Page, Record, SourceError, Unchanged, Unreadable
from .lines import read_lines
from .web import WEB_CODES, Memory, Web

__all__ = [
    "SOURCE_CODES",
    "STDIN",
    "Changes",
    "Content",
    "File",
    "Item",
    "Memory",
    "Options",
    "Page",
    "Record",
    "SourceError",
    "Unchanged",
    "Unreadable",
    "Web",
    "is_address",
    "label",
    "load",
    "read",
    "read_inbox",
]

STDIN = "-"
SOURCE_CODES = {
    "unreadable": "it cannot be opened or unpacked: it is cut off, damaged or packed in an unknown way",
    "bad-json": "a line of a JSON lines file is not a JSON object",
    "bad-row": "a row of a table does not fit its header, or a quotation mark in it is never closed",
    "no-columns": "a table has no column that is known as title or body: name them with --columns",
    "bad-xml": "the XML is not well formed",
    "other-xml": "an XML file is no WordPress export, RSS or Atom",
    "encrypted": "a member of an archive is encrypted",
    "nested": "an archive within an archive, or packed once more",
    "not-a-file": "a link or device within an archive",
    "bomb": "it unpacks to more than 250 times its size, or the members of an archive overlap",
    "too-many": "an archive has more members than can be listed: unpack it and add the folder",
    "encoding": "a page of a web archive is encoded in a way that is not read",
    "revisit": "a web archive only says that a page was unchanged since a capture in another file",
} | WEB_CODES

_WEB = re.compile(r"https?:", re.IGNORECASE)


def is_address(source: str) -> bool:
    """Tell whether a source is an address on the web."""
    return _WEB.match(source) is not None


def read(source: str, options: Options) -> Iterator[Item]:
    """Yield what a source holds: a path, an address on the web, or "-" for JSON lines on standard input.

    Reads one item at a time. Raises SourceError if there is no such source.
    """
    if source == STDIN:
        yield from read_lines(sys.stdin.buffer, "stdin", options)
        return
    if is_address(source):
        if options.web is None:
            raise SourceError(f"{source}: addresses on the web cannot be read here; give a file or folder")
        yield from options.web.read(source, options)
        return
    path = Path(source)
    if not path.exists():
        raise SourceError(f"{source}: there is no such file or folder")
    yield from read_path(path, options)
