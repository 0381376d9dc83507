"""Articles of several pages, and AMP pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract import extract
from indexer.extract.parts import Part, part_of
from indexer.extract.survey import Survey

SITE = "https://lembah.example"
ARTICLE = f"{SITE}/daerah/d-123/tanggul-jebol"


@pytest.mark.parametrize(
    ("url", "before", "after", "part"),
    [
        (f"{ARTICLE}?page=2", "", "", Part(ARTICLE, 2)),
        (f"{ARTICLE}?page=all", "", "", Part(ARTICLE, 0)),
        (f"{ARTICLE}?a=1&halaman=3", "", "", Part(f"{ARTICLE}?a=1", 3)),
        (f"{ARTICLE}/page/2/", "", "", Part(ARTICLE, 2)),
        (f"{ARTICLE}/halaman/2", "", "", Part(ARTICLE, 2)),
        (f"{ARTICLE}/2", f"{ARTICLE}/", f"{ARTICLE}/3", Part(ARTICLE, 2)),
        (f"{ARTICLE}/2", ARTICLE, "", Part(ARTICLE, 2)),
        (f"{ARTICLE}/3/", "/daerah/d-123/tanggul-jebol/2", "", Part(ARTICLE, 3)),
        (ARTICLE, "", "?page=2", Part(ARTICLE, 1)),
        (ARTICLE, "?page=1", "?page=3", Part(ARTICLE, 2)),
        (ARTICLE, "", f"{ARTICLE}/2", Part(ARTICLE, 1)),
        (ARTICLE, "", "", None),
        (f"{ARTICLE}/2", "", "", None),
        (f"{ARTICLE}/2", f"{SITE}/lain/1", f"{SITE}/lain/3", None),
        (f"{SITE}/?p=12", f"{SITE}/?p=11", f"{SITE}/?p=13", None),
        (f"{SITE}/berita/2024", f"{SITE}/berita/2023", "", None),
        ("http://[", "", "", None),
    ],
)
def test_the_parts_of_an_article(url: str, before: str, after: str, part: Part | None) -> None:
    assert part_of(url, Survey(previous=before, next=after)) == part


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_address_is_taken(url: str, before: str, after: str) -> None:
    part = part_of(url, Survey(previous=before, next=after))
    assert part is None or part.number >= 0


BODY = (
    "<p>Warga Desa Karanganyar memperbaiki tanggul sungai yang jebol diterjang banjir semalam.</p>"
    "<p>Pemerintah kabupaten mengirim dua ribu karung pasir dan satu ekskavator ke lokasi.</p>"
)


def identity(head: str, known: str | None = None) -> str:
    page = f"<html><head><title>Tanggul Jebol di Karanganyar</title>{head}</head><body>{BODY}</body></html>"
    return extract(page.encode(), source="x", url=known).identity


def test_the_second_page_does_not_replace_the_first() -> None:
    canonical = f'<link rel="canonical" href="{ARTICLE}">'
    assert identity(canonical, ARTICLE) == ARTICLE
    assert identity(canonical, f"{ARTICLE}?page=1") == ARTICLE
    assert identity(canonical, f"{ARTICLE}?page=2") == f"{ARTICLE}#halaman-2"
    assert identity(f'{canonical}<link rel="prev" href="?page=1">') == f"{ARTICLE}#halaman-2"
    assert identity(f'<link rel="canonical" href="{ARTICLE}?page=2">') == f"{ARTICLE}?page=2"


def test_an_amp_page_is_its_article() -> None:
    page = (
        "<!doctype html><html amp lang='id'><head><meta charset='utf-8'><title>Tanggul Jebol | Lembah</title>"
        f"<link rel='canonical' href='{ARTICLE}'><style amp-custom>p{{}}</style>"
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Tanggul Jebol di Karanganyar",'
        '"datePublished":"2024-11-04T10:15:00+07:00"}</script></head><body>'
        "<amp-sidebar><ul><li><a href='/'>Beranda</a></li></ul></amp-sidebar><h1>Tanggul Jebol di Karanganyar</h1>"
        "<amp-social-share type='twitter'></amp-social-share><amp-img src='a.jpg'></amp-img>"
        "<p><i>Warga di tanggul, Senin malam.</i></p>"
        f"{BODY}<amp-ad><div fallback>Iklan ini tidak dapat dimuat, coba lagi beberapa saat nanti.</div></amp-ad>"
        "<amp-carousel><p>Berita lain yang tidak ada hubungannya dengan tanggul desa itu.</p></amp-carousel>"
        "</body></html>"
    )
    article = extract(page.encode(), source="x")
    assert (article.identity, article.title) == (ARTICLE, "Tanggul Jebol di Karanganyar")
    assert article.published == "2024-11-04T10:15:00+07:00"
    assert article.body.split("\n") == [p.removesuffix("</p>") for p in BODY.split("<p>")[1:]]
