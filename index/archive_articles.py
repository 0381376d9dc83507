"""Single articles in the archive: their versions and mentions, put in, taken out of sight and read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from .archive_groups import join_groups, leave_group
from .archive_schema import articles, mentions, people, sequence, versions
from .dates import utc_now
from .model import Article, Document, Mention, MentionKind

Value = TypeVar("Value")
IDS_PER_QUERY = 500
_KINDS = {kind.value: kind for kind in MentionKind}
_FIELDS = ("source", "url", "title", "body", "published", "published_from", "published_other", "author",
           "section", "publisher", "language", "dateline", "agency", "part_of", "part")  # fmt: skip


# So many letters in capitals are initials.
_INITIALS = 3
# Built once: putting a statement together takes SQLAlchemy as long as SQLite takes to carry it out.
_STORED = (
    select(articles.c.id, articles.c.version, articles.c.removed, versions.c.content_hash)
    .join(versions, (versions.c.article_id == articles.c.id) & (versions.c.version == articles.c.version))
    .where(articles.c.id.in_(bindparam("ids", expanding=True)))
)
_NEXT = update(sequence).values(last=sequence.c.last + bindparam("count")).returning(sequence.c.last)
_TOUCHED = update(articles).where(articles.c.id == bindparam("of")).values(sequence=bindparam("number"))
_NAMED = select(people.c.slug, people.c.name).where(people.c.slug.in_(bindparam("slugs", expanding=True)))
_RENAMED = update(people).where(people.c.slug == bindparam("of")).values(name=bindparam("written"))
_NEW_ARTICLE, _NEW_VERSION = insert(articles), insert(versions)
_NEW_MENTIONS, _NEW_PEOPLE = insert(mentions), insert(people)


class Outcome(StrEnum):
    """What became of an article that was handed in."""

    ADDED = "added"
    # Its text is new, or what is recognised in it.
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


def put_articles(connection: Connection, documents: Sequence[Document]) -> list[Outcome]:
    """Keep documents as the newest versions of their articles, those that say something new."""
    outcomes: list[Outcome] = []
    for some in _each_article_once(documents):
        outcomes += _put(connection, some)
    return outcomes


def put_names(connection: Connection, documents: Sequence[Document]) -> int:
    """Give articles the names that are recognised in them now; return how many had others.

    One that has another text by now is left as it is.
    """
    changed = 0
    for some in chunks(documents):
        rows = connection.execute(_STORED, {"ids": [document.article.id for document in some]})
        versions_of = {(row.id, row.content_hash): row.version for row in rows if not row.removed}
        same = [
            (number, document, version)
            for number, document in enumerate(some)
            if (version := versions_of.get((document.article.id, document.article.content_hash)))
        ]
        changed += sum(1 for _ in _name_anew(connection, same))
    return changed


def hide_article(connection: Connection, article_id: str) -> bool:
    """Mark an article as removed; return whether there was one to be seen."""
    found = connection.execute(
        select(articles.c.id).where(articles.c.id == article_id, ~articles.c.removed)
    ).first()
    if found is None:
        return False
    values = {"sequence": _next(connection), "removed": True}
    connection.execute(update(articles).where(articles.c.id == article_id).values(values))
    leave_group(connection, article_id)
    return True


def touch(connection: Connection, article_ids: Sequence[str]) -> None:
    """Give articles new numbers of the sequence, so that engines take them in again."""
    if article_ids:
        first = _next(connection, len(article_ids)) - len(article_ids) + 1
        numbered = [{"of": each, "number": number} for number, each in enumerate(article_ids, first)]
        connection.execute(_TOUCHED, numbered)


def read_documents(connection: Connection, article_ids: Sequence[str]) -> dict[str, Document]:
    """Return the documents with these ids, by id; unknown and removed ones are left out."""
    found: dict[str, Document] = {}
    for part in chunks(article_ids):
        named = _mentions(connection, part)
        for article in read_articles(connection, articles.c.id.in_(part)):
            found[article.id] = Document(article, tuple(named.get(article.id, ())))
    return found


def read_articles(connection: Connection, where: ColumnElement[bool]) -> Iterator[Article]:
    """Yield the articles of some rows, without their names; removed ones are left out."""
    newest = (versions.c.article_id == articles.c.id) & (versions.c.version == articles.c.version)
    found = select(articles.c.identity, versions).join(versions, newest).where(where, ~articles.c.removed)
    for row in connection.execute(found).mappings():
        yield Article(identity=row["identity"], **{name: row[name] for name in _FIELDS})


def as_mention(row: Sequence[Any]) -> Mention:
    """Return what a row of `mentions` holds, whatever follows its columns."""
    _, _, _, start, end, surface, kind, name, entity_id, title, office, *_ = row
    return Mention(start, end, surface, _KINDS[kind], name, entity_id, title, office)


def chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Cut values into pieces that one query can name."""
    for start in range(0, len(values), IDS_PER_QUERY):
        yield values[start : start + IDS_PER_QUERY]


def _each_article_once(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    """Cut documents into pieces that one query can name, none of which has an article twice."""
    for part in chunks(documents):
        start, seen = 0, set[str]()
        for at, document in enumerate(part):
            if document.article.id in seen:
                yield part[start:at]
                start, seen = at, set()
            seen.add(document.article.id)
        yield part[start:]


def _put(connection: Connection, documents: Sequence[Document]) -> list[Outcome]:
    rows = connection.execute(_STORED, {"ids": [document.article.id for document in documents]})
    stored = {row.id: row for row in rows}
    outcomes: list[Outcome] = []
    changed: list[tuple[Document, int]] = []
    same: list[tuple[int, Document, int]] = []
    for document in documents:
        row = stored.get(document.article.id)
        if row and not row.removed and row.content_hash == document.article.content_hash:
            same.append((len(outcomes), document, row.version))
            outcomes.append(Outcome.UNCHANGED)
            continue
        outcomes.append(Outcome.ADDED if row is None or row.removed else Outcome.REPLACED)
        changed.append((document, row.version + 1 if row else 1))
    if changed:
        _change(connection, changed)
        join_groups(connection, [document.article for document, _ in changed])
    for number in _name_anew(connection, same) if same else ():
        outcomes[number] = Outcome.REPLACED
    return outcomes


def _name_anew(connection: Connection, same: Sequence[tuple[int, Document, int]]) -> Iterator[int]:
    """Give articles of the same text the names that are recognised in it now; yield which had others."""
    known = _mentions(connection, [document.article.id for _, document, _ in same])
    for number, document, version in same:
        if tuple(known.get(document.article.id, ())) == document.mentions:
            continue
        of = document.article.id
        connection.execute(delete(mentions).where(mentions.c.article_id == of, mentions.c.version == version))
        if named := list(_mention_rows(document, version)):
            connection.execute(_NEW_MENTIONS, named)
        connection.execute(
            update(articles).where(articles.c.id == of).values({"sequence": _next(connection)})
        )
        _name_people(connection, [document])
        yield number


def _change(connection: Connection, changed: Sequence[tuple[Document, int]]) -> None:
    first = _next(connection, len(changed)) - len(changed) + 1
    fresh = []
    for number, (document, version) in enumerate(changed, first):
        article = document.article
        if version > 1:
            values = {"sequence": number, "removed": False, "version": version}
            connection.execute(update(articles).where(articles.c.id == article.id).values(values))
            leave_group(connection, article.id)
        else:
            fresh.append({"id": article.id, "identity": article.identity, "version": version,
                          "removed": False, "sequence": number})  # fmt: skip
    if fresh:
        connection.execute(_NEW_ARTICLE, fresh)
    connection.execute(_NEW_VERSION, [_version_row(*each) for each in changed])
    if named := [row for each in changed for row in _mention_rows(*each)]:
        connection.execute(_NEW_MENTIONS, named)
    _name_people(connection, [document for document, _ in changed])


def _version_row(document: Document, version: int) -> dict[str, Any]:
    article = document.article
    values = {"article_id": article.id, "version": version, "content_hash": article.content_hash}
    return values | {"accepted_at": utc_now(), **{name: getattr(article, name) for name in _FIELDS}}


def _mention_rows(document: Document, version: int) -> Iterator[dict[str, Any]]:
    article_id = document.article.id
    for ordinal, m in enumerate(document.mentions):
        yield {
            "article_id": article_id,
            "version": version,
            "ordinal": ordinal,
            "start": m.start,
            "end": m.end,
            "surface": m.surface,
            "kind": m.kind.value,
            "name": m.name,
            "entity_id": m.id,
            "title": m.title,
            "office": m.office,
        }


def _name_people(connection: Connection, documents: Sequence[Document]) -> None:
    """Keep how the people of articles are written, where that is not known yet or only in capitals."""
    names: dict[str, str] = {}
    for document in documents:
        for m in document.mentions:
            if m.kind is MentionKind.PERSON and m.id and _is_better(m.name, names.get(m.id)):
                names[m.id] = m.name
    known: dict[str, str] = {}
    for part in chunks(list(names)):
        known |= {row.slug: row.name for row in connection.execute(_NAMED, {"slugs": part})}
    if fresh := [{"slug": key, "name": name} for key, name in names.items() if key not in known]:
        connection.execute(_NEW_PEOPLE, fresh)
    better = {key: names[key] for key, name in known.items() if _is_better(names[key], name)}
    if better:
        connection.execute(_RENAMED, [{"of": key, "written": name} for key, name in better.items()])


def _is_better(name: str, known: str | None) -> bool:
    """Tell whether a way to write a name is the first, or the first not in capitals: *Ahok* after *AHOK*.

    *AHY* stays: three letters and less are initials.
    """
    return known is None or (len(known) > _INITIALS and known.isupper() and not name.isupper())


def _mentions(connection: Connection, article_ids: Sequence[str]) -> Mapping[str, list[Mention]]:
    rows = connection.execute(
        select(mentions)
        .join(articles, (articles.c.id == mentions.c.article_id) & (articles.c.version == mentions.c.version))
        .where(articles.c.id.in_(article_ids))
        .order_by(mentions.c.article_id, mentions.c.ordinal)
    )
    found: dict[str, list[Mention]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(as_mention(row))
    return found


def _next(connection: Connection, count: int = 1) -> int:
    """Take the next numbers of the sequence and return the last of them."""
    return int(connection.execute(_NEXT, {"count": count}).scalar_one())
