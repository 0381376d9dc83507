"""RSS and Atom feeds. Their bytes were fetched before: feedparser opens nothing."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .problem import Problem

_LARGEST = 5_000_000
_LONGEST_FIELD = 5_000
# feedparser takes quadratic time for a tag with many attributes. Comments and CDATA may be long.
_LONG_TAG = re.compile(rb"<(?!\0?[!?])[^<>]{10000}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed; missing values are empty.

    `published` as it stands there; `updated` in Unix time; `content` the full text, where the feed has it.
    """

    link: str
    name: str
    title: str
    published: str
    updated: float | None
    author: str
    section: str
    publisher: str
    content: str
    is_html: bool


def read_feed(data: bytes, address: str) -> Iterator[Entry]:
    """Yield the entries of a feed that was read from `address`, in its order.

    Raises Problem: `bad-feed` for what is no feed, `too-large` for more than 5 MB, which would take minutes.
    """
    if len(data) > _LARGEST:
        raise Problem("too-large", f"the feed is larger than {_LARGEST:,} bytes")
    if _LONG_TAG.search(data):
        raise Problem("bad-feed", "the feed has a tag of more than 10,000 characters")
    # Slow to import, and most runs read no feed.
    import feedparser

    # The parsers beneath it raise what they like.
    try:
        feed = feedparser.parse(
            io.BytesIO(data),
            response_headers={"content-location": address},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        raise Problem("bad-feed", f"the feed cannot be read: {type(error).__name__}") from error
    if not feed.entries and feed.bozo:
        raise Problem("bad-feed", f"the feed cannot be read: {str(feed.get('bozo_exception'))[:200]}")
    publisher = _text(feed.feed, "title")
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, number, publisher, is_atom=feed.version.startswith("atom"))


def _entry(entry: Any, number: int, publisher: str, *, is_atom: bool) -> Entry:
    content, is_html = _content(entry)
    link, name = _text(entry, "link"), _text(entry, "id")
    # Without a link feedparser gives the id: in RSS that is an address, in Atom a mere name.
    if is_atom and all(each.get("rel") != "alternate" for each in entry.get("links", ())):
        link = ""
    return Entry(
        link=link,
        name=name or link or str(number),
        title=_text(entry, "title"),
        published=_text(entry, "published"),
        updated=_moment(entry),
        author=_text(entry, "author"),
        section=next((_text(tag, "term") for tag in entry.get("tags", ())), ""),
        publisher=publisher,
        content=content,
        is_html=is_html,
    )


def _text(entry: Any, key: str) -> str:
    value = entry.get(key)
    return value.strip() if isinstance(value, str) and len(value) <= _LONGEST_FIELD else ""


def _content(entry: Any) -> tuple[str, bool]:
    """Return the longest full text and whether it is HTML; a summary is none."""
    parts = [part for part in entry.get("content", ()) if isinstance(part.get("value"), str)]
    if not parts:
        return "", False
    best = max(parts, key=lambda part: len(part["value"]))
    return best["value"].strip(), best.get("type") != "text/plain"


def _moment(entry: Any) -> float | None:
    if "updated_parsed" not in entry or entry["updated_parsed"] is None:
        return None
    try:
        return float(calendar.timegm(entry["updated_parsed"]))
    except (ValueError, OverflowError):
        return None
