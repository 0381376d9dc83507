"""Dates and numbers as a newspaper prints them: `4 Nov 2024`, `12.345`."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
_MONTH, _DAY = 7, 10
_HOUR_SECONDS = 3600


class Formats:
    """Formats of one language; dates are ISO 8601 text of any precision from year to second."""

    def __init__(self, language: str) -> None:
        self._locale = "id_ID" if language == "id" else "en_GB"
        self._clock = "%H.%M" if language == "id" else "%H:%M"

    def number(self, value: int) -> str:
        """Return a whole number with separators: `12.345`."""
        return format_decimal(value, locale=self._locale)

    def milliseconds(self, value: float) -> str:
        """Return a duration in milliseconds, one decimal below ten: `3,2`."""
        return format_decimal(round(value, 1) if value < 10 else round(value), locale=self._locale)

    def date(self, iso: str) -> str:
        """Return `2024`, `Nov 2024` or `4 Nov 2024`, as precise as `iso` is; unreadable text as it is."""
        return self._date(iso, "MMM y", "d MMM y")

    def long_date(self, iso: str) -> str:
        """Return the date in full, with time and zone where known: `Senin, 4 November 2024, 10.15 WIB`."""
        written = self._date(iso, "MMMM y", "EEEE, d MMMM y")
        return written + self._time(iso)

    def month(self, iso: str) -> str:
        """Return a month's name alone: `November` for `2024-11`."""
        return str(get_month_names("wide", locale=self._locale)[int(iso[5:7])]).capitalize()

    def _date(self, iso: str, month_pattern: str, day_pattern: str) -> str:
        pattern, filled = day_pattern, iso[:_DAY]
        if len(iso) < _MONTH:
            pattern, filled = "y", f"{iso}-01-01"
        elif len(iso) < _DAY:
            pattern, filled = month_pattern, f"{iso}-01"
        try:
            day = dt.date.fromisoformat(filled)
        except ValueError:
            return iso
        return format_date(day, pattern, locale=self._locale)

    def _time(self, iso: str) -> str:
        if len(iso) <= _DAY:
            return ""
        try:
            moment = dt.datetime.fromisoformat(iso)
        except ValueError:
            return ""
        offset = moment.utcoffset()
        if offset is None:
            return f", {moment.strftime(self._clock)}"
        hours = offset.total_seconds() / _HOUR_SECONDS
        zone = _ZONES.get(int(hours)) if hours.is_integer() else None
        return f", {moment.strftime(self._clock)} {zone or 'UTC' + moment.isoformat()[-6:]}"
