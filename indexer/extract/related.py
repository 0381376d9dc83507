"""Links to other articles in plain text: `Baca juga: Title`, on a line of its own or glued into one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .printed import is_ended
from .rules import rules

_WORDS = re.compile(r"\S+")
_TEASER = re.compile(
    r"(?:Simak|Lihat|Tonton|Saksikan)(?: juga| pula)? [Vv]ideo\b:?|\b(?:Baca|BACA)\s?:(?=\s?[A-Z\d])"
)
# What pages close with behind the titles of other articles, and where a sentence ends.
_CLOSING = re.compile(r"\bTelusuri artikel terbaru\b")
# Letters behind it, at most, that belong to it.
_CLOSING_REST = 100
_ENDED = re.compile(r"[a-z\d)\"”]\.[\"”]?(?=\s|[A-Z])")
_LOWER_START = re.compile(r"[a-z]")


def related_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where links stand in a line: from the marker to what follows the title.

    Where the title ends is read from its capitals: before the first lower-case word that no headline has, and
    one word earlier if the sentence before had ended. Where a sentence without a full stop follows, that is a
    guess: good enough for names, which stand elsewhere too, and for pages, whose links stand apart.
    """
    at, before = 0, ""
    while match := rules().related_inside.search(text, at) if ":" in text else None:
        before = text[at : match.start()].rstrip() or before
        end = _title_end(text, match.end(), opens=not before or is_ended(before))
        yield match.start(), end
        at = end


def teaser_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a line shows other articles in ways that only names are kept out of: *Simak Video '…'*.

    Unlike links they stay in the text: where their titles end is a guess, and *Baca:* may be a sentence's.
    Before what a page closes with, titles stand behind the last whole sentence.
    """
    if closing := _CLOSING.search(text):
        ends = [match.end() for match in _ENDED.finditer(text, 0, closing.start())]
        end = len(text) if len(text) - closing.end() <= _CLOSING_REST else closing.end()
        yield max(ends, default=closing.start()), end
    for match in _TEASER.finditer(text):
        yield match.start(), _title_end(text, match.end(), opens=False)


def strip_related(text: str) -> str:
    """Return a paragraph of a page without links; one that begins with a link and ends in none of its
    sentences is nothing else.
    """
    kept: list[str] = []
    at = 0
    for start, end in related_spans(text):
        kept += [text[at:start].strip()]
        if not any(kept) and not is_ended(text):
            return ""
        at = end
    return " ".join(part for part in (*kept, text[at:].strip()) if part) if at else text


def is_related(text: str) -> bool:
    """Tell a line that is nothing but links whose titles have capitals throughout."""
    spans = list(related_spans(text))
    at = 0
    for start, end in spans:
        if text[at:start].strip():
            return False
        at = end
    return bool(spans) and at == len(text)


def _title_end(text: str, start: int, *, opens: bool) -> int:
    """Return where the title that begins somewhere ends; `opens` if a new sentence may follow it."""
    small = rules().headline_words
    before: list[re.Match[str]] = []
    for word in _WORDS.finditer(text, start):
        if _LOWER_START.match(word.group()) and word.group().strip(",.:;?!").lower() not in small:
            following = word
            # Small words before it are the sentence's, those in capitals the title's.
            while before and before[-1].group().lower() in small and not before[-1].group()[:1].isupper():
                following = before.pop()
            return before[-1].start() if opens and before else following.start()
        before.append(word)
    return len(text)
