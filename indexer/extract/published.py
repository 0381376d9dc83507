"""When an article was published: what its page says in several places, weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from lxml.etree import _Element as Element

from index import day_bounds

from .clean import is_same, key
from .dates import has_date, instant, is_future, parse_date, strip_date, url_date
from .dates_near import relative_date, yearless_date
from .jsonld import JsonLd
from .lines import Line
from .markup import attribute, names, text_of
from .rules import rules, split_names
from .survey import Survey

_NEAR_BEFORE, _NEAR_AFTER = 8, 14
_DATE_LINE = 12
_DAY = len("2024-11-04")
_LABEL = 8


@dataclass(frozen=True, slots=True)
class Published:
    """When (ISO 8601), and where that was read."""

    date: str | None = None
    where: str | None = None


def near_title(lines: list[Line[Element]], title: str) -> list[Line[Element]]:
    """Return the lines around the last heading that prints the title, nearest (and following) first."""
    wanted = key(title)
    at = [i for i, line in enumerate(lines) if line.link_share < 0.5 and is_same(line.text, wanted)] or [0]
    out: list[Line[Element]] = []
    for i in at[:3]:
        out += lines[i + 1 : i + 1 + _NEAR_AFTER]
        out += reversed(lines[max(0, i - _NEAR_BEFORE) : i])
    return out


def find_date(
    page: Survey, ld: JsonLd, near: list[Line[Element]], url: str | None, read: date | None = None
) -> Published:
    """Return when the article was published (`where` is `future`, without a date, for a future one).

    The places are asked in the order of their trust; where two disagree, the more specific one wins. `read`
    is the day on which the page was read, if that is known: without it, `kemarin` means nothing.
    """
    candidates = [(d, s) for t, s in _date_sources(page, ld, near) if (d := parse_date(t))]
    from_url = url_date(url) if url else None
    if from_url:
        candidates.append((from_url, "url"))
    candidates += _completed(near, from_url, read)
    if not candidates:
        return Published()
    found, where = candidates[0]
    if is_future(found):
        return Published(None, "future")
    for other, source in candidates[1:]:
        if _is_finer(other, found) and not is_future(other):
            found, where = other, source
    same = [d for d, _ in candidates if len(d) > _DAY and not d.endswith("+00:00")]
    same = [d for d in same if found.endswith("+00:00") and instant(d) == instant(found)]
    return Published(same[0] if same else found, where)


def _is_finer(other: str, found: str) -> bool:
    """Whether a date says more than another, and may mean the same: zones shift a day by one."""
    if len(other) <= len(found) or len(found) > _DAY:
        return False
    return len(found) < _DAY or _days_apart(other, found) <= 1


def _days_apart(one: str, other: str) -> int:
    """Return the days between two dates, each taken in its own zone."""
    return abs((day_bounds(one)[0] - day_bounds(other)[0]).days)


def _completed(near: list[Line[Element]], from_url: str | None, read: date | None) -> list[tuple[str, str]]:
    """Return the dates of lines that need a known day: the page's address for the year, `read` for all."""
    day = read or (date.fromisoformat(from_url) if from_url and len(from_url) == _DAY else None)
    if day is None:
        return []
    out = []
    for line in near:
        if len(line.text.split()) > _DATE_LINE or line.link_share > 0.5 or has_date(line.text):
            continue
        if found := yearless_date(line.text, day) or (relative_date(line.text, read) if read else None):
            out.append((found, "text"))
    return out


def _is_link(line: Line[Element]) -> bool:
    """Whether a line is a link that says more than a date."""
    return line.link_share >= 0.8 and len(key(rules().weekday.sub("", strip_date(line.text)))) > _LABEL


def _date_sources(page: Survey, ld: JsonLd, near: list[Line[Element]]) -> list[tuple[str, str]]:
    out = [(ld.published, "json-ld")]
    out += [(page.meta(name), "meta") for name in rules().date_meta]
    marked: list[str] = []
    times: list[str] = []
    for tag in page.published:
        marked.append(attribute(tag, "content") or attribute(tag, "datetime") or text_of(tag))
    for tag in page.times:
        around = split_names(" ".join(names(p) for p in (tag, *islice(tag.iterancestors(), 3))))
        if rules().updated_names.search(around):
            continue
        value = attribute(tag, "datetime") or text_of(tag)
        if rules().date_names.search(split_names(names(tag))) or tag.get("pubdate") is not None:
            marked.append(value)
        else:
            times.append(value)
    out += [(value, "time") for value in (*marked, *times)]
    short = [line.text for line in near if len(line.text.split()) <= 25 and not _is_link(line)]
    dated = [(t, d) for t in short if (d := parse_date(t)) and len(d) >= 10]
    dated.sort(key=lambda pair: len(pair[1]) <= 10)
    return out + [(text, "text") for text, _ in dated]
