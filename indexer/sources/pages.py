"""A page in a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from .items import Item, Options, Page


def read_page(stream: IO[bytes], name: str, options: Options) -> Iterator[Item]:
    """See Reader."""
    # One byte beyond the limit lets extraction see that the page is too large.
    yield Page(name, stream.read(options.max_bytes + 1))
