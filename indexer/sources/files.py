"""Files and folders: a folder is walked, a file read by the reader of its kind."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from .guard import guarded, label
from .items import File, Item, Options, Page, Reader, Unreadable
from .kinds import kind_of, reader_of, unpacked
from .pages import read_page
from .tarred import read_tar
from .zipped import read_zip

_ARCHIVES: dict[str, Reader] = {".zip": read_zip, ".tar": read_tar}
# Nanoseconds after which a file's times tell a later change for certain, on any file system.
_UNCERTAIN_NS = 2_000_000_000


def read_path(path: Path, options: Options) -> Iterator[Item]:
    """Yield what a file or folder holds.

    A folder is walked in order of names; in it, files of kinds that have no reader are passed over. A file
    of an unknown kind that is named itself is read as a page.
    """
    if path.is_dir():
        yield from _folder(path, options)
    else:
        yield from _file(path, file_reader(path.name) or read_page, options)


def file_reader(name: str) -> Reader | None:
    """Return the reader for a file of this name, archives of files included; None for other kinds."""
    return _ARCHIVES.get(kind_of(name)[0]) or reader_of(name)


def load(file: File, options: Options) -> Page | Unreadable:
    """Read a page that was deferred."""
    now = replace(options, deferred=False)
    for item in guarded(_items(file.path, file.source, read_page, now), file.source):
        if isinstance(item, Page | Unreadable):
            return item
    raise AssertionError("a page is a page, or says why not")


def _folder(folder: Path, options: Options) -> Iterator[Item]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        reason = f"the folder cannot be read: {error.strerror or error}"
        yield Unreadable(label(str(folder)), "unreadable", reason)
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path), options)
        elif (reader := file_reader(entry.name)) and _is_readable(entry):
            yield from _file(Path(entry.path), reader, options)


def _is_readable(entry: os.DirEntry[str]) -> bool:
    """Tell whether it is a file, or a link that leads nowhere and is reported; a pipe would be waited for."""
    return entry.is_file() or not Path(entry.path).exists()


def _file(path: Path, reader: Reader, options: Options) -> Iterator[Item]:
    name = label(str(path))
    yield from guarded(_items(path, name, reader, options), name)


def _items(path: Path, name: str, reader: Reader, options: Options) -> Iterator[Item]:
    if options.deferred and reader is read_page:
        yield File(name, path, _stamp(path))
        return
    with path.open("rb") as stream:
        yield from reader(unpacked(stream, path.name), name, options)


def _stamp(path: Path) -> str | None:
    found = path.stat()
    newest = max(found.st_mtime_ns, found.st_ctime_ns)
    # A file that changed just now may change again within one tick of the file system's clock.
    if newest > time.time_ns() - _UNCERTAIN_NS:
        return None
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
