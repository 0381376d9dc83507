"""`indexer status`: how much there is, what the last run did, and whether the index is behind."""

from __future__ import annotations

import click

from index import Archive, open_archive, open_engine, read_settings

from .shared import print_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")
def status(as_json: bool) -> None:
    """Print how much the archive and the index hold, and whether the index is behind."""
    settings = read_settings()
    archive, engine = open_archive(settings), open_engine(settings)
    try:
        state, snapshot = engine.state(), engine.snapshot()
        sequence = archive.sequence()
        values: dict[str, object] = {
            "data": str(settings.data),
            "articles": archive.count(),
            "indexed": snapshot.count,
            "archive_sequence": sequence,
            "index_sequence": snapshot.sequence,
            "behind": max(0, sequence - snapshot.sequence),
            "generation": state.generation,
            "archive_bytes": archive.size(),
            "index_bytes": state.size,
        }
        run = _last_run(archive)
    finally:
        archive.close()
    if as_json:
        print_json({**values, "last_run": run})
        return
    for name, value in values.items():
        click.echo(f"{name:17} {'unknown' if value is None else value}")
    if run:
        counts = ", ".join(f"{value} {name}" for name, value in run.items() if isinstance(value, int))
        ended = f"ended {run['ended']}" if run["ended"] else "at work, or broken off"
        said = f"{run['command']}, began {run['started']}, {ended}"
        click.echo(f"{'last_run':17} {said}{': ' if counts else ''}{counts}")


def _last_run(archive: Archive) -> dict[str, object] | None:
    run = archive.last_run()
    return {"command": run.command, "started": run.started, "ended": run.ended, **run.counts} if run else None
