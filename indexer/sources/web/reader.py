"""From an address to items: a page, or what a feed or sitemap leads to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from ...version import input_digest
from ..guard import label
from ..items import Item, Options, Page, Record, Unchanged
from . import feeds, sitemaps
from .addresses import Address, Resolver, look_up, parse
from .clock import Clock
from .connection import Timeouts
from .fetch import DOCUMENT_TYPES, PAGE_TYPES, Client, Wanted
from .hosts import Hosts
from .kinds import Kind, kind_of, unzipped
from .memory import Memo, Memory
from .problem import Problem, shown
from .robots import Robots

# The largest sitemap that the protocol allows.
_LARGEST_SITEMAP = 52_428_800
_DEEPEST = 3
_MOST_SITEMAPS = 10_000
# Clocks differ: what changed within this time before it was fetched is asked for again. In seconds.
_MARGIN = 3_600.0


@dataclass(frozen=True, slots=True)
class _Found:
    """What lies at an address; `data` None: a page that the archive has. `untouched`: as it was last time."""

    asked: Address
    address: Address
    data: bytes | None
    untouched: bool = False


@dataclass(slots=True)
class _Trail:
    """The sitemaps met from one source on."""

    seen: set[str]
    full: bool = False


class Web:
    """Reads addresses for one run, one request at a time; close it at the end."""

    def __init__(
        self,
        *,
        contact: str = "",
        delay: float = 1.0,
        allow_private: bool = False,
        memory: Memory | None = None,
        known: Callable[[str], str | None] = lambda _: None,
        clock: Clock | None = None,
        resolve: Resolver = look_up,
        timeouts: Timeouts | None = None,
    ) -> None:
        """Prepare; nothing is opened yet.

        `delay`: seconds between two requests to one host. `known` returns the digest under which the archive
        has a source, else None: what `memory` remembers counts only where both agree.
        """
        self._clock = clock or Clock()
        self._memory = memory
        self._known = known
        hosts = Hosts(self._clock, delay)
        self._client = Client(
            hosts=hosts,
            clock=self._clock,
            resolve=resolve,
            allow_private=allow_private,
            contact=contact,
            timeouts=timeouts or Timeouts(),
        )
        self._robots = Robots(self._client, hosts)

    def close(self) -> None:
        """Close what was opened; idempotent."""
        self._client.close()
        if self._memory is not None:
            self._memory.close()

    def read(self, source: str, options: Options) -> Iterator[Item]:
        """Yield what an address holds: its page, or the pages that its feed or sitemap names.

        Raises SourceError if the memory of earlier runs cannot be used.
        """
        try:
            address = parse(source)
        except Problem as problem:
            yield problem.item(shown(source))
            return
        yield from self._read(address, options, _Trail({address.text}), 0, None)

    def _read(
        self, address: Address, options: Options, trail: _Trail, depth: int, changed: float | None
    ) -> Iterator[Item]:
        try:
            found = self._open(address, options, changed)
        except Problem as problem:
            yield problem.item(address.text)
            return
        if found.data is None:
            yield Unchanged(address.text)
            return
        kind = kind_of(found.data)
        if kind is Kind.PAGE:
            yield Page(address.text, found.data, found.address.text, read=self._now())
            return
        try:
            if kind is Kind.FEED:
                yield from self._feed(found, options)
            else:
                yield from self._sitemap(found, kind, options, trail, depth)
        except Problem as problem:
            yield problem.item(address.text)

    def _feed(self, found: _Found, options: Options) -> Iterator[Item]:
        assert found.data is not None
        for entry in feeds.read_feed(found.data, found.address.text):
            yield self._entry(entry, found, options)

    def _entry(self, entry: feeds.Entry, found: _Found, options: Options) -> Item:
        source = f"{found.asked.text}!{label(entry.name)}"
        if not entry.link:
            problem = Problem("no-link", "the entry has neither a link nor a full text")
            return _record(entry, source, None) or problem.item(source)
        try:
            link = parse(entry.link, found.address)
        except Problem as problem:
            return _record(entry, source, None) or problem.item(source)
        try:
            return self._page(link, options, found.untouched, entry.updated, entry.published)
        except Problem as problem:
            # What the archive read from the page itself is better than what the feed tells of it.
            if self._known(link.text) is None and (record := _record(entry, source, link.text)):
                return record
            return problem.item(link.text)

    def _sitemap(
        self, found: _Found, kind: Kind, options: Options, trail: _Trail, depth: int
    ) -> Iterator[Item]:
        assert found.data is not None
        read = sitemaps.read_list if kind is Kind.LIST else sitemaps.read_sitemap
        for entry in read(found.data):
            changed = sitemaps.latest_moment(entry.lastmod)
            try:
                address = parse(entry.loc, found.address)
                if not entry.is_sitemap:
                    yield self._page(address, options, found.untouched, changed, entry.published)
                    continue
            except Problem as problem:
                yield problem.item(shown(entry.loc))
                continue
            if address.text in trail.seen or trail.full:
                continue
            if depth == _DEEPEST:
                message = f"it is the {_DEEPEST + 1}th sitemap within another; add it by its own address"
                yield Problem("sitemap-limit", message).item(address.text)
            elif len(trail.seen) >= _MOST_SITEMAPS:
                trail.full = True
                message = f"more than {_MOST_SITEMAPS:,} sitemaps: this and further ones are not read"
                yield Problem("sitemap-limit", message).item(address.text)
            else:
                trail.seen.add(address.text)
                yield from self._read(address, options, trail, depth + 1, changed)

    def _open(self, address: Address, options: Options, changed: float | None) -> _Found:
        """Fetch what may be feed, sitemap or page, or take it from memory. Raises Problem."""
        memo = self._recalled(address)
        if memo is not None and memo.body is not None and _before(changed, memo):
            return _Found(address, parse(memo.final), memo.body, untouched=True)
        limit = max(options.max_bytes, _LARGEST_SITEMAP)
        started = self._clock.wall()
        answer = self._client.get(address, _wanted(limit, DOCUMENT_TYPES, memo), self._robots.check)
        if answer.data is None:
            return _Found(address, answer.address, memo.body if memo else None, untouched=True)
        data = unzipped(answer.data, limit)
        untouched = memo is not None and memo.body == data
        page = kind_of(data) is Kind.PAGE
        self._remember(
            address,
            Memo(
                final=answer.address.text,
                etag=answer.etag,
                modified=answer.modified,
                fetched_at=started,
                digest=input_digest(data) if page else None,
                body=None if page else data,
            ),
        )
        return _Found(address, answer.address, data, untouched)

    def _page(
        self, address: Address, options: Options, untouched: bool, changed: float | None, published: str
    ) -> Item:
        """Return the page at an address; `untouched`: what named it is as it was. Raises Problem."""
        memo = self._recalled(address)
        if memo is not None and memo.digest is not None and (untouched or _before(changed, memo)):
            return Unchanged(address.text)
        started = self._clock.wall()
        wanted = _wanted(options.max_bytes, PAGE_TYPES, memo if memo and memo.digest else None)
        answer = self._client.get(address, wanted, self._robots.check)
        if answer.data is None:
            return Unchanged(address.text)
        digest = input_digest(answer.data)
        self._remember(
            address, Memo(answer.address.text, answer.etag, answer.modified, started, digest=digest)
        )
        return Page(address.text, answer.data, answer.address.text, published or None, read=self._now())

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.wall(), UTC)

    def _recalled(self, address: Address) -> Memo | None:
        """Return what is remembered; of a page only if the archive has taken in the same bytes."""
        memo = self._memory.get(address.text) if self._memory is not None else None
        if memo is not None and memo.body is None and self._known(address.text) != memo.digest:
            return None
        return memo

    def _remember(self, address: Address, memo: Memo) -> None:
        if self._memory is not None:
            self._memory.put(address.text, memo)


def _wanted(limit: int, types: frozenset[str], memo: Memo | None) -> Wanted:
    if memo is None:
        return Wanted(limit, types)
    return Wanted(limit, types, since=memo.final, etag=memo.etag, modified=memo.modified)


def _before(changed: float | None, memo: Memo) -> bool:
    return changed is not None and changed < memo.fetched_at - _MARGIN


def _record(entry: feeds.Entry, source: str, url: str | None) -> Record | None:
    """Return the article that the entry itself holds, None if it does not."""
    if not entry.content:
        return None
    fields = {
        "title": entry.title,
        "url": url or "",
        "published": entry.published,
        "author": entry.author,
        "section": entry.section,
        "publisher": entry.publisher,
        "html" if entry.is_html else "body": entry.content,
    }
    return Record(source, fields, json.dumps(fields, sort_keys=True).encode())
