"""The SQL database under the archive: opening, transactions, migrations, its copy."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from . import postgresql
from .archive_schema import HEAD
from .lock import Presence

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_WRITES = "telusur_writes"
_BUSY_SECONDS = 10


class ArchiveError(Exception):
    """The archive cannot be opened, read or written; the message names it, the reason and what to do."""


class _UnfitError(Exception):
    """A database in which no archive can be kept."""


class Database:
    """An open database whose tables are those of the newest migration."""

    def __init__(self, address: str) -> None:
        """Open the database at a SQLAlchemy URL and bring its tables up to date. Raises ArchiveError."""
        url = _url(address)
        self.name = _shown(url)
        is_sqlite = url.get_backend_name() == "sqlite"
        # The file of a SQLite database; None for other kinds and for one in memory.
        self.file = Path(url.database) if is_sqlite and url.database and url.database != ":memory:" else None
        self._presence = None
        self._engine = _sqlite(url) if is_sqlite else _postgresql(url)
        self._writing = self._engine.execution_options(**{_WRITES: True})
        try:
            if self.file:
                self.file.parent.mkdir(parents=True, exist_ok=True)
                self._presence = Presence(self.file)
            elif not is_sqlite:
                _check(self._engine)
            _migrate(self._engine, self._writing)
        except (_UnfitError, OSError, SQLAlchemyError) as error:
            self.close()
            raise ArchiveError(f"cannot open the archive {self.name}: {_reason(error)}") from error

    def close(self) -> None:
        """Close every connection; idempotent."""
        self._engine.dispose()
        if self._presence:
            self._presence.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open one consistent view. Raises ArchiveError."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise ArchiveError(f"cannot read the archive {self.name}: {_reason(error)}") from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction, kept when the block ends well, else undone. Raises ArchiveError."""
        try:
            with self._writing.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise ArchiveError(f"cannot write to the archive {self.name}: {_reason(error)}") from error

    def copy(self, target: Path) -> None:
        """Copy a SQLite database as of one moment into a new file, while others may write.

        Raises ArchiveError.
        """
        if not self.file:
            raise ArchiveError(f"the archive {self.name} is no SQLite file; copy it with its own tools")
        try:
            # All pages in one step: in several, a writer in between would make it begin again.
            with closing(sqlite3.connect(self.file)) as source, closing(sqlite3.connect(target)) as copied:
                source.execute(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}")
                source.backup(copied)
                copied.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            raise ArchiveError(f"cannot copy the archive {self.name} to {target}: {error}") from error

    def size(self) -> int | None:
        """Return the bytes of the database on disk; None for one in memory. Raises ArchiveError."""
        if self._engine.dialect.name == "postgresql":
            with self.reading() as connection:
                return postgresql.size(connection)
        if not self.file:
            return None
        parts = (self.file.with_name(self.file.name + end) for end in ("", "-wal"))
        return sum(part.stat().st_size for part in parts if part.exists())


def check_sqlite(file: Path) -> int:
    """Return how many articles an archive in a file holds. Raises ArchiveError if it is not sound."""
    try:
        with closing(sqlite3.connect(file)) as opened:
            found = opened.execute("PRAGMA quick_check(1)").fetchone()[0]
            count = opened.execute("SELECT count(*) FROM articles WHERE NOT removed").fetchone()[0]
    except sqlite3.Error as error:
        raise ArchiveError(f"{file.name} is no sound archive: {error}") from error
    if found != "ok":
        raise ArchiveError(f"{file.name} is no sound archive: {found}")
    return int(count)


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        # Not the text itself: it may have a password in it.
        raise ArchiveError(
            "cannot open the archive: TELUSUR_ARCHIVE_URL is no URL of a database, "
            "such as postgresql://user@host/name"
        ) from error
    kind = url.get_backend_name()
    if kind == "sqlite":
        return url
    if kind not in ("postgresql", "postgres"):
        raise ArchiveError(f"cannot open the archive {_shown(url)}: {kind} is neither sqlite nor postgresql")
    return url.set(drivername="postgresql+psycopg")


def _shown(url: URL) -> str:
    """Return a URL without the passwords in it, which may stand after the question mark, too."""
    secret = {key: "***" for key in url.query if "password" in key.lower()}
    return url.update_query_dict(secret).render_as_string(hide_password=True)


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: URL) -> Engine:
    defaults = {"client_encoding": "utf8", "connect_timeout": str(_BUSY_SECONDS)}
    try:
        # The server may have been restarted since a connection to it was used.
        engine = create_engine(url.update_query_dict({**defaults, **url.query}), pool_pre_ping=True)
    except ArgumentError as error:
        raise ArchiveError(f"cannot open the archive {_shown(url)}: {error}") from error
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _check(engine: Engine) -> None:
    with engine.connect() as connection:
        problem = postgresql.problem(connection)
    if problem:
        raise _UnfitError(problem)


def _migrate(engine: Engine, writing: Engine) -> None:
    with engine.connect() as connection:
        if _head(connection) == HEAD:
            return
    # Half a second to import: only when there is something to migrate.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with writing.begin() as connection:
        # Of two processes that open a new archive at once, one has migrated it by now.
        if _head(connection) != HEAD:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _head(connection: Connection) -> object:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Without this, Python commits before each change of a table, and a migration that dies is half done.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    # SQLite's own wait for others does not cover this: of several that open a new file, one may change it.
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its turn at once: one that read before it wrote could not wait for another.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    postgresql.begin(connection, _BUSY_SECONDS, writes=_writes(connection))


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(_WRITES))


def _reason(error: Exception) -> str:
    if isinstance(error, SQLAlchemyError) and error.__cause__ is not None:
        return str(error.__cause__)
    return str(error.strerror or error) if isinstance(error, OSError) else str(error)
