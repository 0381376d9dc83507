"""Pages that a browser saved as one file."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest
from hypothesis import strategies as st

from indexer.sources import Page, Unreadable

from .pages import page
from .taken import articles, check_any, items, outline, pages

HTML = page(url=None, title="Kafé Dibuka").encode()
ADDRESS = "https://kabar.example/kafe"


def saved(coding: str = "quoted-printable", picture: bytes = b"\xff\xd8\xff", html: bytes = HTML) -> bytes:
    body = base64.encodebytes(html) if coding == "base64" else quopri.encodestring(html)
    return (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://kabar.example/simpan\r\nSubject: Kafe\r\n"
        b"Date: Mon, 4 Nov 2024 10:15:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html";\r\n\tboundary="----Batas----"\r\n\r\n\r\n------Batas----\r\nContent-Type: text/html\r\n'
        b"Content-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: " + coding.encode() + b"\r\n"
        b"Content-Location: " + ADDRESS.encode() + b"\r\n\r\n" + body + b"\r\n------Batas----\r\n"
        b"Content-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://kabar.example/a.jpg"
        b"\r\n\r\n" + base64.encodebytes(picture) + b"\r\n------Batas------\r\n"
    )


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("name", ["a.mht", "a.mhtml"])
def test_the_page_is_taken_with_its_address(tmp_path: Path, coding: str, name: str) -> None:
    (tmp_path / name).write_bytes(saved(coding))
    assert [(title, url) for title, url, _ in articles(tmp_path / name)] == [("Kafé Dibuka", ADDRESS)]
    assert outline(tmp_path / name) == [(name, "ok")]


def test_without_an_address_of_its_own_the_page_has_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_bytes(saved().replace(b"Content-Location: " + ADDRESS.encode(), b"X: y"))
    assert [url for url, _ in pages(path)] == ["https://kabar.example/simpan"]


def test_a_page_that_is_all_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Location: file:///C:/a.htm\r\n\r\n" + HTML
    )
    assert pages(path) == [(None, HTML)]


def test_large_pictures_do_not_matter_and_a_large_page_does(tmp_path: Path) -> None:
    (tmp_path / "a.mht").write_bytes(saved(picture=bytes(3_000_000)))
    assert [data.strip() for _, data in pages(tmp_path / "a.mht", limit=100_000)] == [HTML]
    (tmp_path / "b.mht").write_bytes(saved(html=b"=" * 300_000))
    assert outline(tmp_path / "b.mht", limit=200_000) == [("b.mht", "too-large")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"bukan pesan",
        saved().replace(b"text/html", b"image/gif"),
        b"Content-Type: text/html; charset*=x'y\r\n\r\n",
    ],
)
def test_what_holds_no_page_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.mht").write_bytes(data)
    [found] = items(tmp_path / "a.mht")
    assert isinstance(found, Page | Unreadable)
    assert isinstance(found, Page) == data.startswith(b"Content-Type: text/html")


def test_parts_within_parts_without_end(tmp_path: Path) -> None:
    nested = b"".join(
        b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3_000)
    )
    (tmp_path / "a.mht").write_bytes(nested + b"Content-Type: text/html\r\n\r\n" + HTML)
    assert outline(tmp_path / "a.mht") == [("a.mht", "unreadable")]


@pytest.mark.parametrize("head", [b"", b"Content-Type: text/html\r\n", saved()[:400]])
def test_any_bytes(tmp_path: Path, head: bytes) -> None:
    check_any(tmp_path / "a.mht", st.binary(max_size=500).map(head.__add__))
