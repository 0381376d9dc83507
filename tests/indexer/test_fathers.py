"""People of one name that their children bear behind their own."""

from __future__ import annotations

import pytest

from indexer.recognise import recognise


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Presiden Soeharto dan Siti Hediati Soeharto hadir. Soeharto tersenyum.", "Soeharto"),
        # Once is enough, wherever it stands.
        ("Tommy Soeharto digugat. Menurut Soeharto, aset itu dibeli pada era Soeharto.", "Soeharto"),
        ("Presiden ke-2 RI, Soeharto, adalah ayah Titiek Soeharto.", "Soeharto"),
        # Nobody says that he is meant.
        ("Lurah Agus Suharto hadir. Menurut Suharto, jalan itu rusak.", "Agus Suharto"),
        ("Agus Suharto bertemu presiden. Menurut Suharto, jalan itu rusak.", "Agus Suharto"),
        # Initials are his own.
        ("Presiden H.M. Soeharto lengser. Soeharto meninggal tahun 2008.", "M Soeharto"),
        # Of others a short name is theirs.
        ("Gubernur Ridwan Kamil hadir. Presiden Kamil kata orang.", "Ridwan Kamil"),
    ],
)
def test_a_father_is_not_his_child(text: str, meant: str) -> None:
    alone = {m.name for m in recognise(text) if m.surface in ("Soeharto", "Suharto", "Kamil")}
    assert alone == {meant}


def test_the_office_is_the_fathers() -> None:
    found = recognise("Presiden Soeharto dan Tommy Soeharto hadir.")
    assert [(m.name, m.office) for m in found] == [("Soeharto", "Presiden"), ("Tommy Soeharto", None)]
