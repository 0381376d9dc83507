"""A tree read as lines, the way a reader sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

_BLOCKS = frozenset(
    "address amp-accordion article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SLANTED = frozenset("i em small".split())
_BOLD = frozenset("b strong".split())
_UNSEEN = frozenset("head script style template noscript title".split())
_ROW_BREAKERS = frozenset("table ul ol br h1 h2 h3 h4 img form pre".split())
_SPACE = re.compile(r"[\s\u200b\u200e\u200f\ufeff\xad]+")
_BULLET = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.)])\s+\S")
_COLUMNS = re.compile(r"\S(?: {2,}|\t)\S")
_LONGEST_CELL = 160


def squeeze(text: str) -> str:
    """Return text with every run of white space (also no-break, zero-width) as one blank, ends trimmed."""
    text = text.replace("\xad", "").replace("\u200b", "").replace("\ufeff", "")
    return _SPACE.sub(" ", text).strip()


@dataclass(slots=True)
class Segment:
    """A run of text of one kind; `href` is None outside links."""

    text: str
    href: str | None = None
    slanted: bool = False
    bold: bool = False


@dataclass(slots=True)
class Line:
    """One displayed line; `kind` is `text`, `heading`, `item`, `row` or `pre`; `block` the element it is in.

    `link_share` is the share of its letters that are in links, 0 to 1.
    """

    segments: list[Segment]
    kind: str
    block: Tag
    after_image: bool = False
    text: str = field(init=False)
    link_share: float = field(init=False)

    def __post_init__(self) -> None:
        self.text = squeeze("".join([s.text for s in self.segments]))
        linked = sum([len(s.text) for s in self.segments if s.href is not None])
        self.link_share = (
            min(1.0, linked / max(1, sum([len(s.text) for s in self.segments]))) if linked else 0.0
        )

    @property
    def slanted(self) -> bool:
        """Whether all of the line is small or italic."""
        return all(s.slanted for s in self.segments if s.text.strip())

    @property
    def bold(self) -> bool:
        """Whether all of the line is bold."""
        return all(s.bold for s in self.segments if s.text.strip())


class _Reader:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.segments: list[Segment] = []
        self.blocks: list[Tag] = []
        self.links: list[str] = []
        self.slanted = self.bold = self.row = self.pre = 0
        self.image = False

    def text(self, string: str) -> None:
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
            href = self.links[-1] if self.links else None
            self.segments.append(Segment(string, href, self.slanted > 0, self.bold > 0))

    def flush(self, keep_empty: bool = False) -> None:
        if self.row and not keep_empty:
            self._add(" ")
            return
        segments, self.segments = self.segments, []
        if not keep_empty and not any(s.text.strip() for s in segments):
            return
        block = self.blocks[-1]
        line = Line(segments, self._kind(), block, self.image)
        self.lines.append(line)
        if line.text:
            self.image = False

    def _kind(self) -> str:
        if self.pre:
            return "pre"
        for block in reversed(self.blocks[-4:]):
            if block.name in _HEADINGS:
                return "heading"
            if block.name == "li":
                return "item"
            if block.name == "tr":
                return "row"
        return "text"

    def enter(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self.flush()
        elif name in ("img", "amp-img"):
            self.image = True
        elif name == "a":
            self.links.append(str(tag.get("href") or ""))
        elif name in _BLOCKS:
            self.flush()
            self.blocks.append(tag)
            if name == "pre":
                self.pre += 1
            elif name == "tr" and (self.row or _is_row(tag)):
                self.row += 1
        self.slanted += name in _SLANTED or (name == "font" and tag.get("size") == "1")
        self.bold += name in _BOLD

    def leave(self, tag: Tag) -> None:
        name = tag.name
        self.slanted -= name in _SLANTED or (name == "font" and tag.get("size") == "1")
        self.bold -= name in _BOLD
        if name == "a" and self.links:
            self.links.pop()
        elif name in _BLOCKS:
            if name == "tr" and self.row:
                self.row -= 1
            self.flush()
            if name == "pre":
                self.pre -= 1
            self.blocks.pop()


def linearise(root: Tag) -> list[Line]:
    """Return the lines of an element in reading order; empty ones are left out. Nothing recurses."""
    reader = _Reader()
    reader.blocks.append(root)
    stack: list[PageElement | tuple[Tag]] = list(reversed(root.contents))
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            reader.leave(node[0])
        elif isinstance(node, Tag):
            if node.name not in _UNSEEN:
                reader.enter(node)
                stack.append((node,))
                stack.extend(reversed(node.contents))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            reader.text(str(node))
    reader.flush()
    return _reflow(reader.lines)


def _is_row(tag: Tag) -> bool:
    cells = [c for c in tag.contents if isinstance(c, Tag) and c.name in ("td", "th")]
    if len(cells) < 2 or any(isinstance(d, Tag) and d.name in _ROW_BREAKERS for d in tag.descendants):
        return False
    return all(len(cell.get_text()) <= _LONGEST_CELL for cell in cells)


def _reflow(lines: list[Line]) -> list[Line]:
    """Join the hard-wrapped lines of preformatted text into paragraphs."""
    out: list[Line] = []
    chunk: list[Line] = []
    for line in lines:
        if line.kind == "pre" and line.text and (not chunk or chunk[-1].block is line.block):
            chunk.append(line)
            continue
        out += _paragraphs(chunk)
        chunk = [line] if line.kind == "pre" and line.text else []
        if line.kind != "pre" and line.text:
            out.append(line)
    return out + _paragraphs(chunk)


def _paragraphs(chunk: list[Line]) -> list[Line]:
    raw = ["".join(s.text for s in line.segments) for line in chunk]
    if any(_COLUMNS.search(r.strip()) and not _BULLET.match(r) and len(r) < 70 for r in raw[:2]):
        return [Line(line.segments, "row", line.block, line.after_image) for line in chunk]
    out: list[Line] = []
    for line, text in zip(chunk, raw, strict=True):
        kind = "item" if _BULLET.match(text) else "text"
        if out and kind == "text":
            joined = [*out[-1].segments, Segment(" "), *line.segments]
            out[-1] = Line(joined, out[-1].kind, line.block, out[-1].after_image)
        else:
            out.append(Line(line.segments, kind, line.block, line.after_image))
    return out
