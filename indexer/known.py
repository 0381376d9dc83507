"""What the archive has seen before: an unchanged input is passed over, a file often without reading it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index import Archive, Input, too_long

from .prepare import Preparable, Prepared, Refusal, Stored
from .sources import File, Item, Options, Unchanged, Unreadable, load
from .version import file_stamp, input_digest
from .workers import FATAL

# Files that are looked up at once, of items that were read already, and the bytes of those. A slow
# stream must not wait long for its first articles.
_FILES = 512
_ITEMS = 32
_BYTES = 4_000_000
# Seconds after which what a slow source has given is handed on.
SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Done:
    """An item with what became of it (None: its article is unchanged), and what to record of it.

    `article_id` is the article that the item gives, None for a refused one.
    """

    source: str
    result: Prepared | Refusal | None
    record: Input | None
    article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Fresh:
    """An item that must be prepared; `digest` and `stamp` are what it will be known by."""

    item: Preparable
    digest: str | None
    stamp: str | None

    def done(self, result: Prepared | Refusal) -> Done:
        """Return what became of it."""
        if isinstance(result, Refusal):
            return Done(self.item.source, result, self._refused(result))
        article = result.document.article
        known = None
        if self.digest is not None:
            known = Input(self.item.source, self.digest, article.id, stamp=self.stamp, part=article.part)
        return Done(self.item.source, result, known, article.id)

    def _refused(self, refusal: Refusal) -> Input | None:
        # Nothing is remembered of what ended a process: perhaps another run has more memory.
        if self.digest is None or refusal.code == FATAL or too_long(self.item.source):
            return None
        # What is too large today need not be so under tomorrow's limit: the file is read again.
        stamp = None if refusal.code == "too-large" else self.stamp
        return Input(self.item.source, self.digest, None, refusal.code, refusal.message, stamp)


def sort_out(
    items: Iterable[Item], archive: Archive, options: Options, *, check: bool
) -> Iterator[Done | Fresh]:
    """Tell known items from fresh ones, in order; with `check` every file is read, whatever its stamp."""
    changed: set[str] = set()
    for group in _groups(items):
        seen = archive.known_inputs([item.source for item in group])
        for item in group:
            # An archive may hold several members of one name: after a changed one, what is known is not.
            known = None if item.source in changed else seen.get(item.source)
            found = _sorted_out(item, known, options, check=check)
            if known and isinstance(found, Fresh):
                changed.add(item.source)
            yield found


def size_of(item: Item | Stored) -> int:
    """Return the bytes that an item holds in memory; of an article the characters of its text."""
    if isinstance(item, Stored):
        return len(item.article.body)
    return 0 if isinstance(item, File | Unchanged | Unreadable) else len(item.data)


def _groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield items in groups; a slow source's are handed on after a second, all of them at an interrupt."""
    group: list[Item] = []
    read = size = 0
    started = 0.0
    try:
        for item in items:
            started = started if group else time.monotonic()
            group.append(item)
            read += not isinstance(item, File)
            size += size_of(item)
            late = time.monotonic() - started >= SECONDS
            if len(group) >= _FILES or read >= _ITEMS or size >= _BYTES or late:
                yield group
                group, read, size = [], 0, 0
    except KeyboardInterrupt:
        yield group
        raise
    if group:
        yield group


def _sorted_out(item: Item, seen: Input | None, options: Options, *, check: bool) -> Done | Fresh:
    stamp = None
    if isinstance(item, Unchanged):
        return _recalled(seen, None) if seen else Done(item.source, None, None)
    if isinstance(item, File):
        stamp = file_stamp(item.stamp) if item.stamp else None
        if not check and seen and stamp and seen.stamp == stamp:
            return _recalled(seen, None)
        item = load(item, options)
    if isinstance(item, Unreadable):
        return Fresh(item, None, None)
    digest = input_digest(item.data)
    if seen and seen.digest == digest:
        return _recalled(seen, replace(seen, stamp=stamp) if stamp and seen.stamp != stamp else None)
    return Fresh(item, digest, stamp)


def _recalled(seen: Input, record: Input | None) -> Done:
    if seen.article_id is None:
        return Done(seen.source, Refusal(seen.source, seen.code or "", seen.message or ""), record)
    return Done(seen.source, None, record, seen.article_id)
