"""One walk over the tree that notes every element the other rules ask for."""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from .lines import squeeze
from .markup import attribute, names
from .rules import rules, split_names

_SHORT = frozenset("span div td p font strong b".split())
_PARTS = frozenset("nav aside footer".split())
_ADDRESSED = frozenset("time abbr span div p meta".split())


@dataclass(slots=True)
class Survey:
    """What a page holds, in reading order.

    `metas`: lower-case name or property → contents; `headings`: headings and elements named like one;
    `bodies`: elements marked as the article's body.
    """

    metas: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    canonical: str = ""
    base: str = ""
    headings: list[Tag] = field(default_factory=list)
    times: list[Tag] = field(default_factory=list)
    published: list[Tag] = field(default_factory=list)
    authors: list[Tag] = field(default_factory=list)
    author_links: list[Tag] = field(default_factory=list)
    section_links: list[Tag] = field(default_factory=list)

    def meta(self, *keys: str) -> str:
        """Return the first value of the first key that has one, else an empty string."""
        return next((v for k in keys for v in self.metas.get(k, ()) if v), "")


def survey(soup: BeautifulSoup) -> Survey:
    """Walk the tree once."""
    result = Survey()
    for tag in soup.descendants:
        if isinstance(tag, Tag):
            _note(result, tag, tag.name)
    return result


def _note(result: Survey, tag: Tag, name: str) -> None:
    if name == "meta":
        value = squeeze(attribute(tag, "content"))
        for kind in ("property", "name", "itemprop"):
            if key := attribute(tag, kind).lower():
                result.metas.setdefault(key, []).append(value)
    elif name == "link":
        if "canonical" in attribute(tag, "rel").lower().split() and not result.canonical:
            result.canonical = attribute(tag, "href").strip()
    elif name == "base":
        result.base = result.base or attribute(tag, "href").strip()
    elif name == "title":
        result.title = result.title or squeeze(tag.get_text())
    elif name == "time":
        result.times.append(tag)
    elif name in ("h1", "h2", "h3"):
        result.headings.append(tag)
    elif name == "a":
        _note_link(result, tag)
    if not tag.attrs:
        return
    if name in _SHORT and (words := names(tag)) and rules().heading_names.search(split_names(words)):
        result.headings.append(tag)
    prop = attribute(tag, "itemprop")
    if prop == "datePublished" and name in _ADDRESSED:
        result.published.append(tag)
    if (prop and "author" in prop.split()) or "author" in attribute(tag, "rel").split():
        result.authors.append(tag)


def _note_link(result: Survey, tag: Tag) -> None:
    href = attribute(tag, "href")
    if not result.author_links and href and rules().author_path.search(href):
        if not any(p.name in _PARTS for p in tag.parents):
            result.author_links.append(tag)
    elif "category" in attribute(tag, "rel").split():
        result.section_links.append(tag)
