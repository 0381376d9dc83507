"""Words whose space is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.recognise.glued import part_glued
from indexer.recognise.words import split

from .named import people_in


def _parted(text: str) -> list[str]:
    return [word.text for word in part_glued(split(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # The second part is a common word, which opened a sentence.
        ("kata GerungDihubungi terpisah", ["kata", "Gerung", "Dihubungi", "terpisah"]),
        ("kata TetenIa pulang", ["kata", "Teten", "Ia", "pulang"]),
        # Both stand alone elsewhere.
        ("SubiantoGibran. Subianto dan Gibran", ["Subianto", "Gibran", "Subianto", "dan", "Gibran"]),
        ("SubiantoGibran. Subianto", ["SubiantoGibran", "Subianto"]),
        (
            "SubiantoGibran menang. Subianto dan Gibran, SubiantoGibran",
            ["Subianto", "Gibran", "menang", "Subianto", "dan", "Gibran", "Subianto", "Gibran"],
        ),
        ("warga diKamboja", ["warga", "di", "Kamboja"]),
        ("PresidenVolodymyr pulang", ["Presiden", "Volodymyr", "pulang"]),
        # A common word behind a place's.
        ("Kabupaten BanyumasImsak pagi", ["Kabupaten", "Banyumas", "Imsak", "pagi"]),
        # The number of a list.
        ("1. Irfan Wahid3. Danang", ["1", "Irfan", "Wahid", "3", "Danang"]),
        ("Covid19 dan Irfan3, Danang", ["Covid19", "dan", "Irfan3", "Danang"]),
        # A verb or a small word behind a name.
        ("Prabowo Subiantomengaku lelah", ["Prabowo", "Subianto", "mengaku", "lelah"]),
        ("striker Harry Kanemelawan negaranya", ["striker", "Harry", "Kane", "melawan", "negaranya"]),
        ("Nasutiondi Medan, Nasution", ["Nasution", "di", "Medan", "Nasution"]),
        ("Nasutiondi Medan", ["Nasutiondi", "Medan"]),
        ("Houthitelah menyerang Houthi", ["Houthi", "telah", "menyerang", "Houthi"]),
        ("Ahmad Muzaniberbicara. Muzani", ["Ahmad", "Muzani", "berbicara", "Muzani"]),
        # A name that the text has elsewhere, behind a common word; an acronym before either.
        ("AmpuhJokowi menegaskan. Jokowi", ["Ampuh", "Jokowi", "menegaskan", "Jokowi"]),
        ("Komnas HAMKetua Komnas", ["Komnas", "HAM", "Ketua", "Komnas"]),
        ("Respons BWMenanggapi itu", ["Respons", "BW", "Menanggapi", "itu"]),
        # Behind any small word of the dictionary, however often, and several at once.
        ("518 kasusKota Depok 499 kasusKota", ["518", "kasus", "Kota", "Depok", "499", "kasus", "Kota"]),
        ("putusanMahkamah itu", ["putusan", "Mahkamah", "itu"]),
        ("antaraKambojadengan Thailand", ["antara", "Kamboja", "dengan", "Thailand"]),
        ("Kimonkepada Kimon, Wahyudi dan Wahyu", ["Kimon", "kepada", "Kimon", "Wahyudi", "dan", "Wahyu"]),
    ],
)
def test_what_is_two_words(text: str, words: list[str]) -> None:
    assert _parted(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "SidoMuncul", "PermataBank", "BolaSport", "OnePlus", "YouTube", "NasDem", "detikJateng", "McGregor", "DeBruyne", "TikTok", "BabyMonster dan BabyMonster",
        "Wahyudi dan Wahyu", "Setyadi dan Setya", "Megamendung", "Argumentasi", "Rekomendasinya", "Fenomenanya", "Ramadan dan Rama",
        "Kandangmenjangan", "Supardi dan Supar", "Ketidakberadaan", "Chamberlain", "Pascapemberlakuan",
        "RMOLJakarta, Jakarta", "KUHPidana", "SahabatBahari", "TransJakarta dan Jakarta", "PErubahan", "vpnMentor",
    ],
)  # fmt: skip
def test_what_is_one_word(text: str) -> None:
    assert _parted(text) == [word.text for word in split(text)]


@given(st.text(st.sampled_from("AKamen mengdi.BuSubianto"), max_size=60))
def test_parts_are_the_text_itself(text: str) -> None:
    at = 0
    for word in part_glued(split(text)):
        assert text[word.start : word.end] == word.text
        assert at <= word.start < word.end
        at = word.end


def test_people_are_named_without_what_is_glued_to_them() -> None:
    text = (
        "Presiden Prabowo Subiantomengaku lelah. Ujar Rocky GerungDihubungi terpisah, Rocky Gerung tertawa."
    )
    assert people_in(text).keys() == {"Prabowo Subianto", "Rocky Gerung"}
