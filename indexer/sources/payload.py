"""The body of an HTTP answer as it was sent, to the bytes of the page."""

from __future__ import annotations

import io
import zlib
from typing import Protocol

from warcio.bufferedreaders import ChunkedDataReader

from .guard import Halted
from .unpacked import Unpacked

_MOST_CODINGS = 3


class Headers(Protocol):
    """Headers of an HTTP answer."""

    def get_header(self, name: str, default: str) -> str:
        """Return a header's value, whatever the case of its name."""


def decoded(raw: bytes, headers: Headers, max_bytes: int) -> bytes:
    """Return a body without its transfer and content codings (chunked; gzip, deflate).

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
    else:
        raise Halted("encoding", f"the page is encoded as {coding[:40]!r}; gzip and deflate are read")
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
    raise Halted("unreadable", "the page cannot be unpacked: it is cut off or damaged")
