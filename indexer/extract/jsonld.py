"""JSON-LD as newspapers write it: graphs, lists, trailing commas and raw line breaks included."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from .lines import squeeze
from .printed import key

_TRAILING = re.compile(r",\s*(?=[}\]])")
_WRAPPED = re.compile(r"^\s*(?:<!\[CDATA\[|<!--|//<!\[CDATA\[)|(?:\]\]>|-->|//\]\]>)\s*;?\s*$")
# Fewer words than this say nothing.
_FEW = 4
# Those that tell headlines apart.
_WORD = re.compile(r"\w{4,}")
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report)$")


@dataclass(slots=True)
class JsonLd:
    """What the page's JSON-LD says of the article; missing values are empty. `types`: all types met."""

    headline: str = ""
    published: str = ""
    author: str = ""
    section: str = ""
    publisher: str = ""
    url: str = ""
    body: str = ""
    crumbs: list[str] = field(default_factory=list)
    types: set[str] = field(default_factory=set)

    @property
    def is_article(self) -> bool:
        """Whether an article is among the objects."""
        return any(_ARTICLE.search(t) for t in self.types)


def read_json_ld(sources: list[str], titles: Iterable[str] = (), url: str = "") -> JsonLd:
    """Return the merged contents of all JSON-LD blocks; blocks that are no JSON are left out.

    Where an object has one of the page's `titles` as its headline, those with others are other articles; so
    may be a single one whose headline has no word of them. `url` is the page's own address, if it states one.
    """
    result = JsonLd()
    articles: list[dict[str, Any]] = []
    for source in sources:
        for thing in _objects(_loads(source)):
            types = [str(t) for t in _list(thing.get("@type"))]
            result.types.update(types)
            if any(_ARTICLE.search(t) for t in types):
                articles.append(thing)
            elif "BreadcrumbList" in types:
                result.crumbs = result.crumbs or _crumbs(thing)
    for thing in _of_the_page(articles, list(titles), url):
        _take(result, thing)
    return result


def _of_the_page(articles: list[dict[str, Any]], titles: list[str], url: str) -> list[dict[str, Any]]:
    if len(articles) == 1:
        return [] if _is_another(articles[0], titles, url) else articles
    shown = [name for title in titles if (name := key(title))]
    names = [key(_headline(thing)) for thing in articles]
    told = [any(name and name in title for title in shown) for name in names]
    if not any(told):
        return articles
    return [thing for thing, name, good in zip(articles, names, told, strict=True) if good or not name]


def _is_another(thing: dict[str, Any], titles: list[str], url: str) -> bool:
    """Whether a headline has no word of the page's titles, and these are sure or the address differs.

    They are sure if two of them agree: newspapers give an article a second headline, too.
    """
    headline, shown = (
        set(_WORD.findall(_headline(thing).lower())),
        set(_WORD.findall(" ".join(titles).lower())),
    )
    if len(headline) < _FEW or len(shown) < _FEW or not headline.isdisjoint(shown):
        return False
    mine, stated = urlsplit(url).path.strip("/"), urlsplit(_address(thing)).path.strip("/")
    if mine and stated:
        return mine != stated
    long = [key(title) for title in titles if len(title.split()) >= _FEW]
    return any(one in other for one, other in pairwise(sorted(long, key=len)))


def _address(thing: dict[str, Any]) -> str:
    page = thing.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id") or page.get("url")
    return _text(page) or _text(thing.get("url"))


def _headline(thing: dict[str, Any]) -> str:
    return _text(thing.get("headline")) or _text(thing.get("name"))


def _loads(source: str) -> Any:
    source = _WRAPPED.sub("", source)
    for text in (source, _TRAILING.sub("", source)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(root: Any) -> Iterator[dict[str, Any]]:
    queue = [root]
    for _ in range(2_000):
        if not queue:
            return
        item = queue.pop(0)
        if isinstance(item, list):
            queue += item
        elif isinstance(item, dict):
            yield item
            queue += [item[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in item]


def _take(result: JsonLd, thing: dict[str, Any]) -> None:
    result.headline = result.headline or _headline(thing)
    result.published = (
        result.published or _text(thing.get("datePublished")) or _text(thing.get("dateCreated"))
    )
    result.section = result.section or _text(thing.get("articleSection"))
    result.publisher = result.publisher or _name(thing.get("publisher"))
    body = thing.get("articleBody")
    result.body = result.body or (html.unescape(body) if isinstance(body, str) else "")
    result.url = result.url or _address(thing)
    people = [
        _name(a)
        for a in _list(thing.get("author"))
        if not isinstance(a, dict) or a.get("@type") != "Organization"
    ]
    result.author = result.author or ", ".join(p for p in people if p)


def _crumbs(thing: dict[str, Any]) -> list[str]:
    out = []
    for element in _list(thing.get("itemListElement")):
        if isinstance(element, dict):
            out.append(_text(element.get("name")) or _name(element.get("item")))
    return [c for c in out if c]


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return squeeze(html.unescape(value)) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
