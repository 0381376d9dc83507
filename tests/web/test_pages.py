"""The pages as a reader without JavaScript gets them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from search import SearchService

from .conftest import FLOOD, HOSTILE, PAGE_SIZE, REPORTS, UNDATED, id_of


def get(client: FlaskClient, path: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == status, answer.text[:500]
    assert answer.mimetype == "text/html"
    assert "Traceback" not in answer.text
    return BeautifulSoup(answer.text, "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, f"{len(found)} of {selector}"
    return found[0]


def href(tag: Tag) -> str:
    return str(tag["href"])


def row(soup: BeautifulSoup, facet: str, label: str) -> Tag:
    rows = soup.select(f"section[aria-labelledby=facet-{facet}] a.row")
    return next(row for row in rows if label in one(row, ".row__label").text)


def count(soup: BeautifulSoup) -> str:
    return one(soup, ".bench__count").text.split("·")[0].strip()


def test_first_page_shows_the_newest_articles_and_the_facets(client: FlaskClient) -> None:
    soup = get(client, "/")
    assert one(soup, "html")["lang"] == "id"
    assert count(soup) == f"{REPORTS + 3} artikel"
    titles = [title.text.strip() for title in soup.select(".result__title")]
    assert len(titles) == PAGE_SIZE
    assert titles[0] == "Banjir rob menutup terminal"
    assert [t.text for t in soup.select(".facets h3")] == ["Waktu", "Tempat", "Tokoh"]


def test_results_carry_marks_date_publisher_and_place(client: FlaskClient) -> None:
    soup = get(client, "/?q=banjir+rob")
    assert one(soup, "input#q")["value"] == "banjir rob"
    assert "banjir rob" in one(soup, "title").text
    meta = one(soup, ".result__meta").text
    for part in ("4 Nov 2024", "Harian Rekaan", "Kota Pekalongan"):
        assert part in meta
    assert {mark.text.lower() for mark in soup.select(".result__snippet mark")} == {"banjir", "rob"}


def test_a_facet_row_adds_itself_and_keeps_the_rest(client: FlaskClient) -> None:
    soup = get(client, "/?q=tanggul&from=2022&sort=oldest&page=2")
    link = row(soup, "place", "Kota Pekalongan")
    query = parse_qs(urlsplit(href(link)).query)
    assert query == {"q": ["tanggul"], "from": ["2022"], "sort": ["oldest"], "place": ["33.75"]}
    promised = re.sub(r"\D", "", one(link, ".row__count").text)
    chosen = get(client, href(link))
    assert count(chosen) == f"{promised} artikel"
    again = row(chosen, "place", "Kota Pekalongan")
    assert again["aria-current"] == "true"
    assert "✓" in again.text
    assert "place" not in parse_qs(urlsplit(href(again)).query)


def test_places_are_a_tree(client: FlaskClient) -> None:
    soup = get(client, "/?q=tanggul")
    assert "row--0" in row(soup, "place", "Jawa Tengah")["class"]
    assert "row--1" in row(soup, "place", "Kota Semarang")["class"]


def test_years_open_into_months_and_months_into_days(client: FlaskClient) -> None:
    years = get(client, "/?q=tanggul")
    labels = [label.text for label in years.select("section[aria-labelledby=facet-date] .row__label")]
    assert labels == ["2023", "2022", "2021"]
    assert "tahun" in one(years, "figcaption").text
    months = get(client, href(row(years, "date", "2022")))
    assert "✓" in row(months, "date", "2022").text
    assert "bulan" in one(months, "figcaption").text
    assert len(months.select(".strip__bars li")) == 12
    month = row(months, "date", "Februari")
    assert "from=2022-02&to=2022-02" in href(month)
    days = get(client, href(month))
    assert "hari" in one(days, "figcaption").text
    assert len(days.select(".strip__bars li")) == 28
    assert days.select(".row--2")


def test_chips_take_one_filter_away_or_all(client: FlaskClient) -> None:
    soup = get(client, "/?q=tanggul&place=33.75&place=33.74&person=maruli-sembada&from=2021&to=2023-06")
    chips = {chip.text.rstrip("×"): href(chip) for chip in soup.select("a.chip")}
    assert list(chips) == ["Kota Pekalongan", "Kota Semarang", "Maruli Sembada", "2021 – Jun 2023"]
    left = parse_qs(urlsplit(chips["Kota Pekalongan"]).query)
    assert left["place"] == ["33.74"]
    assert left["person"] == ["maruli-sembada"]
    assert parse_qs(urlsplit(chips["2021 – Jun 2023"]).query).keys() == {"q", "place", "person"}
    assert href(one(soup, "a.chips__clear")) == "/?q=tanggul"


def test_a_place_by_name_becomes_its_code(client: FlaskClient) -> None:
    soup = get(client, "/?place=Kota+Pekalongan")
    assert "place=33.75" in href(row(soup, "person", "Maruli Sembada"))


def test_forms_keep_the_state(client: FlaskClient) -> None:
    soup = get(client, "/?q=tanggul&place=33.75&from=2022&page=2&bahasa=id")
    box = {field["name"]: field.get("value") for field in one(soup, "form.box").select("input")}
    assert box == {"q": "tanggul", "place": "33.75", "from": "2022", "bahasa": "id"}
    dates = {field["name"]: field.get("value") for field in one(soup, "form.range").select("input")}
    assert dates == {"q": "tanggul", "place": "33.75", "bahasa": "id", "from": "2022", "to": ""}


def test_pages_follow_each_other_without_repeats(client: FlaskClient) -> None:
    seen: list[str] = []
    path: str | None = "/?q=tanggul"
    while path:
        soup = get(client, path)
        seen += [href(link) for link in soup.select(".result__title a")]
        following = soup.select("a[rel=next]")
        path = href(following[0]) if following else None
    ids = {urlsplit(link).path for link in seen}
    assert len(seen) == len(ids) == REPORTS
    assert one(soup, ".paging__page[aria-current=page]").text == str(-(-REPORTS // PAGE_SIZE))


@pytest.mark.parametrize("page", [6, 900, 123456])
def test_beyond_the_last_page_leads_back_to_it(client: FlaskClient, page: int) -> None:
    soup = get(client, f"/?q=tanggul&page={page}", 404)
    last = next(link for link in soup.select("main a") if "terakhir" in link.text)
    assert len(get(client, href(last)).select(".result")) == REPORTS % PAGE_SIZE


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=2023&to=2022", "berakhir sebelum dimulai"),
        ("from=kapan", "Tanggal awal"),
        ("to=2024-99", "Tanggal akhir"),
        ("place=Antah+Berantah", "Tempat itu"),
        ("page=0", "halaman"),
        ("page=satu", "halaman"),
        ("sort=terbaik", "Urutan"),
    ],
)
def test_what_cannot_be_run_keeps_the_box_and_offers_a_way_on(
    client: FlaskClient, query: str, said: str
) -> None:
    soup = get(client, f"/?q=tanggul&{query}", 400)
    assert one(soup, "input#q")["value"] == "tanggul"
    assert said in one(soup, "main").text
    assert get(client, href(soup.select("main .empty a")[0])).select(".result")


def test_reversed_dates_can_be_swapped(client: FlaskClient) -> None:
    soup = get(client, "/?q=tanggul&from=2023&to=2022", 400)
    assert "from=2022&to=2023" in href(soup.select("main .empty a")[0])


def test_nothing_found_gives_concrete_help(client: FlaskClient) -> None:
    soup = get(client, "/?q=takadakataini&place=33.75")
    text = one(soup, ".empty").text
    assert "ejaan" in text
    assert "Hapus semua penyaring" in text
    assert one(soup, ".empty a[href='/?q=takadakataini']")


def test_a_stopped_search_claims_no_total(
    client: FlaskClient, service: SearchService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service._engine.snapshot(), "_deadline", -1.0)
    soup = get(client, "/?q=banjir")
    assert "dihentikan" in one(soup, ".notice").text
    assert count(soup) == "Sedikitnya 0 artikel"
    assert "Tidak ada" not in soup.text


def test_notices_are_shown(client: FlaskClient) -> None:
    assert "Tanda kutip tidak ditutup" in one(get(client, "/?q=%22banjir+rob"), ".notice").text
    assert "terlalu panjang" in one(get(client, "/?q=" + "banjir+" * 1500), ".notice:first-of-type").text


@pytest.mark.parametrize(
    "query", ["%00%01%1B%7F", "%FF%FE", "a" * 10_000, "%F0%9F%8C%8A", "*", "(((", "tempat:"]
)
def test_any_text_can_be_asked(client: FlaskClient, query: str) -> None:
    soup = get(client, f"/?q={query}")
    assert not re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", str(soup))


def test_markup_in_question_and_article_stays_text(client: FlaskClient) -> None:
    answer = client.get("/?q=%22%3E%3Cscript%3Ealert(9)%3C/script%3E").text
    assert "<script>alert" not in answer
    for path in ("/?q=jebakan", f"/artikel/{id_of(HOSTILE)}?q=jebakan"):
        page = client.get(path).text
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "javascript:" not in page


def test_article_reads_links_and_leads_back(client: FlaskClient) -> None:
    listed = get(client, "/?q=banjir+terminal&place=33.75")
    soup = get(client, href(one(listed, ".result__title a")))
    story = one(soup, "article")
    assert one(soup, "h1").text == "Banjir rob menutup terminal"
    assert "Senin, 4 November 2024, 10.15 WIB" in story.text
    assert "tanggal lain di sumber: 3 Nov 2024" in story.text
    source = soup.select(f"a[href='{FLOOD}']")[0]
    assert set(source["rel"]) == {"noopener", "nofollow"}
    assert [p.text for p in story.select(".story__text p")] == [
        "Banjir rob setinggi lutut menutup terminal di Kota Pekalongan.",
        "Camat Maruli Sembada meminta warga menunggu. BPBD bersiaga.",
    ]
    assert {mark.text for mark in story.select(".story__text mark")} == {"Banjir", "terminal"}
    names = {link.text: href(link) for link in story.select("a.name")}
    assert names == {"Kota Pekalongan": "/?place=33.75", "Maruli Sembada": "/?person=maruli-sembada"}
    assert [link.text for link in soup.select("aside a")] == ["Maruli Sembada", "Kota Pekalongan"]
    back = next(link for link in soup.select("a") if "Kembali ke hasil" in link.text)
    assert parse_qs(urlsplit(href(back)).query) == {"q": ["banjir terminal"], "place": ["33.75"]}


def test_undated_article_says_so(client: FlaskClient) -> None:
    assert "tanggal tidak diketahui" in one(get(client, f"/artikel/{id_of(UNDATED)}"), ".story__meta").text
    assert "tanggal tidak diketahui" in one(get(client, "/?q=perahu"), ".result__meta").text


def test_english_is_chosen_in_the_url_and_remembered(client: FlaskClient) -> None:
    soup = get(client, "/?q=banjir&bahasa=en")
    assert one(soup, "html")["lang"] == "en"
    assert count(soup) == "1 article"
    assert "bahasa=en" in href(one(soup, ".result__title a"))
    assert count(get(client, "/?q=tanggul")) == f"{REPORTS} articles"
    assert count(get(client, "/?q=tanggul&bahasa=id")) == f"{REPORTS} artikel"
    assert count(get(client, "/?q=tanggul&bahasa=xx")) == f"{REPORTS} artikel"


@pytest.mark.parametrize("language", ["id", "en"])
def test_help_page_examples_can_be_followed(client: FlaskClient, language: str) -> None:
    soup = get(client, f"/tentang-pencarian?bahasa={language}")
    links = soup.select("dt a")
    assert len(links) == 5
    for link in links:
        get(client, href(link))


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/tidak-ada", 404),
        ("GET", "/artikel/0", 404),
        ("POST", "/", 405),
        ("GET", "/?q=" + "a" * 70_000, 414),
    ],
)
def test_errors_are_pages(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status
    soup = BeautifulSoup(answer.text, "html.parser")
    assert one(soup, "h1").text
    assert one(soup, "form.box")
