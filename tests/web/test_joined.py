"""Articles of several pages: what leads to a page leads to the whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index import Article, Document, Settings, article_id, catch_up, open_archive, open_engine
from search import SearchService
from web import create_app

URL = "https://kabar.example/tanggul"
SECOND = article_id(f"{URL}#halaman-2")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    settings = Settings(data=tmp_path)
    archive = open_archive(settings)
    pages = [
        Article(URL, "Tanggul jebol", "Air naik sejak petang.", part_of=URL, part=1),
        Article(f"{URL}#halaman-2", "Tanggul jebol", "Warga mengungsi ke balai.", part_of=URL, part=2),
    ]
    # The second page stands alone for a while, and readers keep its address.
    for article in reversed(pages):
        archive.put([Document(article)])
    catch_up(archive, open_engine(settings))
    archive.close()
    service = SearchService(settings)
    yield create_app(settings, service).test_client()
    service.close()


def test_the_address_of_a_page_leads_to_the_article(client: FlaskClient) -> None:
    answer = client.get(f"/artikel/{SECOND}?q=balai&place=33.75&place=33")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/artikel/{article_id(URL)}?q=balai&place=33.75&place=33"
    assert client.get(f"/artikel/{SECOND}").headers["Location"] == f"/artikel/{article_id(URL)}"
    assert "Warga mengungsi ke" in client.get(answer.headers["Location"]).text
    assert client.get("/artikel/0000000000000000").status_code == 404


def test_the_api_gives_the_article_for_a_page(client: FlaskClient) -> None:
    for key in (SECOND, article_id(URL)):
        body = client.get(f"/api/v1/articles/{key}").get_json()
        assert (body["id"], body["paragraphs"]) == (
            article_id(URL), ["Air naik sejak petang.", "Warga mengungsi ke balai."],
        )  # fmt: skip
    assert client.get("/api/v1/search?q=tanggul").get_json()["total"] == 1
