"""One connection to a network address that was checked, and one answer read from it."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError
from urllib3.response import HTTPResponse

from .addresses import Address
from .problem import Problem

_BLOCK = 65_536


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: to connect (each network address), between two packets, and for a whole answer."""

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0


class Wire:
    """Keeps the connection of the last request for the next one to the same host.

    Never looks a name up: it connects to the network address it is given, and uses the host's name for the
    Host header, SNI and the certificate. Proxies of the environment are not used: they would look up names.
    """

    def __init__(self, timeouts: Timeouts) -> None:
        self._timeouts = timeouts
        self._tls: ssl.SSLContext | None = None
        self._connection: HTTPConnection | None = None
        self._key: tuple[str, str, int, str] | None = None

    @contextmanager
    def ask(
        self, address: Address, found: Sequence[str], headers: Mapping[str, str]
    ) -> Iterator[HTTPResponse]:
        """Send a GET to the first network address that takes it; the body is read within the block.

        Raises Problem (`timeout`, `unreachable`), from within the block too.
        """
        try:
            connection = self._connected(address, found)
            with self._deadline(connection):
                connection.request(
                    "GET",
                    address.target,
                    headers={"Host": address.authority, **headers},
                    preload_content=False,
                    decode_content=True,
                )
                response = connection.getresponse()
                yield response
                if not response.closed:
                    self.close()
        except (OSError, HTTPError, HTTPException) as error:
            self.close()
            raise _problem(address, error) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connection that is kept; idempotent."""
        if self._connection is not None:
            self._connection.close()
            self._connection = self._key = None

    def _connected(self, address: Address, found: Sequence[str]) -> HTTPConnection:
        for number in found:
            if self._connection is not None and self._key == (*_origin(address), number):
                if self._connection.is_connected:
                    return self._connection
                break
        self.close()
        for number in found:
            connection = self._new(address, number)
            try:
                connection.connect()
            except (NewConnectionError, ConnectTimeoutError):
                connection.close()
                if number == found[-1]:
                    raise
            except BaseException:
                connection.close()
                raise
            else:
                connection.timeout = self._timeouts.read
                self._connection, self._key = connection, (*_origin(address), number)
                return connection
        raise Problem("unreachable", f"the host {address.host} has no network address")

    def _new(self, address: Address, number: str) -> HTTPConnection:
        if address.scheme == "http":
            return HTTPConnection(number, address.port, timeout=self._timeouts.connect)
        self._tls = self._tls or ssl.create_default_context()
        return HTTPSConnection(
            number,
            address.port,
            timeout=self._timeouts.connect,
            ssl_context=self._tls,
            cert_reqs="CERT_REQUIRED",
            server_hostname=address.host,
        )

    @contextmanager
    def _deadline(self, connection: HTTPConnection) -> Iterator[None]:
        """End the connection when time is up, from outside: a read that is fed drops never ends by itself."""
        sock = connection.sock
        assert sock is not None
        over = threading.Event()

        def end() -> None:
            over.set()
            # Not the TLS socket's own method: it would go on in plain text.
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)

        timer = threading.Timer(self._timeouts.total, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, HTTPError, HTTPException) as error:
            if over.is_set():
                raise TimeoutError from error
            raise
        finally:
            timer.cancel()
        if over.is_set():
            raise TimeoutError


def read_body(response: HTTPResponse, limit: int) -> tuple[bytes, bool]:
    """Return the decompressed body, at most `limit` bytes of it, and whether there are more."""
    blocks: list[bytes] = []
    size = 0
    for block in response.stream(_BLOCK, decode_content=True):
        blocks.append(block)
        size += len(block)
        if size > limit:
            return b"".join(blocks)[:limit], True
    return b"".join(blocks), False


def _origin(address: Address) -> tuple[str, str, int]:
    return address.scheme, address.host, address.port


def _problem(address: Address, error: Exception) -> Problem:
    # urllib3 counts every failure to connect among the timeouts.
    late = isinstance(error, TimeoutError | ReadTimeoutError | ConnectTimeoutError)
    if late and not isinstance(error, NewConnectionError):
        return Problem("timeout", f"{address.authority} took too long to answer", passing=True)
    lasting = isinstance(error, ssl.SSLCertVerificationError)
    reason = error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else _reason(error)
    what = "has no certificate that can be trusted" if lasting else "cannot be reached or broke off"
    return Problem("unreachable", f"{address.authority} {what}: {reason}", passing=not lasting)


def _reason(error: BaseException) -> str:
    cause = error.__cause__ or error.__context__
    if isinstance(error, NewConnectionError) and isinstance(cause, OSError):
        return cause.strerror or str(cause)
    text = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return text[:200]
