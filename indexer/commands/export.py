"""`indexer export`: every article as JSON lines that `indexer add` reads back."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import click

from index import open_archive, read_settings, replacing

from ..console import progress, say
from ..records import record_of


@click.command()
@click.argument("file", default="-", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write every article to FILE (`.gz`: compressed) or standard output, one JSON object a line."""
    archive = open_archive(read_settings())
    count = 0
    try:
        with _output(file) as out, progress("Writing ", archive.count()) as advance:
            for entry in archive.entries():
                out.write(json.dumps(record_of(entry.document.article), ensure_ascii=False) + "\n")
                count += 1
                advance(1)
    finally:
        archive.close()
    say(f"{count:,} articles written.")


@contextmanager
def _output(file: Path) -> Iterator[IO[str]]:
    """Open standard output, or a file that appears under its name once it is complete and durable."""
    with ExitStack() as stack:
        out: IO[bytes] | gzip.GzipFile = sys.stdout.buffer
        if str(file) != "-":
            out = stack.enter_context(replacing(file))
        if file.suffix == ".gz":
            out = stack.enter_context(gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6))
        text = io.TextIOWrapper(out, encoding="utf-8", newline="\n")
        try:
            yield text
        finally:
            text.detach()
