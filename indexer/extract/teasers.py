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


def find_teasers(lines: Sequence[Line[Element]], held: Mapping[Element, float]) -> frozenset[Element]:
    """Return the elements that hold one teaser each; `held` is what all lines inside an element weigh."""
    alike: dict[tuple[Element, object, str], set[Element]] = defaultdict(set)
    above: dict[Element, list[tuple[Element, object, str]]] = {}
    for block in _pairs(lines):
        if held.get(block, 0.0) > _MOST or block in above:
            continue
        above[block] = []
        for child in islice((block, *block.iterancestors()), _HEIGHT):
            parent = child.getparent()
            if parent is None:
                break
            kind = (parent, child.tag, child.get("class") or "")
            alike[kind].add(child)
            above[block].append(kind)
    lists = {kind for kind, some in alike.items() if len(some) >= _LEAST and _are_most(some, kind)}
    return frozenset(block for block, kinds in above.items() if not lists.isdisjoint(kinds))


def _are_most(some: set[Element], kind: tuple[Element, object, str]) -> bool:
    parent, tag, name = kind
    same = sum(child.tag == tag and (child.get("class") or "") == name for child in parent)
    return len(some) >= _SHARE * same


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
