"""`indexer add`: articles into the archive, then into the index."""

from __future__ import annotations

import itertools
import time
from contextlib import closing
from pathlib import Path

import click

from index import Settings, catch_up, open_archive, open_engine

from ..console import progress, say, summary, write_rejected
from ..pipeline import Report, take_in
from ..sources import SourceError
from .shared import (
    INTERRUPTED,
    REFUSED_SOME,
    allow_private_option,
    columns_option,
    each_item,
    print_json,
)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--limit", type=click.IntRange(min=1), help="Read at most this many articles.")
@columns_option
@click.option("--rejected", type=click.Path(dir_okay=False, path_type=Path), help="Write refusals here.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on standard output.")
@allow_private_option
@click.pass_context
def add(
    ctx: click.Context,
    sources: tuple[str, ...],
    limit: int | None,
    columns: dict[str, str],
    rejected: Path | None,
    as_json: bool,
    allow_private: bool,
) -> None:
    """Take in files, folders, `-` (JSON lines on standard input) or addresses.

    \b
    Pages       .html .htm .xhtml .txt .mht .mhtml
    Records     .jsonl .ndjson .csv .tsv .xml (WordPress export, RSS, Atom)
    Archives    .zip .tar .warc .arc
    Each also packed: .gz .bz2 .xz .tgz; a zip archive is not.

    An address (http, https) is that of a page, an RSS or Atom feed, or a sitemap.
    """
    settings = Settings()
    started = time.perf_counter()
    report = Report()
    archive = open_archive(settings)
    engine = open_engine(settings)
    failures: list[SourceError] = []
    interrupted = False
    try:
        with progress("Reading ", limit) as advance:
            items = each_item(
                sources, settings, failures, columns, allow_private=allow_private, archive=archive
            )
            with closing(items):
                take_in(itertools.islice(items, limit), archive, settings, report, advance)
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
        print_json(
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
