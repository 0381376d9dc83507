"""Days and moments of partly known dates (`2024`, `2024-11`, `2024-11-04`, with or without a time); now."""

from __future__ import annotations

import calendar
import datetime as dt


def day_bounds(published: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day that `published` may mean. Raises ValueError for anything else."""
    date = published[:10]
    if len(date) == 4:
        return dt.date(int(date), 1, 1), dt.date(int(date), 12, 31)
    if len(date) == 7 and date[4] == "-":
        year, month = int(date[:4]), int(date[5:])
        if not 1 <= month <= 12:
            raise ValueError(f"not a month: {published!r}")
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    day = dt.date.fromisoformat(date)
    return day, day


def periods(published: str) -> tuple[str, ...]:
    """Return the year, month and day of `published` as far as they are known."""
    date = published[:10]
    return tuple(date[:n] for n in (4, 7, 10) if len(date) >= n)


def moment(published: str) -> int:
    """Return a sort key: seconds since 1970 in UTC; a date without time counts as its first midnight."""
    if len(published) > 10:
        at = dt.datetime.fromisoformat(published)
        return int((at if at.tzinfo else at.replace(tzinfo=dt.UTC)).timestamp())
    first = day_bounds(published)[0]
    return int(dt.datetime(first.year, first.month, first.day, tzinfo=dt.UTC).timestamp())


def utc_now(days: int = 0) -> str:
    """Return the moment so many days from now as ISO 8601 in UTC, to the second."""
    return (dt.datetime.now(dt.UTC) + dt.timedelta(days=days)).isoformat(timespec="seconds")
