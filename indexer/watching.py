"""Watching: rounds that take in what waits in the inbox and what changed in folders."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from index import (
    Archive,
    ArchiveError,
    Engine,
    EngineBusy,
    EngineError,
    LockError,
    Settings,
    Verdict,
    catch_up,
    inbox_id,
    open_lock,
)

from .console import REMARKS, round_summary, say
from .pipeline import Report, Settled, take_in
from .sources import Changes, SourceError, read_inbox
from .stopping import Stop

# Items of a round from the inbox, and as many from folders: neither waits long for the other or a commit.
_ROUND = 500
_LONGEST_PAUSE = 60.0
_PASSING = (ArchiveError, EngineError, OSError, SourceError)


class Watcher:
    """Takes in what comes, until an end is asked for.

    Nothing is settled or confirmed before the archive has it: what dies or fails in between is read again.
    """

    def __init__(
        self,
        archive: Archive,
        engine: Engine,
        settings: Settings,
        changes: Changes,
        stop: Stop,
        interval: float,
    ) -> None:
        """Watch the archive's inbox and the folders of `changes`, every `interval` seconds."""
        self._archive, self._engine, self._settings = archive, engine, settings
        self._changes, self._stop, self._interval = changes, stop, interval
        self._unread: dict[Path, str] = {}
        self._waits = False
        # Whether the last round left something for later; how many items were refused in all.
        self.behind = False
        self.refused = 0

    def run(self) -> None:
        """Go round until an end is asked for. Errors are told, and tried again after growing pauses."""
        pause = self._interval
        while not self._stop.asked:
            try:
                more = self._round()
                pause = self._interval
            except _PASSING as error:
                self._changes.again()
                self.behind = True
                say(f"error: {error}; nothing is lost, trying again in {pause:g} s")
                self._stop.pause(pause)
                pause = min(2 * pause, max(_LONGEST_PAUSE, self._interval))
                continue
            if not more:
                self._stop.pause(self._interval)

    def once(self) -> None:
        """Take in what is there now, and end. Raises what goes wrong, but waits for another indexer.

        Folders are looked at twice, an interval apart, so as to leave what is still being written.
        """
        looked = False
        while not self._stop.asked:
            more = self._round()
            if not (more or self._waits) and (looked or not self._changes.settling()):
                break
            if not more:
                self._stop.pause(self._interval)
                looked = True
        left = self._changes.settling()
        if left and not self._stop.asked:
            say(f"{left:,} files are still being written, and are left for the next run.")

    def _round(self) -> bool:
        """Take in one bounded lot and index it; tell whether more is waiting."""
        report = Report()
        items = itertools.chain(
            read_inbox(self._archive.inbox, _ROUND), itertools.islice(self._changes.items(), _ROUND)
        )
        wanted = itertools.takewhile(lambda _: not self._stop.asked, items)
        indexed = 0
        try:
            # In processes of their own: no item may end the watch, nor again after each start.
            take_in(wanted, self._archive, self._settings, report, lambda _: None, self._settle, apart=True)
            self._changes.confirm()
            indexed = self._index()
        finally:
            round_summary(report, indexed)
            self.refused += len(report.refusals)
        self._tell_unread()
        return self._changes.busy() or self._archive.inbox.count_waiting() > 0

    def _settle(self, settled: Sequence[Settled]) -> None:
        verdicts = []
        for each in settled:
            if item := inbox_id(each.source):
                message = each.message or REMARKS.get(each.code or "")
                verdicts.append(Verdict(item, each.article_id, each.code, message))
        self._archive.inbox.settle(verdicts)

    def _index(self) -> int:
        if self._archive.sequence() <= self._engine.sequence():
            self._waits = self.behind = False
            return 0
        try:
            with open_lock(self._settings, wait=False):
                indexed = catch_up(self._archive, self._engine, commit_every=self._settings.commit_every)
        except (EngineBusy, LockError) as error:
            if not self._waits:
                say(f"waiting: {error}; what comes in meanwhile is kept in the archive")
            self._waits = self.behind = True
            return 0
        self._waits = self.behind = False
        return indexed

    def _tell_unread(self) -> None:
        """Say which folders cannot be read, once."""
        for folder, reason in self._changes.unread.items():
            if folder not in self._unread:
                say(f"error: {folder} cannot be read: {reason}; looking again every {self._interval:g} s")
        self._unread = dict(self._changes.unread)
