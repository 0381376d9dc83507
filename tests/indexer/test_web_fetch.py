"""Reading addresses: a real server, every way in which it can fail or mislead."""

from __future__ import annotations

import datetime as dt
import gzip
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from indexer.sources import Item, Options, Page, Unreadable
from indexer.sources.web import Timeouts, Web

from .pages import page
from .website import Reply, Site, Time, drip, website

LIMIT = 100_000
HURRY = Timeouts(connect=0.5, read=0.5, total=0.2)


def read(address: str, time: Time | None = None, **more: object) -> list[Item]:
    settings = {"allow_private": True, "clock": (time or Time()).clock, **more}
    web = Web(**settings)  # type: ignore[arg-type]
    try:
        return list(web.read(address, Options(LIMIT)))
    finally:
        web.close()


def refused(items: list[Item]) -> tuple[str, str]:
    (item,) = items
    assert isinstance(item, Unreadable), item
    return item.code, item.message


def named(*numbers: str) -> Callable[[str, int], Sequence[str]]:
    """A resolver under which every name is at these network addresses."""
    return lambda host, port: numbers


def test_a_page_is_fetched_with_name_and_contact(site: Site) -> None:
    address = site.put("/a", page())
    time = Time()
    items = read(address + "#komentar", time, contact="arsip@kabar.example")
    when = dt.datetime.fromtimestamp(time.clock.wall(), dt.UTC)
    assert items == [Page(address, page().encode(), address, read=when)]
    assert site.requests[-1][1]["User-Agent"] == "Telusur/1.0 (+arsip@kabar.example)"


def test_the_host_is_looked_up_once_and_what_was_checked_is_connected_to(site: Site) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    site.put("/robots.txt", "")
    site.put("/a", page())
    # No DNS knows this name: whoever looked it up a second time would not get here.
    (item,) = read(f"http://kabar.invalid:{site.port}/a", resolve=resolve)
    assert isinstance(item, Page)
    assert [headers["Host"] for _, headers in site.requests] == [f"kabar.invalid:{site.port}"] * 2
    assert asked == ["kabar.invalid"] * 2


def test_the_next_network_address_is_tried(site: Site) -> None:
    site.put("/a", page())
    (item,) = read(f"http://kabar.invalid:{site.port}/a", resolve=named("127.9.9.9", "127.0.0.1"))
    assert isinstance(item, Page)


@pytest.mark.parametrize("numbers", [("127.0.0.1",), ("8.8.8.8", "10.0.0.1"), ("::1",), ("64:ff9b::7f00:1",)])
def test_one_private_network_address_is_enough_to_refuse(site: Site, numbers: tuple[str, ...]) -> None:
    address = f"http://kabar.invalid:{site.port}/a"
    code, message = refused(read(address, allow_private=False, resolve=named(*numbers)))
    assert code == "not-public"
    assert "--allow-private" in message
    assert site.requests == []


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"])
def test_spellings_of_this_machine_are_not_public(site: Site, host: str) -> None:
    assert refused(read(f"http://{host}:{site.port}/a", allow_private=False))[0] == "not-public"
    assert site.requests == []


def test_a_redirect_into_a_private_network_is_refused() -> None:
    def resolve(host: str, port: int) -> list[str]:
        return ["192.168.1.1"] if host == "dalam.invalid" else ["127.0.0.1"]

    # The one check that has to be told apart: this machine stands for the public internet here.
    with website() as outside, pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.sources.web.addresses._SPECIAL_V4", _without_loopback())
        outside.redirect("/a", "http://dalam.invalid:8080/rahasia")
        address = f"http://kabar.invalid:{outside.port}/a"
        code, message = refused(read(address, allow_private=False, resolve=resolve))
    assert (code, "192.168.1.1" in message) == ("not-public", True)
    assert outside.paths == ["/a"]


def _without_loopback() -> tuple[object, ...]:
    from indexer.sources.web.addresses import _SPECIAL_V4

    return tuple(network for network in _SPECIAL_V4 if not network.is_loopback)


def test_redirects_are_followed_five_times_and_the_last_address_counts(site: Site) -> None:
    last = site.put("/5", page(url=None))
    for number in range(5):
        site.redirect(f"/{number}", f"/{number + 1}#x")
    (item,) = read(site.url + "/0")
    assert isinstance(item, Page)
    assert (item.source, item.url) == (site.url + "/0", last)
    site.redirect("/lagi", "/0")
    assert refused(read(site.url + "/lagi"))[0] == "redirects"


@pytest.mark.parametrize(
    ("to", "code"),
    [("/a", "redirects"), ("file:///etc/passwd", "bad-address"), ("http://a@b/", "bad-address")],
)
def test_redirects_that_lead_nowhere(site: Site, to: str, code: str) -> None:
    site.redirect("/a", to)
    assert refused(read(site.url + "/a"))[0] == code


@pytest.mark.parametrize("status", [204, 400, 403, 404, 410, 418, 500, 599])
def test_errors_are_said(site: Site, status: int) -> None:
    code, message = refused(read(site.put("/a", "", status)))
    assert (code, str(status) in message) == ("http-status", True)
    assert site.paths == ["/a"]


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "video/mp4", "\x1b[31m"])
def test_other_types_are_refused_before_they_are_read(site: Site, kind: str) -> None:
    def serve(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: 9999999\r\n\r\n".encode()
        )

    site.pages["/a"] = serve
    code, message = refused(read(site.url + "/a"))
    assert code == "content-type"
    assert message.isprintable()


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_stopped_while_it_unfolds(site: Site, coding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = gzip.compress if coding == "gzip" else zlib.compress
    packed = pack(bytes(60_000_000))
    bomb = site.put("/bom", packed, Content_Encoding=coding)
    feed = site.put("/feed", rss(bomb), Content_Type="application/rss+xml")
    items = read(feed)
    assert refused(items) == ("too-large", f"it is larger than {LIMIT:,} bytes")
    monkeypatch.setattr("indexer.sources.web.reader._LARGEST_SITEMAP", 1_000_000)
    assert refused(read(site.put("/bom.gz", gzip.compress(bytes(5_000_000)))))[0] == "too-large"


def rss(*links: str) -> str:
    entries = "".join(f"<item><title>Judul</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>X</title>{entries}</channel></rss>'


@pytest.mark.parametrize(
    "beginning",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: ",
    ],
    ids=["body", "head"],
)
def test_a_host_that_drips_is_given_up_after_three_attempts(site: Site, beginning: bytes) -> None:
    site.pages["/a"] = drip(beginning, b"x")
    time = Time()
    code, _ = refused(read(site.url + "/a", time, timeouts=HURRY))
    assert code == "timeout"
    assert site.paths == ["/a"] * 3
    assert time.slept[-2:] == [2.0, 4.0]


@pytest.mark.parametrize(
    "raw",
    [b"", b"rubbish\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\n<p>",
     b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000,
     b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\nrubbish",
     b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
    ids=["nothing", "rubbish", "short", "headers", "header", "gzip", "chunk"],
)  # fmt: skip
def test_broken_answers_are_said(site: Site, raw: bytes) -> None:
    def serve(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(raw)

    site.pages["/a"] = serve
    assert refused(read(site.url + "/a"))[0] == "unreachable"


def test_a_host_that_does_not_answer_or_exist_is_said() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        code, message = refused(read(f"http://127.0.0.1:{port}/a"))
    assert code == "robots-unreadable"
    assert "refused" in message.lower()
    code, message = refused(read("http://tidak-ada.invalid/a"))
    assert (code, "tidak-ada.invalid" in message) == ("unreachable", True)


def test_a_busy_host_is_asked_again_after_the_pause_that_it_names(site: Site) -> None:
    site.put("/a", page())
    good = site.pages["/a"]
    assert isinstance(good, Reply)
    site.pages["/a"] = [Reply(b"", 429, {"Retry-After": "17"}), Reply(b"", 503), good]
    time = Time()
    (item,) = read(site.url + "/a", time)
    assert isinstance(item, Page)
    assert time.slept[-2:] == [17.0, 4.0]


@pytest.mark.parametrize(
    ("retry_after", "asked"),
    [("121", 1), ("Wed, 15 Nov 2023 10:00:00 GMT", 1), ("Tue, 14 Nov 2023 10:00:00 GMT", 3), ("9" * 99, 3),
     ("besok", 3), ("-5", 3)],
)  # fmt: skip
def test_how_long_a_busy_host_is_waited_for(site: Site, retry_after: str, asked: int) -> None:
    busy = site.put("/a", "", 503, Retry_After=retry_after)
    other = site.put("/b", page())
    site.put("/feed", rss(busy, other), Content_Type="text/xml")
    items = read(site.url + "/feed")
    # Left alone means that its other pages are not asked for either.
    assert [item.code for item in items if isinstance(item, Unreadable)] == ["busy"] * 2
    assert site.paths == ["/feed"] + ["/a"] * asked


def test_a_host_that_fails_five_times_in_a_row_is_not_asked_again(site: Site) -> None:
    site.pages["/mati"] = lambda handler: None
    site.put("/feed", rss(*[f"/mati?{n}" for n in range(4)]), Content_Type="text/xml")
    site.pages |= {f"/mati?{n}": site.pages["/mati"] for n in range(4)}
    codes = [item.code for item in read(site.url + "/feed") if isinstance(item, Unreadable)]
    assert codes == ["unreachable", "busy", "busy", "busy"]
    assert len(site.paths) == 1 + 5


def test_one_request_a_second_and_a_host(site: Site) -> None:
    links = [site.put(f"/{n}", page(title=f"Judul {n}")) for n in range(3)]
    site.put("/feed", rss(*links), Content_Type="text/xml")
    time = Time()
    assert len(read(site.url + "/feed", time)) == 3
    assert time.slept == [1.0] * 4
    time = Time()
    read(site.url + "/feed", time, delay=0.0)
    assert time.slept == []


@pytest.mark.parametrize(("asked", "waited"), [("7", 7.0), ("9999", 30.0), ("0.1", 1.0), ("x", 1.0)])
def test_crawl_delay_counts_up_to_a_bound(site: Site, asked: str, waited: float) -> None:
    site.put("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}\n")
    time = Time()
    read(site.put("/a", page()), time)
    assert time.slept == [waited]


def test_robots_are_obeyed_and_read_once(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nAllow: /\n\nUser-agent: telusur\nDisallow: /rahasia\n")
    open_page, closed = site.put("/buka", page()), site.put("/rahasia/a", page())
    site.redirect("/lewat", "/rahasia/a")
    site.put("/feed", rss(open_page, closed, "/lewat"), Content_Type="text/xml")
    taken, *rest = read(site.url + "/feed")
    assert isinstance(taken, Page)
    assert [item.code for item in rest if isinstance(item, Unreadable)] == ["robots"] * 2
    assert [path for path, _ in site.requests] == ["/robots.txt", "/feed", "/buka", "/lewat"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_robots_everything_is_allowed(site: Site, status: int) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /", status)
    (item,) = read(site.put("/a", page()))
    assert isinstance(item, Page)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_unreadable_robots_close_the_host(site: Site, status: int) -> None:
    site.put("/robots.txt", "", status)
    code, message = refused(read(site.put("/a", page())))
    assert (code, "robots.txt" in message) == ("robots-unreadable", True)
    assert site.paths == []


def test_of_endless_robots_the_beginning_counts(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /a\n" + "Disallow: /x\n" * 100_000)
    assert refused(read(site.put("/a", page())))[0] == "robots"


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Site, list[str]]]:
    """A site with a certificate for kabar.invalid that this process trusts, and the names it was asked for."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    names: list[str] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("kabar.invalid").configure_cert(context)
    context.sni_callback = lambda _socket, name, _context: names.append(str(name))

    def prepare(server: ThreadingHTTPServer) -> None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)

    with website(prepare) as site:
        yield site, names


def test_tls_is_for_the_name_though_the_connection_goes_to_the_number(secure: tuple[Site, list[str]]) -> None:
    site, names = secure
    site.put("/a", page())
    (item,) = read(f"https://kabar.invalid:{site.port}/a", resolve=named("127.0.0.1"))
    assert isinstance(item, Page)
    assert set(names) == {"kabar.invalid"}


def test_a_certificate_for_another_name_is_not_trusted(secure: tuple[Site, list[str]]) -> None:
    site, _ = secure
    code, message = refused(read(f"https://lain.invalid:{site.port}/a", resolve=named("127.0.0.1")))
    assert (code, "certificate" in message) == ("unreachable", True)
    assert site.requests == []
