"""Teasers of other articles: blocks of one kind beside each other, each a linked title and a few words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml.etree import _Element as Element

from .lines import Line

_TITLE_WORDS = 3
# So many lines may stand between a title and its text: a date, a section.
_BETWEEN = 2
# What a teaser weighs at most (see `weights`), and how many there are at least.
_MOST, _LEAST = 45, 3
# So far above it may be the elements that stand beside each other, most of which are teasers.
_HEIGHT = 3
_SHARE = 0.6
# Elements of one kind: parent, tag, class.
_Kind = tuple[Element, object, str]


def find_teasers(lines: Sequence[Line[Element]], held: Mapping[Element, float]) -> frozenset[Element]:
    """Return the elements that hold one teaser each; `held` is what all lines inside an element weigh."""
    titled = {e for line in lines if _is_title(line) for e in _above(line.block)}
    alike: dict[_Kind, set[Element]] = defaultdict(set)
    for block in _pairs(lines):
        for child in _above(block):
            parent = child.getparent()
            if parent is not None and held.get(child, 0.0) <= _MOST:
                alike[parent, child.tag, child.get("class") or ""].add(child)
    found: set[Element] = set()
    for (parent, tag, name), some in alike.items():
        same = [child for child in parent if child.tag == tag and (child.get("class") or "") == name]
        # Some have a title only.
        teasers = {child for child in same if child in some or child in titled}
        if len(teasers) >= max(_LEAST, _SHARE * len(same)):
            found |= {child for child in teasers if held.get(child, 0.0) <= _MOST}
    return frozenset(found)


def _above(block: Element) -> Iterator[Element]:
    return islice((block, *block.iterancestors()), _HEIGHT)


def _pairs(lines: Sequence[Line[Element]]) -> Iterator[Element]:
    """Yield the smallest elements that hold a linked title and the text that follows it."""
    title, age = None, 0
    for line in lines:
        if _is_title(line):
            title, age = line.block, 0
        elif _begins_with_title(line):
            yield line.block
            title = None
        elif line.weight and title is not None and age <= _BETWEEN:
            inside = {*title.iterancestors(), title}
            common = next((e for e in (line.block, *line.block.iterancestors()) if e in inside), None)
            if common is not None:
                yield common
            title = None
        age += 1


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
