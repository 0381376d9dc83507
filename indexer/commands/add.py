"""`indexer add`: articles into the archive, then into the index."""

from __future__ import annotations

import itertools
import time
from contextlib import closing
from pathlib import Path

import click

from index import Archive, read_settings

from ..console import progress, say, summary, write_rejected
from ..following import Follower
from ..pipeline import Report, take_in
from ..prune import Reading, prune
from ..sources import STDIN, SourceError, is_address
from .shared import (
    INTERRUPTED,
    REFUSED_SOME,
    allow_private_option,
    columns_option,
    each_item,
    index_rest,
    print_json,
    writing,
)


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--limit", type=click.IntRange(min=1), help="Read at most this many articles.")
@columns_option
@click.option("--rejected", type=click.Path(dir_okay=False, path_type=Path), help="Write refusals here.")
@click.option("--check", is_flag=True, help="Read every file, also those of known size and time.")
@click.option(
    "--prune", "pruning", is_flag=True, help="Remove articles whose files in these folders are gone."
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON on standard output.")
@allow_private_option
@click.pass_context
def add(
    ctx: click.Context,
    sources: tuple[str, ...],
    limit: int | None,
    columns: dict[str, str],
    rejected: Path | None,
    check: bool,
    pruning: bool,
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
    named = any(each == STDIN or is_address(each) or Path(each) == Path() for each in sources)
    if pruning and (limit or named):
        raise click.UsageError(
            "--prune needs folders by name: it goes with none of --limit, -, . and addresses"
        )
    settings = read_settings()
    report = Report()
    readings: list[Reading] = []
    failures: list[SourceError] = []
    interrupted = False
    with writing(settings, "add") as opened, Follower(settings) as follower:
        started = time.perf_counter()
        try:
            with progress("Reading ", limit) as advance:

                def taken(count: int) -> None:
                    advance(count)
                    follower.consider(report.added + report.replaced)

                items = each_item(
                    sources,
                    settings,
                    failures,
                    columns,
                    allow_private=allow_private,
                    archive=opened.archive,
                    readings=readings,
                )
                with closing(items):
                    take_in(
                        itertools.islice(items, limit),
                        opened.archive,
                        settings,
                        report,
                        taken,
                        check=check,
                        # An item that ended the last run must not end this one, too.
                        apart=opened.after_break,
                    )
        except KeyboardInterrupt:
            interrupted = True
            say("Interrupted: what was read so far is kept in the archive; indexing it.")
        try:
            removed = _prune(opened.archive, readings, failures) if pruning and not interrupted else 0
            indexed = follower.finish() + index_rest(opened, settings)
        except KeyboardInterrupt:
            say("Interrupted: the next run indexes what is left; nothing is lost.")
            ctx.exit(INTERRUPTED)
        finally:
            if rejected is not None:
                write_rejected(rejected, report)
        counts = report.counts() | ({"removed": removed} if pruning else {})
        opened.counts.update(counts, indexed=indexed)
    seconds = time.perf_counter() - started
    summary(report, indexed, seconds)
    if pruning:
        say(f"{removed:,} removed whose files are gone.")
    if as_json:
        print_json({**counts, "seconds": round(seconds, 3)})
    for failure in failures:
        say(f"error: {failure}")
    if interrupted:
        ctx.exit(INTERRUPTED)
    if failures:
        ctx.exit(1)
    ctx.exit(REFUSED_SOME if report.refusals else 0)


def _prune(archive: Archive, readings: list[Reading], failures: list[SourceError]) -> int:
    removed = 0
    for reading in readings:
        try:
            removed += prune(archive, reading)
        except SourceError as error:
            failures.append(error)
    return removed
