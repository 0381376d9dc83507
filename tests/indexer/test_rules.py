"""The lists of words that the recogniser's rules are made of."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources

import pytest

NAMES = tomllib.loads(resources.files("indexer.recognise").joinpath("names.toml").read_text("utf-8"))
LISTS = [(section, key) for section, keys in NAMES.items() for key in keys if isinstance(keys[key], list)]


@pytest.mark.parametrize(("section", "key"), LISTS)
def test_a_list_holds_each_word_once(section: str, key: str) -> None:
    twice = [word for word, count in Counter(NAMES[section][key]).items() if count > 1]
    assert twice == []
