"""Every answer of the engine equals the reference: articles, order, scores, counts, facets."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from whoosh.query import Or, Phrase, Prefix, Term

from index import Facet, SearchRequest, SearchResponse, Sort
from index.whoosh_engine import pairs

from .corpora import WORDS, Corpus, huge_row, ids, open_corpus, random_row
from .queries import ranked_only, requests
from .reference import Reference

# Segments, articles, seed: small ones of one to six segments, and some that span windows and blocks.
SHAPES = [*((1 + n % 6, 5 + 17 * n, n) for n in range(12)), (1, 1, 97), (4, 900, 98)]
LARGE = [(1, 20_000, 99), (3, 20_000, 100)]
EXAMPLES = settings(
    print_blob=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def close(expected: object) -> object:
    """Return what equals scores up to a millionth."""
    return pytest.approx(expected, rel=1e-6, abs=1e-6)


def made(folder: Path, segments: int, articles: int, seed: int) -> tuple[Corpus, Reference]:
    """Return an index of several segments in which articles were replaced and removed."""
    rnd = random.Random(seed)
    corpus = open_corpus(folder)
    names = ids(rnd, articles)
    for part in range(segments):
        rows = [random_row(rnd, number) for number in names[part::segments]]
        known = sorted(corpus.rows)
        rows += [random_row(rnd, number) for number in rnd.sample(known, len(known) // 10)]
        if part == 0 and articles > 100:
            rows.append(huge_row(articles))
        corpus.write(rows, rnd.sample(known, len(known) // 12), part)
    return corpus, corpus.reference()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Corpus, Reference]]:
    corpora = []
    for number, shape in enumerate(SHAPES):
        with pytest.MonkeyPatch.context() as patch:
            # In half of them a few articles make a word common: such words are told apart in pairs.
            patch.setattr(pairs, "_FEWEST", (pairs._FEWEST, 2)[number % 2])
            corpora.append(made(tmp_path_factory.mktemp("corpus"), *shape))
    return corpora


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Corpus, Reference]]:
    return [made(tmp_path_factory.mktemp("corpus"), *shape) for shape in LARGE]


def check(response: SearchResponse, reference: Reference, request: SearchRequest) -> None:
    """Compare an answer with the reference."""
    docs, scores = reference.order(request)
    assert not response.timed_out
    if request.count or request.facets:
        assert response.exact
    if response.exact:
        assert response.total == len(docs)
    assert response.total <= len(docs)
    page = docs[request.offset : request.offset + request.limit]
    found = [reference.numbers[hit.id] for hit in response.hits]
    assert len(found) == len(page)
    assert [hit.score for hit in response.hits] == close(scores[page].tolist())
    assert [hit.score for hit in response.hits] == close(scores[found].tolist())
    assert set(found) <= set(docs.tolist())
    assert len(set(found)) == len(found)
    for one, other in zip(response.hits, response.hits[1:], strict=False):
        if request.sort is Sort.RELEVANCE:
            assert (-one.score, one.id) < (-other.score, other.id)
    if request.sort is not Sort.RELEVANCE:
        assert found == page.tolist()
    assert set(response.facets) == set(request.facets)
    for facet in request.facets:
        counted = [(each.value, each.count) for each in response.facets[facet]]
        assert counted == reference.counts(request, facet), facet


def ask_all(corpora: list[tuple[Corpus, Reference]], chosen: int, request: SearchRequest) -> None:
    corpus, reference = corpora[chosen]
    note(f"{request.query!r}")
    check(corpus.engine.snapshot().search(request), reference, request)


@settings(EXAMPLES, max_examples=2_500)
@given(chosen=st.integers(0, len(SHAPES) - 1), request=requests())
def test_answers(small: list[tuple[Corpus, Reference]], chosen: int, request: SearchRequest) -> None:
    ask_all(small, chosen, request)


@settings(EXAMPLES, max_examples=250)
@given(chosen=st.integers(0, len(LARGE) - 1), request=requests())
def test_answers_over_windows_and_blocks(
    large: list[tuple[Corpus, Reference]], chosen: int, request: SearchRequest
) -> None:
    ask_all(large, chosen, request)


@settings(EXAMPLES, max_examples=400)
@given(chosen=st.integers(0, len(LARGE) - 1), request=ranked_only())
def test_the_best_are_found_though_most_are_passed_over(
    large: list[tuple[Corpus, Reference]], chosen: int, request: SearchRequest
) -> None:
    ask_all(large, chosen, request)


@pytest.mark.parametrize("chosen", [-2, -1])
def test_phrases_of_words_that_stand_often(small: list[tuple[Corpus, Reference]], chosen: int) -> None:
    corpus, reference = small[chosen]
    for size in (2, 3):
        for words in itertools.product(WORDS[:4], repeat=size):
            request = SearchRequest(Phrase("body", list(words)), limit=1_000)
            check(corpus.engine.snapshot().search(request), reference, request)


def test_articles_are_passed_over(large: list[tuple[Corpus, Reference]]) -> None:
    for corpus, reference in large:
        request = SearchRequest(Or([Term("body", "banjir"), Term("body", "rob")]), limit=3, count=False)
        response = corpus.engine.snapshot().search(request)
        assert not response.exact
        assert response.total < reference.answer(request.query)[0].sum()


def test_past_the_deadline_it_says_so_and_counts_no_more_than_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, reference = made(tmp_path, 3, 3_000, 101)
    # Time passes only when it is looked at: the search stops after every number of looks in turn.
    monkeypatch.setattr("index.whoosh_engine.execution._STEP", 1)
    request = SearchRequest(Or([Term("body", "banjir"), Prefix("body", "ro")]), facets=tuple(Facet))
    has, scores = reference.answer(request.query)
    expected = dict(zip(reference.ids, scores.tolist(), strict=True))
    totals = []
    for patience in range(15):
        looks = itertools.count().__next__
        monkeypatch.setattr("time.monotonic", looks)
        monkeypatch.setattr(corpus.engine.snapshot(), "_deadline", patience + 0.5)
        response = corpus.engine.snapshot().search(request)
        totals.append(response.total)
        assert response.timed_out == (not response.exact) == (response.total < has.sum())
        found = {hit.id: hit.score for hit in response.hits}
        assert found == close({name: expected[name] for name in found})
        for facet in Facet:
            counts = dict(reference.counts(request, facet))
            assert all(each.count <= counts[each.value] for each in response.facets[facet])
    assert totals == sorted(totals)
    assert totals[0] == 0
    assert totals[-1] == has.sum()
    assert len(set(totals)) > 3
