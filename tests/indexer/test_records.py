"""Records of JSON lines: what is exported comes back as it was."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import Article, day_bounds
from indexer.records import article_of, record_of
from indexer.sources import Record

_STORED = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
_TEXT = st.text(_STORED, max_size=30)
_SOME = st.text(_STORED, min_size=1, max_size=30)
_DATES = st.sampled_from([None, "2024", "2024-11", "2024-11-04", "2024-11-04T10:15:00+07:00"])
_FROM = st.sampled_from([None, "json-ld", "meta", "time", "text", "url", "field", "feed", "future"])
_OTHER = st.sampled_from([None, "2024-11-03 url", "2024 text", "2024-11-03T10:15:00+07:00 feed"])
_WRITTEN = st.sampled_from(["4 November 2024", "2024-13-45", "2024-11-04", "0000", "9999-99"])
_ARTICLES = st.builds(
    Article, identity=_SOME, title=_SOME, body=_SOME, source=_TEXT, url=st.none() | _TEXT, published=_DATES,
    published_from=_FROM, published_other=_OTHER, author=st.none() | _TEXT, section=st.none() | _TEXT,
    publisher=st.none() | _TEXT, language=st.sampled_from(["id", "en", "jv", "su", "und"]),
)  # fmt: skip
_PAGES = st.builds(
    replace, _ARTICLES, part_of=_SOME, part=st.integers(-100, 99),
)  # fmt: skip
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(_ARTICLES | _PAGES)
def test_an_exported_article_comes_back(article: Article) -> None:
    line = json.dumps(record_of(article))
    assert article_of(Record("stdin:1", json.loads(line), line.encode())) == article


@given(
    st.dictionaries(
        st.sampled_from(["identity", "source", "published_from", "published_other", "part_of", "part", "x"]),
        _JSON,
    ),
    _JSON | _WRITTEN,
)
@example({"identity": "x"}, "4 November 2024")
@example({"identity": "x", "part_of": "y", "part": 10**40}, None)
@example({"identity": "x", "part_of": "y", "part": True}, None)
@example({"identity": "x", "part_of": "", "part": 2}, None)
@example({"identity": "x", "part": 2}, None)
@example({"identity": "x", "published_other": "kemarin url"}, "2024-11-04")
@example({"identity": "x", "published_from": "somebody who was there"}, "2024-11-04")
def test_what_only_looks_exported_is_an_ordinary_record(ours: dict[str, object], date: object) -> None:
    fields = {"title": "Judul", "body": "Isi.", "published": date, "language": "id", "telusur": ours}
    article = article_of(Record("stdin:1", fields, b""))
    assert article.title == "Judul"
    assert article.identity in ("stdin:1", ours.get("identity"))
    assert article.published is None or day_bounds(article.published)
    assert article.published_other is None or day_bounds(article.published_other.partition(" ")[0])
    values = asdict(article)
    page = values.pop("part")
    assert page is None or (type(page) is int and values["part_of"])
    assert all(value is None or isinstance(value, str) for value in values.values())
    assert len(article.published_from or "") <= 16


@pytest.mark.parametrize(
    ("stated", "language"),
    [
        ("en", "en"),
        ("id-ID", "id"),
        ("EN_us", "en"),
        ("und", "und"),
        ("Bahasa Indonesia", "id"),
        ("ms", "id"),
        ("", "id"),
    ],
)
def test_the_language_of_a_record_is_one_of_ours(stated: str, language: str) -> None:
    body = "Warga desa itu sudah lama tidak pernah mendapat bantuan dari pemerintah."
    fields = {"title": "Bantuan untuk Warga", "body": body, "language": stated}
    assert article_of(Record("stdin:1", fields, b"")).language == language


def test_an_export_of_an_older_archive_keeps_its_identity() -> None:
    ours = {"identity": "text:abc", "source": "a.txt", "published_from": "text"}
    fields = {
        "title": "Judul",
        "body": "Isi.",
        "published": "2024-11-04",
        "language": "id-ID",
        "telusur": ours,
    }
    article = article_of(Record("stdin:7", fields, b""))
    assert (article.identity, article.source, article.language) == ("text:abc", "a.txt", "id")
    assert (article.published, article.published_from) == ("2024-11-04", "text")


def test_texts_of_records_can_be_stored_anywhere() -> None:
    fields = {"title": "Ju\x00dul \ud800", "body": "Isi\x00.", "url": "\x00", "author": "\x00Budi"}
    article = article_of(Record("stdin:1", fields, b""))
    assert (article.title, article.body, article.url, article.author) == ("Judul ?", "Isi.", None, "Budi")
