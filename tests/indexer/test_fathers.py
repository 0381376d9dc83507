"""People of one name that their children bear behind their own."""

from __future__ import annotations

import pytest

from indexer.recognise import recognise

_ALONE = ("Soeharto", "Suharto", "Sukarno", "Kamil")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Presiden Soeharto dan Siti Hediati Soeharto hadir. Soeharto tersenyum.", "Soeharto"),
        # Once is enough, wherever it stands.
        ("Tommy Soeharto digugat. Menurut Soeharto, aset itu dibeli pada era Soeharto.", "Soeharto"),
        ("Presiden ke-2 RI, Soeharto, adalah ayah Titiek Soeharto.", "Soeharto"),
        # A relative stands beside him.
        ("Bupati Sukarno dan anaknya, Dimas Sukarno, hadir. Sukarno berpidato.", "Sukarno"),
        ("Ketua TP PKK Sri Sukarno, istri Bupati Sukarno, hadir.", "Sukarno"),
        ("Bupati Ade Sukarno dan ayahnya, Sukarno, hadir. Sukarno berpidato.", "Sukarno"),
        # Of others a short name is theirs.
        ("Gubernur Ridwan Kamil hadir. Presiden Kamil kata orang.", "Ridwan Kamil"),
        # More of his own name.
        ("Presiden H.M. Soeharto lengser. Soeharto meninggal. Era Soeharto berakhir.", "M Soeharto"),
        ("Muhammad Soeharto menjadi presiden. Era Soeharto berakhir.", "Muhammad Soeharto"),
    ],
)
def test_a_father_is_not_his_child(text: str, meant: str) -> None:
    assert {m.name for m in recognise(text) if m.surface in _ALONE} == {meant}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Lurah Agus Suharto hadir. Menurut Suharto, jalan itu rusak.", "Agus Suharto"),
        ("Agus Suharto bertemu presiden. Menurut Suharto, jalan itu rusak.", "Agus Suharto"),
        # It is said of somebody else, or of nobody.
        (
            "Kapolsek AKP Agus Suharto mengawal kunjungan Presiden Jokowi, kata Suharto, di Solo.",
            "Agus Suharto",
        ),
        ("Agus Suharto hadir. Pada era Presiden Jokowi, Suharto menjabat kepala dinas.", "Agus Suharto"),
        ("Bupati melantik Agus Suharto. Usai dilantik presiden, Suharto menemui wartawan.", "Agus Suharto"),
        ("Lurah Agus Suharto datang. Pada era digital ini, Suharto tetap bekerja.", "Agus Suharto"),
        ("Jenazah Agus Suharto dimakamkan. Pihak keluarga Suharto menolak autopsi.", "Agus Suharto"),
        ("Sekretaris Jenderal Budi Suharto hadir. Sekretaris Jenderal Suharto pulang.", "Budi Suharto"),
        ("Presiden Direktur Hendra Suharto hadir. Presiden Direktur Suharto pulang.", "Hendra Suharto"),
        ("Presiden Joko Widodo bertemu Sukarno, warga desa. Bambang Sukarno hadir.", "Bambang Sukarno"),
        # Nobody's relative.
        ("Agus Suharto tinggal bersama istrinya, kata Suharto.", "Agus Suharto"),
        ("Agus Suharto menikam istrinya lalu Suharto kabur.", "Agus Suharto"),
        ("Agus Suharto hadir. Suharto dan anak buahnya pulang.", "Agus Suharto"),
        # There it is the first name.
        ("Bupati Suharto Wibowo hadir. Pada era Suharto, jalan dibangun.", "Suharto Wibowo"),
    ],
)
def test_who_has_his_name_behind_another_is_called_so(text: str, meant: str) -> None:
    assert {m.name for m in recognise(text) if m.surface in _ALONE} == {meant}


def test_the_office_is_the_fathers() -> None:
    found = recognise("Presiden Soeharto dan Tommy Soeharto hadir.")
    assert [(m.name, m.office) for m in found] == [("Soeharto", "Presiden"), ("Tommy Soeharto", None)]
