"""One raw item to a document with its mentions: the part of the work that runs in worker processes."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, fields, replace

from index import Article, Document, day_bounds, too_long

from .extract import (
    Refused,
    extract,
    is_other_day,
    local_day,
    localise,
    parse_date,
)
from .mojibake import mend
from .own_names import own_names
from .recognise import find_acronyms
from .records import article_of
from .sources import Content, Page, Unreadable


@dataclass(frozen=True, slots=True)
class Stored:
    """An article that the archive has, or a page of one, whose names are recognised anew."""

    article: Article

    @property
    def source(self) -> str:
        """Where it was read from, then."""
        return self.article.source


Preparable = Content | Stored


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not taken, with a stable code and the reason."""

    source: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready for the archive, and what was noticed about it (`no-date`, `future-date`).

    `introduced` are the acronyms that it introduces, short and long forms, each once.
    """

    document: Document
    remark: str | None = None
    introduced: tuple[tuple[str, str], ...] = ()


def prepare(item: Preparable, max_bytes: int, home: str) -> Prepared | Refusal:
    """Extract an item, if it is a raw one, and recognise its names; never raises for what it contains."""
    if isinstance(item, Stored):
        return Prepared(_named(item.article, home))
    if isinstance(item, Unreadable):
        return Refusal(item.source, item.code, item.message)
    try:
        if isinstance(item, Page):
            read = local_day(item.read) if item.read else None
            article = extract(item.data, source=item.source, url=item.url, max_bytes=max_bytes, read=read)
            article = _dated(_storable(article), item.published)
        else:
            article = article_of(item)
        if too_long(item.source, article.identity, article.part_of or ""):
            raise Refused("long-address")
    except Refused as refused:
        return Refusal(item.source, refused.code, refused.message)
    article = mend(article)
    if item.by_text and not article.url:
        article = replace(article, identity=_text_identity(article))
    article, remark = _without_future(article)
    return Prepared(_named(article, home), remark, tuple(dict.fromkeys(find_acronyms(article.text))))


def _named(article: Article, home: str) -> Document:
    found = own_names(article.text, home=home, language=article.language, day=article.published or "")
    return Document(article, found)


def _dated(article: Article, published: str | None) -> Article:
    """Give an article without a date that of its source; keep one of another day beside its own."""
    found = parse_date(published) if published else None
    if found is None:
        return article
    date = localise(found, article.language)
    if article.published_from is None:
        return replace(article, published=date, published_from="feed")
    if article.published and not article.published_other and is_other_day(found, article.published):
        return replace(article, published_other=f"{date} feed")
    return article


def _storable(article: Article) -> Article:
    """Leave out NUL characters, which not every archive can store: JSON in a page may have them."""
    texts = {field.name: getattr(article, field.name) for field in fields(article)}
    zeros = {name: text.replace("\x00", "") for name, text in texts.items() if "\x00" in str(text)}
    return replace(article, **zeros) if zeros else article


def _text_identity(article: Article) -> str:
    """Return the identity of an article that has no address: the same text is the same article."""
    return f"text:{hashlib.sha256(article.text.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _without_future(article: Article) -> tuple[Article, str | None]:
    """Take an article dated after tomorrow as undated: its date is an error of the page."""
    if article.published is None:
        return article, "future-date" if article.published_from == "future" else "no-date"
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    if day_bounds(article.published)[0] > tomorrow:
        return replace(article, published=None, published_from="future"), "future-date"
    return article, None
