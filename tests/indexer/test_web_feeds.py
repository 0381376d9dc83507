"""Feeds and sitemaps: what they lead to, and what they hold themselves."""

from __future__ import annotations

import gzip

import pytest

from indexer.prepare import Prepared, Refusal, prepare
from indexer.sources import File, Item, Options, Page, Record, Unchanged, Unreadable
from indexer.sources.web import Web

from .pages import page
from .website import Site, Time

BODY = "".join(f"<p>Warga kota menunggu hujan reda di pasar lama, kata pedagang {n}.</p>" for n in range(6))


def read(address: str, max_bytes: int = 100_000) -> list[Item]:
    web = Web(allow_private=True, clock=Time().clock)
    try:
        return list(web.read(address, Options(max_bytes)))
    finally:
        web.close()


def codes(items: list[Item]) -> list[str]:
    return [item.code if isinstance(item, Unreadable) else type(item).__name__ for item in items]


def taken(item: Item) -> Prepared:
    assert not isinstance(item, File | Unchanged)
    result = prepare(item, 100_000, "")
    assert isinstance(result, Prepared), result
    return result


def atom(entries: str) -> str:
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>X</title>{entries}</feed>'


def rss(items: str) -> str:
    return (
        '<?xml version="1.0"?><!-- x --><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kabar</title>'
        f"{items}</channel></rss>"
    )


def test_the_pages_of_rss_and_atom_are_fetched(site: Site) -> None:
    for path in ("/a", "/b"):
        site.put(path, page(url=None))
    site.put("/rss", rss("<item><link>/a</link></item><item><link>/b</link></item>"), Content_Type="text/xml")
    site.put("/atom", atom('<entry><link rel="self" href="/x"/><link href="/a"/></entry>'))
    site.put("/rdf", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
             'xmlns="http://purl.org/rss/1.0/"><item><link>/b</link></item></rdf:RDF>')  # fmt: skip
    assert [item.source for item in read(site.url + "/rss")] == [site.url + "/a", site.url + "/b"]
    assert [item.source for item in read(site.url + "/atom")] == [site.url + "/a"]
    assert [item.source for item in read(site.url + "/rdf")] == [site.url + "/b"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1252"])
def test_feeds_in_other_encodings(site: Site, encoding: str) -> None:
    site.put("/a", page())
    text = rss("<item><title>Kafé</title><link>/a</link></item>").replace(
        '"1.0"?>', f'"1.0" encoding="{encoding[:12]}"?>', 1
    )
    site.put("/rss", text.replace("utf-8-sig", "utf-8").encode(encoding), Content_Type="application/xml")
    assert codes(read(site.url + "/rss")) == ["Page"]


def test_the_date_of_a_feed_counts_where_the_page_has_none(site: Site) -> None:
    site.put("/a", page(url=None, published=None))
    site.put("/b", page(url=None))
    date = "<pubDate>Mon, 04 Nov 2024 20:15:00 GMT</pubDate>"
    site.put("/rss", rss(f"<item><link>/a</link>{date}</item><item><link>/b</link>{date}</item>"))
    without, with_date = (taken(item).document.article for item in read(site.url + "/rss"))
    assert (without.published, without.published_from) == ("2024-11-05T03:15:00+07:00", "feed")
    assert (with_date.published, with_date.published_from) == ("2024-11-04T10:15:00+07:00", "meta")
    assert with_date.published_other is None
    site.put("/rss", rss("<item><link>/b</link><pubDate>Wed, 30 Oct 2024 20:15:00 GMT</pubDate></item>"))
    [again] = read(site.url + "/rss")
    article = taken(again).document.article
    assert (article.published, article.published_other) == (
        "2024-11-04T10:15:00+07:00", "2024-10-31T03:15:00+07:00 feed",
    )  # fmt: skip


def test_full_text_stands_in_for_a_page_that_cannot_be_fetched(site: Site) -> None:
    site.put("/mati", "", 404)
    fields = (
        "<title>Pasar Lama Sepi</title><link>/mati</link><pubDate>Mon, 04 Nov 2024 03:15:00 GMT</pubDate>"
        "<dc:creator>Sari Dewi</dc:creator><category>Daerah</category>"
    )
    full = f"<item>{fields}<content:encoded><![CDATA[{BODY}]]></content:encoded></item>"
    summary = f"<item>{fields}<description><![CDATA[{BODY}]]></description></item>"
    site.put("/rss", rss(full + summary))
    record, refused = read(site.url + "/rss")
    article = taken(record).document.article
    assert article.title == "Pasar Lama Sepi"
    assert article.body.splitlines()[5] == "Warga kota menunggu hujan reda di pasar lama, kata pedagang 5."
    assert (article.url, article.identity) == (site.url + "/mati",) * 2
    assert (article.published, article.author) == ("2024-11-04T10:15:00+07:00", "Sari Dewi")
    assert (article.section, article.publisher) == ("Daerah", "Kabar")
    assert codes([refused]) == ["http-status"]


def test_entries_without_a_usable_link(site: Site) -> None:
    content = f'<content type="html"><![CDATA[{BODY}]]></content>'
    site.put(
        "/atom",
        atom(
            "<entry><id>urn:1</id><title>Tanpa isi</title></entry>"
            f"<entry><id>urn:2</id><title>Dengan isi</title>{content}</entry>"
            '<entry><id>urn:3</id><link href="ftp://x/a"/></entry>'
            f'<entry><id>urn:\u202e4</id><title>Teks</title><content type="text">Teks biasa & isi.</content></entry>'.replace(
                " & ", " &amp; "
            )
        ),
    )
    items = read(site.url + "/atom")
    assert codes(items) == ["no-link", "Record", "bad-address", "Record"]
    assert [item.source for item in items] == [
        f"{site.url}/atom!urn:{n}" for n in ("1", "2", "3", r"\xe2\x80\xae4")
    ]
    assert taken(items[3]).document.article.body == "Teks biasa & isi."


def test_scripts_in_a_feed_never_reach_the_text(site: Site) -> None:
    evil = f"<script>alert(1)</script><style>p{{}}</style>{BODY}"
    site.put(
        "/atom", atom(f"<entry><title>A</title><content type='html'><![CDATA[{evil}]]></content></entry>")
    )
    (record,) = read(site.url + "/atom")
    assert isinstance(record, Record)
    assert "alert" not in taken(record).document.article.body


@pytest.mark.parametrize(
    "feed",
    [
        "<rss",
        "<rss><channel></rss>",
        "<feed>" + "<a>" * 5_000,
        "<rss>\x00\x01</rss>",
        f"<rss {'a=b ' * 9_000}",
    ],
    ids=range(5),
)
def test_what_is_no_feed_is_refused(site: Site, feed: str) -> None:
    assert codes(read(site.put("/rss", feed))) == ["bad-feed"]


def test_a_feed_that_would_take_minutes_is_refused(site: Site) -> None:
    assert codes(read(site.put("/rss", rss(" " * 5_000_000)))) == ["too-large"]


def test_entities_that_expand_are_stopped(site: Site) -> None:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    doctype = f'<!DOCTYPE x [<!ENTITY e0 "lol">{levels}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    site.put(
        "/rss",
        f"<?xml version='1.0'?>{doctype}<rss><channel><item><link>&e12;&f;</link></item></channel></rss>",
    )
    site.put("/map", f"{doctype}<urlset><url><loc>/a&f;</loc></url><url><loc>&e12;</loc></url></urlset>")
    (item,) = read(site.url + "/rss")
    assert isinstance(item, Unreadable)
    items = read(site.url + "/map")
    assert codes(items)[-1] == "bad-feed"
    assert "root:" not in repr(items)


def urlset(*entries: str) -> str:
    inner = "".join(f"<url>{entry}</url>" for entry in entries)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        f'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{inner}</urlset>'
    )


def index(*paths: str) -> str:
    inner = "".join(f"<sitemap><loc>{path}</loc></sitemap>" for path in paths)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemapindex>'


def test_an_index_of_sitemaps_of_every_kind(site: Site) -> None:
    links = [site.put(f"/{name}", page(url=None, published=None)) for name in "abcd"]
    image = "<image:image><image:loc>/gambar.jpg</image:loc></image:image>"
    site.put(
        "/plain.xml",
        "\n " + urlset(f"<loc> <![CDATA[{links[0]}]]> </loc>{image}"),
        Content_Type="application/xml",
    )
    site.put(
        "/packed.xml.gz",
        gzip.compress(urlset(f"<loc>{links[1]}</loc>").encode()),
        Content_Type="application/gzip",
    )
    news = "<news:news><news:publication_date>2024-11-04</news:publication_date></news:news>"
    site.put("/news.xml", urlset(f"<loc>{links[2]}</loc>{news}"))
    site.put("/list.txt", f"\ufeff{links[3]}\r\n\r\n", Content_Type="text/plain")
    site.put("/map", index("/plain.xml", "/packed.xml.gz", "/news.xml", "/list.txt", "/plain.xml", "/map"))
    items = read(site.url + "/map")
    assert [item.source for item in items] == links
    assert [taken(item).document.article.published for item in items] == [None, None, "2024-11-04", None]


def test_sitemaps_nest_three_deep(site: Site) -> None:
    for number in range(5):
        site.put(f"/{number}", index(f"/{number + 1}"))
    (item,) = read(site.url + "/0")
    assert isinstance(item, Unreadable)
    assert (item.source, item.code) == (site.url + "/4", "sitemap-limit")
    assert site.paths == ["/0", "/1", "/2", "/3"]


def test_the_number_of_sitemaps_is_bounded(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.sources.web.reader._MOST_SITEMAPS", 3)
    site.put("/map", index(*[f"/{n}" for n in range(100)]))
    assert codes(read(site.url + "/map")) == ["http-status", "http-status", "sitemap-limit"]


def test_what_stands_before_the_damage_is_taken(site: Site) -> None:
    link = site.put("/a", page())
    broken = urlset(f"<loc>{link}</loc>", "<loc></loc>", "<loc>ftp://x/</loc>").replace(
        "</urlset>", "<url><loc>x"
    )
    site.put("/map", broken)
    assert codes(read(site.url + "/map")) == ["Page", "bad-address", "bad-address", "bad-feed"]
    packed = gzip.compress(urlset(f"<loc>{link}</loc>").encode())
    assert codes(read(site.put("/map.gz", packed[:-20], Content_Type="application/gzip"))) == ["bad-feed"]


def test_a_page_that_was_named_itself_and_is_too_large_is_refused(site: Site) -> None:
    (item,) = read(site.put("/a", page() + "x" * 200_000))
    assert isinstance(item, Page)
    result = prepare(item, 100_000, "")
    assert isinstance(result, Refusal)
    assert result.code == "too-large"
