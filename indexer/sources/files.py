"""Files and folders: a folder is walked, a file read by the reader of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .guard import guarded, label
from .items import Item, Options, Reader, Unreadable
from .kinds import kind_of, reader_of, unpacked
from .pages import read_page
from .tarred import read_tar
from .zipped import read_zip

_ARCHIVES: dict[str, Reader] = {".zip": read_zip, ".tar": read_tar}


def read_path(path: Path, options: Options) -> Iterator[Item]:
    """Yield what a file or folder holds.

    A folder is walked in order of names; in it, files of kinds that have no reader are passed over. A file
    of an unknown kind that is named itself is read as a page.
    """
    if path.is_dir():
        yield from _folder(path, options)
    else:
        yield from _file(path, file_reader(path.name) or read_page, options)


def _folder(folder: Path, options: Options) -> Iterator[Item]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Unreadable(label(str(folder)), "unreadable", f"the folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from _folder(entry, options)
        elif reader := file_reader(entry.name):
            yield from _file(entry, reader, options)


def file_reader(name: str) -> Reader | None:
    """Return the reader for a file of this name, archives of files included; None for other kinds."""
    return _ARCHIVES.get(kind_of(name)[0]) or reader_of(name)


def _file(path: Path, reader: Reader, options: Options) -> Iterator[Item]:
    name = label(str(path))
    yield from guarded(_items(path, name, reader, options), name)


def _items(path: Path, name: str, reader: Reader, options: Options) -> Iterator[Item]:
    with path.open("rb") as stream:
        yield from reader(unpacked(stream, path.name), name, options)
