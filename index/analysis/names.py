"""Which words are names: those of the gazetteer, told apart from common words that look the same."""

from __future__ import annotations

import functools
from importlib import resources

from ..gazetteer import places
from .stems import root_words
from .tokens import tokenise


@functools.cache
def gazetteer_words() -> frozenset[str]:
    """Return every folded word that stands in the name of a place."""
    # Names share their words: a third is left when each is looked at once.
    words = {word for place in places().values() for word in place.name.split()}
    return frozenset(token.word for token in tokenise("\n".join(words)))


@functools.cache
def common_words() -> frozenset[str]:
    """Return the gazetteer words that are also common Indonesian words (*batang*, *malang*, *utara*)."""
    text = resources.files(__package__).joinpath("common_words.txt").read_text("utf-8")
    derived = {line for line in text.splitlines() if line and not line.startswith("#")}
    return gazetteer_words() & (root_words() | derived)


def is_only_name(word: str) -> bool:
    """Tell whether a folded word is a place's name and nothing else: it is never stemmed."""
    return word in gazetteer_words() and word not in common_words()
