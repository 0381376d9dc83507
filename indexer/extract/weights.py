"""How much of an article a line is."""

from __future__ import annotations

import re

from .lines import AnyLine

# An element that holds more than this share of a page's weight is never thrown away.
LARGE_SHARE = 0.4
_SENTENCE = re.compile(r"[.!?…”\"’)]\s*$")


def weight(line: AnyLine) -> float:
    """Return how much a line looks like a paragraph of an article: its words outside links, or 0."""
    if line.kind == "heading" or line.link_share > 0.5:
        return 0.0
    words = len(line.text.split()) * (1 - line.link_share)
    if words < 6:
        return 0.0
    ends = bool(_SENTENCE.search(line.text))
    if words < 12 and not ends:
        return 0.0
    factor = 1.0 if ends else 0.5
    return words * (factor * 0.5 if line.kind == "item" else factor)
