"""A web site for tests: a real server on this machine, whose pages a test sets, and a clock that never waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from indexer.sources.web import Clock

Serve = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Reply:
    """What the site answers at a path."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """Paths and what they answer; a list answers one after the other, its last for ever."""

    url: str
    port: int
    pages: dict[str, Reply | list[Reply] | Serve] = field(default_factory=dict)
    requests: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def put(self, path: str, body: str | bytes, code: int = 200, /, **headers: str) -> str:
        """Set what a path answers; return its address. Header names are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("Content-Type", "text/html; charset=utf-8")
        self.pages[path] = Reply(body.encode() if isinstance(body, str) else body, code, named)
        return self.url + path

    def redirect(self, path: str, to: str) -> str:
        return self.put(path, "", 302, Location=to)

    @property
    def paths(self) -> list[str]:
        """The paths asked for, without robots.txt."""
        return [path for path, _ in self.requests if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body in one packet: in two, the second waits for a delayed acknowledgement.
    wbufsize = 65_536
    site: ClassVar[Site]

    def do_GET(self) -> None:
        self.site.requests.append((self.path, dict(self.headers)))
        page = self.site.pages.get(self.path, Reply(b"", 404))
        if callable(page):
            with suppress(OSError):
                page(self)
            self.close_connection = True
            return
        if isinstance(page, list):
            page = page.pop(0) if len(page) > 1 else page[0]
        if page.status == 200 and self._is_known(page):
            page = Reply(b"", 304, page.headers)
        self.send_response(page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        if page.status != 304:
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        self.wfile.write(page.body)

    def _is_known(self, page: Reply) -> bool:
        asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
        return any(
            name in page.headers and self.headers.get(condition) == page.headers[name]
            for name, condition in asked.items()
        )

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away."""


@contextmanager
def website(prepare: Callable[[ThreadingHTTPServer], None] | None = None) -> Iterator[Site]:
    """Serve a site on 127.0.0.1; `prepare` may change the server before it runs."""

    class Handler(_Handler):
        pass

    server = _Server(("127.0.0.1", 0), Handler)
    if prepare:
        prepare(server)
    port = server.server_address[1]
    site = Handler.site = Site(f"http://127.0.0.1:{port}", port)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def drip(beginning: bytes, drop: bytes) -> Serve:
    """Return an answer that begins, and goes on with a drop every hundredth of a second, for ever."""

    def serve(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(beginning)
        for _ in range(500):
            handler.wfile.write(drop)
            handler.wfile.flush()
            time.sleep(0.01)

    return serve


@dataclass
class Time:
    """A clock that jumps where others wait; `slept` are the seconds of each wait."""

    now: float = 1_700_000_000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.now, lambda: self.now, self.sleep)
