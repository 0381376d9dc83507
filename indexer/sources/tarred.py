"""Tar archives, read forwards, a member at a time. Nothing is written to disk."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from typing import IO

from .guard import Halted
from .items import Item, Options
from .members import is_wanted, read_member, refusal

_BLOCK = 65_536
# A header with its long names and attributes takes a few thousand bytes.
_LARGEST_HEADER = 65_536
_MOST_GLOBAL = 1_000
# What tarfile raises for a header that makes no sense, besides TarError.
_SENSELESS = (ValueError, LookupError, OverflowError, RecursionError)


class _Forwards:
    """A file for tarfile that only goes forwards and, while `in_header`, reads little at once.

    A damaged header may tell of a negative size, which would lead back and round for ever.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._position = 0
        self.in_header = True
        self.last = b""

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer at the end."""
        if self.in_header and not 0 <= size <= _LARGEST_HEADER:
            raise Halted("unreadable", f"a header of the archive claims {size:,} bytes")
        self.last = self._stream.read(size)
        self._position += len(self.last)
        return self.last

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._position

    def seekable(self) -> bool:
        """Return False: there is no way back."""
        return False

    def seek(self, position: int, whence: int = os.SEEK_SET) -> int:
        """Read on to a position; one that is passed raises Halted."""
        if whence != os.SEEK_SET or position < self._position:
            raise Halted("unreadable", "a header of the archive is damaged: it leads backwards")
        while (left := position - self._position) and (block := self._stream.read(min(left, _BLOCK))):
            self._position += len(block)
        return self._position


def read_tar(stream: IO[bytes], name: str, options: Options) -> Iterator[Item]:
    """See Reader; the source of a member is the archive's and its name."""
    source = _Forwards(stream)
    archive: tarfile.TarFile | None = None
    while True:
        source.in_header = True
        try:
            archive = archive or tarfile.TarFile(fileobj=source, errors="surrogateescape")  # type: ignore[arg-type]
            member = archive.next()
        except _SENSELESS as error:
            raise Halted("unreadable", f"a header of the archive is damaged: {error}") from error
        if member is None:
            break
        # A list of all members seen would grow with the archive.
        archive.members.clear()  # type: ignore[attr-defined]
        if len(archive.pax_headers) > _MOST_GLOBAL:
            raise Halted("unreadable", "the archive has more global headers than any program writes")
        source.in_header = False
        yield from _member(archive, member, name, options)
    # tarfile ends quietly at a damaged header, too; a true end is zeros or nothing.
    if source.last.strip(b"\0"):
        raise Halted("unreadable", "a header of the archive is damaged: what follows it was not read")


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo, name: str, options: Options) -> Iterator[Item]:
    if member.isdir():
        return
    refused = refusal(name, member.name, plain=member.isreg() and not member.issparse())
    if refused:
        yield refused
    elif is_wanted(member.name) and (stream := archive.extractfile(member)):
        with stream:
            yield from read_member(stream, name, member.name, options)
