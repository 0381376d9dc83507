"""`indexer remove`: articles out of archive and index."""

from __future__ import annotations

import click

from index import catch_up, read_settings

from ..console import say
from .shared import REFUSED_SOME, writing


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ID|URL…")
@click.pass_context
def remove(ctx: click.Context, articles: tuple[str, ...]) -> None:
    """Remove articles, named by id or URL, from the archive and the index."""
    with writing(read_settings(), "remove") as opened:
        archive, engine = opened.archive, opened.engine
        found = archive.find_ids(articles)
        count = archive.remove(found.values())
        opened.counts.update(removed=count, indexed=catch_up(archive, engine))
    say(f"{count:,} removed.")
    unknown = [key for key in articles if key not in found]
    for key in unknown:
        say(f"  refused {key}: no article has this id or URL")
    ctx.exit(REFUSED_SOME if unknown else 0)
