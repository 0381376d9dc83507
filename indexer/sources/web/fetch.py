"""Asking for an address: redirects, conditions, size, types, and trying again."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from urllib3.response import HTTPResponse

from .addresses import Address, Resolver, check_public, parse
from .clock import Clock
from .connection import Timeouts, Wire, read_body
from .hosts import Hosts
from .problem import Problem, shown

NAME = "Telusur"
PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain"})
DOCUMENT_TYPES = PAGE_TYPES | {
    "application/atom+xml", "application/gzip", "application/octet-stream", "application/rdf+xml",
    "application/rss+xml", "application/x-gzip", "application/xml", "text/xml",
}  # fmt: skip
_REDIRECTS = 5
_ATTEMPTS = 3
_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 120.0
_LATER = frozenset({429, 503})
_MOVED = frozenset({301, 302, 303, 307, 308})
_SECONDS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is taken as an answer.

    At most `limit` bytes after decompression, more is a Problem, or cut off if `cut`; `types` None: any type.
    `etag` and `modified` are sent to the address `since` alone, which gave them.
    """

    limit: int
    types: frozenset[str] | None = None
    cut: bool = False
    since: str | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: `address` after redirects; `data` None: not modified since."""

    address: Address
    data: bytes | None
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    answer: Answer
    location: str | None = None
    retry_after: str | None = None


class Client:
    """Asks for addresses one after the other.

    Every request looks its host up once, checks every network address found, and connects to one of them.
    """

    def __init__(
        self,
        *,
        hosts: Hosts,
        clock: Clock,
        resolve: Resolver,
        allow_private: bool,
        contact: str,
        timeouts: Timeouts,
    ) -> None:
        self._hosts = hosts
        self._clock = clock
        self._resolve = resolve
        self._allow_private = allow_private
        self._wire = Wire(timeouts)
        self._headers = {
            "User-Agent": f"{NAME}/1.0 (+{contact})" if contact else f"{NAME}/1.0",
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }

    def get(self, address: Address, wanted: Wanted, permit: Callable[[Address], None]) -> Answer:
        """Return what lies at an address, after at most five redirects; `permit` may refuse each by Problem.

        Raises Problem.
        """
        first = address
        for _ in range(_REDIRECTS + 1):
            permit(address)
            reply = self._patiently(address, wanted)
            if reply.status not in _MOVED:
                return reply.answer
            if not reply.location:
                raise Problem("redirects", f"{address.text} is said to have moved, but not where to")
            address = parse(reply.location, address)
        raise Problem("redirects", f"{first.text} is redirected more than {_REDIRECTS} times")

    def close(self) -> None:
        """Close the connection that is kept; idempotent."""
        self._wire.close()

    def _patiently(self, address: Address, wanted: Wanted) -> _Reply:
        """Ask up to three times, with pauses that grow or that the host asked for."""
        for attempt in range(1, _ATTEMPTS + 1):
            self._hosts.await_turn(address.host)
            pause = _FIRST_PAUSE**attempt
            try:
                reply = self._once(address, wanted)
            except Problem as problem:
                if problem.code in ("timeout", "unreachable"):
                    self._hosts.failed(address.host, problem.message)
                if not problem.passing or attempt == _ATTEMPTS:
                    raise
            else:
                self._hosts.answered(address.host)
                if reply.status not in _LATER:
                    return reply
                pause = max(pause, self._asked_for(reply.retry_after))
                if pause > _LONGEST_PAUSE or attempt == _ATTEMPTS:
                    raise self._leave_alone(address, reply.status, pause)
            self._hosts.pause(address.host, pause)
        raise AssertionError("unreachable: the last attempt returns or raises")

    def _leave_alone(self, address: Address, status: int, pause: float) -> Problem:
        message = (
            f"{address.authority} asks to be left alone (HTTP {status}), for {pause:,.0f} seconds at least; "
            "run again later"
        )
        self._hosts.rest(address.host, pause, message)
        return Problem("busy", message)

    def _once(self, address: Address, wanted: Wanted) -> _Reply:
        found = self._resolve(address.host, address.port)
        if not self._allow_private:
            check_public(address.host, found)
        headers = dict(self._headers)
        conditional = wanted.since == address.text and bool(wanted.etag or wanted.modified)
        if conditional and wanted.etag:
            headers["If-None-Match"] = wanted.etag
        if conditional and wanted.modified:
            headers["If-Modified-Since"] = wanted.modified
        with self._wire.ask(address, found, headers) as response:
            return self._read(address, response, wanted, conditional)

    def _read(self, address: Address, response: HTTPResponse, wanted: Wanted, conditional: bool) -> _Reply:
        etag, modified = _sendable(response, "ETag"), _sendable(response, "Last-Modified")
        status = response.status
        if status in _MOVED or status in _LATER:
            answer = Answer(address, None, etag, modified)
            return _Reply(
                status, answer, response.headers.get("Location"), response.headers.get("Retry-After")
            )
        if status == HTTPStatus.NOT_MODIFIED and conditional:
            response.drain_conn()
            return _Reply(status, Answer(address, None, etag, modified))
        if status != HTTPStatus.OK:
            raise StatusProblem(address, status)
        kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if wanted.types is not None and kind not in wanted.types:
            raise Problem(
                "content-type", f"it is of type {shown(kind)!r}, which is neither page, feed nor sitemap"
            )
        data, more = read_body(response, wanted.limit)
        if more and not wanted.cut:
            raise Problem("too-large", f"it is larger than {wanted.limit:,} bytes")
        return _Reply(status, Answer(address, data, etag, modified))

    def _asked_for(self, retry_after: str | None) -> float:
        """Return the seconds that a Retry-After header asks for, 0 where it says nothing."""
        text = (retry_after or "").strip()
        if _SECONDS.fullmatch(text):
            return float(text)
        try:
            moment = email.utils.parsedate_to_datetime(text)
            return max(0.0, moment.timestamp() - self._clock.wall())
        except (ValueError, OverflowError, OSError):
            return 0.0


class StatusProblem(Problem):
    """The host answered with an error: `status` is its number."""

    def __init__(self, address: Address, status: int) -> None:
        try:
            phrase = f" ({HTTPStatus(status).phrase})"
        except ValueError:
            phrase = ""
        super().__init__("http-status", f"{address.authority} answered with HTTP {status}{phrase}")
        self.status = status


def _sendable(response: HTTPResponse, name: str) -> str | None:
    """Return a header that can be sent back as it is, else None."""
    value = response.headers.get(name, "").strip()
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None
