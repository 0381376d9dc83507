"""How much of an article a line is."""

from __future__ import annotations

# An element that holds more than this share of a page's weight is never thrown away.
LARGE_SHARE = 0.4
# Elements that hold one paragraph; what holds several is their parent.
PARAGRAPHS = frozenset(["p", "li", "blockquote", "pre", "dd"])
_ENDS = tuple('.!?…”"’)')


def weigh(text: str, kind: str, link_share: float) -> float:
    """Return how much a line looks like a paragraph of an article: its words outside links, or 0."""
    if link_share > 0.5 or kind == "heading":
        return 0.0
    words = len(text.split()) * (1 - link_share)
    if words < 6:
        return 0.0
    ends = text.endswith(_ENDS)
    if words < 12 and not ends:
        return 0.0
    factor = 1.0 if ends else 0.5
    return words * (factor * 0.5 if kind == "item" else factor)
