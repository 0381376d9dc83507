"""The inbox: what was handed in over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

from index import Inbox, WaitingItem

from .items import Item, Page
from .lines import read_record
from .moments import moment_of

_RECORD = "application/json"


def read_inbox(inbox: Inbox, limit: int) -> Iterator[Item]:
    """Yield up to `limit` items that wait, oldest first, one at a time; their sources are `inbox:<id>`.

    Where an article stands in no file, its source cannot tell it from others: without an address it is
    known by its text, so that handing in the same text again makes no second article. Raises ArchiveError.
    """
    for waiting in inbox.waiting(limit):
        yield _read(waiting)


def _read(waiting: WaitingItem) -> Item:
    item = waiting.item
    if item.media_type == _RECORD:
        return read_record(waiting.source, item.data, by_text=True)
    read = moment_of(waiting.received_at)
    return Page(waiting.source, item.data, item.url, by_text=True, read=read)
