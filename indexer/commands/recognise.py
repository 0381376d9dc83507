"""`indexer recognise`: the names of the whole archive recognised anew."""

from __future__ import annotations

import time

import click

from index import read_settings

from ..console import progress, say
from ..following import Follower
from ..naming import Naming, name_all
from .shared import INTERRUPTED, REFUSED_SOME, index_rest, writing


@click.command()
@click.pass_context
def recognise(ctx: click.Context) -> None:
    """Recognise places, people and organisations in every article of the archive anew.

    For a newer version of Telusur, or another TELUSUR_HOME_PLACE; no source is read. What editors decided
    about people stays.
    """
    settings = read_settings()
    naming = Naming()
    interrupted = False
    with writing(settings, "recognise") as opened, Follower(settings) as follower:
        started = time.perf_counter()
        try:
            with progress("Recognising", opened.archive.count_readings()) as advance:

                def taken(count: int) -> None:
                    advance(count)
                    follower.consider(naming.renamed)

                name_all(opened.archive, settings, naming, taken, apart=opened.after_break)
        except KeyboardInterrupt:
            interrupted = True
            say("Interrupted: names that were recognised are kept; the next run begins anew.")
        seconds = time.perf_counter() - started
        rate = naming.read / seconds if seconds else 0.0
        # Said before the index is asked, which may be one that this version does not read.
        say(
            f"{naming.read:,} articles and pages of articles read: {naming.renamed:,} have other names; "
            f"{seconds:.1f} s, {rate:,.0f}/s"
        )
        for each in naming.left:
            say(f"  keeps its names: {each.source}: {each.message} [{each.code}]")
        try:
            indexed = follower.finish() + index_rest(opened, settings)
        except KeyboardInterrupt:
            say("Interrupted: the next run indexes what is left; nothing is lost.")
            ctx.exit(INTERRUPTED)
        opened.counts.update(naming.counts(), indexed=indexed)
    say(f"{indexed:,} changes indexed.")
    ctx.exit(INTERRUPTED if interrupted else REFUSED_SOME if naming.left else 0)
