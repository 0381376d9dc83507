"""Zip archives. Nothing is written to disk."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import IO

from .guard import Halted, guarded
from .items import Item, Options, Unreadable
from .members import is_wanted, member_source, read_member, refusal
from .unpacked import RATIO, is_bomb

_ENCRYPTED = 0x1
_UTF8 = 0x800
# The others let few bytes become any number of bytes at once, whatever the directory says.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# The directory is held in memory, in about ten times its size; a file takes some 100 bytes of it.
_LARGEST_DIRECTORY = 32_000_000
# What zipfile raises for a directory or header that makes no sense, besides BadZipFile.
_SENSELESS = (ValueError, NotImplementedError, RuntimeError, struct.error, OverflowError)


class _Bounded:
    """A file in which no single reading is larger than the largest directory; zipfile reads that at once."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes; raise Halted (`too-many`) for more than the bound."""
        if size > _LARGEST_DIRECTORY:
            raise Halted(
                "too-many", f"the archive's directory takes {size:,} bytes: unpack it and add the folder"
            )
        return self._stream.read(size)


def read_zip(stream: IO[bytes], name: str, options: Options) -> Iterator[Item]:
    """See Reader; the source of a member is the archive's and its name."""
    if not stream.seekable():
        raise Halted("nested", "a packed zip archive is not opened: unpack it")
    try:
        archive = zipfile.ZipFile(_Bounded(stream))
    except _SENSELESS as error:
        raise Halted("unreadable", f"the archive's directory is damaged: {error}") from error
    with archive:
        infos = archive.infolist()
        if sum(info.compress_size for info in infos) > stream.seek(0, os.SEEK_END):
            raise Halted("bomb", "the archive's members overlap")
        for info in infos:
            if not info.is_dir():
                yield from _member(archive, info, name, options)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, options: Options) -> Iterator[Item]:
    member = _name(info)
    mode = info.external_attr >> 16
    plain = not stat.S_IFMT(mode) or stat.S_ISREG(mode)
    refused = refusal(name, member, plain=plain) or (
        _fault(info, name, member) if is_wanted(member) else None
    )
    if refused:
        yield refused
    elif is_wanted(member):
        yield from guarded(_opened(archive, info, name, member, options), member_source(name, member))


def _fault(info: zipfile.ZipInfo, name: str, member: str) -> Unreadable | None:
    source = member_source(name, member)
    if info.flag_bits & _ENCRYPTED:
        return Unreadable(
            source, "encrypted", "the member is encrypted: unpack the archive with its password"
        )
    if info.compress_type not in _METHODS:
        message = f"the member is packed by method {info.compress_type}; stored and deflated ones are read"
        return Unreadable(source, "unreadable", message)
    if is_bomb(info.file_size, info.compress_size):
        return Unreadable(source, "bomb", f"it unpacks to more than {RATIO} times its size")
    return None


def _opened(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, member: str, options: Options
) -> Iterator[Item]:
    try:
        file = archive.open(info)
    except _SENSELESS as error:
        raise Halted("unreadable", f"the member's header is damaged: {error}") from error
    with io.BufferedReader(file) as stream:  # type: ignore[type-var]
        yield from read_member(stream, name, member, options)


def _name(info: zipfile.ZipInfo) -> str:
    """Return the member's name; many archivers write UTF-8 without saying so."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
