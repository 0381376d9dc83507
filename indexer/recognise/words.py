"""A text as words with what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[.'’‘\-/][^\W_]+)*")
_ENDS = re.compile(r"[.!?:\n“\"•–—]")
_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word; `gap` is what stands between it and the word before; `opens` tells a sentence's first."""

    start: int
    end: int
    text: str
    lower: str
    gap: str
    opens: bool
    line: int

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def shouted(self) -> bool:
        """Tell whether it is written in capitals throughout (an acronym, or a shouted title)."""
        return len(self.text) > 1 and self.text.isupper()


def split(text: str) -> list[Word]:
    """Return the words of `text`; line 0 is the title, and a text of one line has none."""
    words: list[Word] = []
    end, line = 0, int("\n" not in text.strip())
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        line += gap.count("\n")
        opens = not words or bool(_ENDS.search(gap))
        if opens and words and gap.startswith(". ") and _abbreviated(words[-1].text):
            opens = False
        found = match.group()
        words.append(Word(match.start(), match.end(), found, found.lower(), gap, opens, line))
        end = match.end()
    return words


def _abbreviated(word: str) -> bool:
    """Tell an initial or a title (*H.*, *Dr.*, *Drs.*, *S.H.*) from a sentence's last word."""
    return bool(_INITIAL.search(word)) or "." in word or word.lower() in _SHORTENED


_SHORTENED = frozenset(
    {"dr", "drs", "dra", "ir", "hj", "kh", "prof", "drg", "tgk", "jl", "jln", "kec", "kab", "st", "no"}
)
