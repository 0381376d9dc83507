"""Web archives: pages with their addresses, as crawlers write them and as damage leaves them."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard
from hypothesis import strategies as st

from indexer.sources import Unreadable

from .pages import page
from .taken import articles, check_any, check_damaged, command, items, outline, pages

HTML = page(url=None).encode()


class Crawl:
    """A web archive in the making, as the standard (ISO 28500) has it."""

    def __init__(self, packed: bool = False) -> None:
        self.packed = packed
        self.raw = b""
        self.record("warcinfo", None, b"software: tes\r\n", "application/warc-fields")

    def record(self, kind: str, url: str | None, block: bytes, content: str, **more: str) -> Crawl:
        headers = {"WARC-Type": kind, "WARC-Record-ID": "<urn:uuid:1>", "WARC-Date": "2024-11-04T03:15:00Z"}
        headers |= ({"WARC-Target-URI": url} if url else {}) | {"Content-Type": content}
        headers |= {f"WARC-{name.replace('_', '-')}": value for name, value in more.items()}
        lines = [f"{name}: {value}" for name, value in headers.items()]
        head = "\r\n".join(["WARC/1.0", *lines, f"Content-Length: {len(block)}", "", ""])
        record = head.encode() + block + b"\r\n\r\n"
        self.raw += gzip.compress(record) if self.packed else record
        return self

    def response(
        self, url: str, data: bytes = HTML, status: str = "200 OK", kind: str = "text/html; charset=utf-8",
        headers: dict[str, str] | None = None, protocol: str = "HTTP/1.1", **more: str,
    ) -> Crawl:  # fmt: skip
        fields = {"Content-Type": kind} | (headers or {})
        lines = [f"{name}: {value}" for name, value in fields.items()]
        block = "\r\n".join([f"{protocol} {status}", *lines, "", ""]).encode() + data
        return self.record("response", url, block, "application/http; msgtype=response", **more)

    def revisit(self, url: str, digest: str) -> Crawl:
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        return self.record("revisit", url, block, "application/http; msgtype=response", Payload_Digest=digest)

    def to(self, path: Path) -> Path:
        path.write_bytes(self.raw)
        return path


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True)])
def test_pages_are_taken_with_their_addresses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, packed: bool
) -> None:
    crawl = (
        Crawl(packed)
        .response("https://x.example/1")
        .response("https://x.example/gone", status="404 Not Found")
    )
    crawl.response("https://x.example/a.jpg", b"\xff\xd8", kind="image/jpeg")
    crawl.response("https://x.example/robots.txt", b"User-agent: *", kind="text/plain")
    crawl.record(
        "request", "https://x.example/1", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"
    )
    crawl.record("metadata", "https://x.example/1", b"a: b", "application/warc-fields")
    crawl.record("resource", "https://x.example/2", HTML, "text/html")
    path = crawl.response("<https://x.example/3>", status="200", protocol="HTTP/2").to(tmp_path / name)
    assert outline(path) == [(f"{name}:2", "ok"), (f"{name}:8", "ok"), (f"{name}:9", "ok")]
    assert [url for _, url, _ in articles(path)] == [f"https://x.example/{n}" for n in (1, 2, 3)]
    result, [summary] = command(monkeypatch, tmp_path / "data", "add", path, "--json")
    assert (result.exit_code, summary["added"]) == (0, 3)


def chunked(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n%x;x=y\r\n%b\r\n0\r\n\r\n" % (100, data[:100], len(data) - 100, data[100:])


def raw_deflated(data: bytes) -> bytes:
    tool = zlib.compressobj(wbits=-15)
    return tool.compress(data) + tool.flush()


@pytest.mark.parametrize(
    ("data", "headers", "code"),
    [
        (chunked(HTML), {"Transfer-Encoding": "chunked"}, ""),
        (gzip.compress(HTML), {"Content-Encoding": "gzip"}, ""),
        (chunked(gzip.compress(HTML)), {"Transfer-Encoding": "chunked", "Content-Encoding": "GZIP"}, ""),
        (zlib.compress(HTML), {"Content-Encoding": "deflate"}, ""),
        (raw_deflated(HTML), {"Content-Encoding": "deflate"}, ""),
        (gzip.compress(zlib.compress(HTML)), {"Content-Encoding": "deflate, gzip"}, ""),
        (HTML, {"Content-Encoding": "gzip"}, ""),
        (HTML, {"Content-Encoding": "br"}, ""),
        (HTML, {"Transfer-Encoding": "chunked"}, ""),
        (brotli.compress(HTML), {"Content-Encoding": "br"}, ""),
        (chunked(brotli.compress(HTML)), {"Transfer-Encoding": "chunked", "Content-Encoding": "br"}, ""),
        (zstandard.compress(HTML), {"Content-Encoding": "zstd"}, ""),
        (zstandard.compress(HTML[:50]) + zstandard.compress(HTML[50:]), {"Content-Encoding": "zstd"}, ""),
        (b"\x1f\x9d\x90", {"Content-Encoding": "compress"}, "encoding"),
        (HTML, {"Content-Encoding": "gzip, gzip, gzip, gzip"}, "encoding"),
        (gzip.compress(HTML)[:-9], {"Content-Encoding": "gzip"}, "unreadable"),
        (zlib.compress(HTML)[:-9], {"Content-Encoding": "deflate"}, "unreadable"),
        (brotli.compress(HTML)[:-9], {"Content-Encoding": "br"}, "unreadable"),
        (b"\x8b\x00\x80", {"Content-Encoding": "br"}, "unreadable"),
        (zstandard.compress(HTML)[:-9], {"Content-Encoding": "zstd"}, "unreadable"),
        (b"\x28\xb5\x2f\xfd" + bytes(9), {"Content-Encoding": "zstd"}, "unreadable"),
        (brotli.compress(bytes(40_000_000)), {"Content-Encoding": "br"}, "too-large"),
        (zstandard.compress(bytes(40_000_000)), {"Content-Encoding": "zstd"}, "too-large"),
        (gzip.compress(bytes(40_000_000)), {"Content-Encoding": "gzip"}, "too-large"),
        (zlib.compress(bytes(40_000_000)), {"Content-Encoding": "deflate"}, "too-large"),
        (HTML * 3_000, {}, "too-large"),
    ],
)
def test_encodings_of_the_payload(tmp_path: Path, data: bytes, headers: dict[str, str], code: str) -> None:
    crawl = Crawl(packed=True).response("https://x.example/1", data, headers=headers)
    path = crawl.response("https://x.example/2").to(tmp_path / "a.warc.gz")
    if code:
        assert outline(path) == [("a.warc.gz:2", code), ("a.warc.gz:3", "ok")]
    else:
        assert pages(path) == [("https://x.example/1", HTML), ("https://x.example/2", HTML)]


def test_a_revisit_is_resolved_within_the_file(tmp_path: Path) -> None:
    crawl = Crawl(packed=True)
    digest = "sha1:ABC"
    crawl.revisit("https://x.example/later", digest)
    crawl.response("https://x.example/1", Payload_Digest=digest)
    crawl.revisit("https://x.example/1", digest).revisit("https://x.example/2", digest)
    path = crawl.revisit("https://x.example/3", "sha1:OTHER").to(tmp_path / "a.warc.gz")
    assert [url for url, _ in pages(path)] == [
        "https://x.example/1", "https://x.example/later", "https://x.example/2",
    ]  # fmt: skip
    refused = [item for item in items(path) if isinstance(item, Unreadable)]
    assert [(item.source, item.code) for item in refused] == [(f"{path}:6", "revisit")]
    assert "https://x.example/3" in refused[0].message


def test_a_file_packed_as_a_whole_is_read(tmp_path: Path) -> None:
    whole = Crawl().response("https://x.example/1").response("https://x.example/2").raw
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(whole))
    assert [url for url, _ in pages(tmp_path / "a.warc.gz")] == [
        "https://x.example/1",
        "https://x.example/2",
    ]


def test_damage_is_stepped_over(tmp_path: Path) -> None:
    crawl = Crawl(packed=True).response("https://x.example/1")
    begin = len(crawl.raw)
    crawl.response("https://x.example/2")
    middle = (begin + len(crawl.raw)) // 2
    raw = bytearray(crawl.response("https://x.example/3").response("https://x.example/4").raw)
    raw[middle : middle + 40] = bytes(40)
    (tmp_path / "a.warc.gz").write_bytes(raw)
    assert [code for _, code in outline(tmp_path / "a.warc.gz")] == ["ok", "unreadable", "ok", "ok"]
    assert [url for url, _ in pages(tmp_path / "a.warc.gz")] == [f"https://x.example/{n}" for n in (1, 3, 4)]


@pytest.mark.parametrize("stated", [b"12", b"99999", b"many", b"-5"])
def test_a_record_of_wrong_length_is_refused_and_the_next_read(tmp_path: Path, stated: bytes) -> None:
    crawl = Crawl().response("https://x.example/1")
    begin = len(crawl.raw)
    raw = crawl.response("https://x.example/2").response("https://x.example/3").raw
    at = raw.index(b"Content-Length: ", begin) + len(b"Content-Length: ")
    raw = raw[:at] + stated + raw[raw.index(b"\r\n", at) :]
    (tmp_path / "a.warc").write_bytes(raw)
    urls = [url for url, _ in pages(tmp_path / "a.warc")]
    assert urls[0] == "https://x.example/1"
    assert "https://x.example/2" not in urls
    assert "unreadable" in [code for _, code in outline(tmp_path / "a.warc")]
    assert ("https://x.example/3" in urls) == (stated != b"99999")


def test_a_record_without_content_hides_nothing(tmp_path: Path) -> None:
    crawl = Crawl()
    crawl.record("response", "https://x.example/0", b"", "application/http; msgtype=response")
    path = crawl.response("https://x.example/1").to(tmp_path / "a.warc")
    assert [url for url, _ in pages(path)] == ["https://x.example/1"]


def test_a_file_that_is_cut_off_gives_what_it_holds(tmp_path: Path) -> None:
    whole = Crawl().response("https://x.example/1").response("https://x.example/2").raw
    (tmp_path / "a.warc").write_bytes(whole[:-100])
    assert [code for _, code in outline(tmp_path / "a.warc")] == ["ok", "unreadable"]
    packed = Crawl(packed=True).response("https://x.example/1").response("https://x.example/2").raw
    (tmp_path / "b.warc.gz").write_bytes(packed[:-100])
    assert [code for _, code in outline(tmp_path / "b.warc.gz")] == ["ok", "unreadable"]


def test_a_page_that_was_cut_off_when_captured_is_refused(tmp_path: Path) -> None:
    path = Crawl().response("https://x.example/1", Truncated="length").to(tmp_path / "a.warc")
    [found] = items(path)
    assert isinstance(found, Unreadable)
    assert (found.code, "length" in found.message) == ("unreadable", True)


def test_headers_without_end_are_not_held(tmp_path: Path) -> None:
    line = b"WARC/1.0\r\nWARC-Type: response\r\nX: " + b"x" * 3_000_000 + b"\r\n\r\n"
    many = b"WARC/1.0\r\n" + b"x: y\r\n" * 500_000
    crawl = Crawl().response("https://x.example/1")
    (tmp_path / "a.warc").write_bytes(line + many + crawl.raw)
    assert pages(tmp_path / "a.warc") == [("https://x.example/1", HTML)]


def test_an_arc_file_is_read(tmp_path: Path) -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML
    head = b"1 0 tes\nURL IP-address Archive-date Content-type Archive-length\n"
    raw = (
        b"filedesc://a.arc 0.0.0.0 20041104101500 text/plain %d\n%b\n" % (len(head), head)
        + b"https://x.example/1 1.2.3.4 20041104101500 text/html %d\n%b\n" % (len(body), body)
        + b"https://x.example/2 1.2.3.4 20041104101500 text/html %d\n%b\n" % (len(body), body)
    )
    (tmp_path / "a.arc").write_bytes(raw)
    assert pages(tmp_path / "a.arc") == [("https://x.example/1", HTML), ("https://x.example/2", HTML)]


@pytest.mark.parametrize("packed", [True, False])
def test_damage_anywhere_is_an_answer(tmp_path: Path, packed: bool) -> None:
    crawl = Crawl(packed).response(
        "https://x.example/1", gzip.compress(HTML), headers={"Content-Encoding": "gzip"}
    )
    whole = crawl.response("https://x.example/2", chunked(HTML), headers={"Transfer-Encoding": "chunked"}).raw
    check_damaged(tmp_path / "a.warc", whole)


@pytest.mark.parametrize(
    "head", [b"", b"WARC/1.0\r\n", b"filedesc://", b"\x1f\x8b\x08\0", b"http://x 1 2 text/html 9\n"]
)
def test_any_bytes(tmp_path: Path, head: bytes) -> None:
    check_any(tmp_path / "a.warc", st.binary(max_size=500).map(head.__add__))
