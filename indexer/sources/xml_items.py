"""The items of a feed in a file, however long: WordPress exports, RSS and Atom.

The tree is emptied while it grows. The file is fed to the parser in pieces that begin with an item, so that
after a fault in the XML a new parser goes on with the next item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, cast

from lxml import etree

from .guard import Halted
from .items import Unreadable

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_EXPORT = "http://wordpress.org/export/"
_BLOCK = 65_536
_ITEM = re.compile(rb"<(?:item|entry)[\s>]")
_OVERLAP = 7
_LIMIT = re.compile(r"Text node too long|CData section too big|Buffer size limit")
_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_MOST_AUTHORS = 10_000
_NAMES = frozenset(
    "title link pubDate creator date category encoded description published updated content name "
    "status post_type post_password post_date post_date_gmt".split()
)


@dataclass(frozen=True, slots=True)
class Value:
    """The text of an element, with its attributes."""

    text: str
    attributes: dict[str, str]


@dataclass(slots=True)
class Feed:
    """What is known of the file: `kind` is `wordpress`, `rss` or `atom`; login names lead to authors."""

    kind: str
    title: str = ""
    authors: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """One item: the values of its elements by their tag, elements of WordPress as `wp:…`."""

    source: str
    feed: Feed
    values: dict[str, list[Value]] = field(default_factory=dict)
    size: int = 0

    def first(self, *tags: str) -> str:
        """Return the text of the first of these elements that has any, else an empty string."""
        for tag in tags:
            for value in self.values.get(tag, ()):
                if value.text.strip():
                    return value.text.strip()
        return ""


class _Walk:
    """The parser and what it has seen of the item that is open."""

    def __init__(self, name: str, max_bytes: int) -> None:
        self._name = name
        self._max_bytes = max_bytes
        self._parser = self._new_parser(None)
        self._root: tuple[str, dict[str, str]] | None = None
        self._depth = 0
        self._login = ""
        self.feed: Feed | None = None
        self.entry: Entry | None = None
        self.number = 0

    def feed_piece(self, piece: bytes) -> Iterator[Entry | Unreadable]:
        """Yield what a piece completes; raise ValueError where the XML cannot be read further."""
        try:
            self._parser.feed(piece)
        except etree.XMLSyntaxError as error:
            raise ValueError(error.msg) from error
        # lxml does not raise for every fault that ends its reading, and begins a new document after it.
        for fault in self._parser.feed_error_log:
            if fault.level == etree.ErrorLevels.FATAL:
                raise ValueError(fault.message)
        yield from self._events()

    def close(self) -> None:
        self._parser.close()

    def restart(self) -> bool:
        """Go on with the next item in a new parser; return whether it is known what the file is."""
        if self._root is None:
            return False
        self.entry, self._depth = None, 0
        tag, namespaces = self._root
        head = etree.tostring(etree.Element(tag, nsmap=namespaces)).removesuffix(b"/>") + b">"
        self._parser = self._new_parser("utf-8")
        self._parser.feed(head + (b"<channel>" if tag == "rss" else b""))
        for _ in self._events():
            pass
        return True

    @staticmethod
    def _new_parser(encoding: str | None) -> etree.XMLPullParser:
        # huge_tree stays off: it would lift the bound on what entities in attributes become.
        return etree.XMLPullParser(
            ("start", "end"),
            encoding=encoding,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )

    def _events(self) -> Iterator[Entry | Unreadable]:
        for event, found in self._parser.read_events():
            element = cast("etree._Element", found)
            if event == "start":
                self._depth += 1
                self._start(element)
                continue
            self._depth -= 1
            done = self._end(element)
            # What was read before it goes at once: an item may have any number of parts, the file of items.
            parent = element.getparent()
            while parent is not None and parent[0] is not element:
                del parent[0]
            if done is not None:
                yield done

    def _start(self, element: etree._Element) -> None:
        if self.feed is None:
            self._root = (str(element.tag), cast("dict[str, str]", dict(element.nsmap)))
            self.feed = Feed(_kind(element))
        elif self.entry is None and _local(element) in ("item", "entry"):
            self.number += 1
            self.entry = Entry(f"{self._name}:{self.number}", self.feed)

    def _end(self, element: etree._Element) -> Entry | Unreadable | None:
        parent = element.getparent()
        local = _local(element)
        if self.entry is None:
            self._note(element, local, parent)
            return None
        above = _local(parent) if parent is not None else ""
        if local in ("item", "entry") and above not in ("item", "entry"):
            entry, self.entry = self.entry, None
            if entry.size > self._max_bytes:
                message = f"the item is larger than {self._max_bytes:,} bytes"
                return Unreadable(entry.source, "too-large", message)
            return entry
        if local in _NAMES and (above in ("item", "entry") or (local == "name" and above == "author")):
            self._keep(self.entry, element)
        return None

    def _keep(self, entry: Entry, element: etree._Element) -> None:
        text = "".join(map(str, element.itertext()))
        attributes = {str(key): str(value) for key, value in element.attrib.items()}
        entry.size += len(text.encode()) + sum(map(len, attributes.values()))
        if entry.size <= self._max_bytes:
            entry.values.setdefault(_tag(element), []).append(Value(text, attributes))

    def _note(self, element: etree._Element, local: str, parent: etree._Element | None) -> None:
        """Keep what the head of the file says: its title and who hides behind the login names."""
        feed = self.feed
        if feed is None or parent is None:
            return
        text = (element.text or "").strip()[:200]
        if local == "title" and not feed.title and _local(parent) in ("channel", "feed"):
            feed.title = text
        elif local == "author_login":
            self._login = text
        elif local == "author_display_name" and len(feed.authors) < _MOST_AUTHORS:
            feed.authors[self._login] = text


def entries(stream: IO[bytes], name: str, max_bytes: int) -> Iterator[Entry | Unreadable]:
    """Yield the items of a file, numbered from 1; those that cannot be read as Unreadable (`bad-xml`).

    Raises Halted: `other-xml` for a file that is no feed, `bad-xml` where nothing of it can be read further.
    """
    walk = _Walk(name, max_bytes)
    whole = True
    for piece in _pieces(stream):
        try:
            yield from walk.feed_piece(piece)
            whole = True
        except ValueError as error:
            begun = walk.entry is not None or _ITEM.match(piece) is not None
            walk.number += walk.entry is None and begun
            whole = False
            code, message = _reason(str(error))
            if not walk.restart():
                raise Halted(code, message) from error
            if begun:
                yield Unreadable(f"{name}:{walk.number}", code, message)
    if not whole:
        return
    try:
        walk.close()
    except etree.XMLSyntaxError as error:
        raise Halted("bad-xml", f"the XML is cut off or not well formed: {error.msg}") from error


def _reason(fault: str) -> tuple[str, str]:
    if _LIMIT.search(fault):
        return "too-large", "the item has a text of more than 10,000,000 characters"
    return "bad-xml", f"the XML is not well formed: {fault}"


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the file in pieces of bounded size, of which each item begins a new one."""
    block = stream.read(_BLOCK)
    controls = b"" if b"\0" in block[:100] else _CONTROLS
    pending = b""
    while block:
        pending += block.translate(None, controls)
        starts = [match.start() for match in _ITEM.finditer(pending)]
        for begin, end in zip([0, *starts], starts, strict=False):
            if end > begin:
                yield pending[begin:end]
        pending = pending[starts[-1] :] if starts else pending
        # The last bytes wait: an item may begin in them.
        if len(pending) > _BLOCK:
            yield pending[:-_OVERLAP]
            pending = pending[-_OVERLAP:]
        block = stream.read(_BLOCK)
    if pending:
        yield pending


def _kind(root: etree._Element) -> str:
    local = _local(root)
    if local == "rss" and any(uri.startswith(_EXPORT) for uri in root.nsmap.values()):
        return "wordpress"
    if local in ("rss", "RDF"):
        return "rss"
    if root.tag == f"{ATOM}feed":
        return "atom"
    raise Halted("other-xml", f"the file is no WordPress export, RSS or Atom: its root is <{local[:60]}>")


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _tag(element: etree._Element) -> str:
    tag = str(element.tag)
    return f"wp:{_local(element)}" if tag.startswith("{" + _EXPORT) else tag
