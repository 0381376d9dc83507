"""Raw inputs that the archive has seen: an unchanged one need not be read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select

from .archive_schema import articles, inputs, versions

_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Input:
    """A raw input, the digest of its bytes and of what read it, and what it became.

    `article_id` is that of the article it gave; else `code` and `message` say why it was refused.
    `stamp` tells its file, unread, from a changed one; None if the input is not a file of its own. `part` is
    the `Article.part` of what it gave.
    """

    source: str
    digest: str
    article_id: str | None = None
    code: str | None = None
    message: str | None = None
    stamp: str | None = None
    part: int | None = None


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


def forget_inputs(connection: Connection, article_id: str, page: int | None = None) -> None:
    """Forget the inputs of an article, or of one page of it, so that reading them again brings it back."""
    of = inputs.c.article_id == article_id if page is None else _gives(article_id, page)
    connection.execute(delete(inputs).where(of))


def is_given(connection: Connection, article_id: str, page: int) -> bool:
    """Return whether an input is recorded that gave this page of an article."""
    found = select(inputs.c.source).where(_gives(article_id, page)).limit(1)
    return connection.execute(found).first() is not None


def _gives(article_id: str, page: int) -> ColumnElement[bool]:
    # What does not say which page it is counts as the first.
    return (inputs.c.article_id == article_id) & (func.coalesce(inputs.c.part, 1) == page)


def sources_below(connection: Connection, path: str) -> Iterator[str]:
    """Yield the sources at a path, and those that are rows, members or files of it, in order."""
    last = ""
    beginnings = [path + mark for mark in ("/", "!", ":")] if path != "/" else ["/"]
    ranges = [(inputs.c.source >= each) & (inputs.c.source < _after(each)) for each in beginnings]
    where = or_(inputs.c.source == path, *ranges)
    while True:
        rows = connection.execute(
            select(inputs.c.source)
            .where(where, inputs.c.source > last)
            .order_by(inputs.c.source)
            .limit(_PAGE)
        )
        page = list(rows.scalars())
        yield from page
        if len(page) < _PAGE:
            return
        last = page[-1]


def forget_sources(connection: Connection, sources: Sequence[str]) -> set[str]:
    """Forget the inputs that were read from these sources; return the ids of what they gave."""
    gone = inputs.c.source.in_(sources)
    ids = connection.execute(
        select(inputs.c.article_id).where(gone, inputs.c.article_id.is_not(None)).distinct()
    )
    found = set(ids.scalars())
    connection.execute(delete(inputs).where(gone))
    return found


def still_given(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return those of the articles that an input is left of, each with the source of its text."""
    rows = connection.execute(
        select(articles.c.id, versions.c.source)
        .join(versions, (versions.c.article_id == articles.c.id) & (versions.c.version == articles.c.version))
        .where(articles.c.id.in_(select(inputs.c.article_id).where(inputs.c.article_id.in_(ids))))
    )
    return {row.id: row.source for row in rows}


def _after(beginning: str) -> str:
    """Return the least text that comes after all that begin so."""
    return beginning[:-1] + chr(ord(beginning[-1]) + 1)
