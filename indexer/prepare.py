"""One raw item to a document with its mentions: the part of the work that runs in worker processes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from index import Article, Document, day_bounds

from .extract import Refused, extract
from .recognise import recognise
from .records import article_of
from .sources import File, Item, Options, Page, Unreadable, load


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not taken, with a stable code and the reason."""

    source: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready for the archive, and what was noticed about it (`no-date`, `future-date`)."""

    document: Document
    remark: str | None = None


def prepare(item: Item, max_bytes: int, home: str) -> Prepared | Refusal:
    """Extract and recognise one item; never raises for what an input contains."""
    if isinstance(item, File):
        item = load(item, Options(max_bytes))
    if isinstance(item, Unreadable):
        return Refusal(item.source, item.code, item.message)
    try:
        if isinstance(item, Page):
            article = extract(item.data, source=item.source, url=item.url, max_bytes=max_bytes)
        else:
            article = article_of(item)
    except Refused as refused:
        return Refusal(item.source, refused.code, refused.message)
    article, remark = _without_future(article)
    mentions = recognise(article.text, home=home, language=article.language)
    return Prepared(Document(article, mentions), remark)


def _without_future(article: Article) -> tuple[Article, str | None]:
    """Take an article dated after tomorrow as undated: its date is an error of the page."""
    if article.published is None:
        return article, "future-date" if article.published_from == "future" else "no-date"
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    if day_bounds(article.published)[0] > tomorrow:
        return replace(article, published=None, published_from="future"), "future-date"
    return article, None
