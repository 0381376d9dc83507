"""Acronyms that an archive counts as articles come in."""

from __future__ import annotations

import pytest

from index import Acronym, Archive, article_id

from .documents import document

pytestmark = pytest.mark.databases

ASN = ("ASN", "Aparatur Sipil Negara")
WRITTEN_SMALL = ("ASN", "aparatur sipil negara")


def put(archive: Archive, *keys: str, pairs: tuple[str, str] = ASN, body: str = "Isi berita.") -> None:
    documents = [document(key, body=body) for key in keys]
    archive.put(documents, introduced={number: [pairs] for number in range(len(keys))})


def test_an_article_counts_once_however_often_it_comes(archive: Archive) -> None:
    put(archive, "a", "b")
    put(archive, "a")
    put(archive, "b", body="Isi lain.")
    archive.remove([article_id("a")])
    put(archive, "a")
    put(archive, "c", "c")
    assert archive.acronyms() == [Acronym(*ASN, 3)]


def test_only_what_introduces_one_is_counted(archive: Archive) -> None:
    archive.put(
        [document("a"), document("b"), document("c")],
        introduced={2: [ASN, ("KPK", "Komisi Pemberantasan Korupsi")]},
    )
    archive.put(
        [document("d"), document("e")], introduced={0: [("ASN", "Anak Sekolah Negeri"), ASN], 1: [ASN]}
    )
    assert archive.acronyms() == [
        Acronym(*ASN, 3),
        Acronym("ASN", "Anak Sekolah Negeri", 1),
        Acronym("KPK", "Komisi Pemberantasan Korupsi", 1),
    ]


def test_each_page_of_an_article_counts_when_it_comes(archive: Archive) -> None:
    pages = [document(f"p?page={n}", body=f"Isi halaman {n}.", part_of="p", part=n) for n in (1, 2, 3)]
    archive.put(pages[:1], introduced={0: [("KPK", "Komisi Pemberantasan Korupsi")]})
    archive.put(pages[1:], introduced={1: [ASN]})
    archive.put(pages, introduced={2: [ASN]})
    assert archive.acronyms() == [Acronym(*ASN, 1), Acronym("KPK", "Komisi Pemberantasan Korupsi", 1)]


def test_capitals_win_over_small_letters_and_the_first_over_others(archive: Archive) -> None:
    put(archive, "a", pairs=WRITTEN_SMALL)
    assert archive.acronyms() == [Acronym(*WRITTEN_SMALL, 1)]
    put(archive, "b")
    assert archive.acronyms() == [Acronym(*ASN, 2)]
    put(archive, "c", pairs=WRITTEN_SMALL)
    put(archive, "d", pairs=("ASN", "Aparatur sipil Negara"))
    assert archive.acronyms() == [Acronym(*ASN, 4)]


def test_two_articles_are_enough_to_spell_it_out(archive: Archive) -> None:
    put(archive, "a")
    assert archive.spelled_out(["asn"]) == {}
    put(archive, "b")
    assert archive.spelled_out(["asn"]) == {"asn": [ASN[1]]}
