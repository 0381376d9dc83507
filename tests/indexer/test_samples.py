"""The quality of extraction and recognition on the sample articles, with pinned floors."""

from __future__ import annotations

import functools
import json
from collections import Counter
from pathlib import Path
from typing import Any

from index import Article, MentionKind
from indexer.extract import Refused, extract
from indexer.recognise import recognise

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@functools.cache
def truth() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((SAMPLES / "truth.json").read_text("utf-8"))
    return rows


@functools.cache
def extracted() -> dict[str, Article | Refused]:
    found: dict[str, Article | Refused] = {}
    for row in truth():
        try:
            found[row["file"]] = extract((SAMPLES / row["file"]).read_bytes(), source=row["file"])
        except Refused as refused:
            found[row["file"]] = refused
    return found


def articles() -> list[tuple[dict[str, Any], Article]]:
    pairs = [(row, extracted()[row["file"]]) for row in truth() if row.get("article", True)]
    return [(row, article) for row, article in pairs if isinstance(article, Article)]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = text.split()
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)))


def test_there_are_enough_of_them() -> None:
    sites = Counter(row["file"].split("/")[0] for row in truth())
    assert len(sites) == 5
    assert len(truth()) >= 122
    years = {row["published"][:4] for row in truth() if row.get("article", True)}
    assert years == {str(year) for year in range(2019, 2027)}
    places = {name for row in truth() for name in row.get("places", ()) if name.startswith(("Kota", "Kab"))}
    assert len(places) >= 20
    assert len({name for row in truth() for name in row.get("people", ())}) >= 40


def test_articles_are_taken_and_front_pages_refused() -> None:
    taken = {file: isinstance(found, Article) for file, found in extracted().items()}
    assert taken == {row["file"]: row.get("article", True) for row in truth()}


def test_bodies() -> None:
    scores: dict[str, float] = {}
    for row, article in articles():
        mine, true = shingles(article.body), shingles(row["body"])
        scores[row["file"]] = 2 * (mine & true).total() / (mine.total() + true.total())
    assert sum(scores.values()) / len(scores) >= 0.99, sorted(scores.items(), key=lambda item: item[1])[:5]
    assert min(scores.values()) >= 0.9, min(scores.items(), key=lambda item: item[1])


def test_nothing_of_the_page_around_the_article_is_in_a_body() -> None:
    furniture = ("Baca Juga", "Simak juga", "Pilihan Editor", "0 Komentar", "ADVERTISEMENT", "Google News")
    for row, article in articles():
        for phrase in furniture:
            assert phrase.lower() not in article.body.lower(), (row["file"], phrase)


def test_titles_and_days() -> None:
    titles = [article.title == row["title"] for row, article in articles()]
    days = [(article.published or "")[:10] == row["published"][:10] for row, article in articles()]
    languages = [article.language == row["language"] for row, article in articles()]
    assert sum(titles) / len(titles) >= 0.97
    assert sum(days) / len(days) >= 0.99
    assert sum(languages) / len(languages) >= 0.99


def test_people_and_places() -> None:
    for kind, key, floor in ((MentionKind.PERSON, "people", 0.92), (MentionKind.PLACE, "places", 0.94)):
        right = found = wanted = 0
        for row, article in articles():
            if article.language != "id":
                continue
            names = {m.name for m in recognise(article.text) if m.kind is kind}
            right += len(names & set(row[key]))
            found += len(names)
            wanted += len(set(row[key]))
        assert 2 * right / (found + wanted) >= floor, (key, right / found, right / wanted)
