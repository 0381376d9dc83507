"""Articles of several pages in the archive: each page is kept as it was read, and shown joined to the others.

The pages of one article share an address. Whatever changes among them, all that is shown of the address is
assembled anew, in the same transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, tuple_, update

from .archive_articles import (
    Outcome,
    chunks,
    hide_article,
    put_articles,
    read_articles,
    read_documents,
)
from .archive_inputs import forget_inputs, is_given
from .archive_schema import articles, parts
from .joining import Page, assemble
from .model import Article, Document, Mention, MentionKind

# An article in which no page stands.
_WHOLE = articles.c.id.not_in(select(parts.c.shown))
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class _Row:
    """A stored page without its document; `shown` is the id of the article in which it stands."""

    article_id: str
    number: int
    address: str
    source: str
    shown: str

    @property
    def key(self) -> tuple[str, int]:
        """What tells the page from all others."""
        return self.article_id, self.number


_COLUMNS = [parts.c[name] for name in ("article_id", "number", "address", "source", "shown")]


def put_documents(connection: Connection, documents: Sequence[Document]) -> list[Outcome]:
    """Take in articles and pages of articles; return an outcome for each, of a page that of its article."""
    rows = _concerning(connection, documents)
    if not rows and not any(document.article.part_of for document in documents):
        return put_articles(connection, documents)
    addresses = {row.address for row in rows}
    outcomes: list[Outcome | None] = []
    changed: dict[str, None] = {}
    for document in documents:
        address = _address(document.article)
        if document.article.part_of and address and address not in addresses:
            addresses.add(address)
            rows += _adopt(connection, address, document.article.source)
        if left := [row for row in rows if _has_left(row, document)]:
            # Before it is put anywhere else: the same id may be needed again.
            _withdraw(connection, left)
            rows = [row for row in rows if row not in left]
        if address is None or address not in addresses:
            outcomes += put_articles(connection, [document])
        elif _store(connection, address, document):
            outcomes.append(None)
            changed[address] = None
        else:
            outcomes.append(Outcome.UNCHANGED)
    became: dict[str, Outcome] = {}
    for address in changed:
        became |= _show(connection, address)[0]
    shown = {row.key: row.shown for row in _concerning(connection, documents)} if changed else {}
    return [
        outcome or _told(became, shown[document.article.id, _number(document.article)])
        for document, outcome in zip(documents, outcomes, strict=True)
    ]


def _told(became: dict[str, Outcome], article_id: str) -> Outcome:
    """Return what became of an article; it is added once, and then replaced by each further page of it."""
    outcome = became[article_id]
    if outcome is Outcome.ADDED:
        became[article_id] = Outcome.REPLACED
    return outcome


def never_seen(connection: Connection, documents: Sequence[Document]) -> list[bool]:
    """Return which of these never were in the archive, as an article or a page; of two alike the first."""
    seen: set[tuple[str, int]] = set()
    for part in chunks([document.article.id for document in documents]):
        # A first page may be there as the article that it makes, with others or alone.
        known = connection.execute(select(articles.c.id).where(articles.c.id.in_(part))).scalars()
        seen.update((each, 1) for each in known)
        seen.update(row.key for row in _rows(connection, parts.c.article_id.in_(part)))
    found: list[bool] = []
    for document in documents:
        key = (document.article.id, _number(document.article))
        found.append(key not in seen)
        seen.add(key)
    return found


def remove_article(connection: Connection, article_id: str) -> bool:
    """Remove an article with all pages in it, and forget their inputs; return whether there was one."""
    rows = _rows(connection, parts.c.shown == article_id)
    for each in {article_id, *(row.article_id for row in rows)}:
        forget_inputs(connection, each)
    _withdraw(connection, rows)
    return hide_article(connection, article_id) or bool(rows)


def lose_pages(connection: Connection, article_ids: Sequence[str], gone: set[str]) -> tuple[set[str], int]:
    """Drop those of the pages that no input gives any more, after sources were forgotten.

    Return the ids that are of pages, and how many articles are no longer shown. What another input still
    gives stays, and becomes that one's when it is read again.
    """
    rows = [row for part in chunks(article_ids) for row in _rows(connection, parts.c.article_id.in_(part))]
    lost = []
    for row in rows:
        if not is_given(connection, row.article_id, row.number):
            lost.append(row)
        elif row.source in gone:
            forget_inputs(connection, row.article_id, row.number)
    return {row.article_id for row in rows}, _withdraw(connection, lost)


def count_readings(connection: Connection) -> int:
    """Return how many texts there are as they were read: whole articles, and pages of articles."""
    whole = select(func.count()).select_from(articles).where(~articles.c.removed, _WHOLE)
    pages = select(func.count()).select_from(parts)
    return int(connection.execute(whole).scalar_one() + connection.execute(pages).scalar_one())


def read_whole(connection: Connection, after: str, limit: int) -> dict[str, Article]:
    """Return the next articles by id that are not put together from pages; removed ones are left out."""
    ids = select(articles.c.id).where(articles.c.id > after, ~articles.c.removed, _WHOLE)
    found = connection.execute(ids.order_by(articles.c.id).limit(limit)).scalars().all()
    return {article.id: article for article in read_articles(connection, articles.c.id.in_(found))}


def read_pages(connection: Connection, after: tuple[str, int], limit: int) -> dict[tuple[str, int], Article]:
    """Return the next pages of articles as they were read, by the id of each one's own article and number."""
    key = tuple_(parts.c.article_id, parts.c.number)
    found = select(parts.c.article_id, parts.c.number, parts.c.document).where(key > after)
    rows = connection.execute(found.order_by(parts.c.article_id, parts.c.number).limit(limit))
    return {(row.article_id, row.number): _read(row.document).article for row in rows}


def put_page_names(connection: Connection, documents: Sequence[Document]) -> int:
    """Give pages the names that are recognised in them now, and articles those of their pages.

    Return how many pages had others. One that has another text by now is left as it is.
    """
    changed: list[str] = []
    for document in documents:
        article = document.article
        key = (parts.c.article_id == article.id) & (parts.c.number == _number(article))
        stored = select(parts.c.address, parts.c.document).where(
            key, parts.c.content_hash == article.content_hash
        )
        known = connection.execute(stored).first()
        if known and _read(known.document).mentions != document.mentions:
            connection.execute(update(parts).where(key).values(document=_written(document)))
            changed.append(known.address)
    for address in dict.fromkeys(changed):
        _show(connection, address)
    return len(changed)


def shown_in(connection: Connection, article_ids: Sequence[str]) -> dict[str, str]:
    """Return the article in which each of these pages is shown, of those that stand in another."""
    found = select(parts.c.article_id, parts.c.shown).where(
        parts.c.article_id.in_(article_ids), parts.c.shown != parts.c.article_id
    )
    return {row.article_id: row.shown for row in connection.execute(found)}


def _address(article: Article) -> str | None:
    """Return the address by which the pages of an article find each other; None if it is not on the web."""
    if article.part_of:
        return article.part_of
    return article.identity.rstrip("/") if article.identity.startswith(_WEB) else None


def _number(article: Article) -> int:
    return article.part if article.part_of and article.part is not None else 1


def _has_left(row: _Row, document: Document) -> bool:
    """Whether a document is the newer state of a page that stood elsewhere among the pages of an article."""
    article = document.article
    number = _number(article)
    if row.article_id != article.id or (row.number, row.address) == (number, _address(article)):
        return False
    # What was joined names the source of its first page, and is not what that gave.
    return row.number == number or (row.source == article.source and min(row.number, number) >= 0)


def _concerning(connection: Connection, documents: Sequence[Document]) -> list[_Row]:
    """Return the pages that are stored of the same articles or under the same ids."""
    found: dict[tuple[str, int], _Row] = {}
    for some in chunks(documents):
        addresses = {each for document in some if (each := _address(document.article))}
        ids = {document.article.id for document in some}
        for where in (parts.c.address.in_(addresses), parts.c.article_id.in_(ids)):
            found |= {row.key: row for row in _rows(connection, where)}
    return list(found.values())


def _rows(connection: Connection, where: ColumnElement[bool]) -> list[_Row]:
    rows = connection.execute(select(*_COLUMNS).where(where).order_by(parts.c.article_id, parts.c.number))
    return [_Row(*row) for row in rows]


def _adopt(connection: Connection, address: str, source: str) -> list[_Row]:
    """Make articles that came before any other page the first page, and return them as such.

    What was read from the same source is an older reading, and none.
    """
    here = articles.c.identity.in_([address, f"{address}/"]), ~articles.c.removed
    ids = connection.execute(select(articles.c.id).where(*here)).scalars().all()
    for document in read_documents(connection, ids).values():
        if document.article.source != source:
            _store(connection, address, document)
    return _rows(connection, parts.c.address == address)


def _store(connection: Connection, address: str, document: Document) -> bool:
    """Keep a page; return whether it says something new."""
    article = document.article
    key = (parts.c.article_id == article.id) & (parts.c.number == _number(article))
    known = connection.execute(select(parts.c.content_hash, parts.c.document).where(key)).first()
    if (
        known
        and known.content_hash == article.content_hash
        and _read(known.document).mentions == document.mentions
    ):
        return False
    values: dict[str, str | int] = {
        "address": address,
        "source": article.source,
        "content_hash": article.content_hash,
        "document": _written(document),
    }
    if known is None:
        values |= {"article_id": article.id, "number": _number(article), "shown": article.id}
        connection.execute(insert(parts).values(values))
    else:
        connection.execute(update(parts).where(key).values(values))
    return True


def _withdraw(connection: Connection, rows: Sequence[_Row]) -> int:
    """Drop pages, and show what is left without them; return how many articles are no longer shown."""
    for row in rows:
        connection.execute(
            delete(parts).where(parts.c.article_id == row.article_id, parts.c.number == row.number)
        )
    shown: dict[str, set[str]] = {}
    for row in rows:
        shown.setdefault(row.address, set()).add(row.shown)
    return sum(_show(connection, address, before)[1] for address, before in shown.items())


def _show(connection: Connection, address: str, before: Iterable[str] = ()) -> tuple[dict[str, Outcome], int]:
    """Show what the pages of an address now make; return what became of each article, and how many went.

    `before` are articles in which pages stood that are gone.
    """
    rows = connection.execute(select(parts).where(parts.c.address == address).order_by(*parts.primary_key))
    stored = [(row.article_id, row.number, row.shown, row.document) for row in rows]
    shown = assemble(address, [Page(number, _read(text)) for _, number, _, text in stored])
    former = {*before, *(own for own, *_ in stored), *(place for _, _, place, _ in stored)}
    went = sum(hide_article(connection, each) for each in sorted(former - shown.documents.keys()))
    ids, documents = list(shown.documents), list(shown.documents.values())
    became = dict(zip(ids, put_articles(connection, documents), strict=True))
    for own, number, place, _ in stored:
        if (now := shown.places[own, number]) != place:
            key = (parts.c.article_id == own) & (parts.c.number == number)
            connection.execute(update(parts).where(key).values(shown=now))
    return became, went


def _written(document: Document) -> str:
    values = {"article": asdict(document.article), "mentions": [asdict(each) for each in document.mentions]}
    return json.dumps(values, ensure_ascii=False)


def _read(text: str) -> Document:
    values = json.loads(text)
    mentions = (Mention(**{**each, "kind": MentionKind(each["kind"])}) for each in values["mentions"])
    return Document(Article(**values["article"]), tuple(mentions))
