"""Acronyms: what introduces one, what only stands in parentheses, and the table that is learnt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index import Acronym, Settings, open_archive
from indexer.recognise import find_acronyms

from ..index.documents import document
from .forking import Indexer

INTRODUCED = [
    ("Hadir Forum Kerukunan Umat Beragama (FKUB) Kota Tegal.", "FKUB", "Forum Kerukunan Umat Beragama"),
    ("Kata Bawaslu (Badan Pengawas Pemilu) kemarin.", "Bawaslu", "Badan Pengawas Pemilu"),
    ("Ketua Badan Pengawas Pemilu (Bawaslu) hadir.", "Bawaslu", "Badan Pengawas Pemilu"),
    ("Lewat pemberlakuan pembatasan kegiatan masyarakat (PPKM) darurat.", "PPKM",
     "pemberlakuan pembatasan kegiatan masyarakat"),
    ("Para pelaku Usaha Mikro, Kecil, dan Menengah (UMKM).", "UMKM", "Usaha Mikro, Kecil, dan Menengah"),
    ("Anggaran Pendapatan dan Belanja Negara (APBN) naik.", "APBN", "Anggaran Pendapatan dan Belanja Negara"),
    ("Wahana Lingkungan Hidup Indonesia (WALHI) menggugat.", "WALHI", "Wahana Lingkungan Hidup Indonesia"),
    ("Kepala Kepolisian Resor (Kapolres) Batang.", "Kapolres", "Kepala Kepolisian Resor"),
    ("Pemerintah Kota (Pemkot) Pekalongan.", "Pemkot", "Pemerintah Kota"),
    ("Dewan Perwakilan Rakyat Republik Indonesia (DPR-RI).", "DPR-RI",
     "Dewan Perwakilan Rakyat Republik Indonesia"),
    # A number tells how many times the letter before it stands.
    ("Kata Badan Pelindungan Pekerja Migran Indonesia (BP2MI).", "BP2MI", "Badan Pelindungan Pekerja Migran Indonesia"),
    ("Polisi menerbitkan surat perintah penghentian penyidikan (SP3).", "SP3", "surat perintah penghentian penyidikan"),
    ("Pusat Pelayanan Terpadu Pemberdayaan Perempuan dan Anak (P2TP2A).", "P2TP2A",
     "Pusat Pelayanan Terpadu Pemberdayaan Perempuan dan Anak"),
]  # fmt: skip
NONE = [
    "Salahudin (PKB) menang.",
    "Tim Nasional Indonesia (Garuda) kalah.",
    "Harga Bahan Pokok (Jakarta) naik.",
    "Sidang itu (Kamis) ditunda.",
    "asisten rumah tangganya (ART) kabur.",
    "Dan Untuk (DU)",
    "Partai itu(PDI)",
    "Puan Maharani (Puan) hadir.",
    "Dinas Pemberdayaan Perempuan (DP3A) rapat.",
    "Badan Pekerja Majelis (B2M) rapat.",
    "LapasMenteri Hukum dan HAM (Menkumham) hadir.",
    "(FKUB)",
]


@pytest.mark.parametrize(("text", "short", "long"), INTRODUCED)
def test_what_a_text_introduces(text: str, short: str, long: str) -> None:
    assert list(find_acronyms(text)) == [(short, long)]


@pytest.mark.parametrize("text", NONE)
def test_what_only_stands_in_parentheses(text: str) -> None:
    assert list(find_acronyms(text)) == []


_PIECES = st.sampled_from(
    ["Forum", "Umat", "dan", "Badan", "Pengawas", "(FUB)", "(Bawas)", "(", ")", ",", "FUB (", "\n"]
)


@example("Aa " * 60 + "(AAAAAAAAAAAAA)")
@given(st.one_of(st.text(max_size=100), st.lists(_PIECES, max_size=30).map(" ".join)))
def test_both_forms_stand_in_the_text(text: str) -> None:
    for short, long in find_acronyms(text):
        assert f"{long} ({short})" in text or f"{short} ({long})" in text


def test_the_table_is_learnt_from_the_archive_and_kept(warm: Indexer, tmp_path: Path) -> None:
    bodies = [
        "Aparatur Sipil Negara (ASN) libur. Aparatur Sipil Negara (ASN) masuk.",
        "Tiap aparatur sipil negara (ASN) wajib hadir.",
        "Seorang Aparatur Sipil Negara (ASN) ditegur.",
        "Anak Sekolah Negeri (ASN) berlibur.",
    ]
    archive = open_archive(Settings(data=tmp_path))
    archive.put([document(f"{number}", body=body) for number, body in enumerate(bodies)])
    done = warm.run(tmp_path, "acronyms", "--json", "--least", "1")
    printed = [json.loads(line) for line in done.output.splitlines() if line.startswith("{")]
    learnt = [Acronym("ASN", "Aparatur Sipil Negara", 3), Acronym("ASN", "Anak Sekolah Negeri", 1)]
    assert printed == [{"short": each.short, "long": each.long, "articles": each.articles} for each in learnt]
    assert archive.acronyms() == learnt
    told = warm.run(tmp_path, "acronyms").output.splitlines()
    assert "     3  ASN  Aparatur Sipil Negara" in told
    assert told[-1] == "2 acronyms learnt, 1 of at least 2 articles."
    archive.put([document("1"), document("2")])
    warm.run(tmp_path, "acronyms")
    assert archive.acronyms(1)[0] == Acronym("ASN", "Anak Sekolah Negeri", 1)
    archive.close()
