"""Files and folders: a folder is walked, a file read by the reader of its kind."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .items import Item, Options, Reader, Unreadable
from .lines import read_lines
from .pages import read_page

READERS: dict[str, Reader] = {
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".txt": read_page,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
}


def reader_of(name: str) -> Reader | None:
    """Return the reader for a file of this name, a `.gz` behind it aside; None for other kinds."""
    suffixes = [suffix.lower() for suffix in Path(name).suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return READERS.get(suffixes[-1]) if suffixes else None


def read_path(path: Path, options: Options) -> Iterator[Item]:
    """Yield what a file or folder holds.

    A folder is walked in order of names; in it, files of kinds that have no reader are passed over. A file
    of an unknown kind that is named itself is read as a page.
    """
    if path.is_dir():
        yield from _folder(path, options)
    else:
        yield from _file(path, reader_of(path.name) or read_page, options)


def _folder(folder: Path, options: Options) -> Iterator[Item]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Unreadable(str(folder), "unreadable", f"the folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from _folder(entry, options)
        elif reader := reader_of(entry.name):
            yield from _file(entry, reader, options)


def _file(path: Path, reader: Reader, options: Options) -> Iterator[Item]:
    try:
        with _open(path) as stream:
            yield from reader(stream, str(path), options)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Unreadable(str(path), "unreadable", f"the file cannot be read: {reason}")


def _open(path: Path) -> IO[bytes]:
    if path.suffix.lower() == ".gz":
        return io.BufferedReader(gzip.open(path, "rb"))
    return path.open("rb")
