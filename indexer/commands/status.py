"""`indexer status`: how much there is, and whether the index is behind."""

from __future__ import annotations

import click

from index import Settings, open_archive, open_engine

from .shared import print_json


@click.command()
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
        print_json(values)
        return
    for name, value in values.items():
        click.echo(f"{name:17} {value}")
