"""Bringing an engine to where the archive stands."""

from __future__ import annotations

from collections.abc import Callable

from .archive import Archive
from .engine import Engine

_BATCH = 500


def catch_up(
    archive: Archive,
    engine: Engine,
    *,
    anew: bool = False,
    commit_every: int = 5_000,
    progress: Callable[[int], None] = lambda _: None,
    more: Callable[[], bool] = lambda: False,
) -> int:
    """Index every change that the engine lacks and return how many there were.

    `anew` rebuilds all into a new generation that replaces the old one at the end. `progress` is
    called with the number of changes done since its last call. When nothing is left, `more` says whether
    to look again. Raises EngineError.
    """
    position = 0 if anew else engine.sequence()
    last = archive.sequence()
    if not anew and position >= last and not more():
        return 0
    done = 0
    with engine.rebuild() if anew else engine.writer() as writer:
        uncommitted = 0
        batch = _BATCH if anew else min(_BATCH, commit_every)
        while (changes := archive.changes(position, batch)) or more():
            if not changes:
                continue
            for change in changes:
                if change.document is None:
                    writer.remove(change.article_id)
                else:
                    writer.put(change.document)
            position = changes[-1].sequence
            done += len(changes)
            uncommitted += len(changes)
            progress(len(changes))
            if not anew and uncommitted >= commit_every:
                writer.commit(position)
                uncommitted = 0
        if uncommitted or anew:
            writer.commit(max(position, last))
    return done
