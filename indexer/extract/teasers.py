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
_LISTS = frozenset(["ul", "ol", "dl", "table", "tbody", "tr"])
# The title of an entry: *3. Candi Sewu*, *Pukul 10.00 WIB*.
_ENTRY = re.compile(r"\d{1,3}[.)]\s|(?:pukul )?\d{1,2}[.:]\d\d\b", re.IGNORECASE)


def find_teasers(lines: Sequence[Line[Element]], held: Mapping[Element, float]) -> frozenset[Element]:
    """Return the elements that hold one teaser each; `held` is what all lines inside an element weigh."""
    told = {child for block in _pairs(lines) for child in _above(block) if held.get(child, 0.0) <= _MOST}
    parents = dict.fromkeys(parent for child in told if (parent := child.getparent()) is not None)
    found: set[Element] = set()
    for parent in parents:
        if _is_among_paragraphs(parent, held, told):
            continue
        alike: dict[tuple[object, str], list[Element]] = defaultdict(list)
        for child in parent:
            alike[child.tag, _class(child)].append(child)
        for same in alike.values():
            if len(told.intersection(same)) < _TOLD:
                continue
            # Some have a title only.
            teasers = [child for child in same if child in told or _has_title(child)]
            if len(teasers) >= max(_LEAST, _SHARE * len(same)):
                found |= {child for child in teasers if held.get(child, 0.0) <= _MOST}
    return frozenset(found)


def _is_among_paragraphs(parent: Element, held: Mapping[Element, float], told: set[Element]) -> bool:
    """Whether what looks like teasers stands in a text, beside its paragraphs: items of a list article."""
    while parent.tag in _LISTS and (above := parent.getparent()) is not None:
        parent = above
    return any(child.tag == "p" and held.get(child) and child not in told for child in parent)


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
    titled = line.link_share > 0.9 and len(line.text.split()) >= _TITLE_WORDS
    return titled and _leads_away(line) and not _ENTRY.match(line.text)


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
