"""/api/v1 as programs use it."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from index import Settings, slug
from search import SearchParams, SearchService, to_payload

from .conftest import FLOOD, REPORTS, id_of

PROBLEM = "application/problem+json"


def ask(client: FlaskClient, query: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 200, answer.text
    parsed: dict[str, Any] = answer.get_json()
    return parsed


def test_search_has_every_promised_member(client: FlaskClient) -> None:
    answer = ask(client, "q=banjir+rob")
    assert set(answer) == {"total", "results", "facets", "took_ms", "sequence", "complete", "notices", "next"}
    assert answer["total"] == 1
    assert answer["next"] is None
    result = answer["results"][0]
    assert result["id"] == id_of(FLOOD)
    assert result["url"] == FLOOD
    assert result["published"] == "2024-11-04T10:15:00+07:00"
    assert {"id": "33.75", "name": "Kota Pekalongan"} in result["places"]
    assert {"id": "maruli-sembada", "name": "Maruli Sembada"} in result["people"]
    assert result["copies"] == []
    start, end = result["title_marks"][0]
    assert result["title"][start:end] == "Banjir"
    assert {result["snippet"][start:end].lower() for start, end in result["snippet_marks"]} >= {
        "banjir",
        "rob",
    }
    assert set(answer["facets"]) == {"date", "place", "person"}
    for rows in answer["facets"].values():
        assert all(set(row) == {"value", "label", "slug", "count", "selected", "parent"} for row in rows)
        assert all(row["slug"] == slug(row["label"]) != "" for row in rows)


def test_search_equals_what_the_command_line_prints(client: FlaskClient, service: SearchService) -> None:
    answer = ask(client, "q=tanggul&place=33.75&limit=7&sort=newest")
    params = SearchParams(q="tanggul", places=("33.75",), limit=7)
    expected = to_payload(service.search(params))
    assert set(expected) <= set(answer)
    assert answer["total"] == expected["total"] == REPORTS // 2


def test_filters_narrow_and_values_of_one_field_are_alternatives(client: FlaskClient) -> None:
    assert ask(client, "q=tanggul&place=33.75&place=33.74")["total"] == REPORTS
    assert ask(client, "q=tanggul&place=Kota+Pekalongan&from=2022&to=2022")["total"] == REPORTS // 6
    assert ask(client, "person=maruli-sembada")["total"] == REPORTS // 3 + 1
    chosen = [row for row in ask(client, "place=33.75")["facets"]["place"] if row["selected"]]
    assert [row["value"] for row in chosen] == ["33.75"]
    assert chosen[0]["parent"] == "33"


def test_next_leads_through_all_results_without_repeats(client: FlaskClient) -> None:
    seen: list[str] = []
    url: str | None = "/api/v1/search?q=tanggul&limit=10"
    while url:
        answer = client.get(url).get_json()
        seen += [result["id"] for result in answer["results"]]
        url = answer["next"]
    assert len(seen) == len(set(seen)) == REPORTS


@pytest.mark.parametrize(("order", "years"), [("newest", ["2024", "2024"]), ("oldest", ["2021", "2021"])])
def test_orders_by_date(client: FlaskClient, order: str, years: list[str]) -> None:
    results = ask(client, f"sort={order}&limit=2")["results"]
    assert [result["published"][:4] for result in results] == years


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("plase=33", "plase"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=", "limit"),
        ("limit=%D9%A5", "limit"),
        ("offset=-1", "offset"),
        ("offset=10001", "offset"),
        ("sort=best", "sort"),
        ("from=kapan", "from"),
        ("to=2024-13", "to"),
        ("from=2024-02-30", "from"),
        ("from=2025&to=2024", "to"),
        ("place=Negeri+Antah+Berantah", "place"),
        ("person=%21%21", "person"),
        ("q=a&q=b", "q"),
        ("&".join(f"place={n}" for n in range(60)), "place"),
    ],
)
def test_what_cannot_be_used_is_named(client: FlaskClient, query: str, parameter: str) -> None:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == PROBLEM
    body = answer.get_json()
    assert body["parameter"] == parameter
    assert body["status"] == 400
    assert body["title"] == "Bad Request"
    assert body["instance"] == "/api/v1/search"
    assert len(body["detail"]) > 15


@pytest.mark.parametrize(
    "query", ["from=&to=", "q=", "q=%22tidak+tertutup", "q=%00%01%1F", "q=((((", "offset=10000"]
)
def test_odd_but_usable_questions_are_answered(client: FlaskClient, query: str) -> None:
    assert ask(client, query)["total"] >= 0


def test_notices_are_passed_on(client: FlaskClient) -> None:
    notices = ask(client, "q=%22banjir+rob")["notices"]
    assert [notice["code"] for notice in notices] == ["unbalanced-quote"]


def test_article_gives_text_and_names(client: FlaskClient) -> None:
    body = client.get(f"/api/v1/articles/{id_of(FLOOD)}?q=terminal").get_json()
    assert body["title"] == "Banjir rob menutup terminal"
    assert len(body["paragraphs"]) == 2
    assert body["published_other"] == "2024-11-03 url"
    name = next(name for name in body["names"] if name["kind"] == "person")
    assert body["paragraphs"][name["block"]][name["start"] : name["end"]] == "Maruli Sembada"
    marks = {mark["block"]: mark["spans"] for mark in body["marks"]}
    start, end = marks[-1][0]
    assert body["title"][start:end] == "terminal"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/articles/0000000000000000", 404),
        ("GET", "/api/v1/tidak-ada", 404),
        ("POST", "/api/v1/search", 405),
        ("GET", f"/api/v1/articles/{id_of(FLOOD)}?x=1", 400),
        ("GET", "/api/v1/search?q=" + "a" * 70_000, 414),
    ],
)
def test_errors_are_problem_documents(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert answer.mimetype == PROBLEM
    assert answer.get_json()["status"] == status
    if status == 405:
        assert "GET" in answer.headers["Allow"]


def test_health(client: FlaskClient, settings: Settings) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json() == {"status": "ok", "articles": REPORTS + 3, "sequence": REPORTS + 3}


def test_a_person_with_months_company_and_places(client: FlaskClient) -> None:
    found = client.get("/api/v1/people/Maruli%20Sembada").get_json()
    assert (found["id"], found["name"], found["names"]) == (
        "maruli-sembada",
        "Maruli Sembada",
        ["maruli-sembada"],
    )
    assert found["articles"] == sum(each["count"] for each in found["months"])
    missing = client.get("/api/v1/people/nobody")
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")
    assert client.get("/api/v1/people/nobody?x=1").status_code == 400


def test_a_place_with_months_and_company(client: FlaskClient) -> None:
    page = client.get("/api/v1/search?limit=1").get_json()
    value = page["facets"]["place"][0]["value"]
    found = client.get(f"/api/v1/places/{value}").get_json()
    assert found.keys() == {"id", "name", "articles", "months", "people", "places", "organisations"}
    assert found["id"] == value
    assert found["articles"] == page["facets"]["place"][0]["count"]
    assert client.get("/api/v1/places/Nirwana").status_code == 400
    missing = client.get("/api/v1/places/Kota%20Jayapura")
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")


def test_an_organisation_with_months_and_company(client: FlaskClient) -> None:
    found = client.get("/api/v1/organisations/bpbd").get_json()
    assert found.keys() == {"id", "name", "articles", "months", "people", "places", "organisations", "names"}
    assert (found["id"], found["name"], found["articles"]) == ("bpbd", "BPBD", 1)
    assert [each["id"] for each in found["people"]] == ["maruli-sembada"]
    missing = client.get("/api/v1/organisations/Maruli%20Sembada")
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")
    assert client.get("/api/v1/organisations/bpbd?x=1").status_code == 400
