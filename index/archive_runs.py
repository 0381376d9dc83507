"""Runs of the commands that write: what each did, and whether it came to its end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from .archive_schema import runs
from .dates import utc_now

_KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command.

    Times are ISO 8601 in UTC; `ended` is None for one that is at work or was broken off. `counts` say
    what it did (`read`, `added`, …).
    """

    command: str
    started: str
    ended: str | None
    counts: Mapping[str, int]


def begin_run(connection: Connection, command: str) -> int:
    """Record that a command begins and return the run's number; the oldest runs are forgotten."""
    started = connection.execute(insert(runs).values(command=command, started=utc_now(), counts="{}"))
    key = started.inserted_primary_key
    number = int(key[0]) if key else 0
    connection.execute(delete(runs).where(runs.c.number <= number - _KEPT))
    return number


def end_run(connection: Connection, number: int, counts: Mapping[str, int]) -> None:
    """Record that a run has come to its end, and what it did."""
    connection.execute(
        update(runs).where(runs.c.number == number).values(ended=utc_now(), counts=json.dumps(dict(counts)))
    )


def last_run(connection: Connection) -> Run | None:
    """Return the run that began last."""
    row = connection.execute(select(runs).order_by(runs.c.number.desc()).limit(1)).first()
    return Run(row.command, row.started, row.ended, json.loads(row.counts)) if row else None
