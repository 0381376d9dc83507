"""What the command prints for people: progress, summary, refusals. All of it on standard error."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from .pipeline import Report
from .prepare import Refusal

console = Console(stderr=True, highlight=False, soft_wrap=True)
_LINES_PER_CODE = 10
REMARKS = {
    "no-date": "no date was found: taken as undated",
    "future-date": "its date lies in the future: taken as undated",
}


class _Rate(ProgressColumn):
    """Items a second."""

    def render(self, task: Task) -> Text:
        """Return the rate of a task."""
        return Text(f"{task.speed or 0:,.0f}/s")


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a bar with rate and remaining time; `total` None: how many is not known."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(label, total=total)
        yield lambda done: bar.advance(task, done)


def say(message: str) -> None:
    """Print one line."""
    console.print(message, markup=False)


def summary(report: Report, indexed: int, seconds: float) -> None:
    """Print what became of the inputs."""
    if report.read and report.unchanged + len(report.refusals) == report.read:
        say(f"Nothing changed: {report.unchanged:,} articles are already in the archive.")
    rate = report.read / seconds if seconds else 0.0
    say(
        f"{report.read:,} read: {report.added:,} added, {report.replaced:,} replaced, "
        f"{report.unchanged:,} unchanged, {len(report.refusals):,} refused; "
        f"{indexed:,} changes indexed; {seconds:.1f} s, {rate:,.0f} articles/s"
    )
    _some(((r.source, r.code, r.message) for r in report.refusals), "refused")
    _some(((source, code, REMARKS[code]) for source, code in report.remarks), "taken")


def round_summary(report: Report, indexed: int) -> None:
    """Print what one round of watching did, with every refusal; nothing if nothing changed."""
    if not (report.added or report.replaced or report.refusals or indexed):
        return
    say(
        f"{dt.datetime.now().astimezone():%H:%M:%S} {report.read:,} read: {report.added:,} added, "
        f"{report.replaced:,} replaced, {report.unchanged:,} unchanged, {len(report.refusals):,} refused; "
        f"{indexed:,} changes indexed"
    )
    for refusal in report.refusals:
        say(f"  refused {refusal.source}: {refusal.message} [{refusal.code}]")
    for source, code in report.remarks:
        say(f"  taken {source}: {REMARKS[code]} [{code}]")


def _some(rows: Iterable[tuple[str, str, str]], verb: str) -> None:
    seen: Counter[str] = Counter()
    for source, code, message in rows:
        seen[code] += 1
        if seen[code] <= _LINES_PER_CODE:
            say(f"  {verb} {source}: {message} [{code}]")
    for code, count in seen.items():
        if count > _LINES_PER_CODE:
            say(f"  … and {count - _LINES_PER_CODE:,} more {verb} [{code}]; --rejected FILE lists all")


def write_rejected(path: Path, report: Report) -> None:
    """Write one JSON object a line: refused inputs, then articles taken as undated. Raises OSError."""
    with path.open("w", encoding="utf-8") as file:
        for refusal in report.refusals:
            file.write(json.dumps(refusal_row(refusal), ensure_ascii=False) + "\n")
        for source, code in report.remarks:
            row = {"file": source, "taken": code, "message": REMARKS[code]}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def refusal_row(refusal: Refusal) -> dict[str, str]:
    """Return a refusal as JSON values; `refused` is one of the documented codes."""
    return {"file": refusal.source, "refused": refusal.code, "message": refusal.message}
