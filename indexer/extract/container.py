"""Which part of a page is the article: by structure, not by publisher."""

from __future__ import annotations

from collections import defaultdict

from bs4 import Tag

from .lines import Line
from .printed import is_same
from .rules import names_body
from .weights import LARGE_SHARE, PARAGRAPHS

_SIBLING_SHARE = 0.2
_DISTANT_SHARE = 0.6
_PART_SHARE, _ARTICLE_SHARE = 0.5, 0.2
_LINKED_SHARE = 0.2
# So many paragraphs, and so much weight, make a body of what follows a headline.
_SEVERAL, _LEAST_BODY, _LEAST_SHARE = 3, 40, 0.05


def choose(soup: Tag, lines: list[Line[Tag]], title: str) -> Tag:
    """Return the element that holds the article's body; `title` is its headline as `key` makes it.

    The element whose own paragraphs weigh most is found first, near the headline if several follow that; it
    is widened to its parent while the parent's other children carry paragraphs of comparable weight.
    """
    held = _totals(lines)
    own: dict[int, float] = defaultdict(float)
    tags: dict[int, Tag] = {}
    marked: dict[int, Tag] = {}
    for line in lines:
        score = line.weight
        if not score:
            continue
        holder = line.block
        if holder.name in PARAGRAPHS and holder.parent is not None:
            holder = holder.parent
        for parent in (holder, *holder.parents):
            if str(parent.get("itemprop") or "").lower() == "articlebody":
                marked[id(parent)] = parent
        for share in (1.0, 0.5, 0.25):
            own[id(holder)] += score * share
            tags[id(holder)] = holder
            if holder.parent is None or holder.name in ("body", "html"):
                break
            holder = holder.parent
    if not own:
        return soup
    stated = max(marked, key=lambda i: held[i], default=None)
    if stated is not None and held[stated] > LARGE_SHARE * held[id(soup)]:
        return marked[stated]
    best = tags[max(own, key=lambda key: own[key] * _bonus(tags[key]))]
    near = _below_headline(lines, title, held)
    if near is None or _is_above(near, best) or _is_above(best, near):
        return _widen(best, held)
    inside = [each for each in own if _is_above(near, tags[each])]
    best = tags[max(inside, key=lambda key: own[key] * _bonus(tags[key]))]
    return _widen(best, held, near)


def _is_above(one: Tag, other: Tag) -> bool:
    return one is other or any(parent is one for parent in other.parents)


def _below_headline(lines: list[Line[Tag]], title: str, held: dict[int, float]) -> Tag | None:
    """Return the smallest element that holds the headline and several paragraphs below it, if any does."""
    at = next((i for i, line in enumerate(lines) if title and is_same(line.text, title)), None)
    if at is None:
        return None
    # By identity: Beautiful Soup compares tags by all that is in them.
    below: dict[int, int] = defaultdict(int)
    for line in lines[at + 1 :]:
        if line.weight and line.kind == "text":
            for parent in line.block.parents:
                below[id(parent)] += 1
    least = max(_LEAST_BODY, _LEAST_SHARE * sum(line.weight for line in lines))
    for parent in lines[at].block.parents:
        if held.get(id(parent), 0.0) >= least and below[id(parent)] >= _SEVERAL:
            return parent
    return None


def _bonus(tag: Tag) -> float:
    if tag.name == "body":
        return 0.8
    if tag.name in ("article", "main"):
        return 1.1
    return 1.15 if names_body(f"{tag.get('class') or ''} {tag.get('id') or ''}".strip()) else 1.0


def _totals(lines: list[Line[Tag]]) -> dict[int, float]:
    """Return the summed weight of the lines inside each element, keyed by the element's id()."""
    result: dict[int, float] = defaultdict(float)
    for line in lines:
        if score := line.weight:
            tag: Tag | None = line.block
            while tag is not None:
                result[id(tag)] += score
                tag = tag.parent
    return result


def _continues(child: Tag, parent: Tag, held: dict[int, float], mine: float) -> bool:
    """Whether siblings of one class go on where a child ends, as the parts of an article cut in pages do."""
    name = str(child.get("class") or "").split()
    if not name:
        return False
    others = [t for t in parent.contents if isinstance(t, Tag) and t is not child and t.name == child.name]
    # Of `content part-1` and `content part-2`, the first word is the same.
    same = [t for t in others if str(t.get("class") or "").split()[:1] == name[:1]]
    if sum(held.get(id(t), 0.0) for t in same) < _SIBLING_SHARE * mine or any(t.find("h1") for t in same):
        return False
    # Lists weigh little, but count here.
    text = sum(len(t.get_text()) for t in same)
    linked = sum(len(link.get_text()) for t in same for link in t.find_all("a"))
    least = _ARTICLE_SHARE if child.name == "article" else _PART_SHARE
    return text >= least * len(child.get_text()) and linked < _LINKED_SHARE * text


def _widen(best: Tag, held: dict[int, float], within: Tag | None = None) -> Tag:
    """Climb to the ancestor whose other children carry paragraphs too, at most to `within`."""
    chosen = child = best
    while child.parent is not None and child is not within and child.name not in ("body", "td"):
        parent = child.parent
        if child.name == "article":
            return parent if _continues(child, parent, held, held.get(id(chosen), 0.0)) else chosen
        mine = held.get(id(chosen), 0.0)
        others = [held.get(id(t), 0.0) for t in parent.contents if isinstance(t, Tag) and t is not child]
        if child is chosen:
            joined = max(others, default=0.0) >= _SIBLING_SHARE * mine or sum(others) >= 0.3 * mine
        else:
            joined = sum(others) >= _DISTANT_SHARE * mine
        joined = joined or _continues(child, parent, held, mine)
        chosen = parent if joined else chosen
        child = parent
    return chosen
