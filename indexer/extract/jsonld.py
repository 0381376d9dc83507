"""JSON-LD as newspapers write it: graphs, lists, trailing commas and raw line breaks included."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .lines import squeeze
from .printed import key

_TRAILING = re.compile(r",\s*(?=[}\]])")
_WRAPPED = re.compile(r"^\s*(?:<!\[CDATA\[|<!--|//<!\[CDATA\[)|(?:\]\]>|-->|//\]\]>)\s*;?\s*$")
# Of a headline of so many words, such a share stands in the titles of its page.
_FEW, _SHARED = 4, 0.25
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


def read_json_ld(sources: list[str], titles: Iterable[str] = ()) -> JsonLd:
    """Return the merged contents of all JSON-LD blocks; blocks that are no JSON are left out.

    Where an object has one of the page's `titles` as its headline, those with others are other articles.
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
    for thing in _of_the_page(articles, list(titles)):
        _take(result, thing)
    return result


def _of_the_page(articles: list[dict[str, Any]], titles: list[str]) -> list[dict[str, Any]]:
    if len(articles) == 1:
        return articles if _shares_words(_headline(articles[0]), titles) else []
    shown = [name for title in titles if (name := key(title))]
    names = [key(_headline(thing)) for thing in articles]
    told = [any(name and name in title for title in shown) for name in names]
    if not any(told):
        return articles
    return [thing for thing, name, good in zip(articles, names, told, strict=True) if good or not name]


def _shares_words(headline: str, titles: list[str]) -> bool:
    """Whether a headline may be that of a page with such titles: hardly a word of another one is in them."""
    words = set(headline.lower().split())
    shown = {word for title in titles for word in title.lower().split()}
    return len(words) < _FEW or len(shown) < _FEW or len(words & shown) >= _SHARED * len(words)


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
    page = thing.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id") or page.get("url")
    result.url = result.url or _text(page) or _text(thing.get("url"))
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
