"""Raw inputs that the archive has seen: an unchanged one need not be read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select

from .archive_schema import inputs


@dataclass(frozen=True, slots=True)
class Input:
    """A raw input, the digest of its bytes and of what read it, and what it became.

    `article_id` is that of the article it gave; else `code` and `message` say why it was refused.
    `stamp` tells its file, unread, from a changed one; None if the input is not a file of its own.
    """

    source: str
    digest: str
    article_id: str | None = None
    code: str | None = None
    message: str | None = None
    stamp: str | None = None


def known_inputs(connection: Connection, sources: Sequence[str]) -> dict[str, Input]:
    """Return what is recorded for each of `sources`, by source."""
    rows = connection.execute(select(inputs).where(inputs.c.source.in_(sources)))
    return {row.source: Input(**row._mapping) for row in rows}


def record_inputs(connection: Connection, seen: Sequence[Input]) -> None:
    """Record inputs, replacing what was recorded for the same sources."""
    newest = {each.source: each for each in seen}
    if newest:
        connection.execute(delete(inputs).where(inputs.c.source.in_(list(newest))))
        connection.execute(insert(inputs), [asdict(each) for each in newest.values()])


def forget_inputs(connection: Connection, article_id: str) -> None:
    """Forget the inputs of an article, so that reading them again brings it back."""
    connection.execute(delete(inputs).where(inputs.c.article_id == article_id))
