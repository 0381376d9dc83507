"""Files of an index changed so that their checksums are right again."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy.typing as npt

from index.whoosh_engine.container import Container, ContainerWriter

TRAILER = struct.Struct("<QQIQIQ8s")
CONTAINERS = (".segment", ".deletions", ".values")


def put(path: Path, content: bytes) -> None:
    """Replace a file; whoever has the old one mapped keeps it."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def with_header(content: bytes, header: str) -> bytes:
    """Return a file with another header and right checksums."""
    data, sums_at, sums_crc, header_at, *_, magic = TRAILER.unpack(content[-TRAILER.size :])
    text = header.encode()
    end = TRAILER.pack(data, sums_at, sums_crc, header_at, zlib.crc32(text), len(text), magic)
    return content[:header_at] + text + end


def header_of(content: bytes) -> dict[str, Any]:
    """Return the header of a file."""
    *_, at, _, size, _ = TRAILER.unpack(content[-TRAILER.size :])
    header: dict[str, Any] = json.loads(content[at : at + size])
    return header


def with_array(path: Path, kind: str, name: str, change: Callable[[npt.NDArray[Any]], None]) -> bytes:
    """Return a file with one array changed and right checksums."""
    file = Container(path, kind)
    changed = path.with_name("changed")
    with ContainerWriter(changed, kind) as out:
        for each in header_of(path.read_bytes())["arrays"]:
            array = file.array(each["name"]).copy()
            if each["name"] == name:
                change(array)
            out.add(each["name"], array)
        out.close(file.meta)
    content = changed.read_bytes()
    changed.unlink()
    return content


def sealed(fields: object) -> bytes:
    """Return a small file of this text, or of these fields, with its right checksum."""
    text = fields if isinstance(fields, str) else json.dumps(fields)
    return f"{text}\n{zlib.crc32(text.encode()):08x}\n".encode()
