"""A page that a browser saved as one file (MHTML, RFC 2557)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from typing import IO

from .guard import Halted, web_address
from .items import Item, Options, Page
from .moments import moment_of

_PAGES = frozenset(["text/html", "application/xhtml+xml"])
# The page comes first, in base64 at worst; pictures behind it may be as large as they like.
_CODED = 1.4


def read_mhtml(stream: IO[bytes], name: str, options: Options) -> Iterator[Item]:
    """See Reader; one page, with the address and the time that the browser noted."""
    longest = int(options.max_bytes * _CODED) + 65_536
    data = stream.read(longest)
    try:
        message = message_from_bytes(data)
        parts = list(message.walk())
        part = _page_of(message, parts)
        content = part.get_payload(decode=True) if part else None
        stated = (part.get("Content-Location") or message.get("Snapshot-Content-Location")) if part else None
        url = web_address(str(stated or ""))
        read = moment_of(str(message.get("Date") or ""))
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise Halted("unreadable", f"the file is no saved page: {str(error)[:200]}") from error
    if not isinstance(content, bytes):
        raise Halted("unreadable", "the file holds no page: it has no part of HTML")
    if len(data) == longest and part is parts[-1]:
        raise Halted("too-large", f"the page is larger than {options.max_bytes:,} bytes")
    yield Page(name, content, url, read=read)


def _page_of(message: Message, parts: list[Message]) -> Message | None:
    """Return the part that the file is about: the one named as its start, else the first of HTML."""
    parts = [part for part in parts if part.get_content_type() in _PAGES]
    start = message.get_param("start")
    named = [part for part in parts if start and str(part.get("Content-ID", "")).strip() == start]
    return next(iter(named + parts), None)
