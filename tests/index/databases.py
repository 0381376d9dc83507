"""Archives that are copies of an empty one, and the database under an archive, opened past it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, create_engine

from index import Archive, Settings, open_archive


@contextmanager
def another(empty: Path) -> Iterator[Archive]:
    """Open a copy of an archive's file, in memory where there is a folder in it."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        shutil.copy(empty, folder)
        archive = open_archive(Settings(data=Path(folder)))
        yield archive
        archive.close()


@contextmanager
def opened(settings: Settings) -> Iterator[Connection]:
    """Begin a transaction, kept at the end of the block."""
    engine = create_engine(settings.resolved_archive_url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
