"""The BeautifulSoup tree of what is left of a page."""

from __future__ import annotations

from collections.abc import Callable

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from lxml.etree import _Element as Element

from .lines import BLOCKS

# What the rules ask for; all others would be read for nothing.
_ATTRIBUTES = ("class", "id", "href", "itemprop", "size")
# Elements that change nothing for a reader, but for what is inside.
_PLAIN = frozenset("abbr acronym big cite data dfn g ins path s span sub sup time tt u var wbr".split())


def grow(body: Element, left_out: Callable[[Element], bool]) -> BeautifulSoup:
    """Return the soup of an element of the parser's tree, without the elements that are left out.

    The rules of extraction are written on this tree. lxml parses and prunes the page first for speed:
    Beautiful Soup's own parsing of a whole page takes five times as long as all the rest of extraction.
    """
    return BeautifulSoup("", builder=_Grower(body, left_out))


class _Grower(HTMLTreeBuilder):
    """Builds one soup from a tree that is parsed already."""

    def __init__(self, body: Element, left_out: Callable[[Element], bool]) -> None:
        super().__init__(multi_valued_attributes={})
        self._body = body
        self._left_out = left_out

    def feed(self, _: object) -> None:
        """Tell the soup of every element and text, in reading order. Nothing recurses."""
        soup = self.soup
        assert soup is not None
        stack: list[Element | tuple[str, str | None]] = [self._body]
        pre = 0
        while stack:
            node = stack.pop()
            if isinstance(node, tuple):
                name, text = node
                soup.handle_endtag(name)
                pre -= name == "pre"
            elif node is not self._body and self._left_out(node):
                name, text = "", node.tail
            elif not len(node) and node.tag in _PLAIN:
                name, text = "", f"{node.text or ''}{node.tail or ''}"
            else:
                name, text = node.tag, node.text
                pre += name == "pre"
                attributes = {k: v for k in _ATTRIBUTES if (v := node.get(k)) is not None}
                soup.handle_starttag(name, None, None, attributes)
                stack.append((name, None if node is self._body else node.tail))
                stack += [*node][::-1]
            # Blanks at the beginning of a line are not shown.
            if text and (pre or name not in BLOCKS or not text.isspace()):
                soup.handle_data(text)
