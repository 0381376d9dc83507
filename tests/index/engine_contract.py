"""What every engine must do. A test module subclasses `EngineContract` and gives `engine`."""

from __future__ import annotations

from dataclasses import replace

import pytest
from whoosh.query import And, Every, Not, NullQuery, NumericRange, Or, Phrase, Prefix, Query, Term

from index import (
    Difference,
    Document,
    Engine,
    EngineError,
    Facet,
    Filters,
    Period,
    SearchRequest,
    SearchResponse,
    Sort,
    article_id,
)

from .documents import document

DOCUMENTS = [
    document(
        "rob", "Banjir rob di Kota Pekalongan", "Warga mencegah banjir rob. Salahudin hadir.",
        "2024-11-04T10:15:00+07:00", ("Salahudin",), ("Kota Pekalongan",),
    ),
    document(
        "pasar", "Kebakaran pasar", "Pasar terbakar, warga mengungsi. Salahudin datang.",
        "2024-11", ("Salahudin", "Mahbub Syauqi"), ("Kabupaten Pekalongan",), ("BPBD",),
    ),
    document(
        "batang", "Pencegahan konflik", "Konflik dicegah.", "2023-05-01", (), ("Kabupaten Batang",),
        ("BPBD", "Komisi Pemilihan Umum"),
    ),
    document("kota", "Banjir Jakarta", "Banjir banjir banjir.", "2022", ("Rina Wijaya",), ("DKI Jakarta",)),
    document("tanpa", "Tanpa tanggal", "Berita tanpa tanggal tentang banjir."),
]  # fmt: skip


def fill(engine: Engine, documents: list[Document], sequence: int = 1) -> None:
    with engine.writer() as writer:
        for each in documents:
            writer.put(each)
        writer.commit(sequence)


def ask(engine: Engine, query: Query | None = None, **request: object) -> SearchResponse:
    return engine.snapshot().search(SearchRequest(query or Every(), **request))  # type: ignore[arg-type]


def found(response: SearchResponse) -> set[str]:
    names = {article_id(key): key for key in ("rob", "pasar", "batang", "kota", "tanpa", "baru")}
    return {names.get(hit.id, hit.id) for hit in response.hits}


class EngineContract:
    """Tests that hold for every engine."""

    @pytest.fixture
    def engine(self) -> Engine:
        """Return an empty engine."""
        raise AssertionError("a subclass gives the engine")

    @pytest.fixture
    def filled(self, engine: Engine) -> Engine:
        fill(engine, DOCUMENTS, 5)
        return engine

    def test_empty(self, engine: Engine) -> None:
        response = ask(engine, facets=tuple(Facet))
        assert (response.total, list(response.hits), response.sequence) == (0, [], 0)
        assert engine.sequence() == 0

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            (Every(), {"rob", "pasar", "batang", "kota", "tanpa"}),
            (NullQuery, set()),
            (Term("body", "banjir"), {"rob", "kota", "tanpa"}),
            (Term("title", "banjir"), {"rob", "kota"}),
            (Term("body", "~cegah"), {"rob", "batang"}),
            (Term("body", "cegah"), set()),
            (And([Term("body", "banjir"), Term("body", "rob")]), {"rob"}),
            (Or([Term("body", "rob"), Term("body", "konflik")]), {"rob", "batang"}),
            (And([Term("body", "banjir"), Not(Term("body", "rob"))]), {"kota", "tanpa"}),
            (Not(Term("body", "banjir")), {"pasar", "batang"}),
            (Phrase("body", ["banjir", "rob"]), {"rob"}),
            (Phrase("body", ["rob", "banjir"]), set()),
            (Prefix("body", "meng"), {"pasar"}),
            (Term("person_text", "salahudin"), {"rob", "pasar"}),
            (Phrase("place_text", ["kota", "pekalongan"]), {"rob"}),
            (NumericRange("first_day", None, 738_500), {"kota"}),
            (Term("nosuchfield", "x"), set()),
        ],
    )
    def test_matching(self, filled: Engine, query: Query, expected: set[str]) -> None:
        response = ask(filled, query)
        assert found(response) == expected
        assert response.total == len(expected)

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            (Filters(places=("33",)), {"rob", "pasar", "batang"}),
            (Filters(places=("33.75",)), {"rob"}),
            (Filters(places=("33.75", "31")), {"rob", "kota"}),
            (Filters(places=("99",)), set()),
            (Filters(people=("salahudin",)), {"rob", "pasar"}),
            (Filters(places=("33.75",), people=("mahbub-syauqi",)), set()),
            (Filters(organisations=("bpbd",)), {"pasar", "batang"}),
            (Filters(organisations=("komisi-pemilihan-umum", "kpk")), {"batang"}),
            (Filters(people=("salahudin",), organisations=("bpbd",)), {"pasar"}),
            (Filters(date_from="2024-11-01"), {"rob", "pasar"}),
            (Filters(date_from="2024-11-05", date_to="2024-11-30"), {"pasar"}),
            (Filters(date_to="2023-05-01"), {"batang", "kota"}),
            (Filters(date_from="2022-07-01", date_to="2022-07-01"), {"kota"}),
        ],
    )
    def test_filters(self, filled: Engine, filters: Filters, expected: set[str]) -> None:
        response = ask(filled, filters=filters)
        assert found(response) == expected
        assert response.total == len(expected)

    def test_facets_count_articles(self, filled: Engine) -> None:
        facets = ask(filled, facets=(Facet.PERSON, *Facet)).facets
        places = {c.value: c.count for c in facets[Facet.PLACE]}
        assert places == {"33": 3, "33.75": 1, "33.26": 1, "33.25": 1, "31": 1}
        assert [(c.value, c.count) for c in facets[Facet.PERSON]] == [
            ("salahudin", 2), ("mahbub-syauqi", 1), ("rina-wijaya", 1),
        ]  # fmt: skip
        assert [(c.value, c.count) for c in facets[Facet.ORGANISATION]] == [
            ("bpbd", 2), ("komisi-pemilihan-umum", 1),
        ]  # fmt: skip
        assert [(c.value, c.count) for c in facets[Facet.DATE]] == [
            ("2022", 1), ("2023", 1), ("2023-05", 1), ("2023-05-01", 1),
            ("2024", 2), ("2024-11", 2), ("2024-11-04", 1),
        ]  # fmt: skip

    def test_the_finest_period_of_the_date_facet(self, filled: Engine) -> None:
        def listed(period: Period) -> list[str]:
            return [c.value for c in ask(filled, facets=(Facet.DATE,), period=period).facets[Facet.DATE]]

        assert listed(Period.YEAR) == ["2022", "2023", "2024"]
        assert listed(Period.MONTH) == ["2022", "2023", "2023-05", "2024", "2024-11"]

    def test_a_facet_obeys_the_filters_of_the_others_only(self, filled: Engine) -> None:
        filters = Filters(places=("33.75",), people=("salahudin",))
        response = ask(filled, filters=filters, facets=tuple(Facet))
        assert response.total == 1
        assert {c.value: c.count for c in response.facets[Facet.PLACE]} == {"33": 2, "33.75": 1, "33.26": 1}
        assert {c.value: c.count for c in response.facets[Facet.PERSON]} == {"salahudin": 1}
        assert [c.value for c in response.facets[Facet.DATE]] == ["2024", "2024-11", "2024-11-04"]
        assert list(response.facets[Facet.ORGANISATION]) == []
        chosen = Filters(people=("salahudin",), organisations=("komisi-pemilihan-umum",))
        response = ask(filled, filters=chosen, facets=tuple(Facet))
        assert response.total == 0
        assert {c.value: c.count for c in response.facets[Facet.ORGANISATION]} == {
            "bpbd": 1, "komisi-pemilihan-umum": 0,
        }  # fmt: skip
        assert [(c.value, c.count) for c in response.facets[Facet.PERSON]] == [("salahudin", 0)]

    def test_a_chosen_value_is_listed_beyond_the_limit(self, filled: Engine) -> None:
        filters = Filters(people=("rina-wijaya",))
        counts = ask(filled, filters=filters, facets=(Facet.PERSON,), facet_limit=1).facets[Facet.PERSON]
        assert [(c.value, c.count) for c in counts] == [("salahudin", 2), ("rina-wijaya", 1)]

    def test_sort_by_date_puts_undated_last(self, filled: Engine) -> None:
        def order(sort: Sort) -> list[str]:
            return [hit.id for hit in ask(filled, sort=sort).hits]

        keys = ["rob", "pasar", "batang", "kota"]
        assert order(Sort.NEWEST) == [article_id(k) for k in [*keys, "tanpa"]]
        assert order(Sort.OLDEST) == [article_id(k) for k in [*reversed(keys), "tanpa"]]

    def test_relevance_prefers_the_article_that_says_it_more(self, filled: Engine) -> None:
        hits = ask(filled, Term("body", "banjir")).hits
        assert hits[0].id == article_id("kota")
        assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
        assert hits[0].score > hits[-1].score > 0

    @pytest.mark.parametrize("sort", list(Sort))
    def test_paging_neither_skips_nor_repeats(self, engine: Engine, sort: Sort) -> None:
        fill(engine, [document(f"sama-{n}", "Sama", "Isi sama.", "2024-01-01") for n in range(23)])
        whole = [hit.id for hit in ask(engine, sort=sort, limit=100).hits]
        pages = [hit.id for at in range(0, 30, 5) for hit in ask(engine, sort=sort, limit=5, offset=at).hits]
        assert pages == whole
        assert len(set(whole)) == 23

    def test_replacing(self, filled: Engine) -> None:
        fill(filled, [document("rob", "Gempa", "Gempa bumi.", "2020-01-01")], 6)
        assert found(ask(filled, Term("body", "rob"))) == set()
        assert found(ask(filled, Term("body", "gempa"))) == {"rob"}
        assert filled.snapshot().count == 5

    def test_replacing_within_one_commit(self, engine: Engine) -> None:
        fill(engine, [document("rob", "Satu", "Pertama."), document("rob", "Dua", "Kedua.")])
        assert engine.snapshot().count == 1
        assert found(ask(engine, Term("title", "dua"))) == {"rob"}
        assert found(ask(engine, Term("title", "satu"))) == set()

    def test_removing(self, filled: Engine) -> None:
        with filled.writer() as writer:
            writer.remove(article_id("rob"))
            writer.remove(article_id("tidak-ada"))
            writer.commit(7)
        response = ask(filled, facets=(Facet.PERSON,))
        assert found(response) == {"pasar", "batang", "kota", "tanpa"}
        assert {c.value: c.count for c in response.facets[Facet.PERSON]}["salahudin"] == 1
        assert filled.sequence() == response.sequence == 7

    def test_nothing_is_visible_before_commit(self, filled: Engine) -> None:
        with filled.writer() as writer:
            writer.put(document("baru"))
            assert filled.snapshot().count == 5
        assert filled.snapshot().count == 5
        assert filled.sequence() == 5

    def test_a_snapshot_never_changes(self, filled: Engine) -> None:
        before = filled.snapshot()
        fill(filled, [document("baru", "Baru", "Banjir baru.")], 6)
        assert before.search(SearchRequest(Term("body", "banjir"))).total == 3
        assert (before.count, before.sequence) == (5, 5)
        assert filled.snapshot().search(SearchRequest(Term("body", "banjir"))).total == 4

    def test_several_commits_of_one_writer(self, engine: Engine) -> None:
        with engine.writer() as writer:
            for number in range(1, 4):
                writer.put(document(f"d{number}"))
                writer.commit(number)
                assert engine.snapshot().count == engine.sequence() == number

    def test_one_writer_at_a_time(self, engine: Engine) -> None:
        with engine.writer(), pytest.raises(EngineError, match="another program"):
            engine.writer()
        engine.writer().abort()

    def test_rebuild_swaps_at_commit(self, filled: Engine) -> None:
        old = filled.snapshot()
        with filled.rebuild() as writer:
            writer.put(document("baru", "Baru", "Semua baru."))
            assert filled.snapshot().count == 5
            writer.commit(9)
        assert found(ask(filled)) == {"baru"}
        assert filled.sequence() == 9
        assert old.count == 5
        assert len(old.search(SearchRequest(Every())).hits) == 5

    def test_an_abandoned_rebuild_changes_nothing(self, filled: Engine) -> None:
        with filled.rebuild() as writer:
            writer.put(document("baru"))
        assert filled.snapshot().count == 5
        with filled.rebuild() as writer:
            writer.commit(6)
        assert filled.snapshot().count == 0

    def test_ids(self, filled: Engine) -> None:
        assert filled.snapshot().ids() == sorted(each.article.id for each in DOCUMENTS)

    def test_differences(self, filled: Engine) -> None:
        snapshot = filled.snapshot()
        assert list(snapshot.differences(DOCUMENTS)) == []
        assert snapshot.damage() == []
        dateless = replace(DOCUMENTS[1].article, published=None)
        silent = replace(DOCUMENTS[3], mentions=())
        retold = document("tanpa", "Tanpa tanggal", "Berita tentang banjir tanpa tanggal.")
        held = [document("baru"), DOCUMENTS[0], Document(dateless, DOCUMENTS[1].mentions), silent, retold]
        assert set(snapshot.differences(held)) == {
            Difference(article_id("baru"), "missing"),
            *(Difference(article_id(key), "different") for key in ("pasar", "kota", "tanpa")),
            Difference(article_id("batang"), "unknown"),
        }

    def test_differences_after_replacing_and_removing(self, filled: Engine) -> None:
        fresh = document("rob", "Gempa", "Gempa bumi.", "2020-01-01", ("Budi Santoso",))
        with filled.writer() as writer:
            writer.put(fresh)
            writer.remove(article_id("kota"))
            writer.commit(6)
        held = [fresh, *(each for each in DOCUMENTS[1:] if each.article.identity != "kota")]
        assert list(filled.snapshot().differences(held)) == []

    def test_state(self, filled: Engine) -> None:
        before = filled.state()
        with filled.rebuild() as writer:
            writer.commit(6)
        assert filled.state().generation != before.generation
        assert before.size > 0
