"""Small JSON files with their checksum: the table of contents and the name of the current generation."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ..files import write_atomically
from .container import damaged

CURRENT = "current"
TOC = "toc"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Toc:
    """What a commit consists of: segment files with their deletions, and the file of values.

    `next` is the number of the next file to be written; `sequence` the archive's.
    """

    sequence: int = 0
    next: int = 1
    segments: tuple[tuple[str, str | None], ...] = ()
    values: str | None = None

    def files(self) -> set[str]:
        """Return the names of all files that the commit uses."""
        names = {name for segment in self.segments for name in segment} | {self.values}
        return {name for name in names if name}

    def named(self, kind: str) -> tuple[Toc, str]:
        """Return a name for a new file, and the table that has given it away."""
        return replace(self, next=self.next + 1), f"{self.next}.{kind}"


def write_toc(folder: Path, toc: Toc) -> None:
    """Make a commit visible, durable on return. Raises OSError."""
    _write(folder / TOC, asdict(toc))


def read_toc(folder: Path) -> Toc:
    """Return the newest commit of a generation. Raises OSError or EngineError."""
    path = folder / TOC
    fields = _read(path)
    try:
        segments = tuple((str(name), gone and str(gone)) for name, gone in fields["segments"])
        values = fields["values"] and str(fields["values"])
        return Toc(int(fields["sequence"]), int(fields["next"]), segments, values)
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(path, "it is no table of contents") from error


def write_current(root: Path, generation: str) -> None:
    """Make a generation the current one. Raises OSError."""
    _write(root / CURRENT, {"generation": generation})


def read_current(root: Path) -> str:
    """Return the name of the current generation's folder. Raises OSError or EngineError."""
    path = root / CURRENT
    generation = _read(path).get("generation")
    if not isinstance(generation, str) or not generation.isdigit():
        raise damaged(path, "it names no generation")
    return generation


def _write(path: Path, fields: dict[str, Any]) -> None:
    text = json.dumps({"format": _FORMAT, **fields})
    write_atomically(path, f"{text}\n{zlib.crc32(text.encode()):08x}\n")


def _read(path: Path) -> dict[str, Any]:
    try:
        text, seal, rest = path.read_text("ascii").split("\n")
        if rest or f"{zlib.crc32(text.encode()):08x}" != seal:
            raise damaged(path, "checksum")
        fields = json.loads(text)
    except ValueError as error:
        raise damaged(path, "it cannot be read") from error
    if not isinstance(fields, dict) or fields.get("format") != _FORMAT:
        raise damaged(path, f"its format is not {_FORMAT}")
    return fields
