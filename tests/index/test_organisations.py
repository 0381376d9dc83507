"""Organisations under their short and long names, across the articles of an archive."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index import Acronym, Archive, Named, Settings, article_id, open_archive, slug

from .documents import document

KPU = "Komisi Pemilihan Umum"


def names(archive: Archive, key: str) -> list[tuple[str, str | None]]:
    mine = article_id(key)
    return [(m.name, m.id) for m in archive.documents([mine])[mine].mentions]


def test_a_short_form_that_stands_for_one_thing_is_that(archive: Archive) -> None:
    archive.put([document("a", organisations=("KPU", "PSI"), people=("KPU",))])
    assert ("KPU", "kpu") in names(archive, "a")
    archive.keep_acronyms(
        [
            Acronym("KPU", KPU, 3),
            Acronym("KPU", "Kantor Pusat Urusan", 1),
            Acronym("PSI", "Partai Solidaritas Indonesia", 4),
            Acronym("PSI", "Persatuan Sepak Bola Indonesia", 2),
        ]
    )
    # Not the person who is called so, nor what stands for two things; both remain as they are written.
    assert sorted(names(archive, "a")) == [("KPU", "kpu"), (KPU, "komisi-pemilihan-umum"), ("PSI", "psi")]


def test_what_one_article_introduces_is_too_little(archive: Archive) -> None:
    archive.put([document("a", organisations=("KPU",))])
    archive.keep_acronyms([Acronym("KPU", KPU, 1)])
    assert names(archive, "a") == [("KPU", "kpu")]


def test_articles_are_counted_once_under_both_names(archive: Archive) -> None:
    archive.put([
        document("a", organisations=("KPU", KPU)),
        document("b", organisations=("KPU",)),
        document("c", organisations=(KPU, "Bawaslu")),
        document("d", organisations=("KPU",)),
        document("e", organisations=("Bawaslu",)),
    ])  # fmt: skip
    archive.keep_acronyms([Acronym("KPU", KPU, 3)])
    archive.remove([article_id("d")])
    counts = {"komisi-pemilihan-umum": 3, "bawaslu": 2, "kpu": 0, "nobody": 0}
    assert archive.organisations.articles(list(counts)) == counts
    beside = archive.organisations.beside([article_id(each) for each in "abc"])
    assert beside == [(Named("komisi-pemilihan-umum", KPU), 3), (Named("bawaslu", "Bawaslu"), 1)]


def test_a_newer_version_counts_alone(archive: Archive) -> None:
    archive.put([document("a", organisations=("KPU",))])
    archive.put([document("a", "Baru", organisations=("Bawaslu",))])
    assert archive.organisations.articles(["kpu"]) == {"kpu": 0}
    assert archive.organisations.beside([article_id("a")]) == [(Named("bawaslu", "Bawaslu"), 1)]


FORMS = ("KPU", "Kpu", "PSI", KPU, "Partai Solidaritas Indonesia")


@given(st.lists(st.sets(st.sampled_from(FORMS)), max_size=6), st.integers(0, 3), st.integers(0, 3))
def test_counts_are_those_of_the_articles_read_one_by_one(
    articles: list[set[str]], kpu: int, psi: int
) -> None:
    archive = open_archive(Settings(data=Path("nowhere"), archive_url="sqlite:///:memory:"))
    archive.put([document(f"a{n}", organisations=tuple(sorted(each))) for n, each in enumerate(articles)])
    archive.keep_acronyms([Acronym("KPU", KPU, kpu), Acronym("PSI", "Partai Solidaritas Indonesia", psi)])
    ids = [article_id(f"a{n}") for n in range(len(articles))]
    read = [{(m.id, m.name) for m in each.mentions} for each in archive.documents(ids).values()]
    beside = archive.organisations.beside(ids)
    assert {named.id for named, _ in beside} == {key for each in read for key, _ in each}
    counts = {named.id: sum(named.id in dict(each) for each in read) for named, _ in beside}
    assert {named.id: count for named, count in beside} == counts
    assert archive.organisations.articles(list(counts)) == counts
    assert all(named.id == slug(named.name) for named, _ in beside)
    archive.close()
