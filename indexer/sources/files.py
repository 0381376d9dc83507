"""Files and folders: a folder is walked, a file read by the reader of its kind."""

from __future__ import annotations

import gzip
import io
import os
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .items import File, Item, Options, Page, Reader, Unreadable
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

_FAILURES = (OSError, EOFError, zlib.error)
# Nanoseconds after which a file's times tell a later change for certain, on any file system.
_UNCERTAIN_NS = 2_000_000_000


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


def load(file: File, options: Options) -> Page | Unreadable:
    """Read a page that was deferred."""
    try:
        with _open(file.path) as stream:
            # One byte beyond the limit lets extraction see that the page is too large.
            return Page(file.source, stream.read(options.max_bytes + 1))
    except _FAILURES as error:
        return _unreadable(file.source, error)


def printable(path: Path) -> str:
    """Return a path as text that can be stored: what is no UTF-8 in a name is written as `\\xe9`."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _folder(folder: Path, options: Options) -> Iterator[Item]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        reason = f"the folder cannot be read: {error.strerror or error}"
        yield Unreadable(printable(folder), "unreadable", reason)
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path), options)
        elif reader := reader_of(entry.name):
            yield from _file(Path(entry.path), reader, options)


def _file(path: Path, reader: Reader, options: Options) -> Iterator[Item]:
    try:
        if options.deferred and reader is read_page:
            yield File(printable(path), path, _stamp(path))
            return
        with _open(path) as stream:
            yield from reader(stream, printable(path), options)
    except _FAILURES as error:
        yield _unreadable(printable(path), error)


def _unreadable(source: str, error: Exception) -> Unreadable:
    reason = getattr(error, "strerror", None) or str(error)
    return Unreadable(source, "unreadable", f"the file cannot be read: {reason}")


def _stamp(path: Path) -> str | None:
    found = path.stat()
    newest = max(found.st_mtime_ns, found.st_ctime_ns)
    # A file that changed just now may change again within one tick of the file system's clock.
    if newest > time.time_ns() - _UNCERTAIN_NS:
        return None
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def _open(path: Path) -> IO[bytes]:
    if path.suffix.lower() == ".gz":
        return io.BufferedReader(gzip.open(path, "rb"))
    return path.open("rb")
