"""`indexer restore`: a copy of everything, put back."""

from __future__ import annotations

from pathlib import Path

import click

from index import ArchiveError, catch_up, open_lock, read_backup, read_settings

from ..console import progress, say
from .shared import waiting_for, writing


@click.command()
@click.argument("file", metavar="FILE.tar", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite the archive that the data folder holds.")
def restore(file: Path, force: bool) -> None:
    """Put what FILE.tar holds into the data folder, and index what its index lacks."""
    settings = read_settings()
    if settings.archive_url:
        raise ArchiveError("TELUSUR_ARCHIVE_URL is set: restore that database with its own tools")
    with open_lock(settings, waiting_for(settings)):
        contents = read_backup(file, settings.data, force=force)
    with writing(settings, "restore") as opened:
        with progress("Indexing", None if contents.index else contents.articles) as advance:
            indexed = catch_up(
                opened.archive, opened.engine, commit_every=settings.commit_every, progress=advance
            )
        opened.counts["indexed"] = indexed
    say(f"{contents.articles:,} articles, as of {contents.made}, restored into {settings.data}.")
