"""From bytes to text: byte order marks, UTF-16, declared charsets, mixtures."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from .errors import Refused

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\x7fELF",
          b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"OggS", b"RIFF",
          b"SQLite format", b"\xd0\xcf\x11\xe0")  # fmt: skip
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
_KNOWN = re.compile(
    r"^(?:iso-?8859|windows-|cp-?\d|latin|big5|gb|euc|shift|sjis|koi8|mac|tis|ks_c|hz)", re.IGNORECASE
)
_LATIN = re.compile(r"^(?:iso-?8859-?1|latin-?1|cp-?1252|windows-1252|iso_8859-1)$", re.IGNORECASE)
_NOT_CONTROL = bytes(i for i in range(256) if not (i <= 8 or 0x0E <= i <= 0x1A or 0x1C <= i <= 0x1F))
_SAMPLE = 65_536


def decode(data: bytes) -> str:
    """Return the text of a page.

    A byte order mark decides first, then UTF-16 by its zero bytes, valid UTF-8, the declared charset,
    UTF-8 with stray windows-1252 bytes, windows-1252, and at last a guess. Raises Refused with
    `binary` or `undecodable`.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _accept(data[len(mark) :].decode(encoding, "replace"))
    if data.startswith(_MAGIC):
        raise Refused("binary")
    wide = _utf16(data[:4096])
    if wide:
        return _accept(data.decode(wide, "replace"))
    zeros = data.count(0) if 0 in data else 0
    if zeros > len(data) // 500:
        raise Refused("binary")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _not_utf8(data)
    return _accept(text, zeros=zeros > 0)


def encoding_of(head: bytes) -> str:
    """Return the codec for a text too large to be held, by its first bytes: UTF-8, or a wide one.

    Bytes that are not UTF-8 are left to `stray_bytes`, as `decode` does for a whole text.
    """
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding[:6]
    return _utf16(head[:4096]) or "utf-8"


def stray_bytes(error: UnicodeError) -> tuple[str, int]:
    """Handle what is not UTF-8 (see codecs.register_error): it is windows-1252."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _cp1252(error.object[error.start : error.end]), error.end


def _utf16(head: bytes) -> str | None:
    pairs = len(head) // 2
    if pairs < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > pairs * 0.6 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.6 and odd < pairs * 0.1:
        return "utf-16-be"
    return None


def _not_utf8(data: bytes) -> str:
    mixed = data.decode("utf-8", "surrogateescape")
    strays = sum(map(len, _STRAY.findall(mixed)))
    valid = sum(map(len, _WIDE.findall(mixed))) - strays
    if valid >= strays:
        return _STRAY.sub(lambda m: _cp1252(bytes(ord(c) - 0xDC00 for c in m.group())), mixed)
    match = _DECLARED.search(data[:4096])
    declared = match.group(1).decode("ascii") if match else ""
    if _KNOWN.match(declared) and not _LATIN.match(declared):
        try:
            return data.decode(declared, "replace")
        except LookupError:
            declared = ""
    if _LATIN.match(declared) or strays < len(data) // 8:
        return _cp1252(data)
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise Refused("undecodable")
    return data.decode(best.encoding, "replace")


_STRAY = re.compile("[\udc80-\udcff]+")
_WIDE = re.compile("[^\x00-\x7f]+")


def _cp1252(data: bytes) -> str:
    # browsers read the five bytes that windows-1252 leaves undefined as C1 controls
    return data.decode("latin-1").translate(_C1)


_C1 = {i: bytes([i]).decode("cp1252") for i in range(0x80, 0xA0) if i not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def _accept(text: str, *, zeros: bool = True) -> str:
    """Return a text without zeros, if it has any; refuse what has too many signs that are no text."""
    sample = text[:_SAMPLE]
    unknown = sample.count("\ufffd")
    bad = unknown + len(sample.encode("utf-8", "replace").translate(None, _NOT_CONTROL))
    if bad * 20 > len(sample):
        raise Refused("undecodable" if unknown else "binary")
    return text.replace("\x00", "") if zeros else text
