"""What reads a page, as a digest: when our code or rules change, known inputs are read again."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from index import RECORD_FIELDS

_HERE = Path(__file__).resolve().parent


@functools.cache
def reader_digest() -> str:
    """Return a digest over the code and rules of extraction and recognition."""
    digest = hashlib.sha256()
    digest.update(repr(RECORD_FIELDS).encode())
    paths = [_HERE / "prepare.py", _HERE / "records.py"]
    for package in ("extract", "recognise"):
        paths += sorted((_HERE / package).iterdir())
    for path in paths:
        if path.suffix in (".py", ".toml", ".model"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def input_digest(data: bytes) -> str:
    """Return the digest of a raw input as read by this version."""
    return hashlib.sha256(reader_digest().encode() + data).hexdigest()


def file_stamp(stamp: str) -> str:
    """Return what tells a file that this version has read from a changed one, or another reader's."""
    return f"{reader_digest()[:16]} {stamp}"
