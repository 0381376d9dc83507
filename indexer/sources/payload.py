"""The body of an HTTP answer as it was sent, to the bytes of the page."""

from __future__ import annotations

import io
import zlib
from typing import Protocol

import brotli
import zstandard
from warcio.bufferedreaders import ChunkedDataReader

from .guard import Halted
from .unpacked import Unpacked

_MOST_CODINGS = 3
# Few bytes of zstd may become 40,000 times as many: so few are unpacked at once. The window is what RFC 8878
# lets a server use.
_ZSTD_BYTES = 64
_ZSTD_WINDOW = 1 << 23
_DAMAGED = "the page cannot be unpacked: it is cut off or damaged"


class Headers(Protocol):
    """Headers of an HTTP answer."""

    def get_header(self, name: str, default: str) -> str:
        """Return a header's value, whatever the case of its name."""


def decoded(raw: bytes, headers: Headers, max_bytes: int) -> bytes:
    """Return a body without its transfer and content codings (chunked; gzip, deflate, br, zstd).

    Raises Halted: `encoding` for codings that are not read, `too-large`, `bomb` or `unreadable`.
    """
    if "chunked" in headers.get_header("Transfer-Encoding", "").lower():
        raw = ChunkedDataReader(io.BytesIO(raw)).read()
    codings = [c.strip().lower() for c in headers.get_header("Content-Encoding", "").split(",")]
    codings = [c for c in codings if c not in ("", "identity", "none", "utf-8")]
    if len(codings) > _MOST_CODINGS:
        raise Halted("encoding", f"the page is encoded {len(codings)} times")
    for coding in reversed(codings):
        raw = _without(raw, coding, max_bytes)
    return raw


def _without(data: bytes, coding: str, max_bytes: int) -> bytes:
    if coding in ("gzip", "x-gzip"):
        # Many crawlers keep the header and store the page unpacked.
        unpacked = _gunzipped(data, max_bytes) if data.startswith(b"\x1f\x8b") else data
    elif coding == "deflate":
        unpacked = _inflated(data, max_bytes)
    elif data.lstrip()[:1] == b"<":
        unpacked = data
    elif coding == "br":
        unpacked = _unbrotlied(data, max_bytes)
    elif coding == "zstd":
        unpacked = _unzstded(data, max_bytes)
    else:
        raise Halted(
            "encoding", f"the page is encoded as {coding[:40]!r}; gzip, deflate, br and zstd are read"
        )
    if len(unpacked) > max_bytes:
        raise Halted("too-large", f"the page is larger than {max_bytes:,} bytes when unpacked")
    return unpacked


def _gunzipped(data: bytes, max_bytes: int) -> bytes:
    try:
        return io.BufferedReader(Unpacked(io.BytesIO(data), "gzip")).read(max_bytes + 1)
    except Halted:
        raise
    except OSError as error:
        raise Halted("unreadable", f"the page cannot be unpacked: {error}") from error


def _inflated(data: bytes, max_bytes: int) -> bytes:
    """Return deflated data, with the zlib header that the standard asks for or without, as some send it."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        tool = zlib.decompressobj(bits)
        try:
            unpacked = tool.decompress(data, max_bytes + 1)
        except zlib.error:
            continue
        if tool.eof or len(unpacked) > max_bytes:
            return unpacked
    if data.lstrip()[:1] == b"<":
        return data
    raise Halted("unreadable", _DAMAGED)


def _unbrotlied(data: bytes, max_bytes: int) -> bytes:
    tool = brotli.Decompressor()
    unpacked = b""
    try:
        while not tool.is_finished() and len(unpacked) <= max_bytes:
            # Asked again without more to read, it hands out what did not fit before.
            more = tool.process(data, output_buffer_limit=max_bytes + 1)
            if not more and not data:
                raise Halted("unreadable", _DAMAGED)
            unpacked, data = unpacked + more, b""
    except brotli.error as error:
        raise Halted("unreadable", _DAMAGED) from error
    return unpacked


def _unzstded(data: bytes, max_bytes: int) -> bytes:
    unpacked = bytearray()
    try:
        while data and len(unpacked) <= max_bytes:
            tool = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
            at = 0
            while at < len(data) and not tool.eof and len(unpacked) <= max_bytes:
                unpacked += tool.decompress(data[at : at + _ZSTD_BYTES])
                at += _ZSTD_BYTES
            if not tool.eof and at >= len(data):
                raise Halted("unreadable", _DAMAGED)
            # A page may be several frames, one after the other.
            data = tool.unused_data + data[at:]
    except zstandard.ZstdError as error:
        raise Halted("unreadable", _DAMAGED) from error
    return bytes(unpacked)
