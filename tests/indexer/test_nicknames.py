"""What somebody is called, in quotation marks inside the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.recognise.nicknames import set_aside_nicknames
from indexer.recognise.words import split

from .named import people_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            'Pelatih Inter Miami, Gerardo "Tata" Martino, marah. Kata Martino, begitu. Ucap Tata, begini.',
            {"Gerardo Martino"},
        ),
        ("Gubernur Basuki “Ahok” Tjahaja Purnama datang. Ahok tertawa.", {"Basuki Tjahaja Purnama"}),
        ("Pembalap Francesco 'Pecco' Bagnaia jatuh. Pecco bangkit.", {"Francesco Bagnaia"}),
        ("Judul\nPelawak Ahmad ‘Si Kancil’ Basuki hadir. Menurut Ahmad Basuki, lucu.", {"Ahmad Basuki"}),
    ],
)
def test_a_nickname_is_no_second_person(text: str, names: set[str]) -> None:
    assert people_in(text).keys() == names


@pytest.mark.parametrize(
    "text",
    [
        'Persib "Permalukan" Persija.',
        'Ia membaca "Laskar" dan pulang.',
        'Menteri "Koboi" Purbaya hadir.',
        # Two people, a club, a town and a band before it, and whom everybody knows behind it.
        'Duel Conor McGregor "Notorious" Khabib Nurmagomedov batal.',
        'Pelatih Liverpool "Juergen" Klopp marah.',
        'Penyanyi Bandung "Melly" Goeslaw tampil.',
        'Gitaris Slank "Ridho" Hafiedz bermain.',
        'Prabowo "Gemoy" Gibran hadir.',
        'Ia menyebut Budi "Capres" Santoso.',
        # Quoted for its own sake: not inside a name, of a headline, no word of one.
        'Jokowi "Raja" Gibran\nIsi berita.',
        'Kata "Budi", ia pulang.',
        'Susi "dia" Pudjiastuti.',
        'Susi "Ia Juga Pernah" Pudjiastuti.',
        'Susi "Tata\nPudjiastuti" Rahayu.',
    ],
)
def test_other_words_in_quotation_marks_stay(text: str) -> None:
    words = split(text)
    assert set_aside_nicknames(words, text) == words


def test_who_is_called_so_later_is_meant() -> None:
    found = people_in('Judul\nLula "Luluk" Lahfah meninggal. Luluk dimakamkan. Kata Luluk, ia sakit.')
    assert found.keys() == {"Lula Lahfah"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bacharuddin Jusuf (BJ) Habibie wafat. BJ Habibie dikenang.", {"Bacharuddin Jusuf Habibie"}),
        # It stands nowhere else.
        ("Pecatur Susanto Megah (SM) Arifin hadir.", {"Susanto Megah"}),
        # Three letters are mostly an organisation's.
        ("Pengacara Front Pembela Islam (FPI) Munarman hadir. Kata FPI Munarman, aman.", {"Munarman"}),
    ],
)
def test_initials_in_brackets(text: str, names: set[str]) -> None:
    assert people_in(text).keys() == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Bupati Abdul Latif Amin hadir. Latif pulang. Ra Latif, sapaan akrabnya, bicara.",
            {"Abdul Latif Amin"},
        ),
        # Two may be meant.
        (
            "Bupati Fadhil Arief dan Sekda Budi Arief hadir. Ra Arief, sapaan akrabnya, bicara.",
            {"Fadhil Arief", "Budi Arief", "Ra Arief"},
        ),
        ("Wakil Wali Kota Surabaya Armuji (Cak Ji) hadir. Cak Ji pulang.", {"Armuji"}),
        ("Wakil Wali Kota Surabaya Armuji (Gus Dur) hadir. Gus Dur pulang.", {"Armuji", "Gus Dur"}),
    ],
)
def test_what_somebody_is_called_by_one_name_or_later(text: str, names: set[str]) -> None:
    assert people_in(text).keys() == names


def test_a_nickname_that_somebody_else_has_is_nobodys() -> None:
    found = people_in('Ridwan "Emil" Kamil bertemu Emil Dardak. Kata Emil, baik.')
    assert found.keys() == {"Ridwan Kamil", "Emil Dardak"}


@given(st.lists(st.sampled_from([*"abAB", "Tata", "Susi ", ' "', '" ', " '", "' ", " ", "\n"])).map("".join))
def test_no_word_is_lost(text: str) -> None:
    kept = set_aside_nicknames(split(text), text)
    assert [each for word in kept for each in (*word.besides, word.text)] == [w.text for w in split(text)]
