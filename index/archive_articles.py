"""Single articles in the archive: their versions and mentions, put in, taken out of sight and read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, insert, select, update

from .archive_groups import join_group, leave_group
from .archive_schema import articles, mentions, people, sequence, versions
from .dates import utc_now
from .model import Article, Document, Mention, MentionKind
from .slug import slug

Value = TypeVar("Value")
IDS_PER_QUERY = 500
_FIELDS = ("source", "url", "title", "body", "published", "published_from", "published_other", "author",
           "section", "publisher", "language", "dateline", "agency", "part_of", "part")  # fmt: skip


# Built once: putting a statement together takes SQLAlchemy as long as SQLite takes to carry it out.
_STORED = (
    select(articles.c.version, articles.c.removed, versions.c.content_hash)
    .join(versions, (versions.c.article_id == articles.c.id) & (versions.c.version == articles.c.version))
    .where(articles.c.id == bindparam("id"))
)
_NEXT = update(sequence).values(last=sequence.c.last + 1).returning(sequence.c.last)
_SLUGS = select(people.c.slug).where(people.c.slug.in_(bindparam("slugs", expanding=True)))
_NEW_ARTICLE, _NEW_VERSION = insert(articles), insert(versions)
_NEW_MENTIONS, _NEW_PEOPLE = insert(mentions), insert(people)


class Outcome(StrEnum):
    """What became of an article that was handed in."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


def put_article(connection: Connection, document: Document) -> Outcome:
    """Keep a document as the newest version of its article, if it says something new."""
    article = document.article
    row = connection.execute(_STORED, {"id": article.id}).first()
    if row and not row.removed and row.content_hash == article.content_hash:
        return Outcome.UNCHANGED
    version = row.version + 1 if row else 1
    if row:
        _set(connection, article.id, removed=False, version=version)
        leave_group(connection, article.id)
    else:
        values = {"id": article.id, "identity": article.identity, "version": version, "removed": False}
        connection.execute(_NEW_ARTICLE, values | {"sequence": _next(connection)})
    _insert_version(connection, document, version)
    join_group(connection, article)
    return Outcome.ADDED if row is None or row.removed else Outcome.REPLACED


def hide_article(connection: Connection, article_id: str) -> bool:
    """Mark an article as removed; return whether there was one to be seen."""
    found = connection.execute(
        select(articles.c.id).where(articles.c.id == article_id, ~articles.c.removed)
    ).first()
    if found is None:
        return False
    _set(connection, article_id, removed=True)
    leave_group(connection, article_id)
    return True


def read_documents(connection: Connection, article_ids: Sequence[str]) -> dict[str, Document]:
    """Return the documents with these ids, by id; unknown and removed ones are left out."""
    found: dict[str, Document] = {}
    for part in chunks(article_ids):
        named = _mentions(connection, part)
        rows = connection.execute(
            select(articles.c.identity, versions)
            .join(
                versions,
                (versions.c.article_id == articles.c.id) & (versions.c.version == articles.c.version),
            )
            .where(articles.c.id.in_(part), ~articles.c.removed)
        )
        for row in rows.mappings():
            article = Article(identity=row["identity"], **{name: row[name] for name in _FIELDS})
            found[article.id] = Document(article, tuple(named.get(article.id, ())))
    return found


def chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Cut values into pieces that one query can name."""
    for start in range(0, len(values), IDS_PER_QUERY):
        yield values[start : start + IDS_PER_QUERY]


def _set(connection: Connection, article_id: str, **values: Any) -> None:
    connection.execute(
        update(articles).where(articles.c.id == article_id).values(sequence=_next(connection), **values)
    )


def _insert_version(connection: Connection, document: Document, version: int) -> None:
    article = document.article
    values = {"article_id": article.id, "version": version, "content_hash": article.content_hash}
    values |= {"accepted_at": utc_now(), **{name: getattr(article, name) for name in _FIELDS}}
    connection.execute(_NEW_VERSION, values)
    if document.mentions:
        connection.execute(
            _NEW_MENTIONS,
            [
                {
                    "article_id": article.id,
                    "version": version,
                    "ordinal": ordinal,
                    "start": m.start,
                    "end": m.end,
                    "surface": m.surface,
                    "kind": m.kind.value,
                    "name": m.name,
                    "entity_id": m.id,
                }
                for ordinal, m in enumerate(document.mentions)
            ],
        )
    names = {slug(m.name): m.name for m in document.mentions if m.kind is MentionKind.PERSON}
    known = set(connection.execute(_SLUGS, {"slugs": list(names)}).scalars() if names else ())
    fresh = [{"slug": key, "name": name} for key, name in names.items() if key and key not in known]
    if fresh:
        connection.execute(_NEW_PEOPLE, fresh)


def _mentions(connection: Connection, article_ids: Sequence[str]) -> Mapping[str, list[Mention]]:
    rows = connection.execute(
        select(mentions)
        .join(articles, (articles.c.id == mentions.c.article_id) & (articles.c.version == mentions.c.version))
        .where(articles.c.id.in_(article_ids))
        .order_by(mentions.c.article_id, mentions.c.ordinal)
    )
    found: dict[str, list[Mention]] = {}
    for row in rows:
        mention = Mention(row.start, row.end, row.surface, MentionKind(row.kind), row.name, row.entity_id)
        found.setdefault(row.article_id, []).append(mention)
    return found


def _next(connection: Connection) -> int:
    return int(connection.execute(_NEXT).scalar_one())
