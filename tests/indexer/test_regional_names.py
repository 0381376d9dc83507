"""Names as they are in Bali, West Sumatra and on the north coast: what belongs to them and what is a title."""

from __future__ import annotations

import pytest

from .named import Person, people_in


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        (
            "Judul\nNi Luh Putu Ary Pertami Djelantik, S.Sos., M.Si. dilantik kemarin.",
            "Ni Luh Putu Ary Pertami Djelantik",
            Person("S.Sos. M.Si."),
        ),
        ("Judul\nAnak Agung Gde Agung menerima tamu di puri.", "Anak Agung Gde Agung", Person()),
        ("Judul\nDesak Made Rita Kusuma Dewi juara dunia.", "Desak Made Rita Kusuma Dewi", Person()),
        ("Wali Kota HA Afzan Arslan hadir.", "Afzan Arslan", Person("HA", "Wali Kota")),
        ("Wakil Wali Kota HM Ali Mahrus hadir.", "Ali Mahrus", Person("HM", "Wakil Wali Kota")),
        ("Ketua DPRD H.A. Fauzi hadir.", "A Fauzi", Person("H.", "Ketua DPRD")),
        ("Jaksa Agung HM Prasetyo hadir.", "Prasetyo", Person("HM", "Jaksa Agung")),
        (
            "Gubernur Sumbar Mahyeldi Dt. Marajo hadir.",
            "Mahyeldi",
            Person("Dt. Marajo", "Gubernur Sumbar"),
        ),
        ("Kata Mulyadi Dt. Nan Sati, aman.", "Mulyadi", Person("Dt. Nan Sati")),
        ("Judul\nUst. Amin Fauzan berceramah di masjid.", "Amin Fauzan", Person("Ust.")),
        ("Jaksa Ester Tarigan menuntut terdakwa.", "Ester Tarigan", Person("", "Jaksa")),
        ("Hakim Eko Aryanto mengetok palu.", "Eko Aryanto", Person("", "Hakim")),
        ("Polisi menahan Ahmad Rizal Hakim.", "Ahmad Rizal Hakim", Person()),
        ("Koordinator JPPR Rendy NS Umboh hadir.", "Rendy NS Umboh", Person("", "Koordinator JPPR")),
    ],
)
def test_a_name_and_its_titles(text: str, name: str, person: Person) -> None:
    assert people_in(text) == {name: person}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Presiden RI Bapak Joko Widodo hadir.", "Presiden RI"),
        ("Para menteri Joko Widodo hadir.", ""),
        ("Judul\nIa Bakal Tiru Aksi Joko Widodo di Solo, kata Joko Widodo.", ""),
        ("Bakal calon wali kota Joko Widodo hadir.", "Bakal calon wali kota"),
        ("Joko Widodo, menjabat Wali Kota Solo, hadir.", "Wali Kota Solo"),
        ("Joko Widodo yang kini menjabat sebagai Wali Kota Solo hadir.", "Wali Kota Solo"),
        ("Joko Widodo dilantik menjadi Wali Kota Solo.", "Wali Kota Solo"),
        ("Joko Widodo terpilih sebagai Ketua Umum KONI.", "Ketua Umum KONI"),
        ("Joko Widodo menjabat dua periode.", ""),
        # Words that are verbs in headlines.
        ("Judul\nWali Kota Serang Joko Widodo hadir.", "Wali Kota Serang"),
        (
            "Judul\nDirektur Jenderal Perikanan Tangkap KKP Joko Widodo hadir.",
            "Direktur Jenderal Perikanan Tangkap KKP",
        ),
    ],
)
def test_what_is_an_office(text: str, office: str) -> None:
    assert people_in(text)["Joko Widodo"].office == office
