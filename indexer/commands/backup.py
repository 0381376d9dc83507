"""`indexer backup`: a copy of everything, made while the service runs."""

from __future__ import annotations

from pathlib import Path

import click

from index import open_archive, open_engine, read_settings, write_backup

from ..console import say


@click.command()
@click.argument("file", metavar="FILE.tar", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--index", "with_index", is_flag=True, help="Also the index, which can be made again without.")
def backup(file: Path, with_index: bool) -> None:
    """Copy the archive into FILE.tar, with checksums; site and indexer may be at work meanwhile."""
    settings = read_settings()
    archive = open_archive(settings)
    try:
        contents = write_backup(archive, open_engine(settings) if with_index else None, file)
    finally:
        archive.close()
    what = "archive and index" if contents.index else "archive"
    say(f"{file}: {what} with {contents.articles:,} articles, {file.stat().st_size:,} bytes.")
