"""Blocks whose own first line says that they are no article: comments, other articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from .lines import Line
from .rules import rules

_LONGEST, _LINKED = 60, 0.9
# With a larger share of a page's text, it is the article that such a line happens to stand before.
_SHARE = 0.6


def find_announced(lines: Sequence[Line[Element]], held: Mapping[Element, float]) -> Iterator[Element]:
    """Yield the elements that begin with a heading of comments or of other articles and hold texts.

    `held` is what all lines inside an element weigh (see `weights`). A heading that counts comments leaves no
    doubt, however much these are. A section among others of its kind is the article's: *Komentar para ahli*.
    """
    most = _SHARE * max(held.values(), default=0.0)
    for before, line in zip([None, *lines], lines, strict=False):
        # Menus are nothing but links.
        if line.weight or line.link_share > _LINKED or len(line.text) > _LONGEST:
            continue
        counted = rules().comments_counted.fullmatch(line.text) is not None
        if not counted and not rules().announcements.fullmatch(line.text):
            continue
        taken = set() if before is None else {before.block, *before.block.iterancestors()}
        block = None
        for element in (line.block, *line.block.iterancestors()):
            if element in taken or element.tag == "body":
                break
            block = element
        if block is None or next(block.iter("h1"), None) is not None or (not counted and _is_section(block)):
            continue
        if held.get(block, 0.0) and (counted or held[block] <= most):
            yield block


def _is_section(block: Element) -> bool:
    if block.tag != "section" and not block.get("class"):
        return False
    beside = (block.getprevious(), block.getnext())
    return any(e is not None and (e.tag, e.get("class")) == (block.tag, block.get("class")) for e in beside)
