"""The words of a text as the recogniser takes it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.recognise.words import split

_SLASH = r"/(?:(?![A-Z][a-z])|(?<=[\dIVX]/)|(?<=\.com/)|(?<=\.id/)|(?<=\.co/)|(?<=\.net/))"
_DOT = (
    r"\.(?!(?:(?<=[a-z]{2}\.)|(?<=\d\.))(?!Com\b)[A-Z][a-z]|(?<=(?<!\w)(?:Dr|KH)\.)[A-Z][a-z][a-z'’]"
    r"|(?<=[A-Z]{2}\.)(?!Com\b)[A-Z][a-z]|(?<=[a-z]{2}\.)(?!AI\b)[A-Z]{2}"
    r"|(?<=(?<!\w)H\.)[A-Z][a-z]{2}|(?<=(?<!\w)[A-Z]\.)(?!Farm\b)[A-Z][a-z]{3})"
)
_HYPHEN = r"-(?!(?<=\d-)[A-Z][a-z])"
_PLAIN_WORD = re.compile(rf"[^\W_]+(?:(?:{_DOT}|['’‘]|{_HYPHEN}|{_SLASH})[^\W_]+)*")


@settings(max_examples=1_000)
@given(
    st.lists(
        st.sampled_from(["Dr", "KH", "H", "Com", "Farm", "Budi", "kabar", "AI", *"aabbABVé12-_...,/' ’\n"]),
        max_size=30,
    ).map("".join)
)
def test_words_are_what_the_pattern_of_a_word_matches(text: str) -> None:
    assert [(word.start, word.text) for word in split(text)] == [
        (match.start(), match.group()) for match in _PLAIN_WORD.finditer(text)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Marcus Gideon/Kevin Sanjaya", ["Marcus", "Gideon", "Kevin", "Sanjaya"]),
        ("Kodim 0736/Batang", ["Kodim", "0736/Batang"]),
        ("dari Kompas.com.", ["dari", "Kompas.com"]),
        ("S.H., M.Si.", ["S.H", "M.Si"]),
        ("Ma'ruf Al-Khoirot", ["Ma'ruf", "Al-Khoirot"]),
        # A space that is lost.
        ("Ia pulang.Dia tidur.", ["Ia", "pulang", "Dia", "tidur"]),
        ("Kata Mahfud MD.Fadli Zon hadir.", ["Kata", "Mahfud", "MD", "Fadli", "Zon", "hadir"]),
        ("Begitu katanya.KPK diam.", ["Begitu", "katanya", "KPK", "diam"]),
        ("Kata RS.Ummi dan PT.Astra.", ["Kata", "RS", "Ummi", "dan", "PT", "Astra"]),
        (
            "GELORA.CO dan Grid.ID, Kompas.TV, KOMPAS.Com",
            ["GELORA.CO", "dan", "Grid.ID", "Kompas.TV", "KOMPAS.Com"],
        ),
        ("pandemi Covid-19.Sri Mulyani", ["pandemi", "Covid-19", "Sri", "Mulyani"]),
        ("1.Budi, Liputan6.Com, 3.000", ["1", "Budi", "Liputan6.Com", "3.000"]),
        ("Sindo7.News, Sman1.Sch.Id, S2.Pd", ["Sindo7.News", "Sman1.Sch.Id", "S2.Pd"]),
        ("Dr.Budi dan H.Ali, KH.Umar", ["Dr", "Budi", "dan", "H", "Ali", "KH", "Umar"]),
        ("Mayjen S.Parman, K.H.Abdurrahman", ["Mayjen", "S", "Parman", "K.H", "Abdurrahman"]),
        ("Situs Kompas.Com, detik.Id", ["Situs", "Kompas.Com", "detik.Id"]),
        ("S.Farm, S.Pd.I, M.I.Kom", ["S.Farm", "S.Pd.I", "M.I.Kom"]),
    ],
)
def test_what_is_one_word(text: str, words: list[str]) -> None:
    assert [word.text for word in split(text)] == words


def test_where_a_space_is_lost_a_sentence_ends_but_not_behind_a_title() -> None:
    opening = {word.text for word in split("Ia pulang.Dia tidur. Kata Dr.Budi, aman.") if word.opens}
    assert opening == {"Ia", "Dia", "Kata"}


def test_a_name_may_begin_with_an_article_that_is_written_small() -> None:
    capital = [
        word.text for word in split("surat as-Sa'di, al-Khoirot asy-Syadzili ar-rahman") if word.capital
    ]
    assert capital == ["as-Sa'di", "al-Khoirot", "asy-Syadzili"]


def test_a_number_ends_a_sentence_though_it_has_full_stops() -> None:
    opening = [word.text for word in split("Harganya Rp 30.000. Budi pulang. S.H. Ali") if word.opens]
    assert opening == ["Harganya", "Budi", "S.H"]


def test_a_form_of_address_ends_no_sentence() -> None:
    assert [word.opens for word in split("kepada Bpk. Budi")] == [True, False, False]
