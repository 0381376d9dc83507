"""The organisations of an archive: one under its short and its long name, and which articles name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, Connection, select

from .archive_acronyms import long_forms, short_forms
from .archive_articles import chunks
from .archive_schema import articles, mentions
from .database import Database
from .model import Document, Mention, MentionKind, Named
from .slug import slug

_ORGANISATION = mentions.c.kind == MentionKind.ORGANISATION.value
_CURRENT = (articles.c.id == mentions.c.article_id) & (articles.c.version == mentions.c.version)


class Organisations:
    """Which organisations articles name; a short form that stands for one thing is that (*KPK*)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def resolve(self, connection: Connection, documents: Mapping[str, Document]) -> dict[str, Document]:
        """Return documents with their organisations under the names that the acronyms of the archive give."""
        every = (m for each in documents.values() for m in each.mentions)
        longs = _longs(connection, (m.name for m in every if m.kind is MentionKind.ORGANISATION))
        return {key: _resolved(each, longs) for key, each in documents.items()} if longs else dict(documents)

    def beside(self, article_ids: Sequence[str]) -> list[tuple[Named, int]]:
        """Return the organisations that these articles name, with how many do, the most frequent first."""
        found: dict[str, _Naming] = {}
        with self._database.reading() as connection:
            for part in chunks(article_ids):
                _count(connection, mentions.c.article_id.in_(part), found)
        named = [(Named(key, each.name), len(each.articles)) for key, each in found.items()]
        return sorted(named, key=lambda each: (-each[1], each[0].id))

    def articles(self, organisations: Sequence[str]) -> dict[str, int]:
        """Return how many articles name each organisation, by its id."""
        found: dict[str, _Naming] = {}
        with self._database.reading() as connection:
            slugs = {*organisations, *map(slug, short_forms(connection, organisations))}
            for part in chunks(sorted(slugs)):
                _count(connection, mentions.c.entity_id.in_(part) & ~articles.c.removed, found)
        return {key: len(found[key].articles) if key in found else 0 for key in organisations}


@dataclass(slots=True)
class _Naming:
    """Which articles name an organisation, and how often under which name."""

    articles: set[str] = field(default_factory=set)
    written: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The name that most of them write."""
        return self.written.most_common(1)[0][0]


def _count(connection: Connection, where: ColumnElement[bool], found: dict[str, _Naming]) -> None:
    """Add the articles of the mentions that a condition is for to what was found, by organisation."""
    rows = connection.execute(
        select(mentions.c.article_id, mentions.c.name)
        .join(articles, _CURRENT)
        .where(_ORGANISATION, mentions.c.entity_id.is_not(None), where)
        .distinct()
    ).all()
    longs = _longs(connection, (row.name for row in rows))
    for article, written in rows:
        name = longs.get(written, written)
        naming = found.setdefault(slug(name), _Naming())
        naming.articles.add(article)
        naming.written[name] += 1


def _longs(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    return long_forms(connection, sorted({name for name in names if " " not in name}))


def _resolved(document: Document, longs: Mapping[str, str]) -> Document:
    def named(mention: Mention) -> Mention:
        if mention.kind is not MentionKind.ORGANISATION or mention.name not in longs:
            return mention
        return replace(mention, name=longs[mention.name], id=slug(longs[mention.name]))

    return Document(document.article, tuple(map(named, document.mentions)))
