"""Which parts of a page cannot hold the article: by the rules' names and by how much text they have."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml.etree import _Element as Element

from .announced import find_announced
from .lines import Line
from .markup import names, text_of
from .rules import names_no_article, rules, words_of_no_article
from .teasers import find_teasers
from .weights import LARGE_SHARE, PARAGRAPHS

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_KEEP = frozenset(["html", "body", "article", "main"])
_FLOATING = ("left", "right")
_LONG_TABLE = 600
# With less weight than this, lines that weigh nothing may be the text.
_ENOUGH = 100
# With less than this, nothing would be left of an article.
_LEAST = 40
# If names leave less than this share of the text, they are not meant as elsewhere.
_LITTLE = 0.2


class Cut:
    """What of a page becomes the soup; `lines` are those of the whole page, inside `body`.

    Left out are teasers of other articles and comments, what the rules name as no article (menus, captions),
    unless it holds much of the text, and all that lies outside of the element that holds every paragraph that
    is left. It is `doubtful` if there is nothing but what looks like teasers.
    """

    def __init__(self, body: Element, lines: list[Line[Element]]) -> None:
        weighty = [line for line in lines if line.weight]
        self._held = _held(weighty)
        self._others = {*find_teasers(lines, self._held), *find_announced(lines, self._held)}
        self.doubtful = False
        left = [line for line in weighty if self._others.isdisjoint(_path(line))]
        if sum(line.weight for line in left) < _LEAST:
            # What looks like a list of other articles is the article: *7 Candi di Jawa Tengah*.
            self.doubtful = bool(self._others)
            self._others.clear()
        elif self._others:
            weighty, self._held = left, _held(left)
        self._large = LARGE_SHARE * max(self._held.values(), default=0.0)
        self._known: dict[Element, bool] = {}
        self._pardoned: frozenset[str] = frozenset()
        weight = sum(line.weight for line in weighty)
        self.root, kept = self._common(body, weighty)
        if kept < _LITTLE * weight:
            self._pardoned = self._bulk(weighty)
        if self._pardoned:
            self._known.clear()
            self.root, _ = self._common(body, weighty)

    def leaves_out(self, element: Element) -> bool:
        """Whether an element, with all that is in it, is no part of the soup."""
        known = self._known.get(element)
        if known is None:
            known = self._known[element] = element in self._others or (
                element.tag not in _KEEP
                and self._held.get(element, 0.0) <= self._large
                and _is_dropped(element, self._pardoned)
            )
        return known

    def _bulk(self, lines: list[Line[Element]]) -> frozenset[str]:
        """Return the words that name no article elsewhere, but here most of the text, in small portions."""
        weights: dict[str, float] = defaultdict(float)
        for line in lines:
            small = [e for e in _path(line) if e.tag not in _KEEP and self._held[e] <= self._large]
            words = frozenset[str]().union(*(words_of_no_article(names(e)) for e in small))
            for word in words & rules().vague_names:
                weights[word] += line.weight
        return frozenset(word for word, weight in weights.items() if weight > self._large)

    def _common(self, body: Element, lines: list[Line[Element]]) -> tuple[Element, float]:
        """Return the lowest element with all paragraphs that are left (or the marked one), their weight."""
        shared: list[Element] = []
        total = 0.0
        for line in lines:
            path = _path(line)
            if any(map(self.leaves_out, path)):
                continue
            holders = _holders(path)[::-1]
            if total:
                pairs = zip(shared, holders, strict=False)
                same = next((i for i, (one, other) in enumerate(pairs) if one is not other), len(holders))
                del shared[same:]
            else:
                shared = holders
            total += line.weight
        if total < _ENOUGH:
            return body, total
        inside = shared[shared.index(body) :]
        marked = (e for e in inside if (e.get("itemprop") or "").lower() == "articlebody")
        return next(marked, inside[-1]), total


def _held(lines: list[Line[Element]]) -> dict[Element, float]:
    """Return what the lines inside each element weigh."""
    held: dict[Element, float] = {}
    for line in lines:
        for element in _path(line):
            held[element] = held.get(element, 0.0) + line.weight
    return held


def _path(line: Line[Element]) -> list[Element]:
    return [line.block, *line.block.iterancestors()]


def _holders(path: list[Element]) -> list[Element]:
    """Return the elements that can hold the paragraph at the end of a path, as `container.choose` counts."""
    return path[1:] if path[0].tag in PARAGRAPHS and len(path) > 1 else path


def _is_dropped(element: Element, pardoned: frozenset[str]) -> bool:
    name = element.tag
    if name in rules().drop_tags:
        return True
    if name == "figure":
        return next(element.iter("table", "blockquote"), None) is None
    if name == "header":
        return next(element.iter("h1"), None) is None
    if not element.keys():
        return False
    if name == "table" and element.get("align") in _FLOATING and len(text_of(element)) < _LONG_TABLE:
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    words = names(element)
    if not words or not names_no_article(words):
        return False
    return not pardoned or not words_of_no_article(words) <= pardoned
