"""`indexer rebuild`: the whole archive indexed anew."""

from __future__ import annotations

import click

from index import catch_up, read_settings

from ..console import progress, say
from .shared import writing


@click.command()
def rebuild() -> None:
    """Index the whole archive anew, beside the current index, and put it in its place.

    Articles that were never compared with the others are, so that near-duplicates are found.
    """
    with writing(read_settings(), "rebuild") as opened:
        archive, engine = opened.archive, opened.engine
        with progress("Grouping", None) as advance:
            archive.group_missing(advance)
        with progress("Indexing", archive.count()) as advance:
            done = catch_up(archive, engine, anew=True, progress=advance)
        opened.counts["indexed"] = done
    say(f"{done:,} changes indexed anew.")
