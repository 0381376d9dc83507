"""Telling feed, sitemap and page apart, and what is compressed."""

from __future__ import annotations

import re
import zlib
from enum import Enum

from .problem import Problem

_HEAD = 8192
_GZIP = b"\x1f\x8b"
_BLOCK = 65_536
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z]+)")
_LINE = re.compile(rb"https?://\S+", re.IGNORECASE)


class Kind(Enum):
    """What lies at an address; LIST is a sitemap in plain text, an address a line."""

    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"
    LIST = "list"


_ROOTS = {b"rss": Kind.FEED, b"feed": Kind.FEED, b"rdf": Kind.FEED, b"urlset": Kind.SITEMAP,
          b"sitemapindex": Kind.SITEMAP}  # fmt: skip


def kind_of(data: bytes) -> Kind:
    """Return what some bytes are, by their first element; unknown is a page."""
    # Without the zero bytes UTF-16 reads like ASCII.
    head = data[:_HEAD].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    while head.startswith((b"<?", b"<!")):
        end = b"-->" if head.startswith(b"<!--") else b">"
        # A document type may hold declarations in brackets.
        head = head.partition(end)[2].lstrip(b"]> \t\r\n")
    if match := _ROOT.match(head):
        return _ROOTS.get(match.group(1).lower(), Kind.PAGE)
    lines = [line for line in head.splitlines()[:20] if line.strip()]
    complete = lines[:-1] if len(data) > _HEAD and len(lines) > 1 else lines
    return Kind.LIST if complete and all(_LINE.fullmatch(line.strip()) for line in complete) else Kind.PAGE


def unzipped(data: bytes, limit: int) -> bytes:
    """Return gzip data decompressed, other data as it is.

    Raises Problem: `too-large` for more than `limit` bytes, `bad-feed` for damaged data.
    """
    out: list[bytes] = []
    size = 0
    while data.startswith(_GZIP):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        while not unpacker.eof:
            try:
                block = unpacker.decompress(data, _BLOCK)
            except zlib.error as error:
                raise Problem("bad-feed", f"its compressed data are damaged: {error}") from error
            if not block and not unpacker.unconsumed_tail and not unpacker.eof:
                raise Problem("bad-feed", "its compressed data break off")
            out.append(block)
            size += len(block)
            if size > limit:
                raise Problem("too-large", f"it is larger than {limit:,} bytes when decompressed")
            data = unpacker.unconsumed_tail
        data = unpacker.unused_data
    return b"".join(out) if out else data
