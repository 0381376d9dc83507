"""Groups of near-duplicates in the archive: kept up as articles come and go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, union_all, update

from .archive_schema import articles, bands, versions
from .model import Article
from .near_duplicates import BANDS, MOST_COMPARED, shingles, similarity
from .near_duplicates import bands as bands_of

_NUMBERS_PER_QUERY = 500
_NEW_BANDS = insert(bands)
_HELD = select(bands.c.band).distinct().where(bands.c.band.in_(bindparam("numbers", expanding=True)))
# Of a long series (tomorrow's gold price in today's words) thousands share a band: no more are counted.
_MOST_PER_BAND = 100
_SHARING = union_all(
    *(
        select(
            select(bands.c.article_id)
            .where(bands.c.band == bindparam(f"band_{n}"))
            .order_by(bands.c.article_id)
            .limit(_MOST_PER_BAND)
            .subquery()
        )
        for n in range(BANDS)
    )
).subquery()
_NEAR = (
    select(articles.c.id, articles.c.group_id, articles.c.identity, versions.c.title, versions.c.body,
           versions.c.publisher, versions.c.published)
    .join(versions, (versions.c.article_id == articles.c.id) & (versions.c.version == articles.c.version))
    .where(
        articles.c.id.in_(
            select(_SHARING.c.article_id)
            .group_by(_SHARING.c.article_id)
            .order_by(func.count().desc(), _SHARING.c.article_id)
            .limit(MOST_COMPARED)
        ),
        ~articles.c.removed,
    )
    .order_by(articles.c.id)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Copy:
    """A near-duplicate of an article, as far as lists show it."""

    id: str
    url: str | None
    title: str
    publisher: str | None
    published: str | None


def join_groups(connection: Connection, added: Sequence[Article]) -> None:
    """Find the groups of articles that were just put in and are in none, among those before them."""
    numbers = [dict.fromkeys(bands_of(shingles(article.body))) for article in added]
    every = list({number for each in numbers for number in each})
    held = {
        number
        for at in range(0, len(every), _NUMBERS_PER_QUERY)
        for number in connection.execute(_HELD, {"numbers": every[at : at + _NUMBERS_PER_QUERY]}).scalars()
    }
    waiting: list[dict[str, int | str]] = []
    for article, mine in zip(added, numbers, strict=True):
        # Most articles are like no other, and need not be looked for one by one.
        if not held.isdisjoint(mine):
            _keep(connection, waiting)
            waiting = []
            _join(connection, article, list(mine))
        article_id = article.id
        waiting += [{"band": number, "article_id": article_id} for number in mine]
        held.update(mine)
    _keep(connection, waiting)


def leave_group(connection: Connection, article_id: str) -> None:
    """Forget what an article was compared by, and that it belongs to a group."""
    connection.execute(delete(bands).where(bands.c.article_id == article_id))
    connection.execute(update(articles).where(articles.c.id == article_id).values(group_id=None))
    # A group is named after its first article; what is left is named anew, for that may begin another one.
    named = articles.c.group_id == article_id
    left = (
        connection.execute(select(articles.c.id).where(named).order_by(articles.c.id).limit(2))
        .scalars()
        .all()
    )
    if left:
        connection.execute(update(articles).where(named).values(group_id=left[0] if len(left) > 1 else None))


def groups(connection: Connection, article_ids: Sequence[str]) -> dict[str, str]:
    """Return the group of each of these articles that belongs to one."""
    grouped = select(articles.c.id, articles.c.group_id).where(
        articles.c.id.in_(article_ids), articles.c.group_id.is_not(None)
    )
    return {row.id: row.group_id for row in connection.execute(grouped)}


def copies(connection: Connection, article_ids: Sequence[str]) -> dict[str, list[Copy]]:
    """Return the near-duplicates of each of these articles that has any, the earliest published first."""
    mine = groups(connection, article_ids)
    if not mine:
        return {}
    rows = connection.execute(
        select(articles.c.group_id, articles.c.id, versions.c.url, versions.c.title, versions.c.publisher,
               versions.c.published)
        .join(versions, (versions.c.article_id == articles.c.id) & (versions.c.version == articles.c.version))
        .where(articles.c.group_id.in_(set(mine.values())), ~articles.c.removed)
        .order_by(versions.c.published.is_(None), versions.c.published, articles.c.id)
    ).all()  # fmt: skip
    members: dict[str, list[Copy]] = {}
    for group, *values in rows:
        members.setdefault(group, []).append(Copy(*values))
    found = {
        article_id: [copy for copy in members.get(group, ()) if copy.id != article_id]
        for article_id, group in mine.items()
    }
    return {article_id: others for article_id, others in found.items() if others}


def ungrouped(connection: Connection, after: int, limit: int) -> list[tuple[str, int]]:
    """Return ids and sequence numbers of articles that nothing can be compared with yet, in order."""
    rows = connection.execute(
        select(articles.c.id, articles.c.sequence)
        .where(articles.c.sequence > after, ~articles.c.removed)
        .where(~exists().where(bands.c.article_id == articles.c.id))
        .order_by(articles.c.sequence)
        .limit(limit)
    )
    return [(row.id, row.sequence) for row in rows]


def _keep(connection: Connection, rows: Sequence[dict[str, int | str]]) -> None:
    if rows:
        connection.execute(_NEW_BANDS, rows)


def _join(connection: Connection, article: Article, numbers: list[int]) -> None:
    best, group, alone = 0.0, None, None
    for identity, group_id, other in _candidates(connection, numbers):
        shared = similarity(article, other)
        if shared > best:
            best, group = shared, group_id or identity
            alone = None if group_id else identity
    if group is not None:
        connection.execute(update(articles).where(articles.c.id == article.id).values(group_id=group))
        if alone:
            connection.execute(update(articles).where(articles.c.id == alone).values(group_id=group))


def _candidates(connection: Connection, numbers: list[int]) -> list[tuple[str, str | None, Article]]:
    wanted = zip_longest(range(BANDS), numbers)
    rows = connection.execute(_NEAR, {f"band_{n}": number for n, number in wanted})
    return [
        (row.id, row.group_id,
         Article(row.identity, row.title, row.body, publisher=row.publisher, published=row.published))
        for row in rows
    ]  # fmt: skip
