"""`indexer recognise`: the names of the whole archive recognised anew."""

from __future__ import annotations

import time

import click

from index import read_settings

from ..console import list_refusals, progress, say
from ..following import Follower
from ..pipeline import Report, name_anew
from .shared import INTERRUPTED, REFUSED_SOME, index_rest, writing


@click.command()
@click.pass_context
def recognise(ctx: click.Context) -> None:
    """Recognise places, people and organisations in every article of the archive anew.

    For a newer version of Telusur, or another TELUSUR_HOME_PLACE; no source is read. What editors decided
    about people stays.
    """
    settings = read_settings()
    report = Report()
    interrupted = False
    with writing(settings, "recognise") as opened, Follower(settings) as follower:
        started = time.perf_counter()
        try:
            with progress("Recognising", opened.archive.count()) as advance:

                def taken(count: int) -> None:
                    advance(count)
                    follower.consider(report.replaced)

                name_anew(opened.archive, settings, report, taken, apart=opened.after_break)
        except KeyboardInterrupt:
            interrupted = True
            say("Interrupted: names that were recognised are kept; the next run begins anew.")
        seconds = time.perf_counter() - started
        rate = report.read / seconds if seconds else 0.0
        other = f"{report.read:,} read: {report.replaced:,} have other names"
        # Said before the index is asked, which may be one that this version does not read.
        say(f"{other}; {seconds:.1f} s, {rate:,.0f} articles/s")
        list_refusals(report)
        try:
            indexed = follower.finish() + index_rest(opened, settings)
        except KeyboardInterrupt:
            say("Interrupted: the next run indexes what is left; nothing is lost.")
            ctx.exit(INTERRUPTED)
        opened.counts.update(report.counts(), indexed=indexed)
    say(f"{indexed:,} changes indexed.")
    ctx.exit(INTERRUPTED if interrupted else REFUSED_SOME if report.refusals else 0)
