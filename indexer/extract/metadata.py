"""Author, section, publisher, address and date of a page."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element as Element

from .clean import is_same, key
from .dates import instant, is_future, parse_date, strip_date, url_date
from .jsonld import JsonLd
from .lines import Line, squeeze
from .markup import attribute, names, text_of
from .rules import rules, split_names
from .survey import Survey
from .titles import title_parts

_WEB = re.compile(r"^https?://", re.IGNORECASE)
_NAME = re.compile(r"^[^\W\d_][\w.,'’ -]{1,60}$")
_SECTION = re.compile(r"^(?:rubrik|kanal|kategori)\s*:\s*(.{2,40})$", re.IGNORECASE)
_LONGEST_SECTION = 60
_NEAR_BEFORE, _NEAR_AFTER = 8, 14


def find_url(page: Survey, ld: JsonLd, saved: str | None, read: str | None) -> str | None:
    """Return the absolute canonical address, else that which it was `read` from, None if neither is known."""
    og = page.meta("og:url")
    known = next((u for u in (og, page.base, ld.url, saved, read) if u and _WEB.match(u)), "")
    found = []
    for candidate in (page.canonical, og, ld.url, saved or "", read or ""):
        if candidate and (absolute := _join(known, candidate)):
            found.append(absolute)
    return next((u for u in found if urlsplit(u).path.strip("/")), found[0] if found else None)


def _join(base: str, url: str) -> str | None:
    try:
        joined = urljoin(base, url)
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if _WEB.match(joined) and parts.hostname else None


def host(url: str | None) -> str:
    """Return the host of an address without `www.`, or an empty string."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def find_publisher(
    page: Survey, ld: JsonLd, lines: list[Line[Element]], title: str, url: str | None
) -> str | None:
    """Return the newspaper's name: stated, else from the copyright line or the page title, else the host."""
    stated = page.meta("og:site_name") or ld.publisher or page.meta("application-name", "dc.publisher")
    if stated:
        return stated
    for line in reversed(lines):
        match = rules().copyright.search(line.text)
        if match:
            return match.group(1).strip(" .-")
    parts = [p for p in title_parts(page.title) if key(p) not in key(title) and len(p.split()) <= 4]
    return (parts[-1] if parts else host(url)) or None


def find_author(page: Survey, ld: JsonLd, near: list[Line[Element]], publisher: str | None) -> str | None:
    """Return who wrote the article; the newspaper itself, its desk or an address is no author."""
    marked = [attribute(t, "content") or squeeze(text_of(t, " ")) for t in page.authors]
    linked = [squeeze(text_of(t)) for t in page.author_links]
    candidates = [ld.author, *(page.meta(k) for k in rules().author_meta), *marked, *linked[:1]]
    for line in near:
        match = rules().byline.match(line.text)
        if match and len(line.text.split()) <= 9:
            candidates.append(strip_date(match.group("name")).strip(" ,-|–/"))
    for candidate in candidates:
        name = re.sub(r"^(?:oleh|by|penulis|reporter)\s*:?\s+", "", candidate, flags=re.IGNORECASE)
        if _is_person(name, publisher):
            return name
    return None


def _is_person(name: str, publisher: str | None) -> bool:
    if not name or not _NAME.match(name) or _WEB.match(name) or name.lower() in rules().no_author:
        return False
    return not publisher or (key(name) not in key(publisher) and key(publisher) not in key(name))


def find_section(page: Survey, ld: JsonLd, lines: list[Line[Element]], title: str) -> str | None:
    """Return the section (rubrik, kanal): stated, else the last breadcrumb before the headline."""
    stated = ld.section or page.meta(*rules().section_meta)
    if stated:
        return stated
    crumbs = [c for c in ld.crumbs if key(c) != key(title) and c.lower() not in rules().home_words]
    if crumbs:
        return crumbs[-1]
    for link in page.section_links[:1]:
        if text := squeeze(text_of(link)):
            return text
    for line in lines:
        parts: list[str] = []
        if line.link_share > 0.3 and len(line.segments) > 2 and len(line.text) < 200:
            parts = [squeeze(s.text) for s in line.segments if s.href is not None and s.text.strip()]
        if 2 <= len(parts) <= 5 and parts[0].lower() in rules().home_words:
            inner = [p for p in parts[1:] if key(p) != key(title)]
            if inner and len(line.text) > len("".join(parts)) + 1:
                return inner[-1]
        match = _SECTION.match(line.text) if len(line.text) < _LONGEST_SECTION else None
        if match:
            return match.group(1)
    return None


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
    page: Survey, ld: JsonLd, near: list[Line[Element]], url: str | None
) -> tuple[str | None, str | None]:
    """Return when the article was published and where that was read (`future` and None for a future date)."""
    candidates = [(d, s) for t, s in _date_sources(page, ld, near) if (d := parse_date(t))]
    if url and (from_url := url_date(url)):
        candidates.append((from_url, "url"))
    if not candidates:
        return None, None
    date, where = candidates[0]
    if is_future(date):
        return None, "future"
    if len(date) <= 10:
        finer = [d for d, s in candidates if d.startswith(date) and len(d) > 10 and s in ("time", "text")]
        return (finer[0] if finer else date), where
    same = [
        d for d, _ in candidates if len(d) > 10 and instant(d) == instant(date) and not d.endswith("+00:00")
    ]
    return (same[0] if same and date.endswith("+00:00") else date), where


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
    short = [line.text for line in near if len(line.text.split()) <= 25 and line.link_share < 0.8]
    dated = [(t, d) for t in short if (d := parse_date(t)) and len(d) >= 10]
    dated.sort(key=lambda pair: len(pair[1]) <= 10)
    return out + [(text, "text") for text, _ in dated]
