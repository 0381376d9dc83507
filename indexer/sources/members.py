"""A member of an archive is read like a file of a folder; its name is only a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from .guard import guarded, label
from .items import Item, Options, Unreadable
from .kinds import ARCHIVES, kind_of, reader_of, unpacked


def member_source(archive: str, name: str) -> str:
    """Return the source of a member: `news.zip!2024/a.html`."""
    return f"{archive}!{label(name)}"


def refusal(archive: str, name: str, *, plain: bool) -> Unreadable | None:
    """Return why a member is not read; `plain` tells whether it is a file, not a link or device."""
    source = member_source(archive, name)
    if not plain:
        return Unreadable(source, "not-a-file", "a link or device within an archive is not followed")
    if kind_of(name)[0] in ARCHIVES:
        return Unreadable(
            source, "nested", "an archive within an archive is not opened: unpack the outer one"
        )
    return None


def is_wanted(name: str) -> bool:
    """Return whether a member of this name is read; what macOS adds to archives is not."""
    path = PurePosixPath(name)
    return reader_of(name) is not None and not path.name.startswith("._") and "__MACOSX" not in path.parts


def read_member(stream: IO[bytes], archive: str, name: str, options: Options) -> Iterator[Item]:
    """Yield the items of a member that is wanted; its faults are its own."""
    reader = reader_of(name)
    if reader is not None:
        source = member_source(archive, name)
        yield from guarded(reader(unpacked(stream, name), source, options), source, "the archive's member")
