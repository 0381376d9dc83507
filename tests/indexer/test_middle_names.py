"""People who are called as another without the name in the middle."""

from __future__ import annotations

import pytest

from .named import people_in


@pytest.mark.parametrize(
    "text",
    [
        # In one sentence, with an age each, with first names that too many have.
        "Korban ialah Sarah Nur Aisyah (34) dan anaknya, Sarah Aisyah (12).",
        "Ketua MK Anwar Usman melantik Anwar Said Usman di Jakarta. Kata Anwar, selamat.",
        "Ahmad Fauzi Ramdani hadir kemarin. Ahmad Ramdani pulang.",
        "Bupati Sri Hartini Wibowo mundur. Sri Wibowo maju.",
        "Nining Aini Rahmawati (40) menggugat. Kata Budi Santoso, Nining Rahmawati (12) menjadi saksi.",
        "Nining Aini Rahmawati (40) menggugat. Nining Rahmawati (12), adiknya, menjadi saksi.",
    ],
)
def test_they_are_two(text: str) -> None:
    assert len(people_in(text).keys() - {"Budi Santoso"}) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Menko Luhut Binsar Pandjaitan hadir. Kata Luhut Pandjaitan, aman. Luhut pulang.",
            "Luhut Binsar Pandjaitan",
        ),
        ("Pilot Philip Mark Mehrtens (37) bebas. Philip Mehrtens sehat.", "Philip Mark Mehrtens"),
        ("Pilot Philip Mehrtens bebas. Philip Mark Mehrtens sehat.", "Philip Mark Mehrtens"),
        # Twice one word is no longer name.
        ("Abby Choi Abby Choi. Kata Abby Choi, aman.", "Abby Choi"),
    ],
)
def test_they_are_one(text: str, name: str) -> None:
    assert people_in(text).keys() == {name}
