"""The organisations of an archive: one under its short and its long name.

An index holds organisations as articles write them, so that it need not be made anew when the acronyms of
the archive change: what is one organisation is asked when it is counted. Short forms of what each place has
its own of stand for that before its name, too: *BPBD Batang*.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, bindparam, select

from .archive_acronyms import acronym_key, long_forms, short_forms
from .archive_schema import mentions
from .database import Database
from .gazetteer import abroad, places
from .model import Document, Mention, MentionKind, Named
from .slug import slug
from .usual_names import fuller_slugs_of, slugs_of, usual_name, without_form

# How long forms begin that stand before a place: not *Amerika Serikat* of *AS Roma*.
_LOCAL = frozenset(
    "Badan Balai Dewan Dinas Forum Inspektorat Kantor Kedutaan Kejaksaan Kementerian Kepolisian Komando "
    "Komisi Komite Konsulat Kwartir Lembaga Majelis Palang Pangkalan Panitia Pemerintah Pengadilan Pengurus "
    "Perusahaan Pimpinan Rumah Satuan Sekretariat".split()
)
_WORDS = re.compile("[ /-]")
# What stands before the name of a place that tells what it is.
_KINDS = ("", "provinsi-", "kabupaten-", "kota-", "kecamatan-", "distrik-")
# So many mentions tell how an organisation is written; more would be read from all over the archive.
_SAMPLE = 25
_WRITTEN = (
    select(mentions.c.name)
    .where(mentions.c.kind == MentionKind.ORGANISATION.value, mentions.c.entity_id == bindparam("key"))
    .order_by(mentions.c.article_id)
    .limit(_SAMPLE)
)
_NAMED = (
    select(mentions.c.entity_id)
    .where(mentions.c.kind == MentionKind.ORGANISATION.value)
    .where(mentions.c.entity_id.in_(bindparam("keys", expanding=True)))
    .distinct()
)


class Organisations:
    """Which names are one organisation's: a short form that stands for one thing is that (*KPK*)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def resolve(self, connection: Connection, documents: Mapping[str, Document]) -> dict[str, Document]:
        """Return documents with their organisations under the names that the acronyms of the archive give."""
        every = (m for each in documents.values() for m in each.mentions)
        written = {m.name for m in every if m.kind is MentionKind.ORGANISATION}
        own = {name: own for name, own in _own(connection, written).items() if own != name}
        return {key: _resolved(each, own) for key, each in documents.items()} if own else dict(documents)

    def called(self, slugs: Sequence[str]) -> dict[str, Named]:
        """Return which organisation bears each of these names (slugs), of those that an article ever named.

        It is shown as its acronym has it or as it is usually called, else as articles write it.
        """
        with self._database.reading() as connection:
            names: dict[str, str] = {}
            for key in slugs:
                if written := connection.execute(_WRITTEN, {"key": key}).scalars().all():
                    names[key] = Counter(sorted(written)).most_common(1)[0][0]
            own = _own(connection, names.values())
        shown = {slug(name): name for name in names.values()}
        shown |= {slug(each): each for name, each in own.items() if each != name}
        ids = {key: slug(own[name]) for key, name in names.items()}
        return {key: Named(each, shown[each]) for key, each in ids.items()}

    def asked(self, name: str) -> Named | None:
        """Return the organisation that somebody calls so, by any name or slug; None if no article names it.

        The word for the kind of its place may be said: *DPRD Kota Depok* for *DPRD Depok*.
        """
        for key in _ways(slug(name)):
            if called := self.called(self.names([key])[key]):
                return next(iter(called.values()))
        return None

    def names(self, organisations: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the slugs of all names of each of these organisations, by its id or the slug of a name."""
        with self._database.reading() as connection:
            # A hyphen of a slug may be one of the short form, too: *KPU-LN*.
            written = {key: (key.replace("-", " "), key) for key in organisations}
            own = _own(connection, {name for each in written.values() for name in each})
            ids = {
                key: next((each for name in names if (each := slug(own[name])) != key), key)
                for key, names in written.items()
            }
            found = {key: _called(connection, each) for key, each in ids.items()}
            spaced = {name: name.replace("-", " ") for each in found.values() for name in each}
            own = _own(connection, {*spaced, *spaced.values()})
        return {
            key: tuple(
                sorted(
                    {ids[key]} | {slug(n) for n in each if ids[key] in (slug(own[n]), slug(own[spaced[n]]))}
                )
            )
            for key, each in found.items()
        }


def _called(connection: Connection, key: str) -> set[str]:
    """Return what may be an organisation's names, by its id: those it is usually called by, short forms."""
    usual = slugs_of(key)
    parted = [pair for each in usual | fuller_slugs_of(key) for pair in _parted(each)]
    shorts = short_forms(connection, sorted({acronym_key(head) for head, _ in parted}))
    short = {
        f"{short} {place}".strip() for head, place in parted for short in shorts.get(acronym_key(head), ())
    }
    every = {*usual, *short, *(other for each in short for other in slugs_of(slug(each)))}
    fuller = {other for each in every for other in fuller_slugs_of(slug(each))}
    return every | set(connection.execute(_NAMED, {"keys": sorted(fuller)}).scalars())


def _own(connection: Connection, names: Collection[str]) -> dict[str, str]:
    """Return what each of these names is: what it is usually called, in full if that is a short form.

    A firm is called without its form: *Telkom Indonesia*.
    """
    usual = {name: usual_name(without_form(name)) for name in names}
    longs = _longs(connection, usual.values())
    return {name: _usual_long(longs[each]) if each in longs else each for name, each in usual.items()}


def _usual_long(long: str) -> str:
    return usual_name(without_form(long))


def _longs(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """Return what names are in full, of those that are short forms or begin with one before a place."""
    parted = {name: list(_parted(name)) for name in names}
    longs = long_forms(connection, sorted({head for each in parted.values() for head, _ in each}))
    found: dict[str, str] = {}
    for name, each in parted.items():
        for head, place in each:
            if head in longs and (not place or longs[head].partition(" ")[0] in _LOCAL):
                found.setdefault(name, f"{longs[head]} {place}".strip())
    return found


def _parted(name: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to read a name as an organisation's and a place's: without one, then the longest."""
    yield name, ""
    words = _WORDS.split(name)
    for cut in range(max(1, len(words) - _longest_place()), len(words)):
        if slug(place := " ".join(words[cut:])) in _place_names():
            yield " ".join(words[:cut]), place


def _ways(key: str) -> Iterator[str]:
    """Yield a slug, and without the word for the kind of the place that it ends with."""
    yield key
    for head, place in _parted(key):
        kind = next((kind for kind in _KINDS if kind and slug(place).startswith(kind)), "")
        if kind:
            yield f"{slug(head)}-{slug(place).removeprefix(kind)}"


@functools.cache
def _longest_place() -> int:
    return max(name.count("-") for name in _place_names()) + 1


@functools.cache
def _place_names() -> frozenset[str]:
    """Return the slugs of places as they stand behind organisations: *batang*, *kota-tegal*, *tegal-kota*."""
    found = {slug(known.name) for known in abroad().values()}
    for known in places().values():
        bare = slug(known.bare)
        found |= {slug(known.name), f"{bare}-kota", *(f"{kind}{bare}" for kind in _KINDS)}
    return frozenset(found)


def _resolved(document: Document, longs: Mapping[str, str]) -> Document:
    def named(mention: Mention) -> Mention:
        if mention.kind is not MentionKind.ORGANISATION or mention.name not in longs:
            return mention
        return replace(mention, name=longs[mention.name], id=slug(longs[mention.name]))

    return Document(document.article, tuple(map(named, document.mentions)))
