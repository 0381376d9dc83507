"""Which part of a page is the article: by structure, not by publisher."""

from __future__ import annotations

import re
from collections import defaultdict

from bs4 import BeautifulSoup, Tag

from .lines import Line
from .markup import attribute, names
from .rules import rules, split_names

_SENTENCE = re.compile(r"[.!?…”\"’)]\s*$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_KEEP = frozenset(["html", "body", "article", "main"])
_LARGE_SHARE = 0.4
_SIBLING_SHARE = 0.2
_DISTANT_SHARE = 0.6


def weight(line: Line) -> float:
    """Return how much a line looks like a paragraph of an article: its words outside links, or 0."""
    if line.kind == "heading":
        return 0.0
    words = len(line.text.split()) * (1 - line.link_share)
    if words < 6 or line.link_share > 0.5:
        return 0.0
    ends = bool(_SENTENCE.search(line.text))
    if words < 12 and not ends:
        return 0.0
    factor = 1.0 if ends else 0.5
    return words * (factor * 0.5 if line.kind == "item" else factor)


def totals(lines: list[Line]) -> dict[int, float]:
    """Return the summed weight of the lines inside each element, keyed by the element's id()."""
    result: dict[int, float] = defaultdict(float)
    for line in lines:
        score = weight(line)
        if score:
            tag: Tag | None = line.block
            while tag is not None:
                result[id(tag)] += score
                tag = tag.parent
    return result


def prune(soup: BeautifulSoup, lines: list[Line]) -> None:
    """Remove what is named as no article (menus, comments, captions …), unless it holds much of the text."""
    held = totals(lines)
    total = max(held.values(), default=0.0)
    body = soup.body or soup
    doomed: list[Tag] = []
    for tag in body.descendants:
        if not isinstance(tag, Tag) or tag.name in _KEEP:
            continue
        if held.get(id(tag), 0.0) > _LARGE_SHARE * total:
            continue
        if _is_dropped(tag):
            doomed.append(tag)
    for tag in doomed:
        tag.extract()


def _is_dropped(tag: Tag) -> bool:
    if tag.name in rules().drop_tags:
        return True
    if tag.name == "figure" and tag.find("table") is None:
        return True
    if tag.name == "header":
        return tag.find("h1") is None
    if tag.name == "table" and tag.get("align") in ("left", "right") and len(tag.get_text()) < 600:
        return True
    if tag.has_attr("hidden") or _HIDDEN.search(attribute(tag, "style")):
        return True
    words = names(tag)
    return bool(words) and rules().drop_names.search(split_names(words)) is not None


def choose(soup: BeautifulSoup, lines: list[Line]) -> Tag:
    """Return the element that holds the article's body.

    The element whose own paragraphs weigh most is found first; it is widened to its parent while the
    parent's other children carry paragraphs of comparable weight.
    """
    body = soup.body or soup
    held = totals(lines)
    own: dict[int, float] = defaultdict(float)
    tags: dict[int, Tag] = {}
    marked: dict[int, Tag] = {}
    for line in lines:
        score = weight(line)
        if not score:
            continue
        holder = line.block
        if holder.name in ("p", "li", "blockquote", "pre", "dd") and holder.parent is not None:
            holder = holder.parent
        for parent in holder.parents:
            if attribute(parent, "itemprop").lower() == "articlebody":
                marked[id(parent)] = parent
        for share in (1.0, 0.5, 0.25):
            own[id(holder)] += score * share
            tags[id(holder)] = holder
            if holder.parent is None or holder.name in ("body", "html"):
                break
            holder = holder.parent
    if not own:
        return body
    stated = max(marked, key=lambda i: held[i], default=None)
    if stated is not None and held[stated] > _LARGE_SHARE * held[id(body)]:
        return marked[stated]
    best = tags[max(own, key=lambda key: own[key] * _bonus(tags[key]))]
    return _widen(best, held)


def _bonus(tag: Tag) -> float:
    if tag.name == "body":
        return 0.8
    if tag.name in ("article", "main"):
        return 1.1
    words = names(tag)
    return 1.15 if words and rules().body_names.search(split_names(words)) else 1.0


def _widen(best: Tag, held: dict[int, float]) -> Tag:
    """Climb to the ancestor whose other children carry paragraphs too."""
    chosen = child = best
    while child.parent is not None and child.name not in ("body", "article", "td"):
        parent = child.parent
        mine = held.get(id(chosen), 0.0)
        others = [held.get(id(t), 0.0) for t in parent.contents if isinstance(t, Tag) and t is not child]
        if child is chosen:
            joined = max(others, default=0.0) >= _SIBLING_SHARE * mine or sum(others) >= 0.3 * mine
        else:
            joined = sum(others) >= _DISTANT_SHARE * mine
        chosen = parent if joined else chosen
        child = parent
    return chosen
