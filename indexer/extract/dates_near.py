"""Dates that only a known day completes: `Senin (4/11)`, `4 November`, `kemarin`, `2 jam lalu`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from .rules import rules

_LONGEST = 200
_YEARLESS_SPAN = 200
_DAY, _MONTH, _YEAR = 10, 7, 4
_LONG = 300


@cache
def _yearless() -> tuple[re.Pattern[str], ...]:
    day = "|".join(sorted(rules().weekdays, key=len, reverse=True))
    months = "|".join(sorted(rules().months, key=len, reverse=True))
    forms = (
        rf"\b(?P<weekday>{day})\b[\s,]*\(\s*(?P<d>[0-9]{{1,2}})[/.-](?P<m>[0-9]{{1,2}})\s*\)",
        rf"\b(?P<weekday>{day})\b[\s,]*(?P<d>[0-9]{{1,2}})/(?P<m>[0-9]{{1,2}})(?![0-9/])",
        rf"(?:\b(?P<weekday>{day})\b[\s,(]*)?(?<![0-9])(?P<d>[0-9]{{1,2}})\s+(?P<month>{months})\b(?!\.?,?\s+[0-9]{{4}})",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _relative() -> tuple[re.Pattern[str], re.Pattern[str]]:
    units, words = rules().ago_units, rules().relative_days
    unit = "|".join(sorted(units, key=len, reverse=True))
    numbers = "|".join(rules().ago_numbers)
    number = rf"(?:(?P<n>[0-9]{{1,3}}|{numbers})\s+|(?P<one>se))"
    ago = rf"(?<!\w){number}(?P<unit>{unit})\s+(?:(?:yang\s+)?lalu|ago)\b"
    day = "|".join(sorted((w.replace(" ", r"\s+") for w in words), key=len, reverse=True))
    return re.compile(ago, re.IGNORECASE), re.compile(rf"\b(?:{day})\b", re.IGNORECASE)


def yearless_date(text: str, near: date) -> str | None:
    """Return the first day that is written without its year, in the year that brings it nearest to `near`.

    Where a weekday is written, only years in which it fits are taken; None if there is none.
    """
    for pattern in _yearless():
        for match in pattern.finditer(text[:_LONGEST]):
            if found := _nearest(match.groupdict(), near):
                return found.isoformat()
    return None


def _nearest(part: dict[str, str | None], near: date) -> date | None:
    name = part.get("month")
    month = rules().months[name.lower()] if name else int(part["m"] or 0)
    weekday = part.get("weekday")
    fitting = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            day = date(year, month, int(part["d"] or 0))
        except ValueError:
            continue
        if weekday is None or rules().weekdays[weekday.lower()] == day.weekday():
            fitting.append(day)
    best = min(fitting, key=lambda day: abs(day - near), default=None)
    return best if best and abs((best - near).days) <= _YEARLESS_SPAN else None


def relative_date(text: str, read: date) -> str | None:
    """Return the date that `kemarin`, `hari ini`, `3 hari lalu` mean on the day when a page was `read`.

    Weeks and months give a month, years a year: nobody who writes them means a day. Hours and minutes
    are taken as the same day.
    """
    text = text[:_LONGEST]
    ago, words = _relative()
    if match := ago.search(text):
        days = rules().ago_units[match["unit"].lower()]
        try:
            meant = read - timedelta(days=days * (1 if match["one"] else _number(match["n"])))
        except OverflowError:
            return None
        return meant.isoformat()[: _precision(days)]
    if match := words.search(text):
        return (
            read - timedelta(days=rules().relative_days[" ".join(match.group().lower().split())])
        ).isoformat()
    return None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else rules().ago_numbers[text.lower()]


def _precision(days: float) -> int:
    """Return how much of an ISO date a unit of so many days lets one say."""
    return _DAY if days <= 1 else _MONTH if days < _LONG else _YEAR
