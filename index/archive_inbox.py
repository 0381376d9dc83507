"""The inbox: raw items that were handed in and wait for the indexer, and what became of each.

Handing in only stores: reading an item is the indexer's work. An item's bytes are dropped once it is
settled; what became of it can be asked for some weeks more.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, func, insert, select, update

from .archive_inputs import forget_sources
from .archive_schema import inbox
from .database import Database
from .dates import utc_now

KEPT_DAYS = 30
_ID_BYTES = 16
_SOURCE = "inbox:"


class InboxState(StrEnum):
    """How far an item is."""

    WAITING = "waiting"
    TAKEN = "taken"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RawItem:
    """An item as it was handed in; `url` is its address, if that is known beside it."""

    media_type: str
    data: bytes
    url: str | None = None


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """An item that waits, under its id; `received_at` is ISO 8601 in UTC."""

    id: str
    item: RawItem
    received_at: str

    @property
    def source(self) -> str:
        """Where the item was read from, as `Article.source` has it: `inbox:<id>`."""
        return _SOURCE + self.id


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an item: with an `article_id` it was taken, else refused.

    `code` and `message` say why it was refused, or with what reserve it was taken.
    """

    id: str
    article_id: str | None = None
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class InboxStatus:
    """All that is known of an item; times are ISO 8601 in UTC."""

    id: str
    state: InboxState
    received_at: str
    done_at: str | None = None
    article_id: str | None = None
    code: str | None = None
    message: str | None = None


class Inbox:
    """The inbox of one archive; safe to share between threads, and between processes that open it anew."""

    def __init__(self, database: Database) -> None:
        """Use the archive's database."""
        self._database = database

    def put(self, items: Sequence[RawItem]) -> list[str]:
        """Store items in one transaction and return the id of each, in order.

        They are on the disk when it returns. Ids cannot be guessed. Raises ArchiveError; then none is stored.
        """
        now = utc_now()
        rows = [
            {
                "id": secrets.token_hex(_ID_BYTES),
                "received_at": now,
                "media_type": item.media_type,
                "url": item.url,
                "data": item.data,
                "state": InboxState.WAITING,
            }
            for item in items
        ]
        if rows:
            with self._database.writing() as connection:
                connection.execute(insert(inbox), rows)
        return [str(row["id"]) for row in rows]

    def waiting(self, limit: int) -> Iterator[WaitingItem]:
        """Yield up to `limit` items that wait, oldest first, each once, reading one at a time.

        Raises ArchiveError.
        """
        number = 0
        for _ in range(limit):
            with self._database.reading() as connection:
                row = connection.execute(
                    select(inbox)
                    .where(inbox.c.state == InboxState.WAITING, inbox.c.number > number)
                    .order_by(inbox.c.number)
                    .limit(1)
                ).first()
            if row is None:
                return
            number = row.number
            yield WaitingItem(row.id, RawItem(row.media_type, row.data, row.url), row.received_at)

    def count_waiting(self) -> int:
        """Return how many items wait. Raises ArchiveError."""
        with self._database.reading() as connection:
            statement = select(func.count()).select_from(inbox).where(inbox.c.state == InboxState.WAITING)
            return int(connection.execute(statement).scalar_one())

    def settle(self, verdicts: Iterable[Verdict]) -> None:
        """Record what became of items in one transaction, drop their bytes, and forget long settled ones.

        Raises ArchiveError; then all are as before.
        """
        given = list(verdicts)
        if not given:
            return
        now = utc_now()
        with self._database.writing() as connection:
            for verdict in given:
                state = InboxState.TAKEN if verdict.article_id else InboxState.REFUSED
                connection.execute(
                    update(inbox)
                    .where(inbox.c.id == verdict.id)
                    .values(
                        state=state,
                        data=None,
                        done_at=now,
                        article_id=verdict.article_id,
                        code=verdict.code,
                        message=verdict.message,
                    )
                )
            # An item is never read again under this name: what is known of its bytes serves nobody.
            forget_sources(connection, [_SOURCE + verdict.id for verdict in given])
            connection.execute(delete(inbox).where(inbox.c.done_at < utc_now(-KEPT_DAYS)))

    def status(self, item_id: str) -> InboxStatus | None:
        """Return what is known of an item, None if there is none of this id. Raises ArchiveError."""
        columns = [inbox.c[name] for name in InboxStatus.__dataclass_fields__]
        with self._database.reading() as connection:
            row = connection.execute(select(*columns).where(inbox.c.id == item_id)).first()
        return None if row is None else InboxStatus(**{**row._mapping, "state": InboxState(row.state)})


def inbox_id(source: str) -> str | None:
    """Return the id of the item that an article or refusal came from, None if it came from elsewhere."""
    return source.removeprefix(_SOURCE) if source.startswith(_SOURCE) else None
