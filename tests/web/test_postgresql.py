"""The site over an archive in PostgreSQL, when the server is away or another program writes to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index import Secret, Settings, catch_up, database, open_archive, open_engine
from index.postgresql import _WRITER
from search import SearchService
from web import create_app

from ..index.databases import opened
from ..index.documents import document
from ..postgresql import Server

_RECORD = {"title": "Banjir", "body": "Air naik.", "url": "https://kabar.example/a"}
_HEADERS = {"Authorization": "Bearer kunci-untuk-uji"}


@pytest.fixture
def kept(postgresql: Server, tmp_path: Path) -> Settings:
    """An archive of one article, and its index."""
    settings = Settings(data=tmp_path, archive_url=postgresql.copy(), api_keys=Secret("kunci-untuk-uji"))
    archive = open_archive(settings)
    archive.put(
        [document("https://kabar.example/1", body="Banjir di Kota Tegal.", in_places=("Kota Tegal",))]
    )
    catch_up(archive, open_engine(settings))
    archive.close()
    return settings


@pytest.fixture
def client(kept: Settings) -> Iterator[FlaskClient]:
    service = SearchService(kept)
    yield create_app(kept, service).test_client()
    service.close()


def test_a_post_while_another_program_writes_is_to_be_tried_again(
    kept: Settings, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 1)
    with opened(kept) as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
        answer = client.post("/api/v1/articles", json=_RECORD, headers=_HEADERS)
        assert client.get("/api/v1/search?q=banjir").get_json()["total"] == 1
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert client.post("/api/v1/articles", json=_RECORD, headers=_HEADERS).status_code == 202


def test_a_server_that_is_away_is_said_and_found_again(postgresql: Server, client: FlaskClient) -> None:
    paths = ("/?q=banjir", "/api/v1/search?q=banjir", "/healthz")
    assert [client.get(path).status_code for path in paths] == [200] * 3
    with postgresql.stopped():
        answers = [client.get(path) for path in paths]
        assert [answer.status_code for answer in answers] == [503] * 3
        assert not any("telusur-pg-" in answer.text for answer in answers)
    assert [client.get(path).status_code for path in paths] == [200] * 3


@pytest.mark.parametrize("path", ["/artikel/%00", "/api/v1/articles/a%00", "/api/v1/inbox/a%00b"])
def test_nothing_is_called_by_a_nul_character(client: FlaskClient, path: str) -> None:
    assert client.get(path, headers=_HEADERS).status_code == 404
