"""What a source yields: raw items, each with a name that tells it from all others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Protocol


class SourceError(Exception):
    """A source that was named cannot be read at all; the message names it, says why and what to do."""


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page.

    `source` is where it was read from (`news.zip!2024/a.html`); `url` its address and `published` its date
    as text, if the source knows them; they count where the page itself says nothing. `read` is the moment at
    which it was fetched or handed in, with its zone: a file does not tell that. Without an address the
    article is known by its source, or, `by_text`, by what it says.
    """

    source: str
    data: bytes
    url: str | None = None
    published: str | None = None
    by_text: bool = False
    read: datetime | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Fields that the source itself tells apart (see `records`); `data` is what they were read from.

    Without an address the article is known by its source, or, `by_text`, by what it says.
    """

    source: str
    fields: dict[str, Any]
    data: bytes
    by_text: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that could not be read as page or record, with a reason code."""

    source: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class File:
    """A page in a file of its own that is not read yet (see `Options.deferred`, `load`).

    `stamp` tells the file from a changed one; None if that would not be certain.
    """

    source: str
    path: Path
    stamp: str | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Something that the archive has read, and that was found unchanged without reading it again."""

    source: str


Content = Page | Record | Unreadable
Item = Content | File | Unchanged


class Addresses(Protocol):
    """Reads addresses on the web."""

    def read(self, source: str, options: Options) -> Iterator[Item]:
        """Yield what lies at an address, one item at a time. Raises SourceError."""


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are read: the most bytes of one item after decompression, and what columns are called.

    `columns` leads from our field (see `records`) to the name of a column of a table. `web` reads addresses;
    without it they are refused. With `deferred`, pages in files of their own are yielded as File, unread.
    """

    max_bytes: int
    columns: dict[str, str] = field(default_factory=dict)
    web: Addresses | None = None
    deferred: bool = False


class Reader(Protocol):
    """What every kind of file is read by."""

    def __call__(self, stream: IO[bytes], name: str, options: Options) -> Iterator[Item]:
        """Yield the items of an open file, one at a time; `name` begins their sources.

        May raise Halted, which carries a reason code, or another OSError for what cannot be read further.
        """
