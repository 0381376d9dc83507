"""A real archive and index of invented articles, and the application over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from index import (
    Article,
    Document,
    Mention,
    MentionKind,
    Settings,
    article_id,
    catch_up,
    open_archive,
    open_engine,
)
from search import SearchService
from web import create_app

PAGE_SIZE = 10
REPORTS = 42
UNDATED = "undated"
HOSTILE = "hostile"
FLOOD = "https://berita.example/rob-terminal"


def id_of(identity: str) -> str:
    return article_id(identity)


def _mention(text: str, surface: str, kind: MentionKind, name: str, code: str | None = None) -> Mention:
    start = text.index(surface)
    return Mention(start, start + len(surface), surface, kind, name, code)


def _maruli(text: str) -> Mention:
    return _mention(text, "Maruli Sembada", MentionKind.PERSON, "Maruli Sembada", "maruli-sembada")


def _reports() -> Iterator[Document]:
    """Reports of three years; every second from Kota Pekalongan, every third with Maruli Sembada."""
    for number in range(REPORTS):
        place = "Kota Pekalongan" if number % 2 else "Kota Semarang"
        code = "33.75" if number % 2 else "33.74"
        body = f"Petugas memeriksa tanggul ke-{number} di {place} pada pagi hari."
        if number % 3 == 0:
            body += "\nCamat Maruli Sembada ikut memeriksa."
        article = Article(
            identity=f"report-{number}",
            title=f"Laporan tanggul nomor {number}",
            body=body,
            published=f"{2021 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}",
            publisher="Suara Contoh",
        )
        mentions = [_mention(article.text, place, MentionKind.PLACE, place, code)]
        if number % 3 == 0:
            mentions.append(_maruli(article.text))
        yield Document(article, tuple(mentions))


def _special() -> Iterator[Document]:
    flood = Article(
        identity=FLOOD,
        title="Banjir rob menutup terminal",
        body="Banjir rob setinggi lutut menutup terminal di Kota Pekalongan.\nCamat Maruli Sembada "
        "meminta warga menunggu. BPBD bersiaga.",
        url=FLOOD,
        published="2024-11-04T10:15:00+07:00",
        published_other="2024-11-03 url",
        author="Rini Contoh",
        publisher="Harian Rekaan",
    )
    yield Document(
        flood,
        (
            _mention(flood.text, "Kota Pekalongan", MentionKind.PLACE, "Kota Pekalongan", "33.75"),
            _maruli(flood.text),
            _mention(flood.text, "BPBD", MentionKind.ORGANISATION, "BPBD", "bpbd"),
        ),
    )
    yield Document(
        Article(identity=UNDATED, title="Kisah perahu tua", body="Perahu tua itu ditambatkan lagi.")
    )
    yield Document(
        Article(
            identity=HOSTILE,
            title="Judul <script>alert(1)</script> & jebakan",
            body='Isi <img src=x onerror="alert(2)"> jebakan.',
            url="javascript:alert(3)",
            published="2024-10",
            publisher="<b>Penerbit</b>",
        )
    )


def build_archive(data: Path) -> Settings:
    """Put the articles into an archive at `data`, index them, and return its settings."""
    settings = Settings(data=data, page_size=PAGE_SIZE)
    archive = open_archive(settings)
    archive.put([*_reports(), *_special()])
    catch_up(archive, open_engine(settings))
    archive.close()
    return settings


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return build_archive(tmp_path_factory.mktemp("web-data"))


@pytest.fixture(scope="session")
def service(settings: Settings) -> Iterator[SearchService]:
    opened = SearchService(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def app(settings: Settings, service: SearchService) -> Flask:
    return create_app(settings, service)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
