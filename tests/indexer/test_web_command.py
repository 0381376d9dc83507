"""`python -m indexer add https://…` over several runs: what is asked again, what is kept, what is lost (nothing)."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index import open_archive, read_settings
from indexer.cli import main

from ..conftest import ended
from .pages import page
from .website import Reply, Site


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TELUSUR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TELUSUR_CRAWLER_DELAY", "0")
    monkeypatch.setenv("TELUSUR_WORKERS", "1")
    return tmp_path / "data"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def add(*arguments: object) -> dict[str, int]:
    done = run("add", "--allow-private", "--json", *arguments)
    assert done.exit_code in (0, 3), done.output
    value = json.loads(done.stdout)
    return {key: count for key, count in value.items() if key != "seconds" and count}


def feed(site: Site, *links: str, extra: str = "", **headers: str) -> str:
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{headers}</title>{items}{extra}</channel></rss>'
    return site.put("/rss", text, Content_Type="application/rss+xml", **headers)


def articles(site: Site, count: int, **headers: str) -> list[str]:
    return [
        site.put(f"/{n}", page(title=f"Judul Berita {n}", url=f"{site.url}/{n}"), **headers)
        for n in range(count)
    ]


def test_private_networks_are_closed_unless_opened(site: Site, data: Path, tmp_path: Path) -> None:
    (address,) = articles(site, 1)
    rejected = tmp_path / "rejected.jsonl"
    done = run("add", address, "--rejected", rejected)
    assert done.exit_code == 3
    (row,) = map(json.loads, rejected.read_text().splitlines())
    assert (row["file"], row["refused"]) == (address, "not-public")
    assert site.requests == []
    assert add(address) == {"read": 1, "added": 1}


def test_an_unchanged_feed_costs_one_request(site: Site, data: Path) -> None:
    address = feed(site, *articles(site, 3), ETag='"1"')
    assert add(address) == {"read": 3, "added": 3}
    site.requests.clear()
    assert add(address) == {"read": 3, "unchanged": 3}
    assert site.paths == ["/rss"]
    assert site.requests[-1][1]["If-None-Match"] == '"1"'


def test_of_a_changed_feed_pages_are_asked_whether_they_changed(site: Site, data: Path) -> None:
    links = articles(site, 3, Last_Modified="Mon, 04 Nov 2024 03:15:00 GMT")
    assert add(feed(site, *links, ETag='"1"')) == {"read": 3, "added": 3}
    site.put("/1", page(title="Judul Yang Lain", url=links[1]), Last_Modified="Tue, 05 Nov 2024 03:15:00 GMT")
    site.requests.clear()
    assert add(feed(site, *links, ETag='"2"')) == {"read": 3, "replaced": 1, "unchanged": 2}
    assert site.paths == ["/rss", "/0", "/1", "/2"]


def test_what_the_archive_does_not_have_is_fetched_in_full(site: Site, data: Path) -> None:
    links = articles(site, 4, ETag='"1"')
    address = feed(site, *links, ETag='"1"')
    # The run ends before all of it was taken in, and an article is removed later.
    assert add(address, "--limit", 2) == {"read": 2, "added": 2}
    assert run("remove", links[0]).exit_code == 0
    site.requests.clear()
    assert add(address) == {"read": 4, "added": 3, "unchanged": 1}
    assert site.paths == ["/rss", "/0", "/2", "/3"]
    assert "If-None-Match" not in site.requests[-1][1]


def test_what_an_address_said_holds_only_where_it_led_to(site: Site, data: Path) -> None:
    articles(site, 2, ETag='"1"')
    address = site.redirect("/terbaru", "/0")
    assert add(address) == {"read": 1, "added": 1}
    assert add(address) == {"read": 1, "unchanged": 1}
    site.redirect("/terbaru", "/1")
    assert add(address) == {"read": 1, "added": 1}


def test_lastmod_spares_requests(site: Site, data: Path) -> None:
    old, new = articles(site, 2)

    def sitemap(lastmod: str) -> str:
        return site.put("/map", f"<urlset><url><loc>{old}</loc><lastmod>2020-01-01T00:00:00Z</lastmod></url>"
                        f"<url><loc>{new}</loc><lastmod>{lastmod}</lastmod></url></urlset>")  # fmt: skip

    assert add(sitemap("2020-01-01")) == {"read": 2, "added": 2}
    site.requests.clear()
    tomorrow = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 86_400))
    assert add(sitemap(tomorrow)) == {"read": 2, "unchanged": 2}
    assert site.paths == ["/map", "/1"]


def test_the_memory_can_be_deleted(site: Site, data: Path) -> None:
    address = feed(site, *articles(site, 2, ETag='"1"'), ETag='"1"')
    add(address)
    for path in data.glob("fetched.sqlite3*"):
        path.unlink()
    site.requests.clear()
    assert add(address) == {"read": 2, "unchanged": 2}
    assert site.paths == ["/rss", "/0", "/1"]


def test_a_damaged_memory_is_named_with_its_remedy(site: Site, data: Path, tmp_path: Path) -> None:
    data.mkdir()
    (data / "fetched.sqlite3").write_bytes(b"rubbish" * 1000)
    (tmp_path / "a.html").write_text(page())
    done = run("add", "--allow-private", *articles(site, 1), tmp_path / "a.html")
    assert done.exit_code == 1
    assert "fetched.sqlite3" in done.stderr
    assert "can be deleted" in done.stderr
    assert "1 added" in done.stderr


def test_a_refusal_is_remembered_and_said_again(site: Site, data: Path) -> None:
    address = site.put("/a", "<html><body><p>Beranda</p></body></html>", ETag='"1"')
    assert add(address) == {"read": 1, "refused": 1}
    site.requests.clear()
    done = run("add", "--allow-private", address)
    assert (done.exit_code, "[no-article]" in done.stderr) == (3, True)
    assert site.requests[-1][1]["If-None-Match"] == '"1"'


def test_the_text_of_a_feed_never_replaces_that_of_the_page(site: Site, data: Path) -> None:
    (link,) = articles(site, 1)
    content = "<![CDATA[" + "<p>Ringkasan yang dipotong di tengah kalimat oleh situs.</p>" * 5 + "]]>"
    extra = (
        f"<item><title>Judul Berita 0</title><link>{link}</link><content:encoded "
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/">{content}</content:encoded></item>'
    )
    assert add(feed(site, extra=extra, ETag='"1"')) == {"read": 1, "added": 1}
    site.pages["/0"] = Reply(b"", 500)
    assert add(feed(site, extra=extra, ETag='"2"')) == {"read": 1, "refused": 1}
    archive = open_archive(read_settings())
    (change,) = archive.changes(0, 9)
    assert change.document is not None
    assert "Ringkasan" not in change.document.article.body
    archive.close()


def test_extract_reads_addresses_and_stores_nothing(site: Site, data: Path) -> None:
    done = run("extract", "--allow-private", *articles(site, 1, ETag='"1"'))
    assert json.loads(done.stdout)["title"] == "Judul Berita 0"
    assert not (data / "fetched.sqlite3").exists()


def test_an_interrupt_while_waiting_keeps_what_was_read(site: Site, data: Path) -> None:
    address = feed(site, *articles(site, 6))
    with ended(
        subprocess.Popen(
            [sys.executable, "-m", "indexer", "add", "--allow-private", address],
            env=os.environ | {"TELUSUR_CRAWLER_DELAY": "0.4", "PYTHONWARNINGS": "error,ignore::SyntaxWarning"},
            stderr=subprocess.PIPE, text=True,
        )
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 60
        while len(site.paths) < 4 and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    archive = open_archive(read_settings())
    kept = archive.count()
    archive.close()
    assert 2 <= kept < 6
    assert add(address)["added"] == 6 - kept
