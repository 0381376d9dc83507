"""The organisations of an archive: one under its short and its long name.

An index holds organisations as articles write them, so that it need not be made anew when the acronyms of
the archive change: what is one organisation is asked when it is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, select

from .archive_acronyms import acronym_key, long_forms, short_forms
from .archive_schema import mentions
from .database import Database
from .model import Document, Mention, MentionKind, Named
from .slug import slug

# So many mentions tell how an organisation is written; more would be read from all over the archive.
_SAMPLE = 25
_WRITTEN = (
    select(mentions.c.name)
    .where(mentions.c.kind == MentionKind.ORGANISATION.value, mentions.c.entity_id == bindparam("key"))
    .order_by(mentions.c.article_id)
    .limit(_SAMPLE)
)


class Organisations:
    """Which names are one organisation's: a short form that stands for one thing is that (*KPK*)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def resolve(self, connection: Connection, documents: Mapping[str, Document]) -> dict[str, Document]:
        """Return documents with their organisations under the names that the acronyms of the archive give."""
        every = (m for each in documents.values() for m in each.mentions)
        longs = _longs(connection, (m.name for m in every if m.kind is MentionKind.ORGANISATION))
        return {key: _resolved(each, longs) for key, each in documents.items()} if longs else dict(documents)

    def called(self, slugs: Sequence[str]) -> dict[str, Named]:
        """Return which organisation bears each of these names (slugs), of those that an article ever named.

        It is shown as its acronym has it, if it has one, else as articles write it.
        """
        with self._database.reading() as connection:
            names: dict[str, str] = {}
            for key in slugs:
                if written := connection.execute(_WRITTEN, {"key": key}).scalars().all():
                    names[key] = Counter(sorted(written)).most_common(1)[0][0]
            longs = _longs(connection, names.values())
        shown = {slug(name): name for name in (*names.values(), *longs.values())}
        ids = {key: slug(longs.get(name, name)) for key, name in names.items()}
        return {key: Named(each, shown[each]) for key, each in ids.items()}

    def names(self, organisations: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the slugs of all names of each of these organisations, by its id."""
        with self._database.reading() as connection:
            shorts = short_forms(connection, [acronym_key(key) for key in organisations])
        return {
            key: tuple(sorted({key, *map(slug, shorts.get(acronym_key(key), ()))})) for key in organisations
        }


def _longs(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    return long_forms(connection, sorted({name for name in names if " " not in name}))


def _resolved(document: Document, longs: Mapping[str, str]) -> Document:
    def named(mention: Mention) -> Mention:
        if mention.kind is not MentionKind.ORGANISATION or mention.name not in longs:
            return mention
        return replace(mention, name=longs[mention.name], id=slug(longs[mention.name]))

    return Document(document.article, tuple(map(named, document.mentions)))
