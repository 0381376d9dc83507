"""What is no article or cannot be read is refused by its code; what is only written oddly is read."""

from __future__ import annotations

import pickle

import pytest

from indexer.extract import Refused, extract

from .story import BODY, FIRST, SECOND, THIRD, TITLE, page, paragraphs, read, refusal


def links(count: int) -> str:
    return "".join(f'<h3><a href="/b/{i}">Judul Berita Nomor {i} Tentang Desa</a></h3>' for i in range(count))


@pytest.mark.parametrize(
    "data",
    [
        page(
            links(20),
            title="Berita Terkini",
            body_class="home",
            head='<link rel="canonical" href="https://lembah.example/">',
        ),
        page(
            "".join(f"{links(1)}<p>{FIRST}</p>" for _ in range(8)),
            title="Tag: banjir",
            body_class="archive tag",
        ),
        page(links(12), title="Hasil pencarian: banjir", body_class="search"),
        page(
            "".join(f"{links(1)}<p>{FIRST} {SECOND}</p>" for _ in range(8)),
            title="Berita Ekonomi Hari Ini, Kabar Terbaru",
            body_class="kanal",
        ).replace(b'content="article"', b'content="website"'),
        page(paragraphs(FIRST, SECOND), title="Halaman Tidak Ditemukan").replace(
            b'content="article"', b'content="website"'
        ),
        page(paragraphs(FIRST, SECOND), title="Masuk ke akun Anda").replace(
            b'content="article"', b'content="website"'
        ),
        page(paragraphs("Segera hadir.")),
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>Berita</title></channel></rss>',
        b'{"title": "Berita", "body": "data"}',
        b"Terlalu pendek untuk sebuah berita.",
    ],
)
def test_what_is_no_article_is_refused(data: bytes) -> None:
    assert refusal(data) == "no-article"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7\n1 0 obj", "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        (bytes(5000), "binary"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_the_limit_of_size_holds() -> None:
    data = page(paragraphs(FIRST, SECOND, THIRD))
    assert refusal(data, max_bytes=len(data) - 1) == "too-large"
    assert extract(data, source="x", max_bytes=len(data)).body == BODY
    assert refusal(b"<p>a b c</p>" * 5_000_000) == "too-large"


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "x-kotak"])
def test_nesting_a_hundred_thousand_deep_is_read(tag: str) -> None:
    data = page(f"<{tag}>" * 100_000 + paragraphs(FIRST, SECOND, THIRD) + f"</{tag}>" * 100_000)
    assert read(data).body == BODY


ENCODED = (
    f"<html><head>{{meta}}<title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
    f"<p>“{FIRST}”</p><p>{SECOND}</p></body></html>"
)


@pytest.mark.parametrize(
    ("encoding", "mark", "meta"),
    [
        ("utf-8", b"", ""),
        ("utf-8", b"\xef\xbb\xbf", '<meta charset="iso-8859-1">'),
        ("utf-16-le", b"\xff\xfe", '<meta charset="unicode">'),
        ("utf-16-be", b"\xfe\xff", ""),
        ("utf-16-le", b"", ""),
        ("utf-16-be", b"", ""),
        ("cp1252", b"", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", b"", ""),
        ("cp1252", b"", '<meta charset="tak-dikenal">'),
    ],
)
def test_encodings(encoding: str, mark: bytes, meta: str) -> None:
    data = mark + ENCODED.replace("{meta}", meta).encode(encoding)
    assert read(data).body == f"“{FIRST}”\n{SECOND}"


def test_a_mixture_of_utf8_and_windows_1252_is_read() -> None:
    half = f"<p>“{FIRST}” – café</p>".encode() + f"<p>“{SECOND}</p>".encode("cp1252")
    assert read(b"<html><body>" + half + b"</body></html>").body == f"“{FIRST}” – café\n“{SECOND}"


def test_a_refusal_survives_a_process_border() -> None:
    again = pickle.loads(pickle.dumps(Refused("empty", "kosong")))
    assert (again.code, again.message) == ("empty", "kosong")


def test_a_page_that_begins_with_many_comments_is_read_at_once() -> None:
    assert read(b"<!---->" * 280 + page(paragraphs(FIRST, SECOND, THIRD))).body == BODY
    assert refusal(b"<!---->" * 20 + b"<?xml?><rss></rss>") == "no-article"


_LEAD = "Warga desa memperbaiki tanggul yang jebol, dan pemerintah mengirim karung pasir ke lokasi"


@pytest.mark.parametrize("lead", [_LEAD, f"{_LEAD}. {_LEAD}."])
def test_a_front_page_that_no_sign_tells_is_known_by_its_shape(lead: str) -> None:
    cards = "".join(
        f'<div class="card"><h2><a href="/b/{n}">Judul Berita Nomor {n} Tentang Desa</a></h2>'
        f"<p>{lead} pada hari ke-{n}</p><span>3 jam lalu</span></div>"
        for n in range(15)
    )
    assert refusal(
        f"<html><head><title>Harian Lembah</title></head><body>{cards}</body></html>".encode()
    ) == ("no-article")


def test_a_long_article_between_many_links_is_none_of_them() -> None:
    text = paragraphs(*(f"{FIRST[:-1]} ke-{n}." for n in range(12)))
    data = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{text}{links(14)}</body></html>"
    assert read(data.encode()).body.count("\n") == 11


def test_a_page_for_what_is_missing_is_none_whatever_it_recommends() -> None:
    popular = "".join(
        f"<div><a href='/{n}'><h3>Berita populer nomor {n} hari ini</h3></a><p>{'Warga setempat menunggu kabar itu. ' * 9}</p></div>"
        for n in range(8)
    )
    page = (
        "<html><head><title>Halaman tidak ditemukan | Harian</title><meta name='robots' content='noindex'>"
        "<meta property='og:type' content='article'></head><body><article><h1>Halaman tidak ditemukan</h1>"
        f"{popular}</article></body></html>"
    )
    with pytest.raises(Refused):
        extract(page.encode(), source="x")


@pytest.mark.parametrize("title", ["404 Rumah di Pekalongan Terendam Rob", "Masuk ke Jurang, Truk Terguling"])
def test_an_article_that_search_engines_shall_not_list_is_one(title: str) -> None:
    text = "<p>Warga setempat menunggu kabar itu sejak pagi hari.</p>" * 20
    head = f"<title>{title}</title><meta name='robots' content='noindex'>"
    assert extract(
        f"<html><head>{head}</head><body><h1>{title}</h1>{text}</body></html>".encode(), source="x"
    )
