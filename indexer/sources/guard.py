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
    """Return a name that can be shown and stored: bytes of what cannot be are written as `\\x0a`."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else _bytes(c) for c in name)


def web_address(text: str) -> str | None:
    """Return a web address that a file states, None for any other text."""
    url = "".join(text.split())
    return label(url) if url.lower().startswith(("http://", "https://")) else None


def _bytes(character: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in character.encode("utf-8", "surrogateescape"))
