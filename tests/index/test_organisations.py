"""Organisations under their short and long names, across the articles of an archive."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Acronym, Archive, Named, article_id, slug, usual_name

from .databases import another
from .documents import document

pytestmark = pytest.mark.databases

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


def test_a_short_form_is_one_in_any_case(archive: Archive) -> None:
    archive.put([document("a", organisations=("Kpu",)), document("b", organisations=("KPU Watch",))])
    archive.keep_acronyms([Acronym("KPU", KPU, 3)])
    assert names(archive, "a") == [(KPU, "komisi-pemilihan-umum")]
    # Of a longer name it is a part.
    assert names(archive, "b") == [("KPU Watch", "kpu-watch")]


def test_a_short_form_may_have_several_words(archive: Archive) -> None:
    archive.put([document("a", organisations=("Satpol PP",))])
    archive.keep_acronyms([Acronym("Satpol PP", "Satuan Polisi Pamong Praja", 3)])
    assert names(archive, "a") == [("Satuan Polisi Pamong Praja", "satuan-polisi-pamong-praja")]


def test_a_short_form_before_a_place_is_what_it_stands_for(archive: Archive) -> None:
    written = (
        "Pemkab Tegal",
        "Satpol PP Kota Tegal",
        "Polresta Malang Kota",
        "KBRI Kuala Lumpur",
        "KPU Watch Tegal",
        # There is none in every place.
        "AS Roma",
        "PSIS Semarang",
    )
    archive.put(
        [document("a", organisations=written), document("b", organisations=("Pemerintah Kabupaten Tegal",))]
    )
    archive.keep_acronyms([
        Acronym("KPU", KPU, 3),
        Acronym("Pemkab", "Pemerintah Kabupaten", 9),
        Acronym("Satpol PP", "Satuan Polisi Pamong Praja", 9),
        Acronym("Polresta", "Kepolisian Resor Kota", 9),
        Acronym("KBRI", "Kedutaan Besar Republik Indonesia", 9),
        Acronym("AS", "Amerika Serikat", 9),
        Acronym("PSIS", "Persatuan Sepakbola Indonesia Semarang", 9),
    ])  # fmt: skip
    assert {name for name, _ in names(archive, "a")} == {
        "Pemerintah Kabupaten Tegal",
        "Satuan Polisi Pamong Praja Kota Tegal",
        "Kepolisian Resor Kota Malang Kota",
        "Kedutaan Besar Republik Indonesia Kuala Lumpur",
        "KPU Watch Tegal",
        "AS Roma",
        "PSIS Semarang",
    }
    one = Named("pemerintah-kabupaten-tegal", "Pemerintah Kabupaten Tegal")
    assert archive.organisations.called(["pemkab-tegal", one.id]) == {"pemkab-tegal": one, one.id: one}
    every = (one.id, "pemkab-tegal")
    assert archive.organisations.names([one.id, "pemkab-tegal"]) == dict.fromkeys(
        (one.id, "pemkab-tegal"), every
    )


def test_an_index_holds_what_articles_write(archive: Archive) -> None:
    archive.put([document("a", organisations=("KPU",))])
    archive.keep_acronyms([Acronym("KPU", KPU, 3)])
    [entry], [change] = archive.entries(), archive.changes(0, 10)
    assert entry.document == change.document
    assert [(m.name, m.id) for m in entry.document.mentions] == [("KPU", "kpu")]


def test_what_organisations_are_called(archive: Archive) -> None:
    archive.put([
        document("a", organisations=("KPU", KPU.lower(), "PSI")),
        document("b", organisations=("Bawaslu",)),
        document("c", organisations=("BAWASLU",)),
        document("d", organisations=("Bawaslu",)),
    ])  # fmt: skip
    archive.keep_acronyms(
        [Acronym("KPU", KPU, 3), Acronym("PSI", "Partai Satu", 2), Acronym("PSI", "Partai Dua", 2)]
    )
    one = Named("komisi-pemilihan-umum", KPU)
    assert archive.organisations.called(["kpu", "komisi-pemilihan-umum", "bawaslu", "psi", "nobody"]) == {
        "kpu": one,
        "komisi-pemilihan-umum": one,
        "bawaslu": Named("bawaslu", "Bawaslu"),
        "psi": Named("psi", "PSI"),
    }
    assert archive.organisations.names(["komisi-pemilihan-umum", "psi", "nobody"]) == {
        "komisi-pemilihan-umum": ("komisi-pemilihan-umum", "kpu"),
        "psi": ("psi",),
        "nobody": ("nobody",),
    }


def test_an_organisation_is_found_by_what_it_is_called_elsewhere(archive: Archive) -> None:
    archive.put([
        document("a", organisations=("Partai Gerindra", "PDIP", "DPR", "Polda Metro Jaya")),
        # As it was recognised before, and as an acronym has it.
        document("b", organisations=("Gerindra", "DPR RI", "Komisi Pemberantasan Korupsi")),
    ])  # fmt: skip
    archive.keep_acronyms([
        Acronym("PDIP", "Partai Demokrasi Indonesia Perjuangan", 9),
        Acronym("Gerindra", "Gerakan Indonesia Raya", 9),
        Acronym("KPK", "Komisi Pemberantasan Korupsi Republik Indonesia", 9),
    ])  # fmt: skip
    assert {name for name, _ in names(archive, "b")} == {
        "Partai Gerindra",
        "DPR",
        "Komisi Pemberantasan Korupsi",
    }
    asked = {
        "gerindra": "partai-gerindra", "partai-gerindra": "partai-gerindra", "gerakan-indonesia-raya": "partai-gerindra",
        "pdi-perjuangan": "pdip", "partai-demokrasi-indonesia-perjuangan": "pdip",
        "dpr": "dpr", "dpr-ri": "dpr", "metro-jaya": "polda-metro-jaya",
        "kpk": "komisi-pemberantasan-korupsi", "komisi-pemberantasan-korupsi": "komisi-pemberantasan-korupsi",
    }  # fmt: skip
    found = archive.organisations.names([*asked])
    for key, own in asked.items():
        assert {key, own} <= {*found[key]}
        assert all(archive.organisations.names([other])[other] == found[key] for other in found[key])
    assert archive.organisations.called(["gerindra"]) == {
        "gerindra": Named("partai-gerindra", "Partai Gerindra")
    }


def test_a_firm_is_one_with_its_form_and_without(archive: Archive) -> None:
    archive.put([
        document("a", organisations=("PT Telkom Indonesia Tbk", "PLN", "Komnas HAM RI")),
        document("b", organisations=("Telkom Indonesia", "PT PLN")),
    ])  # fmt: skip
    archive.keep_acronyms([Acronym("Komnas HAM", "Komisi Nasional Hak Asasi Manusia", 9)])
    one = Named("telkom-indonesia", "Telkom Indonesia")
    for name in ("PT Telkom Indonesia", "telkom-indonesia", "pt-telkom-indonesia-tbk"):
        assert archive.organisations.asked(name) == one
    assert archive.organisations.names(["telkom-indonesia"]) == {
        "telkom-indonesia": ("pt-telkom-indonesia-tbk", "telkom-indonesia")
    }
    assert archive.organisations.names(["pt-pln"]) == {"pt-pln": ("pln", "pt-pln")}
    assert archive.organisations.asked("Komnas HAM RI") == archive.organisations.asked("komnas-ham")
    assert {name for name, _ in names(archive, "b")} == {"Telkom Indonesia", "PLN"}


def test_the_kind_of_a_place_may_be_said(archive: Archive) -> None:
    archive.put(
        [document("a", organisations=("DPRD Depok", "DPRD Kota Bogor", "DPRD Bogor", "Polda Jawa Timur"))]
    )
    asked = {
        "DPRD Kota Depok": "DPRD Depok", "dprd-kota-depok": "DPRD Depok", "DPRD Kota Bogor": "DPRD Kota Bogor",
        "DPRD Kabupaten Bogor": "DPRD Bogor", "Polda Provinsi Jawa Timur": "Polda Jawa Timur",
    }  # fmt: skip
    for name, own in asked.items():
        assert archive.organisations.asked(name) == Named(slug(own), own)
    assert archive.organisations.asked("DPRD Kota Tegal") is None
    assert archive.organisations.asked("Kota") is None


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("Golkar", "Partai Golkar"),
        ("GOLKAR", "Partai Golkar"),
        ("partai-golkar", "Partai Golkar"),
        ("DPR-RI", "DPR"),
        ("dpr-ri", "dpr"),
        ("Kementerian Agama Republik Indonesia", "Kementerian Agama"),
        ("Kemenkes RI", "Kemenkes"),
        ("Kementrian Dalam Negeri RI", "Kementerian Dalam Negeri"),
        ("kementrian-agama", "kementerian-agama"),
        # What is called so.
        ("Kedutaan Besar Republik Indonesia", "Kedutaan Besar Republik Indonesia"),
        ("Persatuan Guru Republik Indonesia", "Persatuan Guru Republik Indonesia"),
        ("Badan (Pusat) RI", "Badan (Pusat)"),
        ("Badan RI", "Badan RI"),
        ("Kementerian Agama - RI", "Kementerian Agama"),
        ("Badan Siber RI RI", "Badan Siber"),
        ("Persatuan Indonesia", "Persatuan Indonesia"),
        ("RI", "RI"),
        ("", ""),
    ],
)
def test_usual_names(name: str, usual: str) -> None:
    assert usual_name(name) == usual
    assert usual_name(usual) == usual


FORMS = (
    "KPU", "Kpu", "PSI", KPU, "Partai Solidaritas Indonesia",
    "KPU Tegal", "Kpu Kota Tegal", f"{KPU} Tegal", f"{KPU} Kota Tegal", "PSI Kota Tegal", "Pemkot Tegal",
    "PT Timah", "Timah", "PT Timah Tbk", "Golkar", "Partai Golkar", "PDIP", "PDI-P", "Partai Demokrasi Indonesia Perjuangan", "DPR RI", "DPR",
    "Pemerintah Kota Tegal", "Pemkot", "Pemerintah Kota", "KPU-Tegal", "PSI-Tegal", "KPU-LN", f"{KPU} Luar Negeri",
)  # fmt: skip


@given(
    articles=st.lists(st.sets(st.sampled_from(FORMS)), max_size=6),
    kpu=st.integers(0, 3),
    psi=st.integers(0, 3),
    pemkot=st.integers(0, 3),
)
def test_names_lead_to_the_articles_that_are_read_so(
    empty: Path, articles: list[set[str]], kpu: int, psi: int, pemkot: int
) -> None:
    with another(empty) as archive:
        archive.put([document(f"a{n}", organisations=tuple(sorted(each))) for n, each in enumerate(articles)])
        archive.keep_acronyms([
            Acronym("KPU", KPU, kpu),
            Acronym("PSI", "Partai Solidaritas Indonesia", psi),
            Acronym("Pemkot", "Pemerintah Kota", pemkot),
            Acronym("KPU-LN", f"{KPU} Luar Negeri", psi),
            Acronym("PDIP", "Partai Demokrasi Indonesia Perjuangan", kpu),
            Acronym("DPR", "Dewan Perwakilan Rakyat Republik Indonesia", pemkot),
        ])  # fmt: skip
        held = {
            each.document.article.id: {m.id for m in each.document.mentions} for each in archive.entries()
        }
        read = {key: {m.id for m in each.mentions} for key, each in archive.documents(list(held)).items()}
        called = archive.organisations.called(sorted({key for keys in held.values() for key in keys if key}))
        found = {named.id for named in called.values()}
        for key, named in called.items():
            assert (
                archive.organisations.names([key])[key] == archive.organisations.names([named.id])[named.id]
            )
        assert found == {key for keys in read.values() for key in keys}
        for key, written in archive.organisations.names(sorted(found)).items():
            assert {a for a in held if held[a] & {*written}} == {a for a in read if key in read[a]}
