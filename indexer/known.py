"""What the archive has seen before: an unchanged input is passed over, a file often without reading it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index import Archive, Input

from .prepare import Prepared, Refusal
from .sources import File, Item, Options, Unreadable, load
from .version import file_stamp, input_digest

# Files that are looked up at once, of items that were read already, and the bytes of those. A slow
# stream must not wait long for its first articles.
_FILES = 512
_ITEMS = 32
_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Done:
    """An item with what became of it (None: its article is unchanged), and what to record of it."""

    result: Prepared | Refusal | None
    record: Input | None


@dataclass(frozen=True, slots=True)
class Fresh:
    """An item that must be prepared; `digest` and `stamp` are what it will be known by."""

    item: Item
    digest: str | None
    stamp: str | None

    def done(self, result: Prepared | Refusal) -> Done:
        """Return what became of it."""
        if self.digest is None:
            return Done(result, None)
        source = self.item.source
        if isinstance(result, Prepared):
            known = Input(source, self.digest, result.document.article.id, stamp=self.stamp)
        else:
            # What is too large today need not be so under tomorrow's limit: the file is read again.
            stamp = None if result.code == "too-large" else self.stamp
            known = Input(source, self.digest, None, result.code, result.message, stamp)
        return Done(result, known)


def sort_out(
    items: Iterable[Item], archive: Archive, options: Options, *, check: bool
) -> Iterator[Done | Fresh]:
    """Tell known items from fresh ones, in order; with `check` every file is read, whatever its stamp."""
    for group in _groups(items):
        seen = archive.known_inputs([item.source for item in group])
        for item in group:
            yield _sorted_out(item, seen.get(item.source), options, check=check)


def size_of(item: Item) -> int:
    """Return the bytes that an item holds in memory."""
    return 0 if isinstance(item, File | Unreadable) else len(item.data)


def _groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    group: list[Item] = []
    read = size = 0
    for item in items:
        group.append(item)
        read += not isinstance(item, File)
        size += size_of(item)
        if len(group) >= _FILES or read >= _ITEMS or size >= _BYTES:
            yield group
            group, read, size = [], 0, 0
    if group:
        yield group


def _sorted_out(item: Item, seen: Input | None, options: Options, *, check: bool) -> Done | Fresh:
    stamp = None
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
        return Done(Refusal(seen.source, seen.code or "", seen.message or ""), record)
    return Done(None, record)
