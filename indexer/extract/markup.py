"""From page source to a BeautifulSoup tree: what no reader sees is cut out first, nesting is bounded."""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.builder import ParserRejectedMarkup
from bs4.element import PageElement

from .errors import Refused
from .rules import rules

_STRUCTURE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|br|span|table|tr|td|article|section|h[1-6]|ul|li|meta|title|a|b|font)\b[^<>]*>",
    re.IGNORECASE,
)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<(?:!--|(script|style|svg|noscript|template|iframe|math)\b([^<>]{0,2000})>)", re.IGNORECASE
)
_END = {"!--": re.compile(r"-->")} | {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("script", "style", "svg", "noscript", "template", "iframe", "math")
}
_UNUSED = re.compile(
    r"""\s(?:data-[\w-]+|on[a-z]+|srcset|sizes|target|width|height|loading|aria-[\w-]+)\s*=\s*(?:"[^"<>]*"|'[^'<>]*')""",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)[^>]*>")
_SELF_CLOSING = frozenset(
    "p li td th tr tbody thead tfoot dt dd option br hr img input meta link area base col wbr source".split()
)
_INLINE = frozenset("a abbr b big cite code em font i s small span strong sub sup tt u".split())


def is_html(text: str) -> bool:
    """Return whether a text is markup rather than plain text that happens to hold `<`."""
    head = text[:200_000]
    return bool(_STRUCTURE.search(head)) or len(_TAG.findall(head)) >= 3


def saved_from(text: str) -> str | None:
    """Return the address that a browser noted when it saved the page."""
    match = _SAVED.search(text[:4096])
    return match.group(1) if match else None


def parse(text: str) -> tuple[BeautifulSoup, list[str]]:
    """Return the tree of a page without scripts, styles, comments, and the sources of its JSON-LD."""
    text, sources = _visible(text)
    if len(text) > rules().maximum_markup:
        raise Refused("too-large", "The page has more markup than an article can have.")
    text = _bounded(_UNUSED.sub("", text))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
            return BeautifulSoup(text, "lxml", multi_valued_attributes=None), sources
    except (ParserRejectedMarkup, RecursionError) as error:
        raise Refused("too-deep") from error


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


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute as one string, empty where it is missing."""
    value = tag.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)


def names(tag: PageElement) -> str:
    """Return class and id of an element as one string of words."""
    return f"{attribute(tag, 'class')} {attribute(tag, 'id')}".strip() if isinstance(tag, Tag) else ""


def _bounded(text: str) -> str:
    """Drop the tags of elements that are nested deeper than any page a person made."""
    limit = rules().maximum_depth
    if text.count("<") <= limit:
        return text
    depth, dropped = 0, 0
    out: list[str] = []
    last = 0
    for match in _ANY_TAG.finditer(text):
        name = match.group(2).lower()
        if name in _SELF_CLOSING or match.group().endswith("/>"):
            continue
        if match.group(1):
            if dropped:
                dropped -= 1
                out += (text[last : match.start()], "" if name in _INLINE else "<br>")
                last = match.end()
            else:
                depth = max(0, depth - 1)
        elif depth >= limit:
            dropped += 1
            out += (text[last : match.start()], "" if name in _INLINE else "<br>")
            last = match.end()
        else:
            depth += 1
    return "".join((*out, text[last:])) if last else text
