"""The text of a piece of HTML that is an article's body and nothing else, as feeds and exports hold it."""

from __future__ import annotations

from .lines import linearise
from .markup import parse


def visible_text(html: str) -> str:
    """Return what a reader sees, a paragraph a line. Raises Refused (`too-deep`)."""
    soup, _ = parse(html)
    return "\n".join(line.text for line in linearise(soup.body or soup) if line.text)
