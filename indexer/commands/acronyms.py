"""`indexer acronyms`: the short forms that the articles introduce, learnt and printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import click

from index import Acronym, Document, acronym_key, read_settings

from ..console import progress, say
from ..recognise import find_acronyms
from .shared import print_json, writing


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines on standard output.")
@click.option(
    "--least", default=2, show_default=True, type=click.IntRange(1), help="Print those of so many articles."
)
def acronyms(as_json: bool, least: int) -> None:
    """Learn from all articles which acronyms stand for what, keep the table, and print it.

    Only where an article introduces one is it counted: Forum Kerukunan Umat Beragama (FKUB).
    """
    with writing(read_settings(), "acronyms") as opened:
        archive = opened.archive
        with progress("Reading", archive.count()) as advance:

            def documents() -> Iterable[Document]:
                for entry in archive.entries():
                    yield entry.document
                    advance(1)

            learnt = learn(documents())
        archive.keep_acronyms(learnt)
        opened.counts["acronyms"] = len(learnt)
        shown = archive.acronyms(least)
    for each in shown:
        if as_json:
            print_json({"short": each.short, "long": each.long, "articles": each.articles})
        else:
            click.echo(f"{each.articles:6,}  {each.short}  {each.long}")
    say(f"{len(learnt):,} acronyms learnt, {len(shown):,} of at least {least:,} articles.")


def learn(documents: Iterable[Document]) -> list[Acronym]:
    """Return what the articles introduce, each long form as most of them write it."""
    written: dict[tuple[str, str], Counter[str]] = {}
    for document in documents:
        found = {(short, acronym_key(long)): long for short, long in find_acronyms(document.article.text)}
        for key, long in found.items():
            written.setdefault(key, Counter())[long] += 1
    return [
        Acronym(short, ways.most_common(1)[0][0], ways.total())
        for (short, _), ways in sorted(written.items())
    ]
