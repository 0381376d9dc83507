"""Sentences of an article as tokens, as the model of names is taught in what company words stand.

Apart from the indexer's cutting, whose rules may change without another model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"([^\W_]+(?:[.'’‘\-/][^\W_]+)*)")
_ENDS = re.compile(r"[.!?:\n“\"•–—]")
_STOPS = ".?!"
# What a full stop belongs to: *H. Salahudin*, *S.H.*, *Dr.*, but not *Kompas.com.*
_SITE = re.compile(r"\w{3,}\.(?:com|net|org|(?:co\.|go\.)?id)$", re.IGNORECASE)
_SHORTENED = frozenset(
    {"dr", "drs", "dra", "ir", "hj", "kh", "prof", "drg", "tgk", "jl", "jln", "kec", "kab", "st", "no"}
)


def cut(text: str) -> Iterator[list[str]]:
    """Yield the sentences of a text, words and marks of punctuation each a token."""
    sentence: list[str] = []
    parts = _WORD.split(text)
    # What stands after the last word is left out.
    for gap, word in zip(parts[::2], parts[1::2], strict=False):
        marks = [char for char in gap if not char.isspace()]
        if sentence and _ENDS.search(gap) and not (gap.startswith(". ") and _abbreviated(sentence[-1])):
            # What ends a sentence belongs to it, and an opening quotation mark to the next.
            ends = max((at for at, char in enumerate(marks, 1) if char in _STOPS), default=0)
            yield sentence + marks[:ends]
            sentence, marks = [], marks[ends:]
        sentence += [*marks, word]
    if sentence:
        yield sentence


def _abbreviated(word: str) -> bool:
    if _SITE.search(word):
        return False
    return "." in word or word.lower() in _SHORTENED or (len(word) == 1 and "A" <= word <= "Z")
