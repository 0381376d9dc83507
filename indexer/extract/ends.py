"""Where the text ends: lists of other articles, comments and signatures after it."""

from __future__ import annotations

import re

from bs4 import Tag

from .lines import Line
from .printed import is_ended, key
from .rules import rules

_LONGEST_TAIL = 160
_HEADLINE_WORDS = 4
_SIGNATURE_WORDS = 5
_LONGEST_NOTE = 400
_NAME = re.compile(r"[^\W\d_][^\d.:!?…]*")


def ends_at(lines: list[Line[Tag]], at: int, ahead: float, behind: float) -> bool:
    """Whether the text ends at a line that says so; `ahead` and `behind` are the weights after and before.

    A heading of other articles ends it if these follow, linked, each with a teaser at most. Where linked
    titles are followed by paragraphs, the list only stands in the middle.
    """
    line = lines[at]
    if line.kind != "heading" and len(line.text) >= _LONGEST_TAIL:
        return False
    listed, teaser, again = _after(lines, at) if rules().related_start.match(line.text) else (0, 0, False)
    if not listed or not behind:
        return ahead < behind
    return not ahead or (again and teaser <= 1)


def _after(lines: list[Line[Tag]], at: int) -> tuple[int, int, bool]:
    """Count the linked titles right after a line, then the paragraphs; tell whether titles follow again.

    It looks no further than that: a page may have as many such lines as it likes.
    """
    listed = teaser = 0
    for i in range(at + 1, len(lines)):
        if _is_headline(lines[i]):
            if teaser:
                return listed, teaser, True
            listed += 1
        elif lines[i].weight or (not listed and lines[i].text):
            teaser += 1
        if teaser > 1 or (teaser and not listed):
            break
    return listed, teaser, False


def _is_headline(line: Line[Tag]) -> bool:
    return line.link_share > 0.7 and len(line.text.split()) >= _HEADLINE_WORDS


def trim(lines: list[Line[Tag]], publisher: str) -> list[Line[Tag]]:
    """Drop headings and stubs that no paragraph follows, signatures, what the newspaper says of itself."""
    end = len(lines)
    while end:
        line = lines[end - 1]
        stub = line.kind == "heading" or not key(line.text)
        stub = stub or (line.link_share > 0.5 and not is_ended(line.text))
        if not (stub or (end > 1 and (_is_signature(line) or _is_note(line, publisher)))):
            break
        end -= 1
    return lines[:end]


def _is_signature(line: Line[Tag]) -> bool:
    """Whether a line is nothing but names in capitals: `RINA LESTARI | ANTARA`."""
    words = len(line.text.split())
    return (
        line.kind == "text"
        and 2 <= words <= _SIGNATURE_WORDS
        and line.text.isupper()
        and _NAME.fullmatch(line.text) is not None
    )


def _is_note(line: Line[Tag], publisher: str) -> bool:
    """Whether a line tells who the writer is, or a slanted one speaks of the newspaper itself."""
    if line.kind != "text" or len(line.text) > _LONGEST_NOTE:
        return False
    if rules().author_note.match(line.text):
        return True
    return line.slanted and len(publisher) > 3 and publisher in key(line.text)
