"""`indexer export`: every article as JSON lines that `indexer add` reads back."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from index import Settings, open_archive

from ..console import progress, say
from ..records import record_of


@click.command()
@click.argument("file", default="-", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write every article to FILE (`.gz`: compressed) or standard output, one JSON object a line."""
    archive = open_archive(Settings())
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
    if str(file) == "-":
        out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n", write_through=True)
        try:
            yield out
        finally:
            out.detach()
        return
    temporary = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as raw:
            packs = file.suffix == ".gz"
            packed = gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6) if packs else raw
            out = io.TextIOWrapper(packed, encoding="utf-8", newline="\n")
            yield out
            out.flush()
            out.detach()
            if packs:
                packed.close()
            raw.flush()
            os.fsync(raw.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
