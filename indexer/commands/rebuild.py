"""`indexer rebuild`: the whole archive indexed anew."""

from __future__ import annotations

import click

from index import Settings, catch_up, open_archive, open_engine

from ..console import progress, say


@click.command()
def rebuild() -> None:
    """Index the whole archive anew, beside the current index, and put it in its place."""
    settings = Settings()
    archive = open_archive(settings)
    with progress("Indexing", archive.count()) as advance:
        done = catch_up(archive, open_engine(settings), anew=True, progress=advance)
    say(f"{done:,} changes indexed anew.")
