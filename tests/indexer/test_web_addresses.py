"""Which addresses are read, which network addresses are public; and bytes of any kind never raise."""

from __future__ import annotations

import gzip
import ipaddress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.sources import Item, Options, Page, Unreadable
from indexer.sources.web import Web, is_public

from .website import Reply, Site, Time

PUBLIC = ["8.8.8.8", "103.10.66.1", "2400:cb00::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
PRIVATE = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.31.255.255", "192.0.0.8",
    "192.168.0.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1",
    "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "64:ff9b::7f00:1", "64:ff9b:1::808:808",
    "2002:7f00:1::", "2001::1", "::127.0.0.1", "3fff::1", "kabar.example", "",
]  # fmt: skip


@pytest.mark.parametrize("number", PUBLIC)
def test_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("number", PRIVATE)
def test_not_public(number: str) -> None:
    assert not is_public(number)


@given(st.ip_addresses())
def test_never_more_public_than_the_standard_library_says(
    number: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(str(number)) and not str(number).startswith(("64:ff9b::", "::ffff:")):
        assert number.is_global
        assert not any((number.is_multicast, number.is_reserved, number.is_loopback, number.is_link_local))


def read(address: str) -> list[Item]:
    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    web = Web(allow_private=True, clock=Time().clock, delay=0, resolve=resolve)
    try:
        return list(web.read(address, Options(100_000)))
    finally:
        web.close()


@pytest.mark.parametrize(
    "address",
    ["http://", "http:///a", "http://user@kabar.example/", "http://user:pw@kabar.example/", "http://a b/",
     "http://kabar.example:22/", "http://kabar.example:99999/", "http://kabar.example:x/", "http://[::1/",
     "http://a..b/", "http://" + "a" * 300 + "/", "http://[fe80::1%25eth0]/", "http://a/" + "b" * 5000,
     "http://a\\@b/", "https:kabar.example", "http://\x1b[31m/"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    (item,) = read(address)
    assert isinstance(item, Unreadable)
    assert item.code == "bad-address"
    assert (item.source + item.message).isprintable()


def test_an_address_has_one_spelling(site: Site) -> None:
    site.put("/ru%C3%A1h?q=a%20b&c=%25", "<p>x")
    (item,) = read(f"HTTP://KABAR.example.:{site.port}/ruáh?q=a b&c=%25#d")
    assert isinstance(item, Page)
    assert item.source == f"http://kabar.example:{site.port}/ru%C3%A1h?q=a%20b&c=%25"
    site.put("/", "<p>x")
    (item,) = read(f"http://bücher.example:{site.port}")
    assert item.source == f"http://xn--bcher-kva.example:{site.port}/"


@given(st.text())
def test_any_text_as_address_is_read_or_refused(text: str) -> None:
    for item in read(f"http://user@{text}"):
        assert isinstance(item, Unreadable)


XML = st.lists(
    st.sampled_from(
        ['<?xml version="1.0"?>', "<rss>", "<feed>", '<feed xmlns="http://www.w3.org/2005/Atom">', "<urlset>",
         "<sitemapindex>", "<channel>", "<item>", "<entry>", "<url>", "<sitemap>", "<loc>", "</loc>", "<link>",
         "/a", "</link>", "</item>", "</url>", "</sitemap>", '<link href="/b"/>', "<content:encoded>", "<![CDATA[",
         "<lastmod>", "2024-99-99", "</lastmod>", "<updated>", "9999-12-31T23:59:60Z", "</updated>", "&x;", "&#0;",
         "<!DOCTYPE a [<!ENTITY x 'y'>]>", "<!--", "-->", "]]>", "<title>", "\ud7ff", "http://[", "<pubDate>"]
    ),
    max_size=25,
).map(lambda parts: "".join(parts).encode())  # fmt: skip
BYTES = st.one_of(
    XML,
    XML.map(gzip.compress),
    XML.map(lambda data: gzip.compress(data)[:-9]),
    st.binary().map(lambda data: b"<rss>" + data),
    st.binary().map(lambda data: b"<urlset><url><loc>" + data),
    st.binary().map(lambda data: b"\x1f\x8b" + data),
    st.binary(),
)


@given(BYTES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(site: Site, data: bytes) -> None:
    site.pages["/feed"] = Reply(data, 200, {"Content-Type": "application/xml"})
    for item in read(site.url + "/feed"):
        assert isinstance(item, Page | Unreadable), item


@given(
    st.one_of(
        st.binary(), st.text(alphabet="user-agent:*disallow/crawl-delay0123456789 \n\r$%#").map(str.encode)
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_may_be_robots(site: Site, data: bytes) -> None:
    site.put("/a", "<p>x")
    site.pages["/robots.txt"] = Reply(data)
    (item,) = read(site.url + "/a")
    assert isinstance(item, Page) or (isinstance(item, Unreadable) and item.code == "robots")
