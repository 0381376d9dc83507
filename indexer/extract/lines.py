"""A tree read as lines, the way a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString
from lxml import etree
from lxml.etree import _Element as Element

from .weights import weigh

Node = TypeVar("Node", bound=Tag | Element)

# Elements that begin and end a line.
BLOCKS = frozenset(
    "address amp-accordion article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
# A block in a heading, an item or a row is one too, so many blocks deep.
_REACH = 3
_KINDS = dict.fromkeys("h1 h2 h3 h4 h5 h6".split(), "heading") | {"li": "item", "tr": "row"}
_IMAGES = frozenset(["img", "amp-img"])
_SLANTED = frozenset("i em small".split())
_MARKS = _IMAGES | _SLANTED | {"br", "font"}
_SHOWN = BLOCKS | _MARKS | {"a"}
_CELLS = frozenset(["td", "th"])
_UNSEEN = frozenset("head script style template noscript title".split())
_ROW_BREAKERS = frozenset("table ul ol br h1 h2 h3 h4 img form pre".split())
_BULLET = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.)])\s+\S")
_COLUMNS = re.compile(r"\S(?: {2,}|\t)\S")
_LONGEST_CELL = 160


def squeeze(text: str) -> str:
    """Return text with every run of white space (also no-break, zero-width) as one blank, ends trimmed."""
    if not text.isascii():
        text = text.replace("\xad", "").replace("\u200b", "").replace("\ufeff", "")
        text = text.replace("\u200e", " ").replace("\u200f", " ")
    return " ".join(text.split())


@dataclass(slots=True)
class Segment:
    """A run of text of one kind; `href` is None outside links."""

    text: str
    href: str | None = None
    slanted: bool = False


@dataclass(slots=True)
class Line(Generic[Node]):
    """One displayed line; `kind` is `text`, `heading`, `item`, `row` or `pre`; `block` the element it is in.

    `link_share` is the share of its letters that are in links, 0 to 1; `weight` see `weights`.
    """

    segments: list[Segment]
    kind: str
    block: Node
    after_image: bool = False
    text: str = field(init=False)
    link_share: float = field(init=False)
    weight: float = field(init=False)

    def __post_init__(self) -> None:
        # Values are kept by name: most of a page's time goes into its lines.
        segments = self.segments
        if len(segments) == 1:
            text = squeeze(segments[0].text)
            share = 1.0 if text and segments[0].href is not None else 0.0
        else:
            text = squeeze("".join([s.text for s in segments]))
            linked = sum([len(s.text.strip()) for s in segments if s.href is not None])
            share = linked / sum([len(s.text.strip()) for s in segments]) if linked else 0.0
        self.text, self.link_share = text, share
        self.weight = 0.0 if share == 1.0 else weigh(text, self.kind, share)

    @property
    def slanted(self) -> bool:
        """Whether all of the line is small or italic."""
        return all(s.slanted for s in self.segments if s.text.strip())


class _Reader(Generic[Node]):
    """Makes lines of what a walk meets; `is_row` says whether a table row is shown as one line."""

    def __init__(self, root: Node, is_row: Callable[[Node], bool]) -> None:
        self.lines: list[Line[Node]] = []
        self._shown_as_row = is_row
        self.segments: list[Segment] = []
        # Each with the kind of its lines, and how many blocks above that is given.
        self._blocks: list[tuple[Node, str, int]] = [(root, "text", 0)]
        self._links: list[str] = []
        self._slanted = self._row = self.pre = 0
        self._image = False

    def text(self, string: str) -> None:
        """Take in a text; blanks at the beginning of a line (no `segments`, no `pre`) need not be told."""
        if self.pre:
            first, *rest = string.split("\n")
            self._add(first)
            for part in rest:
                self.flush(keep_empty=True)
                self._add(part)
        else:
            self._add(string)

    def _add(self, string: str) -> None:
        if string:
            href = self._links[-1] if self._links else None
            self.segments.append(Segment(string, href, self._slanted > 0))

    def flush(self, keep_empty: bool = False) -> None:
        if self._row and not keep_empty:
            self._add(" ")
            return
        segments = self.segments
        if not segments and not keep_empty:
            return
        self.segments = []
        block, kind, _ = self._blocks[-1]
        line = Line(segments, "pre" if self.pre else kind, block, self._image)
        if line.text:
            self._image = False
        elif not keep_empty:
            return
        self.lines.append(line)

    def enter(self, name: str, node: Node) -> None:
        if name in BLOCKS:
            if self.segments:
                self.flush()
            if name in _KINDS:
                self._blocks.append((node, _KINDS[name], 0))
            else:
                _, kind, above = self._blocks[-1]
                self._blocks.append((node, kind if above < _REACH else "text", above + 1))
            if name == "pre":
                self.pre += 1
            elif name == "tr" and (self._row or self._shown_as_row(node)):
                self._row += 1
        elif name == "a":
            self._links.append(str(node.get("href") or ""))
        elif name in _MARKS:
            if name == "br":
                self.flush()
            elif name in _IMAGES:
                self._image = True
            else:
                self._style(name, node, 1)

    def leave(self, name: str, node: Node) -> None:
        if name in BLOCKS:
            if name == "tr" and self._row:
                self._row -= 1
            if self.segments:
                self.flush()
            if name == "pre":
                self.pre -= 1
            self._blocks.pop()
        elif name == "a":
            self._links.pop()
        elif name in _MARKS:
            self._style(name, node, -1)

    def _style(self, name: str, node: Node, step: int) -> None:
        if name in _SLANTED or (name == "font" and node.get("size") == "1"):
            self._slanted += step


def linearise(root: Tag) -> list[Line[Tag]]:
    """Return the lines of an element of the soup in reading order, without empty ones. Nothing recurses."""
    reader = _Reader(root, _is_row)
    stack: list[PageElement | tuple[str, Tag]] = list(reversed(root.contents))
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            reader.leave(*node)
        elif isinstance(node, Tag):
            if node.name not in _UNSEEN:
                reader.enter(node.name, node)
                stack.append((node.name, node))
                stack.extend(reversed(node.contents))
        elif (
            isinstance(node, NavigableString)
            and not isinstance(node, PreformattedString)
            and (reader.segments or reader.pre or not node.isspace())
        ):
            reader.text(str(node))
    reader.flush()
    return _reflow(reader.lines)


def linearise_markup(root: Element) -> list[Line[Element]]:
    """Return the lines of an element as the parser made it, as `linearise` does."""
    reader = _Reader(root, _is_row_of_markup)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        name = node.tag
        if event == "end":
            if name in _SHOWN:
                reader.leave(name, node)
            # What follows the whole is outside of it: a text behind `</body>`.
            text = node.tail if node is not root else None
        elif name in _UNSEEN:
            walk.skip_subtree()
            continue
        else:
            if name in _SHOWN:
                reader.enter(name, node)
            text = node.text
        if text and (reader.segments or reader.pre or not text.isspace()):
            reader.text(text)
    reader.flush()
    return _reflow(reader.lines)


def _is_row(tag: Tag) -> bool:
    cells = [c for c in tag.contents if isinstance(c, Tag) and c.name in _CELLS]
    if len(cells) < 2 or any(isinstance(d, Tag) and d.name in _ROW_BREAKERS for d in tag.descendants):
        return False
    return all(len(cell.get_text()) <= _LONGEST_CELL for cell in cells)


def _is_row_of_markup(element: Element) -> bool:
    cells = [c for c in element if c.tag in _CELLS]
    if len(cells) < 2 or next(element.iter(*_ROW_BREAKERS), None) is not None:
        return False
    return all(sum(map(len, cell.itertext())) <= _LONGEST_CELL for cell in cells)


def _reflow(lines: list[Line[Node]]) -> list[Line[Node]]:
    """Join the hard-wrapped lines of preformatted text into paragraphs."""
    if not any(line.kind == "pre" for line in lines):
        return lines
    out: list[Line[Node]] = []
    chunk: list[Line[Node]] = []
    for line in lines:
        if line.kind == "pre" and line.text and (not chunk or chunk[-1].block is line.block):
            chunk.append(line)
            continue
        out += _paragraphs(chunk)
        chunk = [line] if line.kind == "pre" and line.text else []
        if line.kind != "pre" and line.text:
            out.append(line)
    return out + _paragraphs(chunk)


def _paragraphs(chunk: list[Line[Node]]) -> list[Line[Node]]:
    raw = ["".join(s.text for s in line.segments) for line in chunk]
    if any(_COLUMNS.search(r.strip()) and not _BULLET.match(r) and len(r) < 70 for r in raw[:2]):
        return [Line(line.segments, "row", line.block, line.after_image) for line in chunk]
    # Gathered first: joining them one by one would take the square of the time.
    joined: list[tuple[str, list[Line[Node]]]] = []
    for line, text in zip(chunk, raw, strict=True):
        kind = "item" if _BULLET.match(text) else "text"
        if joined and kind == "text":
            joined[-1][1].append(line)
        else:
            joined.append((kind, [line]))
    return [_joined(kind, lines) for kind, lines in joined]


def _joined(kind: str, lines: list[Line[Node]]) -> Line[Node]:
    segments = [part for line in lines for part in (Segment(" "), *line.segments)]
    return Line(segments[1:], kind, lines[-1].block, lines[0].after_image)
