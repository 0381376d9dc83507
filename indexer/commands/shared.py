"""What several commands need."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from index import Settings

from ..sources import Item, Options, SourceError, read

REFUSED_SOME = 3
INTERRUPTED = 130


def each_item(sources: Iterable[str], settings: Settings, failures: list[SourceError]) -> Iterator[Item]:
    """Yield the items of every source; one that does not exist is noted and the rest goes on."""
    options = Options(settings.max_page_bytes)
    for source in sources:
        try:
            yield from read(source, options)
        except SourceError as error:
            failures.append(error)


def print_json(value: object) -> None:
    """Print one object as a line of JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
