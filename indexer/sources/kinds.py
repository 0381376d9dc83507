"""Which reader reads a file, by its name."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import IO

from .items import Reader
from .lines import read_lines
from .mhtml import read_mhtml
from .pages import read_page
from .tables import read_table
from .unpacked import PACKINGS, Unpacked
from .warc import read_warc
from .wordpress import read_xml

READERS: dict[str, Reader] = {
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".txt": read_page,
    ".mht": read_mhtml,
    ".mhtml": read_mhtml,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".csv": read_table,
    ".tsv": read_table,
    ".xml": read_xml,
    ".warc": read_warc,
    ".arc": read_warc,
}
ARCHIVES = frozenset([".zip", ".tar", ".7z", ".rar"])
_SHORT = {
    ".tgz": (".tar", ".gz"),
    ".tbz": (".tar", ".bz2"),
    ".tbz2": (".tar", ".bz2"),
    ".txz": (".tar", ".xz"),
}
# Each gzip member of these is a record: their reader unpacks them, so that it can step over damage.
_OWN_GZIP = frozenset([".warc", ".arc"])


def kind_of(name: str) -> tuple[str, str]:
    """Return the suffixes for kind and packing of a name, in lower case: `.html` and `.gz`; else empty."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(name.replace("\\", "/")).suffixes]
    last = suffixes.pop() if suffixes else ""
    if last in _SHORT:
        return _SHORT[last]
    if last in PACKINGS:
        return (suffixes[-1] if suffixes else "", last)
    return last, ""


def reader_of(name: str) -> Reader | None:
    """Return the reader for a file of this name that is no archive; None for other kinds."""
    return READERS.get(kind_of(name)[0])


def unpacked(stream: IO[bytes], name: str) -> IO[bytes]:
    """Return what the reader of this name reads: the stream, unpacked if the name says that it is packed."""
    kind, packing = kind_of(name)
    if not packing or (packing == ".gz" and kind in _OWN_GZIP):
        return stream
    return io.BufferedReader(Unpacked(stream, PACKINGS[packing]))
