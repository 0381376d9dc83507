"""Dates as Indonesian (and English) newspapers print them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache

from index import day_bounds

from .rules import rules

_TIME = (
    r"(?:[\s,|•·/()–-]*(?:T|pukul|jam|at)?[\s|]*(?P<H>[0-9]{1,2})[:.](?P<M>[0-9]{2})(?:[:.](?P<S>[0-9]{2}))?(?:\.[0-9]+)?"
    r"\s*(?P<ap>am|pm)?\s*(?P<zone>WITA\b|WIT\b|WIB\b|Z\b|(?:UTC|GMT)\s?[+-][0-9]{1,2}(?::?[0-9]{2})?(?![0-9])|UTC\b|GMT\b|[+-][0-9]{2}:?[0-9]{2}(?![0-9]))?)?"
)
_OFFSET = re.compile(r"([+-])([0-9]{1,2}):?([0-9]{2})?$")
_URL_DATE = re.compile(
    r"/((?:19|2[01])[0-9]{2})[/-]([0-9]{1,2})(?:[/-]([0-9]{1,2}))?(?=/|-|$)|/((?:19|2[01])[0-9]{2})([01][0-9])([0-3][0-9])"
)
_YEAR = re.compile(r"(?:19|2[01])[0-9]{2}")
_SHORT_YEAR = re.compile(r"[0-9]/[0-9]{1,2}/[0-9]{2}(?![0-9])")
_OF_INDONESIA = ("id", "jv", "su")
_ZONES_OF_INDONESIA = ("+07:00", "+08:00", "+09:00")
_WESTMOST, _EASTMOST = timedelta(hours=-12), timedelta(hours=14)
_LONGEST = 2_000
# A year of two digits after this one is of the last century.
_PIVOT = 68


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    names = sorted(rules().months, key=len, reverse=True)
    month = rf"(?P<month>{'|'.join(names)})\b\.?"
    days = "|".join(sorted(rules().weekdays, key=len, reverse=True))
    forms = (
        rf"(?<![0-9])(?P<y>(?:19|2[01])[0-9]{{2}})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}}){_TIME}",
        rf"(?<![0-9])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s-]+{month},?[\s-]+(?P<y>(?:19|2[01])[0-9]{{2}})(?![0-9]){_TIME}",
        rf"\b{month}\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|2[01])[0-9]{{2}})(?![0-9]){_TIME}",
        rf"(?<![0-9/.])(?P<d>[0-9]{{1,2}})(?P<sep>[/.-])(?P<m>[0-9]{{1,2}})(?P=sep)(?P<y>(?:19|2[01])[0-9]{{2}})(?![0-9]){_TIME}",
        rf"(?<![0-9/])(?P<y>(?:19|2[01])[0-9]{{2}})/(?P<m>[0-9]{{1,2}})/(?P<d>[0-9]{{1,2}})(?![0-9]){_TIME}",
        rf"\b(?:{days})\b[\s,(|-]*(?P<d>[0-9]{{1,2}})(?P<sep>/)(?P<m>[0-9]{{1,2}})/(?P<y2>[0-9]{{2}})(?![0-9]){_TIME}",
        r"^\s*(?P<y>(?:19|2[01])[0-9]{2})(?P<m>[01][0-9])(?P<d>[0-3][0-9])(?:T?(?P<H>[0-9]{2})(?P<M>[0-9]{2})(?P<S>[0-9]{2})?)?\s*(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?\s*$",
        rf"(?<![0-9])(?<![0-9]\s)\b{month}\s+(?P<y>(?:19|2[01])[0-9]{{2}})(?![0-9])",
        r"^\s*(?P<y>(?:19|2[01])[0-9]{2})-(?P<m>[0-9]{2})\s*$",
        r"^\s*(?P<y>(?:19|2[01])[0-9]{2})\s*$",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


def parse_date(text: str) -> str | None:
    """Return the first date in a text as ISO 8601 at its precision, or None.

    `Senin, 4 November 2024 | 10:15 WIB` gives `2024-11-04T10:15:00+07:00`; `04/11/2024` (day first)
    `2024-11-04`; `November 2024` `2024-11`. A time without a zone is taken as WIB. Dates that need
    a known day (`Senin (4/11)`, `kemarin`) are those of `dates_near`. Never raises.
    """
    return _parsed(text[:_LONGEST])


@lru_cache(256)
def _parsed(text: str) -> str | None:
    if not _YEAR.search(text) and not _SHORT_YEAR.search(text):
        return None
    for pattern in _patterns():
        for match in pattern.finditer(text):
            found = _iso(match.groupdict())
            if found:
                return found
    return None


def has_date(text: str) -> bool:
    """Return whether a day or month of a year is written in the text."""
    found = parse_date(text)
    return found is not None and len(found) > 4


def strip_date(text: str) -> str:
    """Return the text without its first full date and time."""
    for pattern in _patterns()[:6]:
        match = pattern.search(text[:_LONGEST])
        if match:
            return text[: match.start()] + text[match.end() :]
    return text


def url_date(url: str) -> str | None:
    """Return the date that a URL's path carries (`/2024/11/04/`, `/2024/11/`), or None."""
    match = _URL_DATE.search(url)
    if not match:
        return None
    first = match.group(1) is not None
    y, m, d = match.group(1, 2, 3) if first else match.group(4, 5, 6)
    return _iso({"y": y, "m": m, "d": d})


def instant(iso: str) -> datetime:
    """Return the earliest moment that an ISO date of this archive may mean, in UTC."""
    full = iso + {4: "-01-01", 7: "-01"}.get(len(iso), "")
    moment = datetime.fromisoformat(full)
    zone = moment.tzinfo or _offset(rules().default_zone)
    return moment.replace(tzinfo=zone).astimezone(UTC)


def is_future(iso: str, now: datetime | None = None) -> bool:
    """Return whether a date lies more than a day (zones, wrong clocks) after now."""
    return instant(iso) > (now or datetime.now(UTC)) + timedelta(days=1)


def is_other_day(one: str, other: str) -> bool:
    """Return whether two ISO dates cannot mean one day, be it in another zone or less precise."""
    return not any(
        first <= end and start <= last for first, last in _days(one) for start, end in _days(other)
    )


def _days(iso: str) -> list[tuple[date, date]]:
    """Return the days that a date may mean: as written and in the default zone; of a foreign time, in any."""
    days = [day_bounds(iso)]
    if len(iso) > len("2024-11-04"):
        moment = instant(iso)
        here = local_day(moment)
        foreign = iso[-6:] not in _ZONES_OF_INDONESIA
        days.append(((moment + _WESTMOST).date(), (moment + _EASTMOST).date()) if foreign else (here, here))
    return days


def local_day(moment: datetime) -> date:
    """Return the day that it was in the default zone at a moment, which has a zone."""
    return moment.astimezone(_offset(rules().default_zone)).date()


def localise(iso: str, language: str) -> str:
    """Return a UTC time of an article in a language of Indonesia in the default zone, all else unchanged.

    Readers count days there.
    """
    if language in _OF_INDONESIA and len(iso) > 10 and iso.endswith("+00:00"):
        return instant(iso).astimezone(_offset(rules().default_zone)).isoformat()
    return iso


def _offset(text: str) -> timezone:
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:4])))


def _iso(part: dict[str, str | None]) -> str | None:
    year = int(part.get("y") or 0) or _full_year(int(part.get("y2") or 0))
    name = part.get("month")
    month = rules().months[name.lower()] if name else int(part.get("m") or 0)
    day = int(part.get("d") or 0)
    if part.get("sep") and month > 12 >= day:
        month, day = day, month
    if not month:
        return f"{year:04d}" if not part.get("m") and not name else None
    if month > 12:
        return None
    if not day:
        return f"{year:04d}-{month:02d}" if part.get("d") is None else None
    try:
        moment = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    return _with_time(moment, part) or f"{moment:%Y-%m-%d}"


def _full_year(two_digits: int) -> int:
    return two_digits + (1900 if two_digits > _PIVOT else 2000)


def _with_time(day: datetime, part: dict[str, str | None]) -> str | None:
    if not part.get("H"):
        return None
    hour, minute, second = int(part["H"] or 0), int(part["M"] or 0), int(part.get("S") or 0)
    half = (part.get("ap") or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    zone = part.get("zone") or rules().default_zone
    offset = _OFFSET.search(rules().zones.get(zone.lower(), zone))
    sign, hours, minutes = offset.groups("00") if offset else ("+", "99", "99")
    if int(hours) > 14 or int(minutes) > 59:
        return None
    zone = f"{sign}{int(hours):02d}:{minutes}"
    moment = day.replace(hour=hour, minute=minute, second=second, tzinfo=_offset(zone))
    return moment.isoformat()
