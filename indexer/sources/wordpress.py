"""WordPress exports (WXR) and files of RSS or Atom: each post that was published is a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from ..extract import line_of
from .items import Item, Options, Record, Unreadable
from .xml_items import ATOM, CONTENT, DUBLIN, Entry, Value, entries

_RSS1 = "{http://purl.org/rss/1.0/}"
_NO_SECTION = frozenset(["uncategorized", "uncategorised", "tak berkategori", "tanpa kategori"])


def read_xml(stream: IO[bytes], name: str, options: Options) -> Iterator[Item]:
    """See Reader; the source of an item is the file's and the item's number.

    Of a WordPress export, posts that are published and have no password are read; pages, attachments,
    drafts and the rest are passed over.
    """
    for entry in entries(stream, name, options.max_bytes):
        if isinstance(entry, Unreadable):
            yield entry
        elif entry.feed.kind == "atom":
            yield _record(entry, _atom(entry))
        elif entry.feed.kind == "rss" or _is_published(entry):
            yield _record(entry, _rss(entry))


def _is_published(entry: Entry) -> bool:
    return (
        entry.first("wp:post_type") == "post"
        and entry.first("wp:status") == "publish"
        and not entry.first("wp:post_password")
    )


def _record(entry: Entry, fields: dict[str, str]) -> Record:
    fields = {field: value for field, value in fields.items() if value}
    return Record(entry.source, fields, json.dumps(fields).encode())


def _rss(entry: Entry) -> dict[str, str]:
    author = entry.first(f"{DUBLIN}creator")
    return {
        "title": line_of(entry.first("title", f"{_RSS1}title")),
        "html": entry.first(CONTENT),
        "url": entry.first("link", f"{_RSS1}link"),
        "published": _date(entry),
        "author": line_of(entry.feed.authors.get(author, author)),
        "section": _section(entry.values.get("category", [])),
        "publisher": line_of(entry.feed.title),
    }


def _atom(entry: Entry) -> dict[str, str]:
    links = entry.values.get(f"{ATOM}link", [])
    alternate = [
        v.attributes.get("href", "") for v in links if v.attributes.get("rel", "alternate") == "alternate"
    ]
    terms = [
        v.attributes.get("label") or v.attributes.get("term", "")
        for v in entry.values.get(f"{ATOM}category", [])
    ]
    content = next(iter(entry.values.get(f"{ATOM}content", [])), Value("", {}))
    field = "html" if "html" in content.attributes.get("type", "") else "body"
    return {
        "title": line_of(entry.first(f"{ATOM}title")),
        field: content.text.strip(),
        "url": next((link for link in alternate if link), ""),
        "published": entry.first(f"{ATOM}published", f"{ATOM}updated"),
        "author": line_of(entry.first(f"{ATOM}name")),
        "section": next((term for term in terms if term), ""),
        "publisher": line_of(entry.feed.title),
    }


def _date(entry: Entry) -> str:
    stated = entry.first("wp:post_date_gmt")
    # A post that was never dated has zeros.
    if stated and not stated.startswith("0000"):
        return f"{stated}Z"
    local = entry.first("wp:post_date")
    return entry.first("pubDate", f"{DUBLIN}date") or ("" if local.startswith("0000") else local)


def _section(categories: list[Value]) -> str:
    """Return the first category that is no tag and says something."""
    for category in categories:
        name = line_of(category.text)
        if category.attributes.get("domain", "category") == "category" and name.lower() not in _NO_SECTION:
            return name
    return ""
