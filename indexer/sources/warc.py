"""Web archives (WARC, ARC): every captured page with its address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from .captures import Capture, captures
from .items import Item, Options, Page, Unreadable
from .unpacked import buffered

_MOST_REVISITS = 100_000


def read_warc(stream: IO[bytes], name: str, options: Options) -> Iterator[Item]:
    """See Reader; the source of a page is the file's and the number of its record.

    A revisit says that a page was the same as an earlier capture. If that stands in this file under
    another address, it is read in a second pass, which needs a file that can be read again.
    """
    stream = buffered(stream)
    revisits: dict[str, list[Capture]] = {}
    waiting = 0
    for found in captures(stream, name, options.max_bytes):
        if isinstance(found, Unreadable):
            yield found
        elif found.data is not None:
            yield Page(found.source, found.data, found.url, read=found.read)
        elif found.digest and waiting < _MOST_REVISITS:
            revisits.setdefault(found.digest, []).append(found)
            waiting += 1
        else:
            yield _unresolved(found)
    if revisits and stream.seekable():
        stream.seek(0)
        yield from _resolved(captures(stream, name, options.max_bytes), revisits)
    for group in revisits.values():
        yield from map(_unresolved, group)


def _resolved(again: Iterator[Capture | Unreadable], revisits: dict[str, list[Capture]]) -> Iterator[Item]:
    """Yield the pages that revisits repeat, and take these out of `revisits`."""
    for found in again:
        if isinstance(found, Unreadable) or found.data is None or found.digest is None:
            continue
        for revisit in revisits.pop(found.digest, ()):
            if revisit.url != found.url:
                yield Page(revisit.source, found.data, revisit.url, read=found.read)
        if not revisits:
            return


def _unresolved(revisit: Capture) -> Unreadable:
    message = (
        f"the record only says that {revisit.url or 'a page'} was unchanged; the page is in another file"
    )
    return Unreadable(revisit.source, "revisit", message)
