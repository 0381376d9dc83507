"""When something was read, as headers and tables tell it."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# There was no web before, and a clock that says so late is wrong.
_YEARS = range(1990, 2200)


def moment_of(text: str) -> datetime | None:
    """Return the moment that a text gives (ISO 8601, or as in mail: RFC 5322), None if it gives none.

    Without a zone it is one in UTC.
    """
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if moment.year not in _YEARS:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
