"""Blocks whose own first line says that they are no article: comments, other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from .lines import Line
from .rules import rules

_LONGEST, _LINKED = 60, 0.9
# With a larger share of a page's text, it is the article that such a line happens to stand before.
_SHARE = 0.6
# A number of comments leaves no doubt.
_COUNTED = re.compile(r"\b(?:komentar|comments)\W*\d|\d\s*(?:komentar|comments)\b", re.IGNORECASE)


def find_announced(lines: Sequence[Line[Element]], held: Mapping[Element, float]) -> Iterator[Element]:
    """Yield the elements that begin with a heading of comments or of other articles and hold texts.

    `held` is what all lines inside an element weigh (see `weights`).
    """
    most = _SHARE * max(held.values(), default=0.0)
    for before, line in zip([None, *lines], lines, strict=False):
        # Menus are nothing but links.
        if line.weight or line.link_share > _LINKED or len(line.text) > _LONGEST:
            continue
        if not rules().tail.match(line.text):
            continue
        taken = set() if before is None else {before.block, *before.block.iterancestors()}
        block = None
        for element in (line.block, *line.block.iterancestors()):
            if element in taken or element.tag == "body":
                break
            block = element
        if block is None or next(block.iter("h1"), None) is not None:
            continue
        counted = _COUNTED.search(line.text) is not None
        if held.get(block, 0.0) and (counted or held[block] <= most):
            yield block
