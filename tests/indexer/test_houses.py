"""Hospitals, prisons, pesantren and schools by their names."""

from __future__ import annotations

import pytest

from index import MentionKind
from indexer.recognise import recognise


def houses_in(text: str) -> list[str]:
    return [m.name for m in recognise(text) if m.kind is MentionKind.ORGANISATION]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pasien dirawat di RS Stella Maris sejak Senin.", ["RS Stella Maris"]),
        # Titles that are the house's; somebody or a place behind it is not.
        ("Pasien dirawat di RSUP dr. Kariadi dan RSUD Prof Dr Soekandar.", ["RSUP dr. Kariadi", "RSUD Prof Dr Soekandar"]),
        ("Direktur RS Ummi Andi Tatat hadir bersama Budi.", ["RS Ummi"]),
        ("Direktur RSUD Zetka dr Imam Santoso hadir.", ["RSUD Zetka"]),
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
        ("Tersangka RS Alias Boy ditangkap polisi.", []),
        ("Korban dibawa ke RS. Kata RS (25), ia takut.", []),
        ("Ia dirawat di RS sejak Senin, lalu di Rutan Bareskrim.", []),
        # A headline, in which all words may have capitals.
        ("Napi Lapas Zetka Ditemukan Tewas\nIsi.", ["Lapas Zetka"]),
    ],
)  # fmt: skip
def test_houses(text: str, names: list[str]) -> None:
    assert houses_in(text) == names
