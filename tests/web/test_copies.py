"""A text that several papers printed stands once in the list, and says where else it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from index import Settings, article_id, catch_up, open_archive, open_engine
from search import SearchService
from tests.index.documents import document
from web import create_app

TEXT = (
    "Gelombang setinggi dua meter menerjang tanggul di pesisir utara pada Senin malam dan merendam 120 rumah warga "
    "di tiga kelurahan. Badan penanggulangan bencana mengirim perahu karet serta dapur umum ke lokasi, sementara "
    "pemerintah kota menyiapkan dana 450 juta rupiah untuk perbaikan darurat tanggul yang jebol sejak pekan lalu."
)
PAPERS = ("Harian Rekaan", "Suara Contoh", "Kabar Lembah")
PAGE_SIZE = 2
MANY = 7


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    settings = Settings(data=tmp_path_factory.mktemp("copies"), page_size=PAGE_SIZE)
    archive = open_archive(settings)
    printed = [document(paper, "Tanggul jebol", TEXT, "2024-11-04", publisher=paper) for paper in PAPERS]
    others = [document(f"other-{n}", f"Tanggul ke-{n} diperiksa", published="2024-11-01") for n in range(3)]
    text = f"Perahu. {TEXT.replace('tanggul', 'dermaga')}"
    many = [
        document(f"many-{n}", "Perahu karam", text, "2024-10-01", publisher=f"Koran {n}") for n in range(MANY)
    ]
    archive.put([*printed, *others, *many])
    catch_up(archive, open_engine(settings))
    archive.close()
    service = SearchService(settings)
    yield create_app(settings, service).test_client()
    service.close()


def titles(client: FlaskClient, page: int) -> list[str]:
    soup = BeautifulSoup(client.get(f"/?q=tanggul&sort=newest&page={page}").data, "lxml")
    return [found.get_text().strip() for found in soup.select(".result__title")]


def test_the_list_shows_one_of_the_copies_and_names_the_others(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/?q=tanggul+jebol").data, "lxml")
    (result,) = [one for one in soup.select(".result") if "jebol" in one.select(".result__title")[0].text]
    (line,) = [meta for meta in result.select(".result__meta") if "Juga di" in meta.text]
    shown = result.select(".result__meta")[0].text
    named = [link.text for link in line.select("a")]
    assert sorted([*named, *(paper for paper in PAPERS if paper in shown)]) == sorted(PAPERS)
    for link in line.select("a"):
        page = client.get(str(link["href"]))
        assert page.status_code == 200
        assert link.text in page.text


def test_no_page_repeats_what_an_earlier_one_showed_as_a_copy(client: FlaskClient) -> None:
    shown = [title for page in (1, 2, 3) for title in titles(client, page)]
    assert sorted(shown) == ["Tanggul jebol", *(f"Tanggul ke-{n} diperiksa" for n in range(3))]


def test_a_page_of_which_all_was_shown_before_leads_on(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/?q=perahu&sort=newest&page=3").data, "lxml")
    assert soup.select(".result") == []
    assert "sudah tampil di halaman sebelumnya" in soup.text
    assert "Tidak ada artikel yang cocok" not in soup.text
    assert soup.select("nav.paging")


def test_an_article_says_where_else_it_was_printed(client: FlaskClient) -> None:
    page = client.get(f"/artikel/{article_id(PAPERS[0])}").text
    assert "Juga di" in page
    assert all(paper in page for paper in PAPERS[1:])


def test_programs_get_every_article_with_its_copies(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search?q=tanggul+jebol&limit=10").get_json()
    found = [result for result in answer["results"] if result["title"] == "Tanggul jebol"]
    assert {result["publisher"] for result in found} == set(PAPERS)
    for result in found:
        assert {copy["publisher"] for copy in result["copies"]} == set(PAPERS) - {result["publisher"]}
        assert {copy["title"] for copy in result["copies"]} == {"Tanggul jebol"}
    article = client.get(f"/api/v1/articles/{article_id(PAPERS[0])}").get_json()
    assert {copy["publisher"] for copy in article["copies"]} == set(PAPERS[1:])
