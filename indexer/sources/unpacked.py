"""Packed files (gzip, bzip2, xz), unpacked as they are read, with a bound on what little bytes become."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zlib
from typing import IO, Any, cast

from .guard import Halted

PACKINGS = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz"}
# Pages of one newspaper, which repeat their menus, pack to a hundredth at most; bombs to a thousandth.
RATIO = 250
HARMLESS = 1_000_000
_BLOCK = 65_536
_XZ_MEMORY = 128 * 1024 * 1024
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]", re.DOTALL)


def is_bomb(unpacked: int, packed: int) -> bool:
    """Return whether so many bytes out of so few are no text that people wrote."""
    return unpacked > HARMLESS and unpacked > RATIO * packed


def buffered(stream: IO[bytes]) -> io.BufferedReader:
    """Return the stream with a buffer that can be looked into."""
    return (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    )


class Unpacked(io.RawIOBase):
    """What a packed stream holds, read forwards; several packed streams in a row are one.

    Reading raises OSError where it is damaged or cut off, and Halted (`bomb`).
    """

    def __init__(self, packed: IO[bytes], packing: str) -> None:
        self._packed = packed
        self._packing = packing
        self._tool = self._new_tool()
        self._pending = b""
        self._between = True
        self._read = self._given = 0

    def readable(self) -> bool:
        """Return True: this is for reading."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer as far as one step of unpacking goes; 0 at the end."""
        data = self._some(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def resume(self) -> bool:
        """Go on at the next gzip member behind a damage; return whether there is one."""
        pending = self._pending[1:]
        while not (start := _MEMBER.search(pending)):
            block = self._next_block()
            if not block:
                return False
            pending = pending[-3:] + block
        self._pending = pending[start.start() :]
        self._tool, self._between = self._new_tool(), True
        return True

    def _some(self, most: int) -> bytes:
        while True:
            ended = False
            if not self._pending and self._wants():
                self._pending = self._next_block()
                ended = not self._pending
            if self._between:
                # Tapes and block devices pad with zeros.
                self._pending = self._pending.lstrip(b"\0")
                if not self._pending:
                    if ended:
                        return b""
                    continue
                self._between = False
            data = self._step(most)
            self._given += len(data)
            if is_bomb(self._given, self._read):
                raise Halted("bomb", f"it unpacks to more than {RATIO} times its size")
            if self._tool.eof:
                self._tool, self._between = self._new_tool(), True
            elif ended and not data:
                raise OSError("it is cut off")
            if data:
                return data

    def _step(self, most: int) -> bytes:
        given = self._pending if self._wants() else b""
        try:
            data: bytes = self._tool.decompress(given, most)
        except (zlib.error, lzma.LZMAError, OSError) as error:
            raise OSError(f"it is damaged, or not {self._packing}: {error}") from error
        if self._tool.eof:
            self._pending = self._tool.unused_data
        elif given:
            self._pending = getattr(self._tool, "unconsumed_tail", b"")
        return data

    def _wants(self) -> bool:
        return bool(getattr(self._tool, "needs_input", True))

    def _next_block(self) -> bytes:
        block = self._packed.read(_BLOCK)
        self._read += len(block)
        return block

    def _new_tool(self) -> Any:
        if self._packing == "bzip2":
            return bz2.BZ2Decompressor()
        if self._packing == "xz":
            return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
