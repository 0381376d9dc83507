"""The archive: the record of every article, its versions and mentions, in a SQL database.

The archive is the truth and the index its shadow. Each change takes the next number of one sequence;
an engine that stands at a lower number catches up from `changes`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, func, select

from .archive_acronyms import (
    Acronym,
    add_acronyms,
    count_acronyms,
    keep_acronyms,
    read_acronyms,
    spelled_out,
)
from .archive_articles import IDS_PER_QUERY, Outcome, chunks, put_names, read_documents
from .archive_groups import Copy, copies, groups, join_groups, ungrouped
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
from .archive_organisations import Organisations
from .archive_parts import (
    count_readings,
    lose_pages,
    never_seen,
    put_documents,
    put_page_names,
    read_pages,
    read_whole,
    remove_article,
    shown_in,
)
from .archive_people import People
from .archive_runs import Run, begin_run, end_run, last_run
from .archive_schema import articles, sequence
from .database import Database
from .model import Article, Document, article_id
from .settings import Settings

Key = TypeVar("Key", str, tuple[str, int])


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
        self.people = People(self._database)
        self.organisations = Organisations(self._database)

    def close(self) -> None:
        """Close every connection; idempotent."""
        self._database.close()

    def put(
        self,
        documents: Iterable[Document],
        seen: Sequence[Input] = (),
        introduced: Mapping[int, Sequence[tuple[str, str]]] | None = None,
    ) -> list[Outcome]:
        """Take in documents in one transaction and return an outcome for each, in order.

        Pages of one article (`Article.part_of`) are joined; the outcome is that of the joined article. `seen`
        records the raw inputs that were read, `introduced` which acronyms some documents introduce, by
        number (short and long forms): they are counted for articles and pages that never were in the archive.
        Raises ArchiveError if it cannot be stored; then nothing of it is.
        """
        every = list(documents)
        with self._database.writing() as connection:
            record_inputs(connection, seen)
            if introduced:
                new = never_seen(connection, [every[number] for number in introduced])
                pairs = itertools.compress(introduced.values(), new)
                add_acronyms(connection, count_acronyms(pairs))
            return put_documents(connection, every)

    def remove(self, article_ids: Iterable[str]) -> int:
        """Mark articles as removed in one transaction; return how many there were."""
        with self._database.writing() as connection:
            return sum(remove_article(connection, each) for each in article_ids)

    def lose(self, sources: Sequence[str]) -> int:
        """Forget raw inputs that are gone, and remove articles that came from no others; return how many."""
        with self._database.writing() as connection:
            gone = set(sources)
            given = sorted(each for part in chunks(sources) for each in forget_sources(connection, part))
            pages, count = lose_pages(connection, given, gone)
            ids = [each for each in given if each not in pages]
            left: dict[str, str] = {}
            for part in chunks(ids):
                left |= still_given(connection, part)
            for each, source in left.items():
                if source in gone:
                    forget_inputs(connection, each)
            return count + sum(remove_article(connection, each) for each in ids if each not in left)

    def sources_below(self, path: str) -> Iterator[str]:
        """Yield the raw inputs recorded at a file or below a folder, in order."""
        with self._database.reading() as connection:
            yield from sources_below(connection, path)

    def known_inputs(self, sources: Sequence[str]) -> dict[str, Input]:
        """Return what is recorded for each of these raw inputs, by source."""
        found: dict[str, Input] = {}
        with self._database.reading() as connection:
            for part in chunks(sources):
                found |= known_inputs(connection, part)
        return found

    def sequence(self) -> int:
        """Return the number of the last change, 0 for an empty archive."""
        with self._database.reading() as connection:
            return int(connection.execute(select(sequence.c.last)).scalar_one())

    def count(self) -> int:
        """Return the number of articles that are not removed."""
        with self._database.reading() as connection:
            every = select(func.count()).select_from(articles)
            removed = connection.execute(every.where(articles.c.removed)).scalar_one()
            return int(connection.execute(every).scalar_one() - removed)

    def changes(self, after: int, limit: int) -> list[Change]:
        """Return the newest state of the articles changed after a sequence number, oldest first.

        Organisations bear the names that the articles write, as an index holds them.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                select(articles.c.id, articles.c.sequence, articles.c.removed)
                .where(articles.c.sequence > after)
                .order_by(articles.c.sequence)
                .limit(limit)
            ).all()
            ids = [row.id for row in rows if not row.removed]
            present = self.people.resolve(connection, read_documents(connection, ids))
        return [Change(row.sequence, row.id, present.get(row.id)) for row in rows]

    def entries(self) -> Iterator[Entry]:
        """Yield every article that is not removed, as `changes` has it, all as of one moment."""
        with self._database.reading() as connection:
            after = -1
            while True:
                rows = connection.execute(
                    select(articles.c.id, articles.c.sequence)
                    .where(articles.c.sequence > after, ~articles.c.removed)
                    .order_by(articles.c.sequence)
                    .limit(IDS_PER_QUERY)
                ).all()
                if not rows:
                    return
                found = self.people.resolve(connection, read_documents(connection, [row.id for row in rows]))
                for row in rows:
                    yield Entry(row.sequence, found[row.id])
                after = rows[-1].sequence

    def count_readings(self) -> int:
        """Return how many texts `whole_articles` and `pages` yield."""
        with self._database.reading() as connection:
            return count_readings(connection)

    def whole_articles(self) -> Iterator[Article]:
        """Yield every article that is not put together from pages; removed ones are left out.

        Meanwhile the archive may be changed: each batch is as of its own moment.
        """
        after = ""
        while found := self._read(read_whole, after):
            yield from found.values()
            after = max(found)

    def pages(self) -> Iterator[Article]:
        """Yield every page of articles as it was read, in batches as `whole_articles`."""
        after = ("", 0)
        while found := self._read(read_pages, after):
            yield from found.values()
            after = max(found)

    def _read(
        self, read: Callable[[Connection, Key, int], dict[Key, Article]], after: Key
    ) -> dict[Key, Article]:
        with self._database.reading() as connection:
            return read(connection, after, IDS_PER_QUERY)

    def put_names(self, documents: Sequence[Document], *, pages: bool) -> int:
        """Keep the names that are recognised in articles (or pages) now, in one transaction, and no text.

        Return how many had others; what has another text by now is left as it is. Raises ArchiveError.
        """
        with self._database.writing() as connection:
            return (put_page_names if pages else put_names)(connection, documents)

    def changed_after(self, sequence: int, article_ids: Sequence[str]) -> set[str]:
        """Return those of the articles that were changed or removed after a sequence number."""
        with self._database.reading() as connection:
            return {
                each
                for part in chunks(article_ids)
                for each in connection.execute(
                    select(articles.c.id).where(articles.c.id.in_(part), articles.c.sequence > sequence)
                ).scalars()
            }

    def documents(self, article_ids: Sequence[str]) -> dict[str, Document]:
        """Return the documents with these ids, by id; unknown and removed ones are left out."""
        with self._database.reading() as connection:
            found = self.people.resolve(connection, read_documents(connection, article_ids))
            return self.organisations.resolve(connection, found)

    def find_ids(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the article id for each key (an id, a URL or an identity) that is known.

        That of a page of an article of several is the joined article's.
        """
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
                elif joined := shown_in(connection, [key, article_id(key)]):
                    found[key] = next(iter(joined.values()))
        return found

    def joined(self, article_id: str) -> str | None:
        """Return the id of the article in which a page of it that had this id is shown, if there is one."""
        with self._database.reading() as connection:
            return shown_in(connection, [article_id]).get(article_id)

    def groups(self, article_ids: Sequence[str]) -> dict[str, str]:
        """Return the group of near-duplicates of each of these articles that belongs to one."""
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for part in chunks(article_ids):
                found |= groups(connection, part)
        return found

    def group_missing(self, progress: Callable[[int], None] = lambda _: None) -> None:
        """Find the near-duplicates of articles that were archived before there were any.

        Each batch is a transaction of its own; `progress` is called with its size.
        """
        after = -1
        while True:
            with self._database.writing() as connection:
                rows = ungrouped(connection, after, IDS_PER_QUERY)
                found = read_documents(connection, [each for each, _ in rows])
                join_groups(connection, [found[each].article for each, _ in rows])
            if not rows:
                return
            after = rows[-1][1]
            progress(len(rows))

    def copies(self, article_ids: Sequence[str]) -> dict[str, list[Copy]]:
        """Return the near-duplicates of each of these articles that has any, the earliest first."""
        found: dict[str, list[Copy]] = {}
        with self._database.reading() as connection:
            for part in chunks(article_ids):
                found |= copies(connection, part)
        return found

    def keep_acronyms(self, learnt: Sequence[Acronym]) -> None:
        """Replace the acronyms that are kept. Raises ArchiveError."""
        with self._database.writing() as connection:
            keep_acronyms(connection, learnt)

    def acronyms(self, least: int = 1) -> list[Acronym]:
        """Return the acronyms that at least so many articles introduce, the most frequent first."""
        with self._database.reading() as connection:
            return read_acronyms(connection, least)

    def spelled_out(self, words: Sequence[str]) -> dict[str, list[str]]:
        """Return what short forms stand for, by word; words of any case, those that are none left out."""
        with self._database.reading() as connection:
            return spelled_out(connection, words)

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
        """Return the bytes of the archive on disk, None for one in memory. Raises ArchiveError."""
        return self._database.size()
