"""Parts of names that open a sentence and are common words, too."""

from __future__ import annotations

import pytest

from indexer.recognise import recognise


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Bupati Fajar Pratama dilantik. Fajar menggantikan pejabat lama.", ["Fajar Pratama", "Fajar"]),
        ("Tersangka Bayu Segara kabur. Bayu dibekuk di Batang.", ["Bayu Segara", "Bayu"]),
        ("Gubernur Ganjar Pranowo tiba. Ganjar telah lama menunggu.", ["Ganjar Pranowo", "Ganjar"]),
        # What does not tell of a person.
        ("Ketua Surya Paloh hadir. Surya sudah terbenam.", ["Surya Paloh", "Surya"]),
        ("Tersangka Bayu Segara hadir. Bayu bertiup kencang.", ["Bayu Segara"]),
        ("Penyanyi Bunga Citra Lestari hadir. Bunga ditetapkan bank.", ["Bunga Citra Lestari"]),
        # The text has the word.
        ("Bupati Fajar Pratama bangun sebelum fajar. Fajar menyingsing pelan.", ["Fajar Pratama"]),
        ("Bupati Fajar Pratama dilantik. Fajar itu indah.", ["Fajar Pratama"]),
    ],
)
def test_who_does_something_is_meant(text: str, surfaces: list[str]) -> None:
    found = [m for m in recognise(text) if m.kind.value == "person"]
    assert [m.surface for m in found] == surfaces
    assert len({m.name for m in found}) == 1
