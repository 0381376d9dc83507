"""The database under an archive, opened past it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine

from index import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[Connection]:
    """Begin a transaction, kept at the end of the block."""
    engine = create_engine(settings.resolved_archive_url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
