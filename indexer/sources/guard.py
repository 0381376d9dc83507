"""What goes wrong while a file is read becomes an item of its own, and its name fit to be shown."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from .items import Item, Unreadable

_FAULTS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError)


class Halted(OSError):  # noqa: N818 - an answer about the input, like Refused
    """A file or a part of it is not read further; `code` is one of the reason codes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def guarded(items: Iterator[Item], source: str, what: str = "the file") -> Iterator[Item]:
    """Yield the items of a reader; the fault that ends it comes last, as Unreadable."""
    try:
        yield from items
    except Halted as halt:
        yield Unreadable(source, halt.code, halt.message)
    except _FAULTS as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        yield Unreadable(source, "unreadable", f"{what} cannot be read: {reason}")


def label(name: str) -> str:
    """Return a name in which line breaks, escapes and undecodable bytes are written out."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
