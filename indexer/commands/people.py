"""`indexer people`: whom the articles name, and what editors decide about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import IO

import click
from whoosh.query import Every

from index import (
    Action,
    Archive,
    Decision,
    Facet,
    Named,
    PeopleError,
    Scene,
    SearchRequest,
    catch_up,
    in_force,
    open_archive,
    open_engine,
    portable,
    read_csv,
    read_settings,
    slug,
    write_csv,
)

from ..alike import find_alike
from ..console import progress, say
from .shared import print_json, writing

_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON lines on standard output.")
_EVERY = 2**31 - 1


@click.group()
def people() -> None:
    """List people, and merge, split, rename, hide them.

    A person is named as in a facet or an address: "Joko Widodo" or joko-widodo. Decisions are kept in the
    archive, hold for articles to come, and change those that are there at once.
    """


@people.command("list")
@click.argument("words", nargs=-1)
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="Print so many.")
@click.option("--hidden", is_flag=True, help="Those that are hidden, instead.")
@_json_option
def list_people(words: Sequence[str], limit: int, *, hidden: bool, as_json: bool) -> None:
    """Print people whose names contain all WORDS, those of most articles first."""
    settings = read_settings()
    archive = open_archive(settings)
    try:
        resolution = archive.people.resolution()
        if hidden:
            counts = dict.fromkeys(sorted(resolution.hidden()), 0)
        else:
            request = SearchRequest(Every(), limit=0, facets=(Facet.PERSON,), facet_limit=_EVERY)
            rows = open_engine(settings).snapshot().search(request).facets[Facet.PERSON]
            counts = {row.value: row.count for row in rows}
        called = archive.people.called(list(counts), hidden=hidden)
    finally:
        archive.close()
    shown = 0
    for key, count in counts.items():
        name, names = called.get(key, Named(key, key)).name, resolution.names_of(key)
        if not all(any(slug(word) in each for each in {*names, slug(name)}) for word in words):
            continue
        others = sorted(names - {key})
        if as_json:
            print_json({"id": key, "name": name, "articles": count, "also": others})
        else:
            click.echo(f"{count:6,}  {name}  ({', '.join([key, *others])})")
        shown += 1
        if shown == limit:
            break


@people.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--into", required=True, metavar="NAME", help="Who they all are.")
def merge(names: Sequence[str], into: str) -> None:
    """Make people one: "Jokowi" --into "Joko Widodo"."""

    def decisions(ids: list[str], archive: Archive) -> list[Decision]:
        resolution = archive.people.resolution()
        for written, each in zip(names, ids[:-1], strict=True):
            if resolution.person(each) == resolution.person(ids[-1]):
                raise PeopleError(
                    f"{written!r} and {into!r} are one person already; to show another name, rename"
                )
        return [Decision(Action.MERGE, each, ids[-1]) for each in ids[:-1]]

    _decide([*names, into], decisions)


@people.command()
@click.argument("name")
@click.option("--as", "part", default="", metavar="NAME", help="What the part is called from then on.")
@click.option("--office", default="", help="The part holds this office in an article: Kapolres.")
@click.option("--place", "place_id", default="", metavar="CODE", help="The article names this place: 33.75.")
@click.option("--article", default="", metavar="ID|URL", help="It is this article.")
def split(name: str, part: str, office: str, place_id: str, article: str) -> None:
    """Take NAME out of the person it was merged into, or part of a person's mentions out.

    Two people of the same name: split "Budi Santoso" --as "Budi Santoso (Kapolres)" --office Kapolres
    """

    def decisions(ids: list[str], archive: Archive) -> list[Decision]:
        key = _meant(name, ids[0], archive)[0]
        alone = not (part or office or place_id or article)
        if alone and archive.people.resolution().person(key) == key:
            raise PeopleError(f"{name!r} was not merged into anybody; to divide it, say --as and a condition")
        found = archive.find_ids([article]) if article else {}
        if article and not found:
            raise PeopleError(f"no article has the id or URL {article!r}")
        one = found.get(article, "")
        return [Decision(Action.SPLIT, key, part, office=office, place=place_id, article=one)]

    _decide([name], decisions)


@people.command()
@click.argument("name")
@click.argument("new")
def rename(name: str, new: str) -> None:
    """Show a person under a NEW name; the address stays."""
    _decide([name], lambda ids, _: [Decision(Action.RENAME, ids[0], new.strip())])


@people.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
def hide(names: Sequence[str]) -> None:
    """List, count and link people no longer; the articles stay as they are."""
    _decide(names, lambda ids, _: [Decision(Action.HIDE, each) for each in ids])


@people.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
def unhide(names: Sequence[str]) -> None:
    """List, count and link people again."""
    _decide(names, lambda ids, _: [Decision(Action.UNHIDE, each) for each in ids])


@people.command("not-a-person")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
def not_a_person(names: Sequence[str]) -> None:
    """Say that names are nobody's: their words are words."""

    def decisions(ids: list[str], archive: Archive) -> list[Decision]:
        return [
            Decision(Action.NOT_A_PERSON, key)
            for name, person in zip(names, ids, strict=True)
            for key in _meant(name, person, archive)
        ]

    _decide(names, decisions)


@people.command()
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER…")
def undo(numbers: Sequence[int]) -> None:
    """Take decisions back, by their numbers in `people decisions`."""

    def decisions(_: list[str], archive: Archive) -> list[Decision]:
        known = {each.number for each in in_force(archive.people.decisions())}
        for number in numbers:
            if number not in known:
                raise PeopleError(f"no decision in force has the number {number}; see: people decisions")
        return [Decision(Action.UNDO, str(each)) for each in numbers]

    _decide([], decisions)


@people.command()
def learn() -> None:
    """Make one of names that are safely one person's, and keep suggestions for the rest."""
    with writing(read_settings(), "people learn") as opened:
        own = opened.archive.people
        with progress("Reading", opened.archive.count()) as advance:

            def scenes() -> Iterator[Scene]:
                for scene in own.scenes():
                    yield scene
                    advance(1)

            alike = find_alike(scenes(), own.decisions())
        own.decide(alike.decisions)
        own.suggest(alike.suggestions)
        opened.counts.update(decided=len(alike.decisions), suggested=len(alike.suggestions))
        opened.counts.update(indexed=catch_up(opened.archive, opened.engine))
    say(f"{len(alike.decisions):,} decisions made, {len(alike.suggestions):,} suggestions kept.")


@people.command()
@_json_option
def suggestions(*, as_json: bool) -> None:
    """Print who may be one, as kept by `learn`: the id that would go, the one that would stay, why."""
    archive = open_archive(read_settings())
    try:
        found = archive.people.suggestions()
    finally:
        archive.close()
    for each in found:
        if as_json:
            print_json(asdict(each))
        else:
            click.echo(f"{each.weight:6,}  {each.subject} -> {each.object}  ({each.reason})")


@people.command()
@_json_option
def decisions(*, as_json: bool) -> None:
    """Print the decisions that are in force, in order."""
    for each in in_force(_record()):
        if as_json:
            print_json({name: value for name, value in asdict(each).items() if value != ""})
            continue
        asked = ((name, getattr(each, name)) for name in ("office", "place", "article"))
        parts = (f"{name} {value}" for name, value in asked if value)
        by = "  (automatic)" if each.automatic else ""
        said = " ".join([each.action.value, each.subject, *([each.object] if each.object else []), *parts])
        click.echo(f"{each.number:6}  {each.made_at}  {said}{by}")


@people.command("export")
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True), default="-")
def export_decisions(file: IO[str]) -> None:
    """Write editors' decisions to FILE (or standard output) as CSV."""
    count = write_csv(portable(_record()), file)
    say(f"{count:,} decisions written.")


@people.command("import")
@click.argument("file", type=click.File("r", encoding="utf-8-sig"))
def import_decisions(file: IO[str]) -> None:
    """Make the decisions in FILE (CSV, as `export` writes it) that are not made yet: all, or none.

    People whom no article names yet may stand there.
    """
    read = read_csv(file)

    def fresh(_: list[str], archive: Archive) -> list[Decision]:
        made = [each for each in in_force(archive.people.decisions()) if not each.automatic]
        known = {replace(each, number=0) for each in made}
        undated = {replace(each, made_at="") for each in known}
        return [each for each in dict.fromkeys(read) if each not in (known if each.made_at else undated)]

    _decide([], fresh)


def _decide(names: Sequence[str], decisions: Callable[[list[str], Archive], list[Decision]]) -> None:
    """Make the decisions that follow from the ids of the people named, and index what they change."""
    with writing(read_settings(), "people") as opened:
        archive = opened.archive
        keys = [slug(name) for name in names]
        known = archive.people.called(keys, hidden=True)
        if unknown := [name for name, key in zip(names, keys, strict=True) if key not in known]:
            if len(several := archive.people.resolution().given(slug(unknown[0]), hidden=True)) > 1:
                raise PeopleError(f"{unknown[0]!r} is the name of {' and '.join(several)}; say which")
            raise PeopleError(
                f"no article names {' or '.join(map(repr, unknown))}; look for it with: people list WORD"
            )
        numbers = archive.people.decide(decisions([known[key].id for key in keys], archive))
        opened.counts.update(decided=len(numbers), indexed=catch_up(archive, opened.engine))
    said = f"decision {numbers[0]}" if len(numbers) == 1 else f"{len(numbers):,} decisions"
    say(f"{said} made; {opened.counts['indexed']:,} articles indexed anew.")


def _meant(name: str, person: str, archive: Archive) -> list[str]:
    """Return the slug of a name that articles have; for one that an editor gave, of all that it stands for.

    The first is the one that the editor called so.
    """
    key, resolution = slug(name), archive.people.resolution()
    if key in resolution.names_of(person):
        return [key]
    given = resolution.given(key, hidden=True)
    return [*given, *sorted({each for one in given for each in resolution.names_of(one)}.difference(given))]


def _record() -> Sequence[Decision]:
    archive = open_archive(read_settings())
    try:
        return archive.people.decisions()
    finally:
        archive.close()
