"""Where articles come from: files, folders, JSON lines and standard input, plain or gzip-compressed."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt"})
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
STDIN = "-"


class SourceError(Exception):
    """A source that was named does not exist; the message names it."""


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page; `source` is the path it was read from."""

    source: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """One object of a JSON lines file; `source` is the path and the line number."""

    source: str
    fields: dict[str, Any]
    data: bytes


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that could not be read as page or record, with a reason code."""

    source: str
    code: str
    message: str


Item = Page | Record | Unreadable


def read(source: str, max_bytes: int) -> Iterator[Item]:
    """Yield what a path (or "-": JSON lines on standard input) holds.

    A folder is walked in order of names; in it, files of other kinds are passed over. Reads one item
    at a time, at most `max_bytes` of each. Raises SourceError if there is no such path.
    """
    if source == STDIN:
        yield from _lines(sys.stdin.buffer, "stdin", max_bytes)
        return
    path = Path(source)
    if path.is_dir():
        yield from _folder(path, max_bytes)
    elif path.exists():
        yield from _file(path, max_bytes)
    else:
        raise SourceError(f"{source}: there is no such file or folder")


def _folder(folder: Path, max_bytes: int) -> Iterator[Item]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Unreadable(str(folder), "unreadable", f"the folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            yield from _folder(entry, max_bytes)
        elif _kind(entry) in PAGE_SUFFIXES | LINES_SUFFIXES:
            yield from _file(entry, max_bytes)


def _kind(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    return "".join(suffixes[-2:-1]) if suffixes and suffixes[-1] == ".gz" else "".join(suffixes[-1:])


def _file(path: Path, max_bytes: int) -> Iterator[Item]:
    try:
        with _open(path) as stream:
            if _kind(path) in LINES_SUFFIXES:
                yield from _lines(stream, str(path), max_bytes)
            else:
                # One byte beyond the limit lets extraction see that the page is too large.
                yield Page(str(path), stream.read(max_bytes + 1))
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Unreadable(str(path), "unreadable", f"the file cannot be read: {reason}")


def _open(path: Path) -> IO[bytes]:
    if path.suffix.lower() == ".gz":
        return io.BufferedReader(gzip.open(path, "rb"))
    return path.open("rb")


def _lines(stream: IO[bytes], name: str, max_bytes: int) -> Iterator[Item]:
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        source = f"{name}:{number}"
        if len(line) > max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(max_bytes)
            yield Unreadable(source, "too-large", f"the line is longer than {max_bytes:,} bytes")
            continue
        if line.strip():
            yield _record(source, line)


def _record(source: str, line: bytes) -> Item:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unreadable(source, "bad-json", f"the line is not JSON: {str(error)[:120]}")
    if not isinstance(fields, dict):
        return Unreadable(source, "bad-json", "the line is not a JSON object")
    return Record(source, fields, line)
