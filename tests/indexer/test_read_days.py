"""`2 jam lalu` and `kemarin`: which sources know the day on which a page was read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index import RawItem, Settings, open_archive
from indexer.prepare import Prepared, prepare
from indexer.sources import File, Item, Options, Unchanged, Web, read, read_inbox

from .pages import page
from .test_sources_mhtml import saved
from .test_sources_warc import Crawl
from .website import Site, Time

HTML = page(url=None, published=None).replace("</h1>", "</h1><p>Kemarin</p>")
ADDRESS = "https://kabar.example/tanggul"


def published(item: Item) -> tuple[str | None, str | None]:
    assert not isinstance(item, File | Unchanged)
    result = prepare(item, 100_000, "")
    assert isinstance(result, Prepared), result
    return result.document.article.published, result.document.article.published_from


def dates(path: Path) -> list[str | None]:
    return [published(item)[0] for item in read(str(path), Options(100_000))]


@pytest.mark.parametrize(
    ("hour", "day"),
    [("03:15:00Z", "2024-11-03"), ("17:15:00Z", "2024-11-04"), ("17:15:00.123456Z", "2024-11-04")],
)
def test_a_capture_has_its_day_in_western_indonesian_time(tmp_path: Path, hour: str, day: str) -> None:
    crawl = Crawl().response(ADDRESS, HTML.encode())
    path = tmp_path / "a.warc"
    path.write_bytes(crawl.raw.replace(b"03:15:00Z", hour.encode()))
    assert dates(path) == [day]


def test_what_repeats_a_capture_has_the_day_of_that(tmp_path: Path) -> None:
    crawl = Crawl().response(ADDRESS, HTML.encode(), Payload_Digest="sha1:A")
    begin = len(crawl.raw)
    crawl.revisit(f"{ADDRESS}-lagi", "sha1:A")
    path = tmp_path / "a.warc"
    path.write_bytes(crawl.raw[:begin] + crawl.raw[begin:].replace(b"2024-11-04T", b"2025-11-04T"))
    assert dates(path) == ["2024-11-03", "2024-11-03"]


def test_an_arc_file_tells_the_day_too(tmp_path: Path) -> None:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML.encode()
    head = b"1 0 tes\nURL IP-address Archive-date Content-type Archive-length\n"
    (tmp_path / "a.arc").write_bytes(
        b"filedesc://a.arc 0.0.0.0 20241104101500 text/plain %d\n%b\n" % (len(head), head)
        + b"https://x.example/1 1.2.3.4 20241104171500 text/html %d\n%b\n" % (len(body), body)
    )
    assert dates(tmp_path / "a.arc") == ["2024-11-04"]


def test_a_page_that_a_browser_saved_has_the_day_of_saving(tmp_path: Path) -> None:
    whole = saved(html=HTML.encode())
    for number, date in enumerate((b"Mon, 4 Nov 2024 10:15:00 -0000", b"Mon, 4 Nov 2024 23:15:00 +0000")):
        (tmp_path / f"{number}.mht").write_bytes(whole.replace(b"Mon, 4 Nov 2024 10:15:00 -0000", date))
    assert dates(tmp_path) == ["2024-11-03", "2024-11-04"]


@pytest.mark.parametrize("date", ["", "kemarin", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "2024"])
def test_a_day_that_cannot_be_is_none(tmp_path: Path, date: str) -> None:
    raw = Crawl().response(ADDRESS, HTML.encode()).raw.replace(b"2024-11-04T03:15:00Z", date.encode())
    (tmp_path / "a.warc").write_bytes(raw)
    saved_page = saved(html=HTML.encode()).replace(b"Mon, 4 Nov 2024 10:15:00 -0000", date.encode())
    (tmp_path / "b.mht").write_bytes(saved_page)
    assert dates(tmp_path) == [None, None]


def test_a_fetched_page_has_the_day_of_fetching(site: Site) -> None:
    time = Time()
    web = Web(allow_private=True, clock=time.clock)
    site.put("/a", HTML)
    site.put("/rss", '<rss version="2.0"><channel><item><link>/a</link></item></channel></rss>')
    found = [
        published(item) for path in ("/a", "/rss") for item in web.read(site.url + path, Options(100_000))
    ]
    # The clock stands at 22:13 UTC on 14 November 2023.
    assert found == [("2023-11-14", "text")] * 2
    web.close()


def test_what_is_posted_has_the_day_of_its_arrival(tmp_path: Path) -> None:
    archive = open_archive(Settings(data=tmp_path))
    archive.inbox.put([RawItem("text/html", HTML.encode(), ADDRESS)])
    with sqlite3.connect(tmp_path / "archive.sqlite3") as database:
        database.execute("UPDATE inbox SET received_at = '2024-11-04T18:00:00+00:00'")
    database.close()
    assert [published(item)[0] for item in read_inbox(archive.inbox, 9)] == ["2024-11-04"]
    archive.close()


def test_a_file_in_a_folder_knows_no_day(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML)
    assert dates(tmp_path) == [None]
