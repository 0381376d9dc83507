"""Pages for tests, written here."""

from __future__ import annotations

_BODY = (
    "Wali Kota Tegal, Darmawan Setiaji, meninjau tanggul yang retak setelah hujan lebat semalam.",
    "Menurut Darmawan, perbaikan tanggul akan dimulai pekan depan dan melibatkan warga sekitar.",
    "Warga berharap pencegahan banjir tidak berhenti pada perbaikan tanggul saja, tetapi juga sungai.",
)


def page(
    title: str = "Tanggul Retak Ditinjau",
    url: str | None = "https://kabar.example/tanggul",
    published: str | None = "2024-11-04T10:15:00+07:00",
    paragraphs: tuple[str, ...] = _BODY,
) -> str:
    """Return a news page with metadata, a menu and a footer."""
    canonical = f'<link rel="canonical" href="{url}">' if url else ""
    date = f'<meta property="article:published_time" content="{published}">' if published else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>{canonical}'
        f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">{date}'
        f'</head><body><nav><a href="/">Beranda</a> <a href="/olahraga">Olahraga</a></nav>'
        f"<article><h1>{title}</h1>{body}</article><footer>Hak cipta</footer></body></html>"
    )
