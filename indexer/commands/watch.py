"""`indexer watch`: takes in what comes, for as long as it runs."""

from __future__ import annotations

from pathlib import Path

import click

from index import open_archive, open_engine, read_settings

from ..console import say
from ..sources import Changes, Options
from ..stopping import Stop
from ..watching import Watcher
from .shared import INTERRUPTED, REFUSED_SOME, columns_option


@click.command()
@click.argument(
    "folders",
    nargs=-1,
    metavar="[FOLDER…]",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--interval",
    type=click.FloatRange(min=0.1, max=3600),
    default=2.0,
    show_default=True,
    help="Look every so many seconds.",
)
@columns_option
@click.option("--once", is_flag=True, help="Take in what is there now, and end.")
@click.pass_context
def watch(
    ctx: click.Context, folders: tuple[Path, ...], interval: float, columns: dict[str, str], once: bool
) -> None:
    """Take in what is posted to the site's API, and files that are new or changed in folders, as they come.

    Ctrl-C or SIGTERM ends it; what was read by then is indexed first.
    """
    settings = read_settings()
    archive, engine = open_archive(settings), open_engine(settings)
    # One run looks only twice.
    options = Options(settings.max_page_bytes, columns, deferred=True)
    changes = Changes(folders, options, interval, share=1.0 if once else 0.1)
    try:
        with Stop() as stop:
            watcher = Watcher(archive, engine, settings, changes, stop, interval)
            waiting = archive.inbox.count_waiting()
            watched = " and ".join(["the inbox", *map(str, folders)])
            say(f"Watching {watched}; {waiting:,} wait in the inbox.")
            if once:
                watcher.once()
            else:
                watcher.run()
            if stop.asked:
                indexed = (
                    "the next run indexes what is left" if watcher.behind else "what was read is indexed"
                )
                say(f"Ended as asked: {indexed}.")
    except KeyboardInterrupt:
        say("Interrupted: the next run takes in and indexes what is left; nothing is lost.")
        ctx.exit(INTERRUPTED)
    finally:
        archive.close()
    if once and stop.asked:
        ctx.exit(INTERRUPTED)
    ctx.exit(REFUSED_SOME if once and watcher.refused else 0)
