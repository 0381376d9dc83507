"""One person, place or organisation: when, with whom, where and in what offices."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import (
    Acronym,
    Action,
    Decision,
    Document,
    Named,
    Settings,
    article_id,
    catch_up,
    open_archive,
    open_engine,
)
from search import ParamsError, SearchParams, SearchService, to_payload
from search.entities import log_likelihood
from search.offices import held as offices_told

from ..index.documents import document


def held(made: Document, office: str) -> Document:
    """The same with an office of its first person."""
    return Document(made.article, (replace(made.mentions[0], office=office), *made.mentions[1:]))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[SearchService]:
    settings = Settings(data=tmp_path)
    archive = open_archive(settings)
    budi, ani, coki = ("Budi Santoso",), ("Ani Lestari",), ("Coki",)
    archive.put([
        held(document("a", people=budi, published="2020-03-01", in_places=("Kota Tegal",), organisations=("KPU",)),
             "Camat Tegal Barat"),
        held(document("b", people=budi + ani, published="2021-04", in_places=("Kota Tegal",), organisations=("Komisi Pemilihan Umum",)), "camat Tegal Barat"),
        held(document("c", people=budi + ani + coki, published="2024-04-02"), "Wali Kota Tegal"),
        held(document("d", people=budi), "Wali Kota Tegal"),
        *(document(f"e{n}", people=coki, published="2022") for n in range(8)),
        document("f", people=("B. Santoso",), published="2024-04-09"),
        document("g", people=("Dewi Anggraini", "Eka Putra")),
    ])  # fmt: skip
    archive.keep_acronyms([Acronym("KPU", "Komisi Pemilihan Umum", 2)])
    archive.people.decide([Decision(Action.MERGE, "b-santoso", "budi-santoso")])
    catch_up(archive, open_engine(settings))
    archive.close()
    service = SearchService(settings)
    yield service
    service.close()


def test_a_person(service: SearchService) -> None:
    view = service.person("B. Santoso")
    assert view is not None
    assert view.entity == Named("budi-santoso", "Budi Santoso")
    assert view.names == ("b-santoso", "budi-santoso")
    assert view.articles == 5
    assert {each.value: each.count for each in view.months} == {"2020-03": 1, "2021-04": 1, "2024-04": 2}
    # Coki is named beside him once, and by chance would be three times.
    assert [(each.named.name, each.articles) for each in view.people] == [("Ani Lestari", 2)]
    assert [(each.named.name, each.articles) for each in view.places] == [("Kota Tegal", 2)]
    assert [(each.named.name, each.articles) for each in view.organisations] == [("Komisi Pemilihan Umum", 2)]
    assert (
        view.offices
        == (
            ("Wali Kota Tegal", 2, "2024-04-02", "2024-04-02"),
            ("Camat Tegal Barat", 2, "2020-03-01", "2021-04"),
        )[::-1]
    )
    assert view.payload()["offices"][0] == {
        "office": "Camat Tegal Barat", "articles": 2, "first": "2020-03-01", "last": "2021-04",
    }  # fmt: skip


def test_a_place(service: SearchService) -> None:
    view = service.place("Kota Tegal")
    assert view is not None
    assert view.entity == Named("33.76", "Kota Tegal")
    assert view.articles == 2
    assert [each.value for each in view.months] == ["2020-03", "2021-04"]
    # Ani Lestari stands in one of the two articles only.
    assert [(each.named.name, each.articles) for each in view.people] == [("Budi Santoso", 2)]
    # Neither what it lies in nor itself stands beside it.
    assert view.places == ()
    assert [each.named.id for each in view.organisations] == ["komisi-pemilihan-umum"]
    assert not {"names", "offices"} & view.payload().keys()
    assert service.place("Jawa Tengah") == replace(view, entity=Named("33", "Jawa Tengah"))


@pytest.mark.parametrize("name", ["KPU", "kpu", "Komisi Pemilihan Umum", "komisi-pemilihan-umum"])
def test_an_organisation_under_any_name(service: SearchService, name: str) -> None:
    view = service.organisation(name)
    assert view is not None
    assert view.entity == Named("komisi-pemilihan-umum", "Komisi Pemilihan Umum")
    assert view.names == ("komisi-pemilihan-umum", "kpu")
    assert view.articles == 2
    assert [each.value for each in view.months] == ["2020-03", "2021-04"]
    assert [(each.named.name, each.articles) for each in view.people] == [("Budi Santoso", 2)]
    assert [(each.named.name, each.articles) for each in view.places] == [("Kota Tegal", 2)]
    # Neither of its names stands beside it.
    assert view.organisations == ()
    assert "offices" not in view.payload()


def test_only_what_articles_say_now_counts_for_an_organisation(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    archive, engine = open_archive(settings), open_engine(settings)
    archive.put([document(each, organisations=("KPU",)) for each in "ab"])
    archive.put([document("a", "Baru", organisations=("Bawaslu",))])
    catch_up(archive, engine)
    service = SearchService(settings)
    held = {name: service.organisation(name) for name in ("KPU", "Bawaslu")}
    assert {name: view and view.articles for name, view in held.items()} == {"KPU": 1, "Bawaslu": 1}
    archive.remove([article_id("a"), article_id("b")])
    catch_up(archive, engine)
    assert service.organisation("KPU") is service.organisation("Bawaslu") is None
    service.close()
    archive.close()


def test_what_is_no_organisation(service: SearchService) -> None:
    assert service.organisation("Bawaslu") is None
    assert service.organisation("Kota Tegal") is None
    assert service.organisation("…") is None


def test_of_a_single_article_all_names_stand_beside(service: SearchService) -> None:
    view = service.person("Dewi Anggraini")
    assert view is not None
    assert view.articles == 1
    assert [each.named.name for each in view.people] == ["Eka Putra"]


def test_a_place_that_is_none_or_not_named(service: SearchService) -> None:
    assert service.place("Kota Batam") is None
    with pytest.raises(ParamsError, match="no place is called 'Dewi'"):
        service.place("Dewi")
    with pytest.raises(ParamsError, match=r"several places .* Kota Tegal \(33.76\)"):
        service.place("Tegal")


def test_who_is_not_named(service: SearchService) -> None:
    assert service.person("Dewi") is None
    with pytest.raises(ParamsError):
        service.person("…")


def test_an_article_tells_the_office_that_it_gives(service: SearchService) -> None:
    found = service.person("budi-santoso")
    assert found is not None
    view = service.article(document("c").article.id)
    assert view is not None
    assert dict(view.offices) == {"budi-santoso": "Wali Kota Tegal"}


COUNT = st.integers(0, 50)


@given(COUNT, COUNT, COUNT, COUNT)
def test_the_score_is_that_of_observed_against_expected(
    both: int, one: int, other: int, neither: int
) -> None:
    every = both + one + other + neither
    score = log_likelihood(both, both + one, both + other, every)
    rows, columns = (both + one, other + neither), (both + other, one + neither)
    cells = ((both, 0, 0), (one, 0, 1), (other, 1, 0), (neither, 1, 1))
    expected = 2 * sum(
        count * math.log(count * every / (rows[row] * columns[column]))
        for count, row, column in cells
        if count
    )
    positive = both * every > (both + one) * (both + other)
    assert score == pytest.approx(expected if positive else 0.0, abs=1e-9)
    assert score >= -1e-9


def test_a_person_who_is_renamed_keeps_id_slug_and_address(service: SearchService, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    archive = open_archive(settings)
    archive.people.decide([Decision(Action.RENAME, "ani-lestari", "Ani Lestari, S.H.")])
    catch_up(archive, open_engine(settings))
    archive.close()
    rows = to_payload(service.search(SearchParams()))["facets"]["person"]
    row = next(row for row in rows if row["label"] == "Ani Lestari, S.H.")
    assert (row["value"], row["slug"]) == ("ani-lestari", "ani-lestari")
    view = service.person(row["slug"])
    assert view is not None
    assert view.articles == row["count"] == 2


def test_offices_are_told_by_date_and_one_for_all_ways_to_write_it() -> None:
    def spelled_out(words: Sequence[str]) -> Mapping[str, Sequence[str]]:
        known = {
            "ketum": ["Ketua Umum"],
            "ri": ["Republik Indonesia"],
            "pd": ["Partai Demokrat", "Perangkat Daerah"],
        }
        return {word: known[word] for word in words if word in known}

    told = [
        ("Ketum PDIP", "2021-05-01"),
        ("Ketua Umum PDIP", "2020-01-01"),
        ("Ketua Umum PDIP", None),
        ("Presiden RI", "2019-05-01"),
        ("presiden", "2018-01-02T10:00"),
        ("Presiden", None),
        ("Presiden", None),
        ("Saksi", None),
    ]
    assert offices_told(told, spelled_out) == (
        ("Presiden", 4, "2018-01-02", "2019-05-01"),
        ("Ketua Umum PDIP", 3, "2020-01-01", "2021-05-01"),
        ("Saksi", 1, None, None),
    )
    # What one of very many tells is a headline's.
    assert [each.office for each in offices_told([*told, *[("Presiden", "2024-01-01")] * 200], spelled_out)] == [
        "Presiden", "Ketua Umum PDIP",
    ]  # fmt: skip
