"""Hospitals, prisons, pesantren and schools by their names."""

from __future__ import annotations

import pytest

from index import MentionKind
from indexer.recognise import recognise


def named(text: str, kind: MentionKind) -> list[str]:
    return [m.name for m in recognise(text) if m.kind is kind]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pasien dirawat di RS Stella Maris sejak Senin.", ["RS Stella Maris"]),
        # Titles that are the house's; a place behind it is not.
        ("Pasien dirawat di RSUP dr. Kariadi dan RSUD Prof Dr Soekandar.", ["RSUP dr. Kariadi", "RSUD Prof Dr Soekandar"]),
        ("Pasien dirawat di RS Ummi, Bogor.", ["RS Ummi"]),
        ("Napi kabur dari Lapas Kelas I Tangerang.", ["Lapas Kelas I Tangerang"]),
        ("Alumni Ponpes KH Ahmad Zetka pulang ke rumah.", ["Ponpes KH Ahmad Zetka"]),
        ("Santri Pesantren Al Futuhiyah pulang.", ["Pesantren Al Futuhiyah"]),
        # Numbers of schools, and no others.
        ("Pelajar SMPN 1 Zetka 917 orang.", ["SMPN 1 Zetka"]),
        ("Siswa SDN Manggarai 01 makan bersama.", ["SDN Manggarai 01"]),
        ("Pondok Pesantren Al Hikmah Benda Sirampog didatangi menteri.", ["Pondok Pesantren Al Hikmah Benda Sirampog"]),
        ("Ia ditahan di Rutan KPK.", ["KPK"]),
        # Nothing behind it that is a name.
        ("Santri Pondok Pesantren Al Hikmah Benda pulang.", ["Pondok Pesantren Al Hikmah Benda"]),
        ("Santri Pondok Pesantren Darul Zetka pulang.", ["Pondok Pesantren Darul Zetka"]),
        ("Pasien itu dirawat di RS Harapan Kita sejak pagi.", ["RS Harapan Kita"]),
        ("Tim SMPN 1 Juara lomba.", ["SMPN 1"]),
        ("Tersangka RS Alias Boy ditangkap polisi.", []),
        ("Korban dibawa ke RS. Kata RS (25), ia takut.", []),
        ("Ia dirawat di RS sejak Senin, lalu di Rutan Bareskrim.", []),
        # A headline, in which all words may have capitals.
        ("Napi Lapas Zetka Ditemukan Tewas\nIsi.", ["Lapas Zetka"]),
    ],
)  # fmt: skip
def test_houses(text: str, names: list[str]) -> None:
    assert named(text, MentionKind.ORGANISATION) == names


@pytest.mark.parametrize(
    ("text", "house", "people"),
    [
        ("Direktur RS Ummi Andi Tatat hadir bersama Budi.", "RS Ummi", ["Andi Tatat", "Budi"]),
        ("Direktur RSUD Zetka dr Imam Santoso hadir.", "RSUD Zetka", ["Imam Santoso"]),
        ("Pengasuh Pesantren Tebuireng KH Salahuddin Wahid hadir.", "Pesantren Tebuireng", ["Salahuddin Wahid"]),
    ],
)  # fmt: skip
def test_who_is_behind_a_house(text: str, house: str, people: list[str]) -> None:
    assert named(text, MentionKind.ORGANISATION) == [house]
    assert named(text, MentionKind.PERSON) == people
