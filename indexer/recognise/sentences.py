"""Sentences as the tagger reads them: words and marks of punctuation, each a token."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .words import Word

_ENDS = ".?!"


@dataclass(slots=True)
class Sentence:
    """Tokens, and for each the number of its word in the text; None for punctuation."""

    tokens: list[str] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)

    def add(self, token: str, number: int | None = None) -> None:
        """Add a token to the end."""
        self.tokens.append(token)
        self.numbers.append(number)


def sentences(words: Sequence[Word]) -> Iterator[Sentence]:
    """Yield the sentences of a text, in order."""
    sentence = Sentence()
    for number, word in enumerate(words):
        if word.gap == " " and sentence.tokens:
            sentence.tokens.append(word.text)
            sentence.numbers.append(number)
            continue
        marks = [char for char in word.gap if not char.isspace()]
        if word.opens and sentence.tokens:
            # What ends a sentence belongs to it, and an opening quotation mark to the next.
            ends = len(marks)
            while ends and marks[ends - 1] not in _ENDS:
                ends -= 1
            for char in marks[:ends]:
                sentence.add(char)
            yield sentence
            sentence, marks = Sentence(), marks[ends:]
        for char in marks:
            sentence.add(char)
        sentence.add(word.text, number)
    if sentence.tokens:
        yield sentence
