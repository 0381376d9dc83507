"""An invented story as a page, and what is read of a page."""

from __future__ import annotations

import pytest

from index import Article
from indexer.extract import REFUSAL_CODES, Refused, extract

FIRST = "Warga Desa Karanganyar memperbaiki tanggul sungai yang jebol diterjang banjir, Senin malam."
SECOND = "Kepala desa, Tarno Wibisono, mengatakan perbaikan dikerjakan bergiliran oleh tiga dusun."
THIRD = "Pemerintah kabupaten mengirim dua ribu karung pasir dan satu ekskavator ke lokasi."
BODY = f"{FIRST}\n{SECOND}\n{THIRD}"
TITLE = "Warga Karanganyar Perbaiki Tanggul"
SITE = "Harian Lembah"


def page(body: str, *, head: str = "", title: str = TITLE, body_class: str = "single") -> bytes:
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title} - {SITE}</title>'
        f'<meta property="og:site_name" content="{SITE}"><meta property="og:type" content="article">{head}'
        f'</head><body class="{body_class}"><nav><a href="/">Beranda</a><a href="/daerah">Daerah</a></nav>'
        f"<main><h1>{title}</h1>{body}</main>"
        f"<footer>© 2024 {SITE}. Semua hak dilindungi.</footer></body></html>"
    ).encode()


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(data: bytes, known: str | None = None) -> Article:
    return extract(data, source="arsip/1.html", url=known)


def refusal(data: bytes, max_bytes: int = 20_000_000) -> str:
    with pytest.raises(Refused) as caught:
        extract(data, source="x", max_bytes=max_bytes)
    assert caught.value.code in REFUSAL_CODES
    return caught.value.code
