"""Handing in articles by HTTP: who may, what is taken, and what is said about the rest."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from werkzeug.test import TestResponse

from index import Inbox, RawItem, Secret, Settings, Verdict, open_archive
from search import SearchService
from web import create_app

from .conftest import FLOOD, id_of

PROBLEM = "application/problem+json"
KEY = "kunci-untuk-uji"
OTHER = "kunci-lain"
ARTICLES = "/api/v1/articles"
LIMIT = 20_000
RECORD = {"title": "Banjir surut", "body": "Air surut sejak pagi.", "url": "https://kabar.example/surut"}


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, api_keys=Secret(f"{OTHER}, {KEY},"), max_page_bytes=LIMIT)


@pytest.fixture
def service(kept: Settings) -> Iterator[SearchService]:
    opened = SearchService(kept)
    yield opened
    opened.close()


@pytest.fixture
def app(kept: Settings, service: SearchService) -> Flask:
    return create_app(kept, service)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def inbox(kept: Settings) -> Iterator[Inbox]:
    archive = open_archive(kept)
    yield archive.inbox
    archive.close()


def post(client: FlaskClient, body: object, kind: str = "application/json", **headers: str) -> TestResponse:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(
        ARTICLES, data=data, content_type=kind, headers={"Authorization": f"Bearer {KEY}"} | named
    )


def ask(client: FlaskClient, address: str) -> TestResponse:
    return client.get(address, headers={"Authorization": f"Bearer {KEY}"})


def items(inbox: Inbox) -> list[RawItem]:
    return [each.item for each in inbox.waiting(2_000)]


def refused(answer: TestResponse, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.mimetype == PROBLEM
    body: dict[str, Any] = answer.get_json()
    assert body["status"] == status
    assert len(body["detail"]) > 15
    return body


def test_a_record_is_accepted_and_its_state_can_be_asked_for(client: FlaskClient, inbox: Inbox) -> None:
    answer = post(client, RECORD)
    assert answer.status_code == 202
    body = answer.get_json()
    assert body == {"id": body["id"], "state": "waiting"}
    assert answer.headers["Location"] == f"/api/v1/inbox/{body['id']}"
    (item,) = items(inbox)
    assert (item.media_type, json.loads(item.data), item.url) == ("application/json", RECORD, None)
    state = ask(client, answer.headers["Location"])
    assert state.status_code == 200
    assert state.headers["Cache-Control"] == "no-store"
    received = state.get_json().pop("received_at")
    assert received.endswith("+00:00")
    assert state.get_json() == {
        "id": body["id"], "state": "waiting", "received_at": received, "done_at": None,
        "article_id": None, "article_url": None, "code": None, "message": None,
    }  # fmt: skip


def test_a_list_is_accepted_in_order(client: FlaskClient, inbox: Inbox) -> None:
    answer = post(client, [RECORD | {"title": f"Berita {n}"} for n in range(1_000)])
    assert answer.status_code == 413  # as far as this test's small limit
    answer = post(client, [{"title": f"{n}", "body": "x"} for n in range(600)])
    assert answer.status_code == 202
    assert "Location" not in answer.headers
    ids = answer.get_json()["ids"]
    assert [each.id for each in inbox.waiting(2_000)] == ids
    assert [json.loads(item.data)["title"] for item in items(inbox)] == [str(n) for n in range(600)]


@pytest.mark.parametrize(
    "kind", ["text/html", "text/html; charset=windows-1252", "text/plain", "text/plain;charset=UTF-8"]
)
def test_a_page_is_kept_as_it_was_sent(client: FlaskClient, inbox: Inbox, kind: str) -> None:
    data = b"<p>Kaf\xe9 \x93ramai\x94</p>\r\n\x00"
    assert post(client, data, kind, Content_Location="https://kabar.example/kafe").status_code == 202
    assert post(client, data, kind).status_code == 202
    media = kind.split(";")[0]
    assert items(inbox) == [RawItem(media, data, "https://kabar.example/kafe"), RawItem(media, data)]


def test_what_became_of_it_is_told(client: FlaskClient, inbox: Inbox) -> None:
    taken, refusal = post(client, [RECORD, RECORD]).get_json()["ids"]
    inbox.settle([Verdict(taken, id_of(FLOOD), "no-date", "…"), Verdict(refusal, None, "no-article", "Why.")])
    first, second = (ask(client, f"/api/v1/inbox/{each}").get_json() for each in (taken, refusal))
    assert (first["state"], first["article_id"], first["code"]) == ("taken", id_of(FLOOD), "no-date")
    assert first["article_url"] == f"{ARTICLES}/{id_of(FLOOD)}"
    assert first["done_at"]
    assert (second["state"], second["code"], second["message"]) == ("refused", "no-article", "Why.")
    assert (second["article_id"], second["article_url"]) == (None, None)


@pytest.mark.parametrize(("method", "path"), [("POST", ARTICLES), ("GET", "/api/v1/inbox/0")])
@pytest.mark.parametrize(
    ("authorization", "challenge"),
    [
        (None, 'Bearer realm="telusur"'),
        ("Bearer", 'Bearer realm="telusur"'),
        ("Basic a3VuY2k6", 'Bearer realm="telusur"'),
        (KEY, 'Bearer realm="telusur"'),
        ("Bearer salah", 'Bearer realm="telusur", error="invalid_token"'),
        (f"Bearer {KEY}x", 'Bearer realm="telusur", error="invalid_token"'),
        (f"Bearer {OTHER}, {KEY}", 'Bearer realm="telusur", error="invalid_token"'),
        ("Bearer \xff\xe9", 'Bearer realm="telusur", error="invalid_token"'),
    ],
)
def test_nothing_without_a_key(
    client: FlaskClient, inbox: Inbox, method: str, path: str, authorization: str | None, challenge: str
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = client.open(path, method=method, json=RECORD if method == "POST" else None, headers=headers)
    refused(answer, 401)
    assert answer.headers["WWW-Authenticate"] == challenge
    assert items(inbox) == []


@pytest.mark.parametrize("key", [KEY, OTHER])
def test_each_key_opens(client: FlaskClient, key: str) -> None:
    answer = client.post(ARTICLES, json=RECORD, headers={"Authorization": f"bearer {key}"})
    assert answer.status_code == 202


@pytest.mark.parametrize("keys", ["", " , "])
def test_without_keys_nothing_can_be_handed_in(kept: Settings, service: SearchService, keys: str) -> None:
    closed = create_app(structs.replace(kept, api_keys=Secret(keys)), service).test_client()
    for answer in (post(closed, RECORD), ask(closed, "/api/v1/inbox/0")):
        assert "TELUSUR_API_KEYS" in refused(answer, 403)["detail"]


def test_keys_are_not_shown(kept: Settings) -> None:
    assert KEY not in repr(kept)


class Endless(BytesIO):
    """A body that never ends, and counts what was read of it."""

    def __init__(self) -> None:
        super().__init__()
        self.given = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size >= 0
        self.given += size
        return b"a" * size

    def readinto(self, buffer: Any, /) -> int:
        self.given += len(buffer)
        buffer[:] = b"a" * len(buffer)
        return len(buffer)


@pytest.mark.parametrize("announced", [None, LIMIT + 1, 10**15])
def test_no_more_is_read_than_may_be_sent(client: FlaskClient, inbox: Inbox, announced: int | None) -> None:
    body = Endless()
    answer = client.open(
        ARTICLES, method="POST", input_stream=body, content_type="text/html",
        headers={"Authorization": f"Bearer {KEY}"},
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": str(announced or "")},
    )  # fmt: skip
    assert f"{LIMIT:,} bytes" in refused(answer, 413)["detail"]
    assert body.given == (LIMIT + 1 if announced in (None, LIMIT + 1) else 0)
    assert items(inbox) == []


def test_nothing_of_the_body_is_read_without_a_key(client: FlaskClient) -> None:
    body = Endless()
    answer = client.open(
        ARTICLES,
        method="POST",
        input_stream=body,
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    refused(answer, 401)
    assert body.given == 0


def test_a_body_of_just_the_size_is_taken(client: FlaskClient) -> None:
    assert post(client, b"a" * LIMIT, "text/plain").status_code == 202
    refused(post(client, b"a" * (LIMIT + 1), "text/plain"), 413)


@pytest.mark.parametrize(
    ("kind", "headers", "named"),
    [
        ("", {}, "Content-Type"),
        ("application/pdf", {}, "application/pdf"),
        ("multipart/form-data; boundary=x", {}, "multipart/form-data"),
        ("text/html; charset=shift_jis", {}, "shift_jis"),
        ("text/html", {"Content_Encoding": "gzip"}, "gzip"),
    ],
)
def test_other_kinds_are_refused_by_name(
    client: FlaskClient, inbox: Inbox, kind: str, headers: dict[str, str], named: str
) -> None:
    answer = post(client, gzip.compress(b"<p>isi</p>"), kind, **headers)
    assert named in refused(answer, 415)["detail"]
    assert answer.headers["Accept-Post"] == "application/json, text/html, text/plain"
    assert items(inbox) == []


@pytest.mark.parametrize(
    ("body", "field", "pointer"),
    [
        ({"body": "isi"}, "title", "#/title"),
        ({"title": "Judul", "body": "  \n"}, "body", "#/body"),
        ({"title": ["Judul"], "body": "isi"}, "title", "#/title"),
        (RECORD | {"date": 20241104}, "date", "#/date"),
        (RECORD | {"author": {"name": "Rini"}}, "author", "#/author"),
        (RECORD | {"url": "kabar.example/a"}, "url", "#/url"),
        (RECORD | {"url": "javascript:alert(1)"}, "url", "#/url"),
        (RECORD | {"url": "http://[::1"}, "url", "#/url"),
        (RECORD | {"url": "https://kabar.example/" + "a" * 2_000}, "url", "#/url"),
        (RECORD | {"language": "Bahasa Indonesia"}, "language", "#/language"),
        (RECORD | {"section": "a\x00b"}, "section", "#/section"),
        ([RECORD, RECORD | {"body": None}], "body", "#/1/body"),
    ],
)
def test_what_cannot_be_used_is_named(
    client: FlaskClient, inbox: Inbox, body: object, field: str, pointer: str
) -> None:
    answer = refused(post(client, body), 422)
    assert (answer["field"], answer["pointer"]) == (field, pointer)
    assert field in answer["detail"]
    assert answer["type"] == "urn:telusur:problem:field"
    # Of a list with one bad record, none is taken.
    assert items(inbox) == []


@pytest.mark.parametrize(
    "body", ["text", 1, None, [], [1], [[RECORD]], [{"title": "a", "body": "b"}] * 1_001]
)
def test_neither_record_nor_list_of_some_records(
    kept: Settings, service: SearchService, inbox: Inbox, body: object
) -> None:
    wide = create_app(structs.replace(kept, max_page_bytes=1_000_000), service).test_client()
    refused(post(wide, body), 422)
    assert items(inbox) == []


@pytest.mark.parametrize(
    "data", [b'{"title": "tanpa akhir', b"\xff\xfe\xfa", b"[" * 15_000, b"1" * 5_000, b"", b" \n"]
)
def test_what_is_no_json_is_said(client: FlaskClient, inbox: Inbox, data: bytes) -> None:
    refused(post(client, data), 400)
    assert items(inbox) == []


@pytest.mark.parametrize(
    "address", ["/a.html", "ftp://x.example/a", "https://x.example/\xe9", "https://a b/"]
)
def test_an_address_that_is_none_is_named(client: FlaskClient, address: str) -> None:
    answer = refused(post(client, b"<p>isi</p>", "text/html", Content_Location=address), 422)
    assert answer["field"] == "Content-Location"


def test_other_names_and_further_fields_are_as_in_json_lines(client: FlaskClient, inbox: Inbox) -> None:
    sent = {"judul": "Banjir", "isi": "Air.", "tanggal": "2024-11-04", "url": "", "id": 7, "x": [1]}
    assert post(client, sent).status_code == 202
    (item,) = items(inbox)
    assert json.loads(item.data) == {"judul": "Banjir", "isi": "Air.", "tanggal": "2024-11-04"}


def test_parameters_and_methods(client: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    assert (
        refused(client.post(f"{ARTICLES}?titel=x", json=RECORD, headers=headers), 400)["parameter"] == "titel"
    )
    answer = client.get(ARTICLES, headers=headers)
    refused(answer, 405)
    assert "POST" in answer.headers["Allow"]
    refused(ask(client, f"/api/v1/inbox/{'0' * 32}"), 404)


def test_an_archive_that_fails_takes_nothing_and_says_when_to_try_again(
    client: FlaskClient, kept: Settings
) -> None:
    connection = sqlite3.connect(kept.data / "archive.sqlite3")
    connection.execute("DROP TABLE inbox")
    connection.commit()
    connection.close()
    answer = post(client, RECORD)
    assert "nothing was stored" in refused(answer, 503)["detail"]
    assert answer.headers["Retry-After"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
near_records = st.dictionaries(
    st.sampled_from(["title", "body", "url", "date", "judul", "language", "section"]), st.text() | json_values
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | (json_values | near_records | st.lists(near_records, max_size=3)).map(
    lambda value: json.dumps(value).encode()
))  # fmt: skip
def test_any_json_is_taken_whole_or_refused_with_a_reason(
    client: FlaskClient, inbox: Inbox, data: bytes
) -> None:
    before = inbox.count_waiting()
    answer = post(client, data)
    assert answer.status_code in (202, 400, 422), answer.text
    if answer.status_code == 202:
        body = answer.get_json()
        assert inbox.count_waiting() - before == len(body.get("ids", [0]))
    else:
        assert answer.mimetype == PROBLEM
        assert inbox.count_waiting() == before
