"""When an article was published: what its page says in several places, weighed against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element as Element

from index import day_bounds

from .dates import has_date, instant, is_future, is_other_day, parse_date, strip_date, url_date
from .dates_near import relative_date, yearless_date
from .jsonld import JsonLd
from .lines import Line
from .markup import attribute, names, text_of
from .printed import is_same, key
from .rules import rules, split_names
from .survey import Survey

_NEAR_BEFORE, _NEAR_AFTER = 8, 14
_DATE_LINE = 12
# So many words may stand beside the date in a line that is there for it: a weekday, an author.
_BESIDE_DATE = 6
# Parts of a page that tell of other articles.
_ELSEWHERE = ("aside", "footer", "nav")
_IN_LISTS = (*_ELSEWHERE, "a", "li")
_DAY = len("2024-11-04")
_LABEL = 8
_BESIDE_TITLE = 60
# What a page's data says where nothing was entered: the beginning of a computer's time.
_EPOCH = "1970-01-01"
# A day without a time, as programs write it that do not know the reader's zone.
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)$")


@dataclass(frozen=True, slots=True)
class Published:
    """When (ISO 8601), and where that was read; `other` is what another place says that means another day."""

    date: str | None = None
    where: str | None = None
    other: Published | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """The lines around a headline, nearest first; `below` those that follow it."""

    lines: list[Line[Element]]
    below: list[Line[Element]]


class _Candidate(NamedTuple):
    """A date, where it was read, and whether that speaks of this article's publication for certain."""

    date: str
    where: str
    certain: bool = False


def near_title(lines: list[Line[Element]], title: str) -> Near:
    """Return the lines around the headings that print the title; around the beginning, if none does."""
    wanted = key(title)
    at = [i for i, line in enumerate(lines) if line.link_share < 0.5 and _prints(line, wanted)]
    near: list[Line[Element]] = []
    below: list[Line[Element]] = []
    for i in at[:3] or [0]:
        after = lines[i + 1 : i + 1 + _NEAR_AFTER]
        near += after
        near += reversed(lines[max(0, i - _NEAR_BEFORE) : i])
        below += after if at else ()
    return Near(near, below)


def _prints(line: Line[Element], wanted: str) -> bool:
    """Whether a line is the title; in a row of a table other things may stand beside it."""
    if is_same(line.text, wanted):
        return True
    beside = line.kind == "row" and 0 < len(wanted) <= len(line.text) <= len(wanted) + _BESIDE_TITLE
    return beside and key(line.text).startswith(wanted)


def find_date(page: Survey, ld: JsonLd, near: Near, url: str | None, read: date | None = None) -> Published:
    """Return when the article was published (`where` is `future`, without a date, for a future one).

    The places are asked in the order of their trust; where two disagree, the more specific one wins, and
    the most trusted one that means another day is kept as `other`. `read` is the day on which the page was
    read, if that is known: without it, `kemarin` means nothing.
    """
    candidates = _candidates(page, ld, near)
    from_url = url_date(url) if url else None
    if from_url:
        candidates.append(_Candidate(from_url, "url", certain=True))
    candidates += _completed(near.lines, from_url, read)
    if not candidates:
        return Published()
    found, where, _ = candidates[0]
    if is_future(found):
        return Published(None, "future")
    for other, source, _ in candidates[1:]:
        if _is_finer(other, found) and not is_future(other):
            found, where = other, source
    same = [c.date for c in candidates if len(c.date) > _DAY and not c.date.endswith("+00:00")]
    same = [d for d in same if found.endswith("+00:00") and instant(d) == instant(found)]
    lost = (c for c in candidates if c.certain and not is_future(c.date) and is_other_day(c.date, found))
    kept = next((Published(c.date, c.where) for c in lost), None)
    return Published(same[0] if same else found, where, kept)


def _is_finer(other: str, found: str) -> bool:
    """Whether a date says more than another, and may mean the same: zones shift a day by one."""
    if len(other) <= len(found) or len(found) > _DAY:
        return False
    return len(found) < _DAY or _days_apart(other, found) <= 1


def _days_apart(one: str, other: str) -> int:
    """Return the days between two dates, each taken in its own zone."""
    return abs((day_bounds(one)[0] - day_bounds(other)[0]).days)


def _completed(near: list[Line[Element]], from_url: str | None, read: date | None) -> list[_Candidate]:
    """Return the dates of lines that need a known day: the page's address for the year, `read` for all.

    A page may be read years after it was written, and tell of what is to come: what its address rules out is
    left out, and what lies after the day of reading.
    """
    day = date.fromisoformat(from_url) if from_url and len(from_url) == _DAY else read
    if day is None:
        return []
    out = []
    for line in near:
        if len(line.text.split()) > _DATE_LINE or line.link_share > 0.5 or has_date(line.text):
            continue
        found = yearless_date(line.text, day) or (relative_date(line.text, read) if read else None)
        if found and not (from_url and is_other_day(found, from_url)) and not (read and found > str(read)):
            out.append(_Candidate(found, "text"))
    return out


def _is_link(line: Line[Element]) -> bool:
    """Whether a line is a link that says more than a date."""
    return line.link_share >= 0.8 and len(key(rules().weekday.sub("", strip_date(line.text)))) > _LABEL


def _candidates(page: Survey, ld: JsonLd, near: Near) -> list[_Candidate]:
    """Return the full dates of a page, the most trusted places first."""
    stated = [(ld.published, "json-ld"), *((page.meta(name), "meta") for name in rules().date_meta)]
    read = [(parse_date(_MIDNIGHT.sub("", text)), where) for text, where in stated]
    out = [_Candidate(d, where, certain=True) for d, where in read if d and not d.startswith(_EPOCH)]
    marked = list(page.published)
    times: list[Element] = []
    for tag in page.times:
        around = split_names(" ".join(names(p) for p in (tag, *islice(tag.iterancestors(), 3))))
        if rules().updated_names.search(around):
            continue
        if rules().date_names.search(split_names(names(tag))) or tag.get("pubdate") is not None:
            marked.append(tag)
        else:
            times.append(tag)
    for tag in (*marked, *times):
        value = (attribute(tag, "content") if tag in page.published else "") or attribute(tag, "datetime")
        if found := parse_date(value or text_of(tag)):
            # Lists of other articles mark their dates in the same way, below this one's.
            first = bool(marked) and tag is marked[0]
            certain = first and next(tag.iterancestors(*_IN_LISTS), None) is None
            out.append(_Candidate(found, "time", certain))
    short = [line for line in near.lines if len(line.text.split()) <= 25]
    dated = [(line, d) for line in short if (d := parse_date(line.text)) and len(d) >= _DAY]
    dated = [(line, d) for line, d in dated if not _is_link(line)]
    dated.sort(key=lambda pair: len(pair[1]) <= _DAY)
    # Of the lines that are there for a date, the one nearest below the headline is the article's.
    own = next((line for line in near.below if _is_date_line(line)), None)
    texts = [_Candidate(found, "text", line is own) for line, found in dated]
    printed = next((c for c in texts if c.certain), None)
    listed = all(_is_listed(tag) for tag in (*marked, *times))
    if printed and out and not out[0].certain and listed and is_other_day(printed.date, out[0].date):
        # The page marks the times of other articles only.
        return [printed, *out, *(c for c in texts if c is not printed)]
    return out + texts


def _is_listed(tag: Element) -> bool:
    """Whether a time stands beside a link, or in a part of the page that tells of other articles."""
    parent = tag.getparent()
    if (
        parent is not None
        and parent.tag not in ("body", "article")
        and next(parent.iter("a"), None) is not None
    ):
        return True
    return next(tag.iterancestors(*_IN_LISTS), None) is not None


def _is_date_line(line: Line[Element]) -> bool:
    """Whether a line says little more than a day, and not that of a change."""
    if len(line.text.split()) > _DATE_LINE or line.link_share > 0.5 or not has_date(line.text):
        return False
    if len(strip_date(line.text).split()) > _BESIDE_DATE or rules().updated_words.search(line.text):
        return False
    return line.block.tag not in _ELSEWHERE and next(line.block.iterancestors(*_ELSEWHERE), None) is None
