"""Pages by writers who had not seen the extractor, each marked up in another way; with pinned floors.

All texts and people are invented; the names of newspapers stand for their manner of making pages. A post of a social
network that a text quotes is part of it.
"""

from __future__ import annotations

import functools
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bench.extraction import overlap
from index import Article
from indexer.extract import extract

UNSEEN = Path(__file__).with_name("unseen")
MEAN, LEAST = 0.995, 0.95
TITLES, DAYS, AUTHORS = 1.0, 0.97, 0.9


@functools.cache
def truth() -> dict[str, dict[str, Any]]:
    return {row["page"]: row for row in json.loads((UNSEEN / "truth.json").read_text("utf-8"))}


@functools.cache
def extracted(page: str) -> Article:
    return extract(gzip.decompress((UNSEEN / f"{page}.html.gz").read_bytes()), source=page)


def f1(page: str) -> float:
    return overlap(extracted(page).body, "\n".join(truth()[page]["paragraphs"])).f1


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


@pytest.mark.parametrize("page", sorted(truth()))
def test_each_body(page: str) -> None:
    assert f1(page) >= LEAST


def test_all_bodies() -> None:
    assert len(truth()) >= 49
    assert sum(map(f1, truth())) / len(truth()) >= MEAN


def test_titles_days_and_authors() -> None:
    rows = [(extracted(page), row) for page, row in truth().items()]
    assert share([article.title == row["title"] for article, row in rows]) >= TITLES
    assert share([(article.published or "")[:10] == row["published"][:10] for article, row in rows]) >= DAYS
    assert share([article.author == row["author"] for article, row in rows]) >= AUTHORS
