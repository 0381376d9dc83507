"""JSON lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from .items import Item, Options, Record, Unreadable


def read_lines(stream: IO[bytes], name: str, options: Options) -> Iterator[Item]:
    """See Reader; the source of a line is the file's and its number."""
    number = 0
    limit = options.max_bytes
    while line := stream.readline(limit + 1):
        number += 1
        source = f"{name}:{number}"
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield Unreadable(source, "too-large", f"the line is longer than {limit:,} bytes")
            continue
        if line.strip():
            yield read_record(source, line)


def read_record(source: str, line: bytes, *, by_text: bool = False) -> Record | Unreadable:
    """Return the record that one line holds; see Record for `by_text`."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unreadable(source, "bad-json", f"the line is not JSON: {str(error)[:120]}")
    if not isinstance(fields, dict):
        return Unreadable(source, "bad-json", "the line is not a JSON object")
    return Record(source, fields, line, by_text)
