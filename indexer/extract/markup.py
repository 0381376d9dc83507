"""From page source to the parser's tree: what no reader sees is cut out first, nesting is bounded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from .errors import Refused
from .rules import rules

_STRUCTURE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|br|span|table|tr|td|article|section|h[1-6]|ul|li|meta|title|a|b|font)\b[^<>]*>",
    re.IGNORECASE,
)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_UNSEEN = re.compile(
    # The first letter is asked for first, which most tags do not have.
    r"<(?=[!snmti])(?:!--|(script|style|svg|noscript|template|iframe|math)\b([^<>]{0,2000})>)",
    re.IGNORECASE,
)
_END = {"!--": re.compile(r"-->")} | {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("script", "style", "svg", "noscript", "template", "iframe", "math")
}
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)[^<>]*>")
_SELF_CLOSING = frozenset(
    "p li td th tr tbody thead tfoot dt dd option br hr img input meta link area base col wbr source".split()
)
_SLACK = 4
_INLINE = frozenset("a abbr b big cite code em font i s small span strong sub sup tt u".split())


def is_html(text: str) -> bool:
    """Return whether a text is markup rather than plain text that happens to hold `<`."""
    head = text[:200_000]
    return bool(_STRUCTURE.search(head)) or len(_TAG.findall(head)) >= 3


def saved_from(text: str) -> str | None:
    """Return the address that a browser noted when it saved the page."""
    match = _SAVED.search(text[:4096])
    return match.group(1) if match else None


def parse(text: str) -> tuple[Element, list[str]]:
    """Return the root of a page without scripts, styles, comments, and the sources of its JSON-LD.

    Raises Refused (`too-large`, `too-deep`, `no-article` for what the parser finds no markup in).
    """
    text, sources = _visible(text)
    if len(text) > rules().maximum_markup:
        raise Refused("too-large", "The page has more markup than an article can have.")
    root = _tree(text)
    if _deeper_than(rules().maximum_depth)(root):
        root = _tree(_bounded(text))
        # Elements that may be left open (`<li>`) do not count where tags are dropped.
        if _deeper_than(_SLACK * rules().maximum_depth)(root):
            raise Refused("too-deep")
    return root, sources


def _tree(text: str) -> Element:
    try:
        root: Element | None = etree.fromstring(text.encode("utf-8", "replace"), _parser())
    except etree.XMLSyntaxError as error:
        raise Refused("no-article", "The page has no markup and no text.") from error
    if root is None:
        raise Refused("no-article", "The page has no markup and no text.")
    return root


@cache
def _parser() -> etree.HTMLParser:
    # Huge trees only so that a page of many elements is not cut off; how deep they nest is checked.
    return etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )


@cache
def _deeper_than(depth: int) -> Callable[[Element], bool]:
    return cast("Callable[[Element], bool]", etree.XPath(f"boolean({'/*' * (depth + 1)})"))


def _visible(text: str) -> tuple[str, list[str]]:
    """Cut out what is never displayed, in one pass; an end that is missing is looked for only once."""
    out: list[str] = []
    sources: list[str] = []
    endless: set[str] = set()
    position = 0
    while match := _UNSEEN.search(text, position):
        name = (match.group(1) or "!--").lower()
        end = None if name in endless else _END[name].search(text, match.end())
        if end is None:
            endless.add(name)
        elif name == "script" and "ld+json" in match.group(2).lower():
            sources.append(text[match.end() : end.start()])
        out += (text[position : match.start()], " ")
        position = end.end() if end else match.end()
    return "".join((*out, text[position:])), sources


def attribute(element: Element, name: str) -> str:
    """Return an attribute, an empty string where it is missing."""
    return element.get(name) or ""


def text_of(element: Element, between: str = "") -> str:
    """Return all text inside an element, as it stands, its pieces joined by `between`."""
    return between.join(cast("Iterator[str]", element.itertext()))


def names(element: Element) -> str:
    """Return class and id of an element as one string of words."""
    words, name = element.get("class"), element.get("id")
    return f"{words} {name}" if words and name else words or name or ""


def _bounded(text: str) -> str:
    """Drop the tags of elements that are nested deeper than any page a person made."""
    limit = rules().maximum_depth
    depth, dropped, broken = 0, 0, False
    held: Counter[str] = Counter()
    out: list[str] = []
    last = 0
    for match in _ANY_TAG.finditer(text):
        name = match.group(2).lower()
        if name in _SELF_CLOSING or match.group().endswith("/>"):
            continue
        if match.group(1):
            if not dropped:
                # An end without a beginning ends nothing.
                if held[name]:
                    held[name] -= 1
                    depth -= 1
                continue
            dropped -= 1
        elif depth < limit:
            held[name] += 1
            depth += 1
            continue
        else:
            dropped += 1
        between = text[last : match.start()]
        out.append(between)
        # With nothing between them one break is as good as a thousand, each of which would be an element.
        broken = broken and not between.strip()
        if name not in _INLINE and not broken:
            out.append("<br>")
            broken = True
        last = match.end()
    return "".join((*out, text[last:])) if last else text
