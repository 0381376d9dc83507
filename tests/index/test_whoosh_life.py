"""However articles came in, were replaced, removed and merged: the answers are the same."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from whoosh.query import Every, Phrase, Prefix, Term

from index import Facet, SearchRequest
from index.whoosh_engine import merge, pairs
from index.whoosh_engine.writer import SegmentsWriter

from .corpora import WORDS, ids, open_corpus, random_row
from .queries import requests
from .test_whoosh_answers import check

_SEED = st.integers(0, 1 << 30)


class Life(RuleBasedStateMachine):
    """An index beside the rows that it should hold."""

    @initialize(small_buffer=st.booleans(), common=st.sampled_from([1, 10, 129]))
    def begin(self, small_buffer: bool, common: int) -> None:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(pairs, "_FEWEST", common)
        self.folder = tempfile.TemporaryDirectory()
        self.corpus = open_corpus(Path(self.folder.name))
        # The writer takes a few kilobytes before it spills, so that one commit holds several segments.
        self.buffer = 40_000 if small_buffer else 100_000_000
        self.corpus.engine._buffer = self.buffer
        self.numbers = ids(random.Random(1), 400)
        self.sequence = 0

    @rule(seed=_SEED, count=st.sampled_from([1, 5, 40, 200]), gone=st.integers(0, 20))
    def write(self, seed: int, count: int, gone: int) -> None:
        """Put new and known articles, some twice, and remove some, in one commit."""
        rnd = random.Random(seed)
        rows = [random_row(rnd, rnd.choice(self.numbers)) for _ in range(count)]
        self.sequence += 1
        self.corpus.write(rows, rnd.sample(self.numbers, gone), self.sequence)

    @rule(seed=_SEED)
    def abandon(self, seed: int) -> None:
        """Leave a writer without commit."""
        rnd = random.Random(seed)
        with self.corpus.engine.writer() as writer:
            assert isinstance(writer, SegmentsWriter)
            for number in rnd.sample(self.numbers, 100):
                writer.put_row(random_row(rnd, number))

    @rule(seed=_SEED)
    def merge(self, seed: int) -> None:
        """Merge some segments, whatever the policy says."""
        with self.corpus.engine.writer() as writer:
            assert isinstance(writer, SegmentsWriter)
            count = len(writer._parts)
            chosen = random.Random(seed).sample(range(count), min(count, 1 + seed % 4))
            if chosen:
                writer._merge(sorted(chosen))
                writer._publish(self.sequence)

    @rule()
    def rebuild(self) -> None:
        """Write all articles into a new generation."""
        with self.corpus.engine.rebuild() as writer:
            assert isinstance(writer, SegmentsWriter)
            for row in self.corpus.rows.values():
                writer.put_row(row)
            writer.commit(self.sequence)

    @rule()
    def reopen(self) -> None:
        """Open the index as another process would."""
        self.corpus.engine = open_corpus(Path(self.folder.name)).engine
        self.corpus.engine._buffer = self.buffer

    @precondition(lambda self: self.corpus.rows)
    @rule(asked=st.lists(requests(), min_size=1, max_size=4))
    def ask(self, asked: list[SearchRequest]) -> None:
        snapshot = self.corpus.engine.snapshot()
        reference = self.corpus.reference()
        assert snapshot.sequence == self.sequence
        assert snapshot.ids() == reference.ids
        for request in (SearchRequest(Every(), facets=tuple(Facet)), *asked):
            check(snapshot.search(request), reference, request)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.patch.undo()
            self.folder.cleanup()


Life.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestLife = Life.TestCase


def test_a_common_word_is_merged_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "_TOKENS", 200)
    monkeypatch.setattr(merge, "_TERM_BLOCKS", 1)
    monkeypatch.setattr(merge, "_KEY_BLOCKS", 1)
    corpus = open_corpus(tmp_path)
    rnd = random.Random(3)
    names = ids(rnd, 1_200)
    for part in range(5):
        corpus.write([random_row(rnd, n) for n in names[part::5]], names[part : part + 3], part)
    snapshot = corpus.engine.snapshot()
    assert len(snapshot.segments) < 5
    reference = corpus.reference()
    queries = [
        *(Term("body", word) for word in WORDS),
        Phrase("body", ["banjir", "banjar"]),
        Prefix("title", "b"),
    ]
    for query in (Every(), *queries):
        request = SearchRequest(query, facets=tuple(Facet), limit=500)
        check(snapshot.search(request), reference, request)
