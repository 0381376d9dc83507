"""`indexer remove`: articles out of archive and index."""

from __future__ import annotations

import click

from index import Settings, catch_up, open_archive, open_engine

from ..console import say
from .shared import REFUSED_SOME


@click.command()
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
