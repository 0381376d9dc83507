"""Connections to the archive's database; what goes wrong on them is an ArchiveError."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError


class ArchiveError(Exception):
    """The archive cannot be opened, read or written; the message names it and the reason."""


@contextmanager
def reading(engine: Engine, name: str) -> Iterator[Connection]:
    """Lend a connection to read with. Raises ArchiveError."""
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise ArchiveError(f"cannot read the archive {name}: {reason(error)}") from error


@contextmanager
def writing(engine: Engine, name: str) -> Iterator[Connection]:
    """Lend a connection for a transaction, durable at the end. Raises ArchiveError; then nothing is kept."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise ArchiveError(f"cannot write to the archive {name}: {reason(error)}") from error


def reason(error: Exception) -> str:
    """Return why a database call failed, in the words of the database or the system."""
    if isinstance(error, SQLAlchemyError) and error.__cause__ is not None:
        return str(error.__cause__)
    return str(error.strerror or error) if isinstance(error, OSError) else str(error)
