"""`python -m indexer`: articles in, out and looked at.

Exit status: 0 done, 1 failed, 2 wrong usage, 3 done with some inputs refused, 130 interrupted.
"""

from __future__ import annotations

import click

from index import ArchiveError, EngineError, LockError, PeopleError, SettingsError

from .commands import COMMANDS
from .console import say
from .sources import SourceError


class _Commands(click.Group):
    """Turns our errors into one line on standard error and an exit status."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            say(f"error: {error}")
            ctx.exit(2)
        except (ArchiveError, EngineError, LockError, PeopleError, SourceError, OSError) as error:
            say(f"error: {error}")
            ctx.exit(1)


@click.group(cls=_Commands)
def main() -> None:
    """Take news articles into the archive and keep the index in step with it."""


for command in COMMANDS:
    main.add_command(command)
