"""The words of a text as the recogniser takes it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.recognise.words import split

_SLASH = r"/(?:(?![A-Z][a-z])|(?<=[\dIVX]/)|(?<=\.com/)|(?<=\.id/)|(?<=\.co/)|(?<=\.net/))"
_PLAIN_WORD = re.compile(rf"[^\W_]+(?:(?:[.'’‘\-]|{_SLASH})[^\W_]+)*")


@settings(max_examples=1_000)
@given(st.text(st.sampled_from("aabbABVé12-_.,/' ’\n"), max_size=30))
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
    ],
)
def test_what_is_one_word(text: str, words: list[str]) -> None:
    assert [word.text for word in split(text)] == words
