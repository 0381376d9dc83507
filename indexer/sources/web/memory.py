"""What was fetched when, and how to ask whether it changed: a small SQLite file.

It saves requests and nothing else: a page counts as known only where the archive has it too.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..items import SourceError

_TABLE = """CREATE TABLE IF NOT EXISTS fetched (
    address TEXT PRIMARY KEY, final TEXT NOT NULL, etag TEXT, modified TEXT,
    fetched_at REAL NOT NULL, digest TEXT, body BLOB) WITHOUT ROWID"""
_BUSY_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Memo:
    """What is remembered of an address.

    `final`: where it led to, whose `etag` and `modified` (Last-Modified) these are; `fetched_at`: Unix time
    before it was asked for. A page has the `digest` of its bytes, a feed or sitemap its `body`.
    """

    final: str
    etag: str | None
    modified: str | None
    fetched_at: float
    digest: str | None = None
    body: bytes | None = None


class Memory:
    """The file, opened when it is first needed. Every method raises SourceError where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def get(self, address: str) -> Memo | None:
        """Return what is remembered of an address."""
        with self._open() as connection:
            row = connection.execute(
                "SELECT final, etag, modified, fetched_at, digest, body FROM fetched WHERE address = ?",
                (address,),
            ).fetchone()
            if row is None:
                return None
            final, etag, modified, fetched_at, digest, body = row
            return Memo(final, etag, modified, fetched_at, digest, zlib.decompress(body) if body else None)

    def put(self, address: str, memo: Memo) -> None:
        """Remember an address anew."""
        body = None if memo.body is None else zlib.compress(memo.body)
        values = (address, memo.final, memo.etag, memo.modified, memo.fetched_at, memo.digest, body)
        with self._open() as connection:
            connection.execute("REPLACE INTO fetched VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def close(self) -> None:
        """Close the file; idempotent."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            if self._connection is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
                self._connection = connection
                connection.execute(_TABLE)
            yield self._connection
        except (OSError, sqlite3.Error, zlib.error) as error:
            raise SourceError(
                f"{self._path}: what was fetched before cannot be looked up or noted: {error}; "
                "the file can be deleted, nothing is lost by that"
            ) from error
