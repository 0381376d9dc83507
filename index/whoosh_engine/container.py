"""A file of named arrays: how every part of the index lies on disk.

The arrays come first, each aligned to 64 bytes; then a CRC-32 for every 64 KiB of them; then a small
JSON header (kind, format version, array table, meta); then a trailer of fixed size that says where
the header is. Opening reads trailer and header only. `check` compares the sums of what is about to be
used, each 64 KiB once. Nothing in such a file is ever executed or unpickled.
"""

from __future__ import annotations

import errno
import fcntl
import json
import math
import mmap
import os
import struct
import weakref
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, TypeGuard

import numpy as np
import numpy.typing as npt

from ..engine import EngineError
from ..files import sync_folder

Array = npt.NDArray[Any]

_MAGIC = b"TELUSUR\n"
_FORMAT = 2
_ALIGN = 64
_CHUNK = 1 << 16
_TRAILER = struct.Struct("<QQIQIQ8s")
_DTYPES = ("|u1", "<u2", "<u4", "<u8", "<i4", "<i8")


def damaged(path: Path, what: str) -> EngineError:
    """Return the error for a file that is not what it was written as."""
    return EngineError(
        f"{path} is damaged ({what}); `python -m indexer rebuild` makes the index anew from the archive"
    )


def unreadable(error: OSError) -> EngineError:
    """Return the error for a file that the system does not hand out."""
    return EngineError(
        f"cannot read {error.filename}: {error.strerror}; `python -m indexer rebuild` makes the index anew"
    )


def is_count(value: object) -> TypeGuard[int]:
    """Tell whether a value read from JSON is a whole number, and not negative."""
    return type(value) is int and value >= 0


class ContainerWriter:
    """Writes one file; it is durable after `close`, and gone if `close` is not reached.

    Use as a context manager. Raises OSError.
    """

    def __init__(self, path: Path, kind: str) -> None:
        self._path = path
        self._kind = kind
        # Whoever has a file of this name mapped keeps it: written over, it would change under them.
        path.unlink(missing_ok=True)
        self._file: BinaryIO = path.open("xb")
        self._at = 0
        self._table: list[dict[str, object]] = []
        self._sums: list[int] = []
        self._sum = 0
        self._done = False

    def add(self, name: str, array: Array) -> None:
        """Append an array of one or two dimensions."""
        array = np.ascontiguousarray(array)
        self._begin(name, array.dtype, array.shape)
        self._write(array.reshape(-1).view(np.uint8).data)

    def add_file(self, name: str, dtype: npt.DTypeLike, source: BinaryIO) -> None:
        """Append what a file holds, from its start, as an array of one dimension."""
        kind = np.dtype(dtype)
        size = source.seek(0, os.SEEK_END)
        source.seek(0)
        self._begin(name, kind, (size // kind.itemsize,))
        while piece := source.read(1 << 20):
            self._write(memoryview(piece))

    def close(self, meta: Mapping[str, object]) -> None:
        """Write sums, header and trailer, and flush everything to the disk."""
        if self._at % _CHUNK:
            self._sums.append(self._sum)
        sums = np.array(self._sums, "<u4").tobytes()
        data, sums_at = self._at, self._at
        header = json.dumps(
            {"kind": self._kind, "format": _FORMAT, "arrays": self._table, "meta": dict(meta)}
        ).encode()
        self._file.write(sums)
        self._file.write(header)
        self._file.write(
            _TRAILER.pack(
                data, sums_at, zlib.crc32(sums), sums_at + len(sums), zlib.crc32(header), len(header), _MAGIC
            )
        )
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        sync_folder(self._path.parent)
        self._done = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        if not self._done:
            self._file.close()
            self._path.unlink(missing_ok=True)

    def _begin(self, name: str, dtype: np.dtype[Any], shape: tuple[int, ...]) -> None:
        self._write(memoryview(bytes(-self._at % _ALIGN)))
        self._table.append({"name": name, "dtype": dtype.str, "shape": list(shape), "at": self._at})

    def _write(self, data: memoryview) -> None:
        self._file.write(data)
        at = 0
        while at < len(data):
            room = _CHUNK - self._at % _CHUNK
            piece = data[at : at + room]
            self._sum = zlib.crc32(piece, self._sum)
            self._at += len(piece)
            at += len(piece)
            if self._at % _CHUNK == 0:
                self._sums.append(self._sum)
                self._sum = 0


class Container:
    """An opened file: its arrays are mapped into memory and shared with other processes.

    It is held with a shared lock until the object is gone, so that no writer removes it meanwhile
    (see `remove_unused`). Arrays are handed out writable because compiled kernels take them faster so,
    but the mapping is private: nothing written could ever reach the file.
    """

    def __init__(self, path: Path, kind: str) -> None:
        """Open `path`. Raises OSError, or EngineError naming the file if it is damaged."""
        self.path = path
        descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, descriptor)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        found = os.fstat(descriptor)
        if not found.st_nlink:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        self.size = found.st_size
        self._identity = (found.st_dev, found.st_ino)
        if self.size < _TRAILER.size:
            raise damaged(path, "too short")
        try:
            self._map = mmap.mmap(descriptor, 0, access=mmap.ACCESS_COPY)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from error
        try:
            self._read(kind)
        except (struct.error, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            raise damaged(path, "its header cannot be read") from error
        self.names = frozenset(self._arrays)

    def lies_at(self, path: Path) -> bool:
        """Tell whether this is still the file of that name. Raises OSError."""
        found = path.stat()
        return self._identity == (found.st_dev, found.st_ino)

    def _read(self, kind: str) -> None:
        whole = memoryview(self._map)
        data, sums_at, sums_crc, header_at, header_crc, header_size, magic = _TRAILER.unpack_from(
            whole, self.size - _TRAILER.size
        )
        if magic != _MAGIC or header_at + header_size + _TRAILER.size != self.size:
            raise damaged(self.path, "its end is missing")
        header = bytes(whole[header_at : header_at + header_size])
        sums = whole[sums_at:header_at]
        if zlib.crc32(header) != header_crc or zlib.crc32(sums) != sums_crc or sums_at != data:
            raise damaged(self.path, "its header does not match its checksum")
        if len(sums) != -(-data // _CHUNK) * 4:
            raise damaged(self.path, "checksums are missing")
        fields = json.loads(header)
        if fields["kind"] != kind or fields["format"] != _FORMAT:
            raise EngineError(
                f"{self.path} is of kind {fields['kind']!r}, format {fields['format']}, and this version "
                f"reads {kind!r}, format {_FORMAT}; `python -m indexer rebuild` makes the index anew"
            )
        if not isinstance(fields["meta"], dict):
            raise damaged(self.path, "its description cannot be read")
        self.meta: dict[str, Any] = fields["meta"]
        self._data = data
        self._sums = np.frombuffer(sums, "<u4")
        self._checked = np.zeros(len(self._sums), bool)
        self._arrays: dict[str, Array] = {}
        self._places: dict[str, tuple[int, int]] = {}
        end = 0
        for row in fields["arrays"]:
            name, dtype, shape = row["name"], row["dtype"], row["shape"]
            if not isinstance(name, str) or name in self._arrays or dtype not in _DTYPES:
                raise damaged(self.path, f"array {name!r:.40} is described wrongly")
            if not isinstance(shape, list) or len(shape) not in (1, 2) or not all(map(is_count, shape)):
                raise damaged(self.path, f"array {name!r:.40} has no shape")
            count = math.prod(shape)
            at = end + -end % _ALIGN
            end = at + count * np.dtype(dtype).itemsize
            if row["at"] != at or end > data:
                raise damaged(self.path, f"array {name!r:.40} does not follow the one before it")
            self._arrays[name] = np.frombuffer(whole, dtype, count, at).reshape(shape)
            self._places[name] = (at, end)
        if end != data:
            raise damaged(self.path, "there is more in it than its arrays")

    def array(self, name: str) -> Array:
        """Return an array, unchecked: call `check` for what will be read of it."""
        try:
            return self._arrays[name]
        except KeyError:
            raise damaged(self.path, f"array {name!r} is missing") from None

    def whole(self, name: str) -> Array:
        """Return an array, checked from end to end."""
        array = self.array(name)
        self.check(name, 0, array.nbytes)
        return array

    def check_all(self) -> None:
        """Compare every byte with its sum. Raises EngineError if they differ."""
        for name in self._arrays:
            self.whole(name)

    def check(self, name: str, start: int, end: int) -> None:
        """Compare bytes `start` to `end` of an array with their sums. Raises EngineError if they differ."""
        if end <= start:
            return
        base = self._places[name][0]
        first, last = (base + start) // _CHUNK, (base + end - 1) // _CHUNK
        if self._checked[first : last + 1].all():
            return
        whole = memoryview(self._map)
        for chunk in range(first, last + 1):
            if not self._checked[chunk]:
                piece = whole[chunk * _CHUNK : min((chunk + 1) * _CHUNK, self._data)]
                if zlib.crc32(piece) != self._sums[chunk]:
                    raise damaged(self.path, f"checksum of bytes {chunk * _CHUNK} and on, in {name!r}")
                self._checked[chunk] = True


def remove_unused(path: Path) -> bool:
    """Remove a file that no reader on this machine holds; tell whether it is gone. Raises OSError."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
