"""What makes PostgreSQL keep an archive as SQLite does: one writer at a time, readers with one view."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

# The lock of all that write to an archive: any number, the same in every version.
_WRITER = 7_365_766_953
# What PostgreSQL calls a lock that was not free in time.
_LOCKED = "55P03"
# Ranges of texts and Python's own order rest on that of the characters, and texts may have any character.
_ORDER = text("SELECT '-' < '0' AND 'Z' < 'a' AND 'z' < 'é'")
_ENCODING = text("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()")
_SIZE = text("SELECT pg_database_size(current_database())")


def begin(connection: Connection, patience: int, *, writes: bool) -> None:
    """Begin a transaction as a writer, who takes a turn within `patience` seconds, or as a reader.

    Raises OperationalError: SQLAlchemy passes on what fails here as it is.
    """
    statements = ["SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"]
    if writes:
        statements = [
            f"SET LOCAL lock_timeout = {patience * 1000}",
            f"SELECT pg_advisory_xact_lock({_WRITER})",
        ]
    # Past SQLAlchemy, which would open a cursor for them on the server if the first query wants one.
    try:
        with closing(connection.connection.cursor()) as cursor:
            for statement in statements:
                cursor.execute(statement)
    except connection.dialect.loaded_dbapi.Error as error:
        reason: Exception = error
        if getattr(error, "sqlstate", None) == _LOCKED:
            reason = TimeoutError(f"another program has been writing to it for {patience} s; try again")
        raise OperationalError("begin", None, error) from reason


def problem(connection: Connection) -> str | None:
    """Return why no archive can be kept in this database, and what to do; None if one can."""
    if connection.execute(_ENCODING).scalar_one() == "UTF8" and connection.execute(_ORDER).scalar_one():
        return None
    return (
        "its texts are not in UTF-8, or not in the order of their characters; make a database with "
        "CREATE DATABASE name TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
    )


def size(connection: Connection) -> int:
    """Return the bytes of the database on disk."""
    return int(connection.execute(_SIZE).scalar_one())
