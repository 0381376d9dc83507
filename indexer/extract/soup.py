"""The Beautiful Soup tree of what is left of a page."""

from __future__ import annotations

from collections.abc import Callable

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from lxml.etree import _Element as Element

from .lines import BLOCKS

# What the rules ask for; all others would be read for nothing.
_ATTRIBUTES = frozenset(["class", "id", "href", "itemprop", "size"])
# Elements that change nothing for a reader, but for what is inside.
_PLAIN = frozenset("abbr acronym big cite data dfn g ins path s span sub sup time tt u var wbr".split())


def grow(body: Element, left_out: Callable[[Element], bool]) -> Tag:
    """Return a tree whose only child is an element of the parser's tree, without the elements left out.

    The rules of extraction are written on this tree. lxml parses and prunes the page first for speed:
    Beautiful Soup's own parsing of a whole page takes five times as long as all the rest of extraction. Texts
    are of one kind, whatever element they are in.
    """
    grower = _Grower()
    # Nothing recurses: an element's end lies on the stack below its children.
    stack: list[Element | tuple[str, str | None]] = [body]
    pre = 0
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            name, text = node
            grower.end()
            pre -= name == "pre"
        elif node is not body and left_out(node):
            name, text = "", node.tail
        elif not len(node) and node.tag in _PLAIN:
            name, text = "", f"{node.text or ''}{node.tail or ''}"
        else:
            name, text = node.tag, node.text
            pre += name == "pre"
            grower.start(name, {k: str(v) for k, v in node.items() if k in _ATTRIBUTES})
            stack.append((name, None if node is body else node.tail))
            stack += [*node][::-1]
        # Blanks at the beginning of a line are not shown.
        if text and (pre or name not in BLOCKS or not text.isspace()):
            grower.texts.append(text)
    return grower.root


class _Grower:
    """Puts elements and texts, told in reading order, into a tree; texts beside each other become one."""

    def __init__(self) -> None:
        self.root = Tag(name="[document]")
        self.texts: list[str] = []
        self._open = self.root
        self._last: PageElement = self.root

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._put_texts()
        tag = Tag(
            name=name,
            attrs=attributes or None,
            parent=self._open,
            previous=self._last,
            interesting_string_types=Tag.MAIN_CONTENT_STRING_TYPES,
        )
        self._open.contents.append(tag)
        self._open = self._last = tag

    def end(self) -> None:
        self._put_texts()
        parent = self._open.parent
        assert parent is not None
        self._open = parent

    def _put_texts(self) -> None:
        if self.texts:
            string = NavigableString("".join(self.texts))
            self.texts.clear()
            string.setup(self._open, self._last)
            self._open.contents.append(string)
            self._last = string
