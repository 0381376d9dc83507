"""Author, section, publisher and address of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element as Element

from index.analysis import gazetteer_words, root_words

from .dates import has_date, strip_date
from .jsonld import JsonLd
from .lines import Line, squeeze
from .markup import attribute, names, text_of
from .printed import key
from .rules import rules, split_names
from .survey import Survey
from .titles import title_parts

_WEB = re.compile(r"^https?://", re.IGNORECASE)
_NAME = re.compile(r"^[^\W\d_][\w.,'’ -]{1,60}$")
_SECTION = re.compile(r"^(?:rubrik|kanal|kategori)\s*:\s*(.{2,40})$", re.IGNORECASE)
_LONGEST_SECTION = 60
_FULL_NAME = re.compile(
    r"[\s|]*([A-Z][\w.'’-]*(?: (?:(?:bin|binti|van|de|al) )?[A-Z][\w.'’-]*){1,4})\s*(?=$|[|/·•;(–]| - )"
)
_ELSEWHERE = ("nav", "aside")
# So many elements named like an author are looked at, and lines of so many characters.
_BYLINES, _LONGEST_LINE = 3, 160
# What newspapers call their sections, which no dictionary of roots has.
_COMMON = frozenset(["rubrik", "kanal", "internasional", "nasional", "regional", "redaksi", "news"])
# Words that may stand beside a date: a weekday, a zone.
_BESIDE_DATE = 2
# So far above an element, names tell what part of the page it is in.
_ABOVE = 5


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


def find_author(
    page: Survey, ld: JsonLd, near: list[Line[Element]], lines: list[Line[Element]], publisher: str | None
) -> str | None:
    """Return who wrote the article; the newspaper itself, its desk or an address is no author.

    `near` are the lines around the headline: elsewhere among the `lines`, a colon must stand before a name.
    """
    for candidate in _authors(page, ld, near, lines):
        label = rules().byline.match(candidate)
        name = label["name"] if label else candidate
        if _is_person(name, publisher):
            return name
    return None


def _authors(
    page: Survey, ld: JsonLd, near: list[Line[Element]], lines: list[Line[Element]]
) -> Iterator[str]:
    """Yield what may be the author's name, the surest first; most pages need the first ones only."""
    yield ld.author
    yield from (attribute(t, "content") or squeeze(text_of(t, " ")) for t in page.authors)
    yield from (page.meta(name) for name in rules().author_meta)
    yield from (squeeze(text_of(link)) for link in page.author_links[:1])
    for line in near:
        match = rules().byline.match(line.text)
        if match and len(line.text.split()) <= 9:
            yield strip_date(match.group("name")).strip(" ,-|–/")
    named = (element for element in page.bylines if not _is_elsewhere(element))
    yield from (_unlabelled(squeeze(text_of(element, "|"))) for element in islice(named, _BYLINES))
    yield from (_labelled(line) or _dated(line) for line in near)
    yield from (_labelled(line) for line in lines if ":" in line.text)


def _is_elsewhere(element: Element) -> bool:
    """Whether an element is in a part of the page that is not the article's: comments, other articles."""
    inside = (element, *islice(element.iterancestors(), _ABOVE))
    return any(e.tag in _ELSEWHERE or rules().updated_names.search(split_names(names(e))) for e in inside)


def _labelled(line: Line[Element]) -> str:
    """Return the name behind a label in a short line: *Rep: Budi Santoso/ Red: …*."""
    if len(line.text) > _LONGEST_LINE:
        return ""
    text = "|".join(segment.text for segment in line.segments)
    match = rules().author_label.search(squeeze(text))
    return _first_name(squeeze(text)[match.end() :]) if match else ""


def _dated(line: Line[Element]) -> str:
    """Return the name that stands before a date in a line of both: *Maya Sofia • 20 Januari 2025*."""
    dated = has_date(line.text) and len(line.text) <= _LONGEST_LINE and not line.link_share
    name = _first_name(line.text) if dated else ""
    rest = line.text[len(name) :].strip(" |/·•,;(–-")
    return name if name and len(strip_date(rest).split()) <= _BESIDE_DATE and _is_unknown(name) else ""


def _is_unknown(name: str) -> bool:
    """Whether a word of a name is neither a place's nor common: *Jawa Tengah*, *Ekonomi Bisnis* are none."""
    words = name.lower().split()
    return any(
        word not in root_words() and word not in gazetteer_words() and word not in _COMMON for word in words
    )


def _unlabelled(text: str) -> str:
    """Return the name that a text is, behind a label or not; `|` stands between its elements."""
    if len(text) > _LONGEST_LINE:
        return ""
    match = rules().author_label.search(text)
    return _first_name((text[match.end() :] if match else text).partition(",")[0])


def _first_name(text: str) -> str:
    """Return the name of several words that a text begins with; what follows it is set apart."""
    match = _FULL_NAME.match(text)
    return match.group(1) if match else ""


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
