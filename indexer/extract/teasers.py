"""Teasers of other articles: blocks of one kind beside each other, each a linked title and a few words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml.etree import _Element as Element

from .lines import Line
from .markup import text_of
from .weights import PARAGRAPHS

_TITLE_WORDS = 3
# So many lines below a title its text stands at most: a date and a section may be between them.
_BETWEEN = 3
# What a teaser weighs at most (see `weights`), how many there are at least, and how many with a text.
_MOST, _LEAST, _TOLD = 45, 3, 2
# So far above it may be the elements that stand beside each other, most of which are teasers.
_HEIGHT = 3
_SHARE = 0.6
_NUMBER = re.compile(r"\d+")
# Elements of one kind: parent, tag, class.
_Kind = tuple[Element, object, str]


def find_teasers(lines: Sequence[Line[Element]], held: Mapping[Element, float]) -> frozenset[Element]:
    """Return the elements that hold one teaser each; `held` is what all lines inside an element weigh."""
    alike: dict[_Kind, set[Element]] = defaultdict(set)
    for block in _pairs(lines):
        for child in _above(block):
            parent = child.getparent()
            if parent is not None and held.get(child, 0.0) <= _MOST:
                alike[parent, child.tag, _class(child)].add(child)
    found: set[Element] = set()
    for (parent, tag, name), some in alike.items():
        if len(some) < _TOLD:
            continue
        same = [child for child in parent if child.tag == tag and _class(child) == name]
        # Some have a title only.
        teasers = [child for child in same if child in some or _has_title(child)]
        if len(teasers) >= max(_LEAST, _SHARE * len(same)):
            found |= {child for child in teasers if held.get(child, 0.0) <= _MOST}
    return frozenset(found)


def _class(element: Element) -> str:
    """Return the class of an element without numbers: *post-771 type-post*."""
    return _NUMBER.sub("", element.get("class") or "")


def _has_title(element: Element) -> bool:
    link = next(element.iter("a"), None)
    return link is not None and len(text_of(link).split()) >= _TITLE_WORDS


def _above(block: Element) -> Iterator[Element]:
    return islice((block, *block.iterancestors()), _HEIGHT)


def _pairs(lines: Sequence[Line[Element]]) -> Iterator[Element]:
    """Yield the smallest elements that hold a linked title and the text that follows it."""
    title: Element | None = None
    at = 0
    for number, line in enumerate(lines):
        if line.link_share and _is_title(line):
            title, at = line.block, number
        elif line.link_share and line.block.tag not in PARAGRAPHS and _begins_with_title(line):
            yield line.block
            title = None
        elif line.weight and title is not None and number - at <= _BETWEEN:
            above = {title, *title.iterancestors()}
            yield from islice((e for e in (line.block, *line.block.iterancestors()) if e in above), 1)
            title = None


def _is_title(line: Line[Element]) -> bool:
    return line.link_share > 0.9 and len(line.text.split()) >= _TITLE_WORDS and _leads_away(line)


def _begins_with_title(line: Line[Element]) -> bool:
    """Whether the text runs on from a linked title, as where a list is laid out by styles alone."""
    first = next((segment for segment in line.segments if segment.text.strip()), None)
    return (
        first is not None
        and first.href is not None
        and len(first.text.split()) >= _TITLE_WORDS
        and line.link_share < 0.9
        and first.text.strip()[-1:] not in ".,;:"
        and _leads_away(line)
    )


def _leads_away(line: Line[Element]) -> bool:
    href = next((s.href for s in line.segments if s.href is not None), None)
    return bool(href) and not str(href).startswith("#")
