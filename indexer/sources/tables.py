"""Tables: CSV and TSV, one article a row, columns named in the first row."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import IO

from index import RECORD_FIELDS

from ..extract import encoding_of, stray_bytes
from .guard import Halted, label
from .items import Item, Options, Record, Unreadable
from .unpacked import buffered

_DELIMITERS = ",;\t|"
_SAMPLE = 65_536
_SEPARATOR = re.compile(r'^"?sep=(.)"?\r?\n?$', re.IGNORECASE)
_STRAYS = "telusur-strays"
codecs.register_error(_STRAYS, stray_bytes)


class _Lines:
    """The lines of a text for a csv reader, with a bound on the length of a row (`left`, in characters)."""

    def __init__(self, text: io.TextIOWrapper, longest: int) -> None:
        self._text = text
        self._longest = longest
        self.start_row()
        self.ended = False

    def start_row(self) -> None:
        """Begin to count anew."""
        self._left = self._longest
        self.lines = self.quotes = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._left + 1)
        if not line:
            self.ended = True
            raise StopIteration
        self._left -= len(line)
        self.lines += 1
        self.quotes += line.count('"')
        if self._left < 0:
            raise Halted("too-large", f"the row is longer than {self._longest:,} characters")
        return line

    def skip_line(self) -> None:
        """Read to the end of a line that is too long."""
        while (line := self._text.readline(_SAMPLE)) and not line.endswith(("\n", "\r")):
            pass


def read_table(stream: IO[bytes], name: str, options: Options) -> Iterator[Item]:
    """See Reader; the source of a row is the file's and the row's number, the header being row 1.

    Raises Halted (`no-columns`) if no column is known as title or body.
    """
    raw = buffered(stream)
    head = raw.peek(_SAMPLE)[:_SAMPLE]
    text = io.TextIOWrapper(raw, encoding=encoding_of(head), errors=_STRAYS, newline="")
    try:
        yield from _table(text, name, options)
    finally:
        # The stream is the caller's to close.
        text.detach()


def _table(text: io.TextIOWrapper, name: str, options: Options) -> Iterator[Item]:
    csv.field_size_limit(options.max_bytes)
    lines = _Lines(text, options.max_bytes)
    first = next(lines, "")
    if not first:
        return
    stated = _SEPARATOR.match(first)
    if stated:
        first = next(lines, "")
    delimiter = stated[1] if stated else _delimiter(first, options.columns)
    header = _cells(_joined(first, lines), delimiter)
    columns = _columns(header, options.columns)
    number = 1
    while not lines.ended:
        number += 1
        lines.start_row()
        # A reader of its own for each row: nothing of a row that was given up stays.
        yield from _row(lines, f"{name}:{number}", delimiter, columns, len(header))


def _row(lines: _Lines, source: str, delimiter: str, columns: dict[str, int], width: int) -> Iterator[Item]:
    try:
        cells = next(csv.reader(lines, delimiter=delimiter), None)
    except Halted as halt:
        lines.skip_line()
        yield Unreadable(source, halt.code, halt.message)
        return
    except csv.Error as error:
        yield Unreadable(source, "bad-row", f"the row cannot be read: {error}")
        return
    if not cells or not any(cell.strip() for cell in cells):
        return
    if lines.ended and lines.lines > 1 and lines.quotes % 2:
        message = f'the quotation mark (") opened in it is never closed: {lines.lines:,} lines were not read'
        yield Unreadable(source, "bad-row", message)
        return
    if any(cell.strip() for cell in cells[width:]):
        message = f"the row has {len(cells)} cells, the header {width}: is a delimiter not quoted?"
        yield Unreadable(source, "bad-row", message)
        return
    fields = {field: cells[at] for field, at in columns.items() if at < len(cells)}
    yield Record(source, fields, json.dumps(fields).encode())


def _cells(lines: Iterable[str], delimiter: str) -> list[str]:
    """Return the cells of a header."""
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error as error:
        raise Halted("bad-row", f"the table's first row cannot be read: {error}") from error


def _joined(first: str, lines: _Lines) -> Iterator[str]:
    yield first
    yield from lines


def _delimiter(header: str, named: dict[str, str]) -> str:
    """Return the delimiter by which most known columns are found, else that which gives most columns."""

    def known(delimiter: str) -> tuple[int, int]:
        cells = _cells([header], delimiter)
        return len(_places(cells, named)), len(cells)

    return max(_DELIMITERS, key=known)


def _columns(header: list[str], named: dict[str, str]) -> dict[str, int]:
    places = _places(header, named)
    shown = ", ".join(label(cell.strip()[:40]) for cell in header[:20])
    unknown = [column for field, column in named.items() if field not in places]
    if unknown:
        raise Halted("no-columns", f"the table has no column {unknown[0]!r}; it has: {shown}")
    missing = [field for field in ("title", "body") if field not in places]
    if "html" in places and "body" in missing:
        missing.remove("body")
    if missing:
        raise Halted(
            "no-columns",
            f"no column is known as {' or '.join(missing)}; the table has: {shown}. "
            f"Name them: --columns {','.join(f'{field}=COLUMN' for field in missing)}",
        )
    return places


def _places(header: list[str], named: dict[str, str]) -> dict[str, int]:
    cells = [cell.strip().casefold() for cell in header]
    names = {
        field: (named[field].strip().casefold(),) if field in named else known
        for field, known in RECORD_FIELDS.items()
    }
    return {
        field: cells.index(found)
        for field, known in names.items()
        if (found := next((name for name in known if name in cells), None)) is not None
    }
