"""Acronyms: what introduces one, what only stands in parentheses, and the table that is learnt."""

from __future__ import annotations

import json
import re
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
    # Of syllables from inside their words.
    ("Kata Kementerian Dalam Negeri (Kemendagri).", "Kemendagri", "Kementerian Dalam Negeri"),
    ("Kata Kementerian Luar Negeri (Kemlu).", "Kemlu", "Kementerian Luar Negeri"),
    ("Kata Menteri Pemuda dan Olahraga (Menpora).", "Menpora", "Menteri Pemuda dan Olahraga"),
    ("Kata Dinas Perhubungan (Dishub).", "Dishub", "Dinas Perhubungan"),
    ("Di Lembaga Pemasyarakatan (Lapas).", "Lapas", "Lembaga Pemasyarakatan"),
    ("Pada Pemilihan Kepala Daerah (Pilkada).", "Pilkada", "Pemilihan Kepala Daerah"),
    ("Kata Badan Keamanan Laut (Bakamla).", "Bakamla", "Badan Keamanan Laut"),
    ("Kata Detasemen Khusus (Densus) 88.", "Densus", "Detasemen Khusus"),
    ("Naik Plug-In Hybrid Electric Vehicle (PHEV).", "PHEV", "Plug-In Hybrid Electric Vehicle"),
    ("Terbit Peraturan Pemerintah Pengganti Undang-Undang (Perpu).", "Perpu",
     "Peraturan Pemerintah Pengganti Undang-Undang"),
    # A number tells how many times the letter before it stands.
    ("Kata Badan Pelindungan Pekerja Migran Indonesia (BP2MI).", "BP2MI", "Badan Pelindungan Pekerja Migran Indonesia"),
    ("Polisi menerbitkan surat perintah penghentian penyidikan (SP3).", "SP3", "surat perintah penghentian penyidikan"),
    ("Pusat Pelayanan Terpadu Pemberdayaan Perempuan dan Anak (P2TP2A).", "P2TP2A",
     "Pusat Pelayanan Terpadu Pemberdayaan Perempuan dan Anak"),
    # Behind *atau*, and what stands in brackets between them.
    ("Menurut Komisi Pemberantasan Korupsi atau KPK, benar.", "KPK", "Komisi Pemberantasan Korupsi"),
    ("Menurut Badan Pengawas Pemilu atau Bawaslu, benar.", "Bawaslu", "Badan Pengawas Pemilu"),
    ("Badan Pelindungan Pekerja Migran Indonesia atau BP2MI hadir.", "BP2MI",
     "Badan Pelindungan Pekerja Migran Indonesia"),
    ("Kata PT Kereta Api Indonesia (Persero) atau KAI kemarin.", "KAI", "Kereta Api Indonesia"),
    ("Ia terserang infeksi saluran pernapasan akut atau ISPA.", "ISPA", "infeksi saluran pernapasan akut"),
    # Of several words.
    ("Petugas Satuan Polisi Pamong Praja (Satpol PP) datang.", "Satpol PP", "Satuan Polisi Pamong Praja"),
    ("Kata Satpol PP (Satuan Polisi Pamong Praja) kemarin.", "Satpol PP", "Satuan Polisi Pamong Praja"),
    ("Menurut Komisi Nasional Hak Asasi Manusia atau Komnas HAM Papua, benar.", "Komnas HAM",
     "Komisi Nasional Hak Asasi Manusia"),
    ("Kementerian Hukum dan Hak Asasi Manusia (Kemenkum HAM) rapat.", "Kemenkum HAM",
     "Kementerian Hukum dan Hak Asasi Manusia"),
    ("Ketua Gerakan Pemuda Ansor (GP Ansor) hadir.", "GP Ansor", "Gerakan Pemuda Ansor"),
    ("Klaim Badan Penyelenggara Jaminan Sosial Kesehatan (BPJS Kesehatan) naik.", "BPJS Kesehatan",
     "Badan Penyelenggara Jaminan Sosial Kesehatan"),
    ("Kementerian Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi (Kemendes PDTT) hadir.", "Kemendes PDTT",
     "Kementerian Desa, Pembangunan Daerah Tertinggal, dan Transmigrasi"),
    ("Kata OJK (Otoritas Jasa Keuangan) kemarin.", "OJK", "Otoritas Jasa Keuangan"),
    ("Kata Ketua KPU (Komisi Pemilihan Umum) kemarin.", "KPU", "Komisi Pemilihan Umum"),
    ("Menurut Dewan Perwakilan Rakyat atau DPR RI, benar.", "DPR", "Dewan Perwakilan Rakyat"),
    ("(Badan Pengawas Pemilu (BPP) rapat.", "BPP", "Badan Pengawas Pemilu"),
    ("Ia sudah di-BAP (berita acara pemeriksaan) polisi.", "BAP", "berita acara pemeriksaan"),
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
    "Presiden atau DPR memutuskan.",
    "Marc Marquez (Repsol Honda) menang.",
    "Repsol Honda (Marc Marquez) menang.",
    "Pemain Barito Putera (Barito Putera) hadir.",
    "Universitas Indonesia (UI Depok) rapat.",
    "Bupati Tegal) atau DPRD",
    " atau KPK",
    ") atau KPK",
    "Komisi Pemberantasan Korupsi, (KPK) hadir.",
    # What ends in a bracket is not what stands before it.
    "Partai Kebangkitan Bangsa (lama) menang di kota(baru) atau PKB",
    "Surat Izin Mengemudi (asli); 2) atau SIM",
]


@pytest.mark.parametrize(("text", "short", "long"), INTRODUCED)
def test_what_a_text_introduces(text: str, short: str, long: str) -> None:
    assert list(find_acronyms(text)) == [(short, long)]


@pytest.mark.parametrize("text", NONE)
def test_what_only_stands_in_parentheses(text: str) -> None:
    assert list(find_acronyms(text)) == []


_PIECES = st.sampled_from(
    [
        "Forum",
        "Umat",
        "dan",
        "Badan",
        "Pengawas",
        "(FUB)",
        "(Bawas)",
        "(Bawas FUB)",
        "Bawas Umat",
        "(",
        ")",
        ",",
        "FUB (",
        "atau FUB",
        "\n",
    ]
)


@example("Aa " * 60 + "(AAAAAAAAAAAAA)")
@given(st.one_of(st.text(max_size=100), st.lists(_PIECES, max_size=30).map(" ".join)))
def test_both_forms_stand_in_the_text(text: str) -> None:
    for short, long in find_acronyms(text):
        behind = rf"{re.escape(long)} (?:\([^)]*\) )?atau {short}\b"
        beside = f"{long} ({short})" in text or f"{short} ({long})" in text
        assert beside or re.search(behind, text)


def test_a_text_of_very_many_short_forms_is_read_to_its_end() -> None:
    # Looked for from each to the beginning of the text, an opening bracket would take minutes.
    text = "Warga) atau KPK " * 50_000
    assert not list(find_acronyms(text + "Komisi Pemberantasan"))
    assert list(find_acronyms(text + "Komisi Pemberantasan Korupsi (KPK)"))


def test_articles_are_counted_when_they_are_added(warm: Indexer, tmp_path: Path) -> None:
    def add(*bodies: str) -> None:
        records = [
            {"id": f"{number}", "title": f"Judul {number}", "body": body}
            for number, body in enumerate(bodies)
        ]
        lines = tmp_path / "berita.jsonl"
        lines.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
        assert warm.run(tmp_path, "add", str(lines)).status == 0

    archive = open_archive(Settings(data=tmp_path))
    add("Tiap Aparatur Sipil Negara (ASN) hadir.", "Warga libur panjang.")
    assert archive.acronyms() == [Acronym("ASN", "Aparatur Sipil Negara", 1)]
    # What is known is not counted again, nor what is replaced.
    add(
        "Para Aparatur Sipil Negara (ASN) hadir.",
        "Warga libur panjang.",
        "Kata aparatur sipil negara atau ASN.",
    )
    assert archive.acronyms() == [Acronym("ASN", "Aparatur Sipil Negara", 2)]
    add("Semua hadir di sana.", "Warga libur panjang.", "Kata aparatur sipil negara atau ASN.")
    assert archive.acronyms() == [Acronym("ASN", "Aparatur Sipil Negara", 2)]
    warm.run(tmp_path, "acronyms")
    assert archive.acronyms() == [Acronym("ASN", "aparatur sipil negara", 1)]
    archive.close()


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
    assert told[-1] == "2 acronyms, 1 of at least 2 articles."
    archive.put([document("1"), document("2")])
    warm.run(tmp_path, "acronyms")
    assert archive.acronyms(1)[0] == Acronym("ASN", "Anak Sekolah Negeri", 1)
    archive.close()
