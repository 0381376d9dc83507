"""`indexer verify`: is everything in the index as the archive has it."""

from __future__ import annotations

import itertools
from collections import Counter

import click

from index import open_archive, open_engine, read_settings, verify

from ..console import progress, say
from .shared import print_json

_LISTED = 1_000
_REMEDY = "`python -m indexer rebuild` makes the index anew from the archive"
_WORDS = {
    "missing": "is in the archive and not in the index",
    "different": "is indexed with other terms than its text has",
    "unknown": "is in the index and not in the archive",
}


@click.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")
@click.pass_context
def verify_index(ctx: click.Context, as_json: bool) -> None:
    """Compare the index with the archive, term by term, and every byte of it with its checksum."""
    settings = read_settings()
    archive = open_archive(settings)
    try:
        engine = open_engine(settings)
        counts: Counter[str] = Counter()
        listed: list[dict[str, str]] = []
        with progress("Comparing", archive.count()) as advance:
            for found in verify(archive, engine, advance):
                row = (
                    {"what": "damaged", "message": found}
                    if isinstance(found, str)
                    else {"what": found.what, "article": found.article_id}
                )
                counts[row["what"]] += 1
                if len(listed) < _LISTED:
                    listed.append(row)
        behind = max(0, archive.sequence() - engine.sequence())
    finally:
        archive.close()
    if as_json:
        print_json({"sound": not counts, "counts": dict(counts), "found": listed, "behind": behind})
    for row in itertools.islice(listed, None if not as_json else 0):
        click.echo(row.get("message") or f"{row['article']} {_WORDS[row['what']]}")
    if behind:
        say(f"{behind:,} changes are not indexed yet; the next `python -m indexer add` does it.")
    if counts:
        total = counts.total()
        left = f", the first {_LISTED:,} listed" if total > _LISTED else ""
        say(f"error: the index differs from the archive in {total:,} places{left}; {_REMEDY}")
        ctx.exit(1)
    say("The index holds what the archive holds.")
