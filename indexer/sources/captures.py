"""The captured pages of a WARC or ARC file, through warcio; damage is stepped over."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from .guard import Halted, label, web_address
from .items import Unreadable
from .moments import moment_of
from .payload import decoded
from .unpacked import Unpacked, buffered

_PAGES = frozenset(["text/html", "application/xhtml+xml", "text/plain"])
_RECORDS = frozenset(["response", "resource", "revisit"])
# Any status line will do: some crawlers write HTTP/2.
_HTTP = StatusAndHeadersParser([], verify=False)
_LONGEST_LINE = 65_536
_BLOCK = 65_536
_MOST_HEADERS = 1_000_000
_MOST_FAULTS = 100
# What warcio raises for records that make no sense.
_SENSELESS = (
    ArchiveLoadFailed, StatusAndHeadersParserException, EOFError,
    ValueError, LookupError, TypeError, AttributeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as it was captured; `data` is None for a revisit, which points to an earlier capture.

    `digest` is that of the payload, as the file states it; `read` the moment of the capture.
    """

    source: str
    url: str | None
    digest: str | None
    data: bytes | None
    read: datetime | None


class _Reader:
    """What ArchiveIterator reads from: bytes that are unpacked already, lines and headers of bounded size."""

    decompressor = None

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._headers = 0

    def readline(self, length: int | None = None) -> bytes:
        line = self._stream.readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
        self._headers += len(line)
        if len(line) == _LONGEST_LINE or self._headers > _MOST_HEADERS:
            raise Halted("unreadable", "its headers are larger than any program writes")
        return line

    def read(self, length: int) -> bytes:
        self._headers = 0
        return self._stream.read(length)

    def tell(self) -> int:
        return 0

    def rem_length(self) -> int:
        return 0

    def close_decompressor(self) -> None:
        """Do nothing: it is called at the end."""


class _Records:
    """The records of a file, one at a time; `resume` goes on behind a damage."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._fault: OSError | None = None
        self._packed = Unpacked(stream, "gzip") if stream.peek(2)[:2] == b"\x1f\x8b" else None
        self._open(io.BufferedReader(self._packed) if self._packed else stream, None)

    def _open(self, stream: io.BufferedReader, first_line: bytes | None) -> None:
        self._stream = stream
        self.archive = ArchiveIterator(stream, no_record_parse=True, arc2warc=True)
        self.archive.reader = _Reader(stream)
        self.archive.next_line = first_line
        # warcio would print it on standard error; the count is what is looked at.
        self.archive.INC_RECORD = ""

    def next(self) -> Any:
        """Return the next record of warcio, None at the end."""
        fault, self._fault = self._fault, None
        if fault:
            raise fault
        record = next(self.archive, None)
        if record is not None and record.length is None:
            raise ValueError("it does not say how long it is")
        return record

    def finish(self, record: Any) -> None:
        """Read to the end of a record; raise ValueError if it is not where the record says."""
        while record.raw_stream.read(_BLOCK):
            pass
        if record.raw_stream.limit:
            raise ValueError("the file ends within it")
        errors = self.archive.err_count
        try:
            self.archive.read_to_end()
        except OSError as error:
            # warcio looks for the next record: what is damaged there is not this one's fault.
            self._fault = error
        if self.archive.err_count > errors:
            raise ValueError("its length is not the one that it states")

    def resume(self) -> bool:
        """Go to the next record behind a fault; return whether there is one."""
        while True:
            try:
                while line := self._stream.readline(_LONGEST_LINE):
                    if line.startswith(b"WARC/"):
                        self._open(self._stream, line)
                        return True
                return False
            except OSError:
                if self._packed is None or not self._packed.resume():
                    return False
                # A buffer that is dropped would close what it reads from.
                self._stream.detach()
                self._stream = io.BufferedReader(self._packed)


def captures(stream: IO[bytes], name: str, max_bytes: int) -> Iterator[Capture | Unreadable]:
    """Yield the pages of a WARC or ARC file and its revisits; what is no page is passed over.

    Pages are HTML or plain text of at most `max_bytes`, answered with status 200. A record that cannot be
    read is an Unreadable, and so is the rest of the file when there are too many of them in a row.
    """
    records = _Records(buffered(stream))
    number = faults = 0
    while True:
        number += 1
        source = f"{name}:{number}"
        try:
            record = records.next()
            if record is None:
                return
            capture = _capture(record, source, max_bytes)
            records.finish(record)
            faults = 0
        except Halted as halt:
            capture = Unreadable(source, halt.code, halt.message)
            if halt.code == "bomb":
                yield capture
                return
            faults += 1
        except (OSError, *_SENSELESS) as error:
            capture = Unreadable(source, "unreadable", f"the record is damaged: {str(error)[:200]}")
            faults += 1
        if capture is not None:
            yield capture
        if faults > _MOST_FAULTS:
            raise Halted("unreadable", f"{faults:,} damaged records in a row: what follows was not read")
        if faults and not records.resume():
            return


def _capture(record: Any, source: str, max_bytes: int) -> Capture | Unreadable | None:
    if record.rec_type not in _RECORDS:
        return None
    url = web_address(record.rec_headers.get_header("WARC-Target-URI") or "")
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    if record.rec_type == "revisit":
        return Capture(source, url, digest, None, None)
    if (url or "").endswith("/robots.txt"):
        return None
    answer = _HTTP.parse(record.raw_stream) if record.rec_type == "response" and url else None
    if record.rec_type == "response" and (answer is None or answer.get_statuscode() != "200"):
        return None
    kind = (answer or record.rec_headers).get_header("Content-Type") or ""
    if kind.split(";")[0].strip().lower() not in _PAGES:
        return None
    raw = record.raw_stream.read(max_bytes + 1)
    if len(raw) > max_bytes:
        return Unreadable(source, "too-large", f"the page is larger than {max_bytes:,} bytes")
    if truncated := record.rec_headers.get_header("WARC-Truncated"):
        reason = f"the page was cut off when it was captured: {label(truncated)}"
        return Unreadable(source, "unreadable", reason)
    try:
        data = decoded(raw, answer, max_bytes) if answer else raw
    except Halted as halt:
        return Unreadable(source, halt.code, halt.message)
    read = moment_of(record.rec_headers.get_header("WARC-Date") or "")
    return Capture(source, url, digest, data, read)
