"""`indexer acronyms`: the short forms that the articles introduce, counted anew and printed."""

from __future__ import annotations

from collections.abc import Iterator

import click

from index import count_acronyms, read_settings

from ..console import progress, say
from ..recognise import find_acronyms
from .shared import print_json, writing


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines on standard output.")
@click.option(
    "--least", default=2, show_default=True, type=click.IntRange(1), help="Print those of so many articles."
)
def acronyms(as_json: bool, least: int) -> None:
    """Count anew in all articles which acronyms stand for what, keep the table, and print it.

    An article counts where it introduces one: Forum Kerukunan Umat Beragama (FKUB). Articles are counted when
    they are added, too: this is for what was changed and removed since, and for archives of older versions.
    """
    with writing(read_settings(), "acronyms") as opened:
        archive = opened.archive
        with progress("Reading", archive.count()) as advance:

            def introduced() -> Iterator[Iterator[tuple[str, str]]]:
                for entry in archive.entries():
                    yield find_acronyms(entry.document.article.text)
                    advance(1)

            learnt = count_acronyms(introduced())
        archive.keep_acronyms(learnt)
        opened.counts["acronyms"] = len(learnt)
        shown = archive.acronyms(least)
    for each in shown:
        if as_json:
            print_json({"short": each.short, "long": each.long, "articles": each.articles})
        else:
            click.echo(f"{each.articles:6,}  {each.short}  {each.long}")
    say(f"{len(learnt):,} acronyms, {len(shown):,} of at least {least:,} articles.")
