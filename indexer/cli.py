"""`python -m indexer`: articles in, out and looked at.

Exit status: 0 done, 1 failed, 2 wrong usage, 3 done with some inputs refused, 130 interrupted.
"""

from __future__ import annotations

import io
import itertools
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import click

from index import (
    ArchiveError,
    EngineError,
    Mention,
    MentionKind,
    Settings,
    catch_up,
    open_archive,
    open_engine,
)

from .console import progress, refusal_row, say, summary, write_rejected
from .pipeline import Report, take_in
from .prepare import Prepared, Refusal, prepare
from .recognise import recognise
from .sources import Item, SourceError, read

REFUSED_SOME = 3
INTERRUPTED = 130


class _Commands(click.Group):
    """Turns our errors into one line on standard error and exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (ArchiveError, EngineError, SourceError, OSError) as error:
            say(f"error: {error}")
            ctx.exit(1)


@click.group(cls=_Commands)
def main() -> None:
    """Take news articles into the archive and keep the index in step with it."""


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--limit", type=click.IntRange(min=1), help="Read at most this many articles.")
@click.option("--rejected", type=click.Path(dir_okay=False, path_type=Path), help="Write refusals here.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on standard output.")
@click.pass_context
def add(
    ctx: click.Context, sources: tuple[str, ...], limit: int | None, rejected: Path | None, as_json: bool
) -> None:
    """Take in files, folders (HTML, text, JSON lines, .gz) or `-` (JSON lines on standard input)."""
    settings = Settings()
    started = time.perf_counter()
    report = Report()
    archive = open_archive(settings)
    engine = open_engine(settings)
    failures: list[SourceError] = []
    interrupted = False
    try:
        with progress("Reading ", limit) as advance:
            items = itertools.islice(_items(sources, settings, failures), limit)
            take_in(items, archive, settings, report, advance)
    except KeyboardInterrupt:
        interrupted = True
        say("Interrupted: what was read so far is kept in the archive; indexing it.")
    try:
        behind = archive.sequence() - engine.sequence()
        indexed = 0
        if behind:
            with progress("Indexing", None) as advance:
                indexed = catch_up(archive, engine, commit_every=settings.commit_every, progress=advance)
    except KeyboardInterrupt:
        say("Interrupted: the next run indexes what is left; nothing is lost.")
        ctx.exit(INTERRUPTED)
    finally:
        archive.close()
        if rejected is not None:
            write_rejected(rejected, report)
    seconds = time.perf_counter() - started
    summary(report, indexed, seconds)
    if as_json:
        _print_json(
            {
                "read": report.read,
                "added": report.added,
                "replaced": report.replaced,
                "unchanged": report.unchanged,
                "refused": len(report.refusals),
                "seconds": round(seconds, 3),
            }
        )
    for failure in failures:
        say(f"error: {failure}")
    if interrupted:
        ctx.exit(INTERRUPTED)
    if failures:
        ctx.exit(1)
    ctx.exit(REFUSED_SOME if report.refusals else 0)


@main.command("extract")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.pass_context
def extract_files(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Print what is extracted from each file, one JSON object a line; nothing is stored."""
    settings = Settings()
    failures: list[SourceError] = []
    refused = False
    for item in _items(files, settings, failures):
        result = prepare(item, settings.max_page_bytes, settings.home_place)
        refused |= isinstance(result, Refusal)
        _print_json(refusal_row(result) if isinstance(result, Refusal) else _extracted(item, result))
    for failure in failures:
        say(f"error: {failure}")
    ctx.exit(1 if failures else REFUSED_SOME if refused else 0)


@main.command()
@click.option("--lines", is_flag=True, help="One text a line, one list a line.")
def entities(lines: bool) -> None:
    """Print the names in the text on standard input as a JSON list."""
    home = Settings().home_place
    stdin = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    texts: Iterable[str] = (line.rstrip("\r\n") for line in stdin) if lines else [stdin.read()]
    for text in texts:
        _print_json([_mention(m) for m in recognise(text, home=home)])


@main.command()
def rebuild() -> None:
    """Index the whole archive anew, beside the current index, and put it in its place."""
    settings = Settings()
    archive = open_archive(settings)
    with progress("Indexing", archive.count()) as advance:
        done = catch_up(archive, open_engine(settings), anew=True, progress=advance)
    say(f"{done:,} changes indexed anew.")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")
def status(as_json: bool) -> None:
    """Print how much the archive and the index hold, and whether the index is behind."""
    settings = Settings()
    archive, engine = open_archive(settings), open_engine(settings)
    values = {
        "data": str(settings.data),
        "articles": archive.count(),
        "indexed": engine.snapshot().count,
        "archive_sequence": archive.sequence(),
        "index_sequence": engine.sequence(),
    }
    if as_json:
        _print_json(values)
        return
    for name, value in values.items():
        click.echo(f"{name:17} {value}")


@main.command()
@click.argument("articles", nargs=-1, required=True, metavar="ID|URL…")
@click.pass_context
def remove(ctx: click.Context, articles: tuple[str, ...]) -> None:
    """Remove articles, named by id or URL, from the archive and the index."""
    settings = Settings()
    archive, engine = open_archive(settings), open_engine(settings)
    found = archive.find_ids(articles)
    count = archive.remove(found.values())
    catch_up(archive, engine)
    say(f"{count:,} removed.")
    unknown = [key for key in articles if key not in found]
    for key in unknown:
        say(f"  refused {key}: no article has this id or URL")
    ctx.exit(REFUSED_SOME if unknown else 0)


def _items(sources: Iterable[str], settings: Settings, failures: list[SourceError]) -> Iterator[Item]:
    """Yield the items of every source; one that does not exist is noted and the rest goes on."""
    for source in sources:
        try:
            yield from read(source, settings.max_page_bytes)
        except SourceError as error:
            failures.append(error)


def _extracted(item: Item, result: Prepared) -> dict[str, object]:
    article = result.document.article
    fields = asdict(article)
    del fields["identity"], fields["source"]
    kinds = {
        "places": MentionKind.PLACE,
        "people": MentionKind.PERSON,
        "organisations": MentionKind.ORGANISATION,
    }
    names = {
        key: list(dict.fromkeys(m.name for m in result.document.mentions if m.kind is kind))
        for key, kind in kinds.items()
    }
    return {"file": item.source, **fields, **names}


def _mention(mention: Mention) -> dict[str, object]:
    values: dict[str, object] = {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "kind": mention.kind.value,
        "name": mention.name,
    }
    return values | ({"id": mention.id} if mention.id else {})


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
