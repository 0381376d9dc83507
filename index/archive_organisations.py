"""The organisations of an archive: one under its short and its long name, and which articles name it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

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
        seen: dict[str, set[str]] = {}
        written: dict[str, Counter[str]] = {}
        with self._database.reading() as connection:
            for part in chunks(article_ids):
                rows = connection.execute(
                    select(mentions.c.article_id, mentions.c.name)
                    .join(articles, _CURRENT)
                    .where(_ORGANISATION, mentions.c.entity_id.is_not(None), mentions.c.article_id.in_(part))
                    .distinct()
                ).all()
                longs = _longs(connection, (row.name for row in rows))
                for row in rows:
                    name = longs.get(row.name, row.name)
                    seen.setdefault(slug(name), set()).add(row.article_id)
                    written.setdefault(slug(name), Counter())[name] += 1
        found = [(Named(key, written[key].most_common(1)[0][0]), len(each)) for key, each in seen.items()]
        return sorted(found, key=lambda each: (-each[1], each[0].id))

    def articles(self, organisation: str) -> int:
        """Return how many articles name an organisation, by its id."""
        with self._database.reading() as connection:
            shorts = short_forms(connection, organisation)
            named = mentions.c.entity_id.in_([organisation, *map(slug, shorts)])
            written = (mentions.c.entity_id == organisation) | mentions.c.name.in_(shorts)
            count = select(func.count(mentions.c.article_id.distinct())).join(articles, _CURRENT)
            rows = count.where(_ORGANISATION, named, written, ~articles.c.removed)
            return int(connection.execute(rows).scalar_one())


def _longs(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    return long_forms(connection, sorted({name for name in names if " " not in name}))


def _resolved(document: Document, longs: Mapping[str, str]) -> Document:
    def named(mention: Mention) -> Mention:
        if mention.kind is not MentionKind.ORGANISATION or mention.name not in longs:
            return mention
        return replace(mention, name=longs[mention.name], id=slug(longs[mention.name]))

    return Document(document.article, tuple(map(named, document.mentions)))
