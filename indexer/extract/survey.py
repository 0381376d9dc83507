"""One walk over the tree that notes every element the other rules ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from .lines import squeeze
from .markup import attribute, names, text_of
from .rules import named_as, rules

_PARTS = frozenset("nav aside footer".split())
_LINKS = ("a", "link")
_LARGE = ("4", "5", "6", "7", "+1", "+2", "+3")
_ADDRESSED = frozenset("time abbr span div p meta".split())


@dataclass(slots=True)
class Survey:
    """What a page holds, in reading order.

    `metas`: lower-case name or property → contents; `headings`: headings and elements named like one;
    `previous` and `next`: where `rel` says that the pages beside this one are; `bylines`: elements named like
    one.
    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    canonical: str = ""
    base: str = ""
    previous: str = ""
    next: str = ""
    headings: list[Element] = field(default_factory=list)
    times: list[Element] = field(default_factory=list)
    published: list[Element] = field(default_factory=list)
    authors: list[Element] = field(default_factory=list)
    author_links: list[Element] = field(default_factory=list)
    bylines: list[Element] = field(default_factory=list)
    section_links: list[Element] = field(default_factory=list)

    def meta(self, *keys: str) -> str:
        """Return the first value of the first key that has one, else an empty string."""
        return next((v for k in keys for v in self.metas.get(k, ()) if v), "")

    def titles(self) -> list[str]:
        """Return what the page calls itself: meta tags, title, main headings."""
        headings = [text_of(heading) for heading in self.headings if heading.tag == "h1"]
        return [self.meta("og:title"), self.meta("twitter:title"), self.title, *headings]


def survey(root: Element) -> Survey:
    """Walk the tree once."""
    result = Survey()
    for element in root.iter():
        name = element.tag
        if read := _READERS.get(name):
            read(result, element)
        if prop := element.get("itemprop"):
            _note_property(result, element, prop)
        if name in _LINKS and (rel := element.get("rel")):
            _note_relation(result, element, rel)
    return result


def _meta(result: Survey, element: Element) -> None:
    value = squeeze(attribute(element, "content"))
    for kind in ("property", "name", "itemprop"):
        if key := attribute(element, kind).lower():
            result.metas.setdefault(key, []).append(value)


def _link(result: Survey, element: Element) -> None:
    if "canonical" in attribute(element, "rel").lower().split() and not result.canonical:
        result.canonical = attribute(element, "href").strip()


def _base(result: Survey, element: Element) -> None:
    result.base = result.base or attribute(element, "href").strip()


def _title(result: Survey, element: Element) -> None:
    result.title = result.title or squeeze(text_of(element))


def _time(result: Survey, element: Element) -> None:
    result.times.append(element)


def _heading(result: Survey, element: Element) -> None:
    result.headings.append(element)


def _font(result: Survey, element: Element) -> None:
    """Take large type as a heading: pages made before style sheets had no other."""
    if element.get("size") in _LARGE:
        result.headings.append(element)
    else:
        _named(result, element)


def _named(result: Survey, element: Element) -> None:
    if (words := names(element)) and (what := named_as(words)):
        (result.headings if what == "headline" else result.bylines).append(element)


def _anchor(result: Survey, element: Element) -> None:
    if (words := element.get("class")) and named_as(words) == "author":
        result.bylines.append(element)
    href = element.get("href")
    if not href or result.author_links or not rules().author_path.search(href):
        return
    if next(element.iterancestors(*_PARTS), None) is None:
        result.author_links.append(element)


_READERS: Mapping[str, Callable[[Survey, Element], None]] = {
    "meta": _meta,
    "link": _link,
    "base": _base,
    "title": _title,
    "time": _time,
    "h1": _heading,
    "h2": _heading,
    "h3": _heading,
    "a": _anchor,
    "font": _font,
} | dict.fromkeys(("span", "div", "td", "p", "strong", "b"), _named)


def _note_property(result: Survey, element: Element, prop: str) -> None:
    if prop == "datePublished" and element.tag in _ADDRESSED:
        result.published.append(element)
    if "author" in prop.split():
        result.authors.append(element)


def _note_relation(result: Survey, element: Element, rel: str) -> None:
    words = rel.lower().split()
    if "author" in words and result.authors[-1:] != [element]:
        result.authors.append(element)
    if element.tag == "a" and "category" in words:
        result.section_links.append(element)
    if href := attribute(element, "href").strip():
        if "prev" in words or "previous" in words:
            result.previous = result.previous or href
        elif "next" in words:
            result.next = result.next or href
