"""Sitemaps (sitemaps.org 0.9, with Google's news extension), read without building a tree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from .problem import Problem

_BLOCK = 65_536
_LONGEST = 5_000
_ENTRIES = frozenset({"url", "sitemap"})
_FIELDS = {"loc": "loc", "lastmod": "lastmod", "publication_date": "published"}


@dataclass(slots=True)
class Entry:
    """A page, or another sitemap; texts as they stand there."""

    is_sitemap: bool = False
    loc: str = ""
    lastmod: str = ""
    published: str = ""


class _Collector:
    """The parser's target: knows the entry that is open and the texts of its fields, nothing else."""

    def __init__(self) -> None:
        self.ready: list[Entry] = []
        self._entry: Entry | None = None
        self._field: str | None = None
        self._text: list[str] = []
        self._length = 0

    def start(self, tag: str, attributes: object) -> None:  # noqa: ARG002 - the parser's interface
        prefix, _, name = tag.rpartition("}")
        if name in _ENTRIES:
            self._entry = Entry(is_sitemap=name == "sitemap")
        # Images and videos have a `loc` of their own.
        elif self._entry is not None and not ("image" in prefix or "video" in prefix):
            self._field = _FIELDS.get(name)
            self._text, self._length = [], 0

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if self._entry is None:
            return
        if name in _ENTRIES:
            self.ready.append(self._entry)
            self._entry = None
        elif self._field is not None:
            setattr(self._entry, self._field, "".join(self._text).strip())
            self._field = None

    def data(self, text: str) -> None:
        if self._field is not None and self._length <= _LONGEST:
            self._text.append(text)
            self._length += len(text)

    def close(self) -> None:
        pass


def read_sitemap(data: bytes) -> Iterator[Entry]:
    """Yield the entries of an XML sitemap or of an index of sitemaps, in order.

    Entities are not expanded and nothing is loaded from elsewhere.
    Raises Problem (`bad-feed`) at the place from which it cannot be read further.
    """
    target = _Collector()
    # The stubs ask for `comment` too, which the parser can do without.
    parser = etree.XMLParser(
        target=cast("Any", target), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    # White space before the declaration is an error that many sites make.
    data = data.lstrip()
    try:
        for start in range(0, len(data), _BLOCK):
            parser.feed(data[start : start + _BLOCK])
            yield from target.ready
            target.ready.clear()
        parser.close()
    except etree.XMLSyntaxError as error:
        yield from target.ready
        raise Problem("bad-feed", f"the sitemap cannot be read further: {str(error)[:200]}") from error
    yield from target.ready


def read_list(data: bytes) -> Iterator[Entry]:
    """Yield the entries of a sitemap in plain text: an address a line."""
    for line in data.splitlines():
        if text := line[: _LONGEST + 1].decode("utf-8-sig", "replace").strip():
            yield Entry(loc=text)


def latest_moment(text: str) -> float | None:
    """Return the last moment (Unix time) that a W3C date may mean; None if it names no day or is no date.

    A day without a time ends when it ends everywhere; a time without a zone may be that of any.
    """
    text = text.strip()
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
        late = dt.timedelta(hours=36 if len(text) <= 10 else 12)
    else:
        late = dt.timedelta()
    return moment.timestamp() + late.total_seconds()
