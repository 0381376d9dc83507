"""The people of an archive: the record of decisions about them, and whom the mentions of articles name."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from sqlalchemy import Connection, case, delete, func, insert, select

from .archive_articles import as_mention, chunks, touch
from .archive_schema import articles, decisions, mentions, people, suggestions, versions
from .database import Database
from .dates import utc_now
from .model import Document, Mention, MentionKind, Named
from .people import Action, Decision, Resolution, resolve

_PERSON = mentions.c.kind == MentionKind.PERSON.value
_CURRENT = (articles.c.id == mentions.c.article_id) & (articles.c.version == mentions.c.version)
_OF_VERSION = (versions.c.article_id == mentions.c.article_id) & (versions.c.version == mentions.c.version)
_ALIAS = " alias "
_LAST = select(func.max(decisions.c.number))


class Scene(NamedTuple):
    """An article's mentions of people and places, before any decision.

    `bracketed` are the offsets of names right behind an opening parenthesis, `called` those behind *alias*.
    """

    people: list[Mention]
    places: list[Mention]
    bracketed: frozenset[int] = frozenset()
    called: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two people who may be one: the id that would go and the one that would stay, and why.

    The heavier, the more articles speak for it.
    """

    subject: str
    object: str
    weight: int
    reason: str


class _Known(NamedTuple):
    """The decisions up to a number of the record, and how articles write the people they lead to."""

    last: int
    resolution: Resolution
    names: dict[str, str]


class People:
    """Who the people of an archive are: names, what is decided and what is suggested about them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = _Known(0, Resolution(()), {})

    def decide(self, made: Sequence[Decision]) -> list[int]:
        """Append decisions to the record and return their numbers, all in one transaction.

        The articles that they concern get new numbers of the sequence. Raises PeopleError for one that says
        nothing, ArchiveError.
        """
        for each in made:
            each.check()
        with self._database.writing() as connection:
            return _add_decisions(connection, made)

    def decisions(self) -> list[Decision]:
        """Return the record, in order."""
        with self._database.reading() as connection:
            return _read_decisions(connection)

    def resolution(self) -> Resolution:
        """Return what the decisions made so far come to."""
        with self._database.reading() as connection:
            return self._now(connection).resolution

    def resolve(self, connection: Connection, documents: Mapping[str, Document]) -> dict[str, Document]:
        """Return documents with their people as the decisions have them, as of the connection's moment."""
        known = self._now(connection)
        return {key: resolve(each, known.resolution, known.names) for key, each in documents.items()}

    def called(self, keys: Sequence[str], *, hidden: bool = False) -> dict[str, Named]:
        """Return who bears each of these slugs, a name's or a person's, of those that are known.

        What no article has may be a name that an editor gave. The hidden are left out unless `hidden`.
        """
        with self._database.reading() as connection:
            known = self._now(connection)
            resolution = known.resolution
            ids = {key: resolution.person(key) for key in keys if hidden or not resolution.is_hidden(key)}
            written = known.names | _names_written(connection, sorted(set(ids.values())))
        found = {key: resolution.name(person) or written.get(person) for key, person in ids.items()}
        called = {key: Named(ids[key], name) for key, name in found.items() if name}
        for key in ids.keys() - called.keys():
            given = resolution.given(key, hidden=hidden)
            if len(given) == 1 and not resolution.is_person(key):
                person = resolution.person(given[0])
                names = (resolution.name(person), known.names.get(person), resolution.name(given[0]))
                called[key] = Named(person, next(filter(None, names)))
        return called

    def scenes(self) -> Iterator[Scene]:
        """Yield whom and what places each article that names somebody names, before any decision."""
        with self._database.reading() as connection:
            yield from _scenes(connection)

    def offices(self, names: Sequence[str], article_ids: Sequence[str]) -> list[tuple[str, str | None]]:
        """Return each office that one of these articles gives somebody of these names (slugs).

        An office comes once for each article, with the article's date.
        """
        with self._database.reading() as connection:
            return _offices(connection, names, article_ids)

    def suggest(self, made: Iterable[Suggestion]) -> None:
        """Replace what is suggested. Raises ArchiveError."""
        with self._database.writing() as connection:
            connection.execute(delete(suggestions))
            if rows := [asdict(each) for each in made]:
                connection.execute(insert(suggestions), rows)

    def suggestions(self) -> list[Suggestion]:
        """Return what is suggested, the heaviest first."""
        order = (suggestions.c.weight.desc(), suggestions.c.subject, suggestions.c.object)
        with self._database.reading() as connection:
            return [Suggestion(*row) for row in connection.execute(select(suggestions).order_by(*order))]

    def _now(self, connection: Connection) -> _Known:
        last = connection.execute(_LAST).scalar() or 0
        if last != self._known.last:
            resolution = Resolution(_read_decisions(connection))
            names = _names_written(connection, sorted(resolution.people()))
            self._known = _Known(last, resolution, names)
        return self._known


def _read_decisions(connection: Connection) -> list[Decision]:
    """Return the whole record, in order."""
    rows = connection.execute(select(decisions).order_by(decisions.c.number)).mappings()
    return [Decision(**{**row, "action": Action(row["action"])}) for row in rows]


def _add_decisions(connection: Connection, made: Sequence[Decision]) -> list[int]:
    """Append decisions to the record and give the articles that they concern new numbers; return theirs.

    The decisions get their numbers here, and their time where they have none.
    """
    record = _read_decisions(connection)
    first = (record[-1].number if record else 0) + 1
    numbered = [
        replace(each, number=number, made_at=each.made_at or utc_now())
        for number, each in enumerate(made, first)
    ]
    if numbered:
        connection.execute(insert(decisions), [asdict(each) for each in numbered])
        before, after = Resolution(record), Resolution([*record, *numbered])
        touch(connection, _articles_naming(connection, sorted(before.differing(after))))
    return [each.number for each in numbered]


def _articles_naming(connection: Connection, keys: Sequence[str]) -> list[str]:
    """Return the articles that bear one of these names (slugs)."""
    found: set[str] = set()
    for part in chunks(keys):
        where = _PERSON & mentions.c.entity_id.in_(part) & ~articles.c.removed
        rows = select(mentions.c.article_id).join(articles, _CURRENT).where(where).distinct()
        found.update(connection.execute(rows).scalars())
    return sorted(found)


def _names_written(connection: Connection, slugs: Sequence[str]) -> dict[str, str]:
    """Return how articles write each of these names, those that any has."""
    found: dict[str, str] = {}
    for part in chunks(slugs):
        rows = connection.execute(select(people).where(people.c.slug.in_(part)))
        found |= {row.slug: row.name for row in rows}
    return found


def _offices(
    connection: Connection, keys: Sequence[str], article_ids: Sequence[str]
) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for part in chunks(article_ids):
        rows = (
            select(mentions.c.article_id, mentions.c.office, versions.c.published)
            .join(articles, _CURRENT)
            .join(versions, _OF_VERSION)
            .where(_PERSON, mentions.c.article_id.in_(part), mentions.c.entity_id.in_(keys))
            .where(mentions.c.office.is_not(None))
            .distinct()
        )
        found += [(row.office, row.published) for row in connection.execute(rows)]
    return found


def _scenes(connection: Connection) -> Iterator[Scene]:
    # Offsets count the title and a newline before the body, SQL counts from 1.
    last = mentions.c.start - func.length(versions.c.title) - 1
    # Near the beginning there is less before a name, and in the title nothing of the body.
    enough = last >= len(_ALIAS)
    start = case((enough, last - len(_ALIAS) + 1), else_=1)
    length = case((enough, len(_ALIAS)), (last > 0, last), else_=0)
    before = func.substr(versions.c.body, start, length)
    rows = (
        select(mentions, before.label("before"))
        .join(articles, _CURRENT)
        .join(versions, _OF_VERSION)
        .where(mentions.c.entity_id.is_not(None), ~articles.c.removed)
        .order_by(articles.c.sequence, mentions.c.ordinal)
    )
    found = connection.execution_options(yield_per=5_000).execute(rows)
    for _, group in itertools.groupby(found, key=lambda row: str(row.article_id)):
        every = [(as_mention(row), row.before) for row in group]
        named = [m for m, _ in every if m.kind is MentionKind.PERSON]
        places = [m for m, _ in every if m.kind is MentionKind.PLACE]
        if named:
            bracketed = frozenset(m.start for m, text in every if text.endswith("("))
            yield Scene(named, places, bracketed, frozenset(m.start for m, text in every if text == _ALIAS))
