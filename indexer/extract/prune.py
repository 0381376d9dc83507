"""Which parts of a page cannot hold the article: by the rules' names and by how much text they have."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml.etree import _Element as Element

from .lines import Line
from .markup import names, text_of
from .rules import names_no_article, rules
from .weights import LARGE_SHARE, weight

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_KEEP = frozenset(["html", "body", "article", "main"])
_FLOATING = ("left", "right")
_LONG_TABLE = 600


def no_article(lines: list[Line[Element]]) -> Callable[[Element], bool]:
    """Return the test whether an element is to be left out of the soup: menus, comments, captions …

    `lines` are those of the whole page. An element that holds much of its text is never left out.
    """
    held = _totals(lines)
    large = LARGE_SHARE * max(held.values(), default=0.0)
    return lambda element: (
        element.tag not in _KEEP and held.get(element, 0.0) <= large and _is_dropped(element)
    )


def _totals(lines: list[Line[Element]]) -> dict[Element, float]:
    result: dict[Element, float] = {}
    for line in lines:
        if score := weight(line):
            result[line.block] = result.get(line.block, 0.0) + score
            for parent in line.block.iterancestors():
                result[parent] = result.get(parent, 0.0) + score
    return result


def _is_dropped(element: Element) -> bool:
    name = element.tag
    if name in rules().drop_tags:
        return True
    if name == "figure":
        return next(element.iter("table"), None) is None
    if name == "header":
        return next(element.iter("h1"), None) is None
    if not element.keys():
        return False
    if name == "table" and element.get("align") in _FLOATING and len(text_of(element)) < _LONG_TABLE:
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    words = names(element)
    return bool(words) and names_no_article(words)
