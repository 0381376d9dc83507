"""The archive: the record of every article, its versions and mentions, in a SQL database.

The archive is the truth and the index its shadow. Each change takes the next number of one sequence;
an engine that stands at a lower number catches up from `changes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from .archive_groups import Copy, copies, groups, join_group, leave_group, ungrouped
from .archive_inbox import Inbox
from .archive_inputs import (
    Input,
    forget_inputs,
    forget_sources,
    known_inputs,
    record_inputs,
    sources_below,
    still_given,
)
from .archive_runs import Run, begin_run, end_run, last_run
from .archive_schema import articles, mentions, people, sequence, versions
from .database import Database
from .dates import utc_now
from .model import Article, Document, Mention, MentionKind
from .settings import Settings
from .slug import slug

_IDS_PER_QUERY = 500
_FIELDS = ("source", "url", "title", "body", "published", "published_from", "published_other", "author",
           "section", "publisher", "language", "dateline", "agency")  # fmt: skip


class Outcome(StrEnum):
    """What became of an article that was handed in."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class Entry(NamedTuple):
    """An article in the archive as it is now, with the sequence number of its last change."""

    sequence: int
    document: Document


@dataclass(frozen=True, slots=True)
class Change:
    """One article's newest state: `document` is None when it was removed."""

    sequence: int
    article_id: str
    document: Document | None


class Archive:
    """An open archive. One writer at a time; any number of readers, in threads or processes."""

    def __init__(self, settings: Settings) -> None:
        """Open the archive and bring its tables up to date. Raises ArchiveError."""
        self._database = Database(settings.resolved_archive_url)
        self.name = self._database.name
        self.inbox = Inbox(self._database)

    def close(self) -> None:
        """Close every connection; idempotent."""
        self._database.close()

    def put(self, documents: Iterable[Document], seen: Sequence[Input] = ()) -> list[Outcome]:
        """Take in documents in one transaction and return an outcome for each, in order.

        `seen` records the raw inputs that were read. Raises ArchiveError if it cannot be stored; then
        nothing of it is.
        """
        with self._database.writing() as connection:
            record_inputs(connection, seen)
            return [self._put(connection, document) for document in documents]

    def remove(self, article_ids: Iterable[str]) -> int:
        """Mark articles as removed in one transaction; return how many there were."""
        with self._database.writing() as connection:
            return self._remove(connection, article_ids)

    def lose(self, sources: Sequence[str]) -> int:
        """Forget raw inputs that are gone, and remove articles that came from no others; return how many."""
        with self._database.writing() as connection:
            gone = set(sources)
            ids = sorted(each for part in _chunks(sources) for each in forget_sources(connection, part))
            left: dict[str, str] = {}
            for part in _chunks(ids):
                left |= still_given(connection, part)
            for each, source in left.items():
                if source in gone:
                    forget_inputs(connection, each)
            return self._remove(connection, [each for each in ids if each not in left])

    def sources_below(self, path: str) -> Iterator[str]:
        """Yield the raw inputs recorded at a file or below a folder, in order."""
        with self._database.reading() as connection:
            yield from sources_below(connection, path)

    def known_inputs(self, sources: Sequence[str]) -> dict[str, Input]:
        """Return what is recorded for each of these raw inputs, by source."""
        found: dict[str, Input] = {}
        with self._database.reading() as connection:
            for part in _chunks(sources):
                found |= known_inputs(connection, part)
        return found

    def sequence(self) -> int:
        """Return the number of the last change, 0 for an empty archive."""
        with self._database.reading() as connection:
            return int(connection.execute(select(sequence.c.last)).scalar_one())

    def count(self) -> int:
        """Return the number of articles that are not removed."""
        with self._database.reading() as connection:
            statement = select(func.count()).select_from(articles).where(~articles.c.removed)
            return int(connection.execute(statement).scalar_one())

    def changes(self, after: int, limit: int) -> list[Change]:
        """Return the newest state of the articles changed after a sequence number, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(articles.c.id, articles.c.sequence, articles.c.removed)
                .where(articles.c.sequence > after)
                .order_by(articles.c.sequence)
                .limit(limit)
            ).all()
            present = self._documents(connection, [row.id for row in rows if not row.removed])
        return [Change(row.sequence, row.id, present.get(row.id)) for row in rows]

    def entries(self) -> Iterator[Entry]:
        """Yield every article that is not removed, oldest change first, all as of one moment."""
        with self._database.reading() as connection:
            after = -1
            while True:
                rows = connection.execute(
                    select(articles.c.id, articles.c.sequence)
                    .where(articles.c.sequence > after, ~articles.c.removed)
                    .order_by(articles.c.sequence)
                    .limit(_IDS_PER_QUERY)
                ).all()
                if not rows:
                    return
                found = self._documents(connection, [row.id for row in rows])
                for row in rows:
                    yield Entry(row.sequence, found[row.id])
                after = rows[-1].sequence

    def changed_after(self, sequence: int, article_ids: Sequence[str]) -> set[str]:
        """Return those of the articles that were changed or removed after a sequence number."""
        with self._database.reading() as connection:
            return {
                each
                for part in _chunks(article_ids)
                for each in connection.execute(
                    select(articles.c.id).where(articles.c.id.in_(part), articles.c.sequence > sequence)
                ).scalars()
            }

    def documents(self, article_ids: Sequence[str]) -> dict[str, Document]:
        """Return the documents with these ids, by id; unknown and removed ones are left out."""
        with self._database.reading() as connection:
            return self._documents(connection, article_ids)

    def find_ids(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the article id for each key (an id, a URL or an identity) that is known."""
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for key in keys:
                row = connection.execute(
                    select(articles.c.id).where(
                        (articles.c.id == key) | (articles.c.identity == key), ~articles.c.removed
                    )
                ).first()
                if row:
                    found[key] = row.id
        return found

    def groups(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the group of near-duplicates of each of these articles that belongs to one."""
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for part in _chunks(article_ids):
                found |= groups(connection, part)
        return found

    def group_missing(self, progress: Callable[[int], None] = lambda _: None) -> None:
        """Find the near-duplicates of articles that were archived before there were any.

        Each batch is a transaction of its own; `progress` is called with its size.
        """
        after = -1
        while True:
            with self._database.writing() as connection:
                rows = ungrouped(connection, after, _IDS_PER_QUERY)
                found = self._documents(connection, [each for each, _ in rows])
                for each, _ in rows:
                    join_group(connection, found[each].article)
            if not rows:
                return
            after = rows[-1][1]
            progress(len(rows))

    def copies(self, article_ids: Sequence[str]) -> dict[str, list[Copy]]:
        """Return the near-duplicates of each of these articles that has any, the earliest first."""
        found: dict[str, list[Copy]] = {}
        with self._database.reading() as connection:
            for part in _chunks(article_ids):
                found |= copies(connection, part)
        return found

    def person_names(self, slugs: Sequence[str]) -> dict[str, str]:
        """Return the display name of each known person slug."""
        names: dict[str, str] = {}
        with self._database.reading() as connection:
            for part in _chunks(slugs):
                rows = connection.execute(select(people).where(people.c.slug.in_(part)))
                names.update({row.slug: row.name for row in rows})
        return names

    def begin_run(self, command: str) -> int:
        """Record that a command begins and return the run's number. Raises ArchiveError."""
        with self._database.writing() as connection:
            return begin_run(connection, command)

    def end_run(self, number: int, counts: Mapping[str, int]) -> None:
        """Record what a run did, and that it has ended. Raises ArchiveError."""
        with self._database.writing() as connection:
            end_run(connection, number, counts)

    def last_run(self) -> Run | None:
        """Return the run that began last."""
        with self._database.reading() as connection:
            return last_run(connection)

    def copy(self, target: Path) -> None:
        """Copy the archive as of one moment into a new SQLite file. Raises ArchiveError."""
        self._database.copy(target)

    def size(self) -> int | None:
        """Return the bytes of the archive on disk; None where it is no SQLite file."""
        return self._database.size()

    def _remove(self, connection: Connection, article_ids: Iterable[str]) -> int:
        count = 0
        for article_id in article_ids:
            found = connection.execute(
                select(articles.c.id).where(articles.c.id == article_id, ~articles.c.removed)
            ).first()
            if found:
                self._set(connection, article_id, removed=True)
                forget_inputs(connection, article_id)
                leave_group(connection, article_id)
                count += 1
        return count

    def _put(self, connection: Connection, document: Document) -> Outcome:
        article = document.article
        row = connection.execute(
            select(articles.c.version, articles.c.removed, versions.c.content_hash)
            .join(
                versions,
                (versions.c.article_id == articles.c.id) & (versions.c.version == articles.c.version),
            )
            .where(articles.c.id == article.id)
        ).first()
        if row and not row.removed and row.content_hash == article.content_hash:
            return Outcome.UNCHANGED
        version = row.version + 1 if row else 1
        if row:
            self._set(connection, article.id, removed=False, version=version)
        else:
            connection.execute(
                insert(articles).values(
                    id=article.id,
                    identity=article.identity,
                    version=version,
                    sequence=_next(connection),
                    removed=False,
                )
            )
        self._insert_version(connection, document, version)
        join_group(connection, article)
        return Outcome.ADDED if row is None or row.removed else Outcome.REPLACED

    def _set(self, connection: Connection, article_id: str, **values: Any) -> None:
        connection.execute(
            update(articles).where(articles.c.id == article_id).values(sequence=_next(connection), **values)
        )

    def _insert_version(self, connection: Connection, document: Document, version: int) -> None:
        article = document.article
        connection.execute(
            insert(versions).values(
                article_id=article.id,
                version=version,
                content_hash=article.content_hash,
                accepted_at=utc_now(),
                **{name: getattr(article, name) for name in _FIELDS},
            )
        )
        if document.mentions:
            connection.execute(
                insert(mentions),
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
        known = set(
            connection.execute(select(people.c.slug).where(people.c.slug.in_(list(names)))).scalars()
            if names
            else ()
        )
        fresh = [{"slug": key, "name": name} for key, name in names.items() if key and key not in known]
        if fresh:
            connection.execute(insert(people), fresh)

    def _documents(self, connection: Connection, article_ids: Sequence[str]) -> dict[str, Document]:
        found: dict[str, Document] = {}
        for part in _chunks(article_ids):
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
    connection.execute(update(sequence).values(last=sequence.c.last + 1))
    return int(connection.execute(select(sequence.c.last)).scalar_one())


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _IDS_PER_QUERY):
        yield values[start : start + _IDS_PER_QUERY]
