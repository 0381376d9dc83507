"""People who are called as a place is, and people of a place."""

from __future__ import annotations

import pytest

from index import MentionKind
from indexer.recognise import recognise

CALLED = (
    "Malang Sudirman", "Demak Susilo", "Solo Simanjuntak", "Medan Siregar", "Kendal Wijaya", "Jepara Santoso",
    "Bandung Bondowoso", "Padang Hasibuan", "London Sinaga", "Langkat Ginting",
)  # fmt: skip
OF_PLACES = (
    ("Budi Santoso", "Kendal"),
    ("Suyono", "Malang"),
    ("Siti Aminah", "Batang"),
    ("Dico Ganinduto", "Kudus"),
)


def named(text: str, kind: MentionKind) -> list[str]:
    return [m.name for m in recognise(text) if m.kind is kind]


# Whom the tagger does not know.
UNKNOWN = ("Kendal Wijaya", "London Sinaga")


@pytest.mark.parametrize("name", sorted(set(CALLED) - set(UNKNOWN)))
@pytest.mark.parametrize("text", ["Menurut {}, harga beras naik.", '"Jalan itu rusak," kata {}.'])
def test_a_word_of_speech_tells_a_person_whom_the_tagger_knows_in_part(text: str, name: str) -> None:
    assert named(text.format(name), MentionKind.PERSON) == [name]
    assert named(text.format(name), MentionKind.PLACE) == []


@pytest.mark.parametrize("name", CALLED)
@pytest.mark.parametrize(
    "text",
    [
        "Seorang warga bernama {} ditemukan tewas.",
        "H. {} memimpin doa.",
        "Kapolsek Tegal Barat AKP {} hadir.",
    ],
)
def test_a_title_tells_a_person(text: str, name: str) -> None:
    assert named(text.format(name), MentionKind.PERSON) == [name]
    there = ["Kecamatan Tegal Barat"] if "Tegal Barat" in text else []
    assert named(text.format(name), MentionKind.PLACE) == there


@pytest.mark.parametrize(
    ("text", "people", "places"),
    [
        (
            "Bupati Jeneponto Paris Yasir hadir. Paris Yasir pulang.",
            ["Paris Yasir"] * 2,
            ["Kabupaten Jeneponto"],
        ),
        # A kecamatan is called Kota.
        ("Wakil Wali Kota Surabaya Armuji mendatangi warga.", ["Armuji"], ["Kota Surabaya"]),
        ("Bandung Bondowoso, kiper asal Klaten, tampil.", ["Bandung Bondowoso"], ["Kabupaten Klaten"]),
        ("Polisi menangkap Demak Susilo (45) di Kudus.", ["Demak Susilo"], ["Kabupaten Kudus"]),
        ("Demak Susilo mengatakan, ia lahir di Demak.", ["Demak Susilo"], ["Kabupaten Demak"]),
        (
            "Andi Malang hadir. Menurut Malang, aman. Ia lahir di Malang.",
            ["Andi Malang"] * 2,
            ["Kota Malang"],
        ),
        ("Camat Comal Pemalang Budi Aji hadir.", ["Budi Aji"], ["Kecamatan Comal", "Kabupaten Pemalang"]),
        ("Menurut Semarang, hal itu wajar.", [], ["Kota Semarang"]),
        ("Menurut Bekasi Fajar, laba naik.", [], ["Kota Bekasi"]),
        ("Menurut Kudus Jateng, aman.", [], ["Kabupaten Kudus", "Jawa Tengah"]),
        ("Politikus Bima Arya Sugiarto hadir.", ["Bima Arya Sugiarto"], []),
    ],
)
def test_who_and_where(text: str, people: list[str], places: list[str]) -> None:
    assert (named(text, MentionKind.PERSON), named(text, MentionKind.PLACE)) == (people, places)


@pytest.mark.parametrize(("name", "place"), OF_PLACES)
@pytest.mark.parametrize(
    "text", ["Warga {} {} mengeluh.", "Menurut warga {} {}, air surut.", "Kapolres {} {} hadir."]
)
def test_somebody_of_a_place_is_not_called_as_it_is(text: str, name: str, place: str) -> None:
    found = recognise(text.format(place, name))
    assert [m.surface for m in found if m.kind is MentionKind.PERSON] == [name]
    assert [m.surface for m in found if m.kind is MentionKind.PLACE] == [place]
