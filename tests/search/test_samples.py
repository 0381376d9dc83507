"""Searching the sample articles: names never meet the words that a stemmer would make of them."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import Settings
from search import SearchParams, SearchService
from tests.conftest import Archive

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="module")
def service(sample_archive: Archive) -> Iterator[SearchService]:
    service = SearchService(Settings(data=sample_archive.data))
    yield service
    service.close()


@functools.cache
def texts() -> dict[str, str]:
    rows: list[dict[str, Any]] = json.loads((SAMPLES / "truth.json").read_text("utf-8"))
    return {
        row["title"]: f"{row['title']}\n{row['body']}".lower() for row in rows if row.get("article", True)
    }


def found(service: SearchService, q: str) -> set[str]:
    return {result.title.text for result in service.search(SearchParams(q=q, limit=100)).results}


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("Pemalang", "malang"), ("malang", "pemalang"), ("Pekalongan", "kalong"), ("kalong", "pekalongan"),
        ("Bekasi", "bekas"), ("bekas", "bekasi"), ("Kediri", "diri"), ("diri", "kediri"), ("Bali", "bal"),
        ("Maluku", "malu"), ("malu", "maluku"),
    ],
)  # fmt: skip
def test_a_name_never_returns_articles_of_the_other_word_only(
    service: SearchService, query: str, other: str
) -> None:
    word = re.compile(rf"\b{query.lower()}\b")
    only_other = {
        title
        for title, text in texts().items()
        if re.search(rf"\b{other}\b", text) and query.lower() not in text
    }
    with_query = {title for title, text in texts().items() if word.search(text)}
    answer = found(service, query)
    assert not answer & only_other
    assert with_query & texts().keys() <= answer


@pytest.mark.parametrize("query", ["mencegah", "pencegahan", "dicegah"])
def test_forms_of_a_word_find_each_other(service: SearchService, query: str) -> None:
    forms = re.compile(r"\b(?:mencegah|pencegahan|dicegah)\b")
    assert {title for title, text in texts().items() if forms.search(text)} <= found(service, query)


def test_a_phrase_finds_only_itself(service: SearchService) -> None:
    expected = {title for title, text in texts().items() if "mencegah konflik" in text}
    assert found(service, '"mencegah konflik"') == expected != set()


def test_jumat_is_found_in_all_its_spellings(service: SearchService) -> None:
    expected = {title for title, text in texts().items() if re.search(r"\bjum['’]?at\b", text)}
    for spelling in ("Jumat", "Jum'at", "Jum’at"):
        assert found(service, spelling) == expected != set()
