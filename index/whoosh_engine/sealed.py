"""Small JSON files with their checksum: the table of contents and the name of the current generation."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ..files import write_atomically
from .container import damaged, is_count

CURRENT = "current"
TOC = "toc"
_FORMAT = 1
_NUMBER = "[1-9][0-9]{0,17}"
_FILE = re.compile(rf"({_NUMBER})\.(segment|deletions|values)")


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
        segments = tuple((name, gone) for name, gone in fields["segments"])
        toc = Toc(fields["sequence"], fields["next"], segments, fields["values"])
        sound = isinstance(fields["segments"], list) and _is_sound(toc)
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(path, "it is no table of contents") from error
    if not sound:
        raise damaged(path, "it names what no index holds")
    return toc


def write_current(root: Path, generation: str) -> None:
    """Make a generation the current one. Raises OSError."""
    _write(root / CURRENT, {"generation": generation})


def read_current(root: Path) -> str:
    """Return the name of the current generation's folder. Raises OSError or EngineError."""
    path = root / CURRENT
    generation = _read(path).get("generation")
    if not isinstance(generation, str) or not is_generation(generation):
        raise damaged(path, "it names no generation")
    return generation


def is_generation(name: str) -> bool:
    """Tell whether a folder of this name may be a generation."""
    return re.fullmatch(_NUMBER, name) is not None


def _is_sound(toc: Toc) -> bool:
    """Tell whether a table's numbers are numbers, and its names those of files made before it, each once."""
    if not is_count(toc.sequence) or not is_count(toc.next):
        return False
    wanted = [(name, "segment") for name, _ in toc.segments]
    wanted += [(gone, "deletions") for _, gone in toc.segments if gone is not None]
    wanted += [(toc.values, "values")] if toc.values is not None else []
    for name, kind in wanted:
        found = _FILE.fullmatch(name)
        if not found or found[2] != kind or int(found[1]) >= toc.next:
            return False
    return len(dict(wanted)) == len(wanted)


def _write(path: Path, fields: dict[str, Any]) -> None:
    text = json.dumps({"format": _FORMAT, **fields})
    write_atomically(path, f"{text}\n{zlib.crc32(text.encode()):08x}\n")


def _read(path: Path) -> dict[str, Any]:
    try:
        text, seal, rest = path.read_text("ascii").split("\n")
        if rest or f"{zlib.crc32(text.encode()):08x}" != seal:
            raise damaged(path, "checksum")
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise damaged(path, "it cannot be read") from error
    if not isinstance(fields, dict) or fields.get("format") != _FORMAT:
        raise damaged(path, f"its format is not {_FORMAT}")
    return fields
