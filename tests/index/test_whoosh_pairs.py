"""Pairs of common words: exactly those that stand in the texts, and only where both words are common."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from whoosh.query import Phrase

from index import SearchRequest
from index.whoosh_engine import Row, pairs
from index.whoosh_engine.schema import END, TEXTS, key
from index.whoosh_engine.snapshot import SegmentsSnapshot

from .corpora import WORDS, Corpus, ids, open_corpus, random_row


def _written(corpus: Corpus) -> dict[bytes, list[int]]:
    """Return the pairs of the one segment of an index, and the ids of their articles."""
    snapshot = corpus.engine.snapshot()
    assert isinstance(snapshot, SegmentsSnapshot)
    (segment,) = snapshot.segments
    found = segment.between(END, b"\xff")
    everyone = np.arange(segment.documents, dtype=np.int32)
    ranks, docs, _ = segment.tokens(found.rows, np.arange(len(found.rows)), everyone)
    names = segment.array("ids")[docs].tolist()
    made: dict[bytes, list[int]] = {text: [] for text in found.texts()}
    for rank, name in zip(ranks.tolist(), names, strict=True):
        made[found.texts()[rank]].append(name)
    return {text: sorted(names) for text, names in made.items()}


def _expected(rows: list[Row], least: int) -> dict[bytes, list[int]]:
    """Return the same, worked out word by word."""
    having: dict[bytes, set[int]] = defaultdict(set)
    for row in rows:
        for field, terms in zip(TEXTS, row.texts, strict=True):
            for term in terms:
                having[key(field, term.text)].add(row.id)
    made: dict[bytes, set[int]] = defaultdict(set)
    for row in rows:
        for field, terms in zip(TEXTS, row.texts, strict=True):
            for one in terms:
                for other in terms:
                    words = key(field, one.text), key(field, other.text)
                    named = pairs.pair_key(*words)
                    if (
                        other.position == one.position + 1
                        and named
                        and all(len(having[w]) >= least for w in words)
                    ):
                        made[named].add(row.id)
    return {named: sorted(names) for named, names in made.items()}


@pytest.mark.parametrize("least", [1, 7, 60])
def test_the_pairs_are_those_in_the_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: int
) -> None:
    monkeypatch.setattr(pairs, "_FEWEST", least)
    monkeypatch.setattr(pairs, "_SHARE", 1_000)
    # Several windows, groups of pairs and of documents, and room for tokens that must grow.
    monkeypatch.setattr(pairs, "_WINDOW", 64)
    monkeypatch.setattr(pairs, "_PAIRS_AT_ONCE", 50)
    monkeypatch.setattr(pairs, "_DOCUMENTS_AT_ONCE", 200)
    monkeypatch.setattr(pairs, "_ROOM", 8)
    rnd = random.Random(least)
    rows = [random_row(rnd, number) for number in ids(rnd, 500)]
    corpus = open_corpus(tmp_path)
    corpus.write(rows)
    expected = _expected(rows, least)
    assert len(expected) > 20
    assert _written(corpus) == expected


def test_only_the_most_frequent_words_are_common(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "_FEWEST", 1)
    monkeypatch.setattr(pairs, "_MOST", 6)
    rnd = random.Random(5)
    rows = [random_row(rnd, number) for number in ids(rnd, 300)]
    corpus = open_corpus(tmp_path)
    corpus.write(rows)
    snapshot = corpus.engine.snapshot()
    assert isinstance(snapshot, SegmentsSnapshot)
    least = snapshot.segments[0].common
    assert _written(corpus) == _expected(rows, least) != {}
    assert len({text[2 : 2 + text[1]] for text in _written(corpus) if text[0] == END[0] + 1}) < 6


def test_words_with_marks_and_long_words_make_no_pairs() -> None:
    body = [key("body", text) for text in ("banjir", "rob", "~rob", "@rob", "x" * 127, "x" * 128)]
    assert pairs.pair_key(body[0], body[1]) == bytes((END[0] + 1, 6)) + b"banjirrob"
    assert pairs.pair_key(body[0], body[4]) is not None
    for other in (body[2], body[3], body[5], key("title", "rob"), key("people", "rob")):
        assert pairs.pair_key(body[0], other) is None
        assert pairs.pair_key(other, body[0]) is None
    assert pairs.pair_key(key("people", "budi"), key("people", "rob")) is None
    assert pairs.pair_key(key("body", "ab"), key("body", "c")) != pairs.pair_key(
        key("body", "a"), key("body", "bc")
    )


def test_a_phrase_of_common_words_reads_no_positions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "_FEWEST", 1)
    rnd = random.Random(8)
    corpus = open_corpus(tmp_path)
    corpus.write([random_row(rnd, number) for number in ids(rnd, 400)])
    snapshot = corpus.engine.snapshot()
    assert isinstance(snapshot, SegmentsSnapshot)
    request = SearchRequest(Phrase("body", WORDS[:2]), limit=400)
    before = snapshot.search(request)
    assert before.total > 0
    # Were they read, no article would have the words in a row any more.
    (segment,) = snapshot.segments
    segment.occurrences[:] = 0
    assert snapshot.search(request) == before
