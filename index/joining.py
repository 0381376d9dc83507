"""The pages of one article, joined: what readers are shown of those that an archive holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .model import Article, Document, Mention

# More pages than any article has: all in one under the identity of the first is as good as all of them.
_UNNUMBERED = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read; `number` as in `Article.part`, 1 also for a first page that does not say so."""

    number: int
    document: Document

    @property
    def key(self) -> tuple[str, int]:
        """What tells the page from all others: its article's id and its number."""
        return self.document.article.id, self.number


@dataclass(frozen=True, slots=True)
class Shown:
    """The articles that readers are shown, by id; `places` the id of the one in which each page stands."""

    documents: Mapping[str, Document]
    places: Mapping[tuple[str, int], str]


def assemble(address: str, pages: Sequence[Page]) -> Shown:
    """Return what is shown of the pages of the article at an address, in whichever order they came.

    All in one page stands for the others; else the first and those after it are joined, or an export's
    joined text while pages of it are missing. What cannot be joined is an article of its own.
    """
    best: dict[int, Page] = {}
    for page in sorted(pages, key=lambda page: (len(page.document.article.identity), page.key)):
        best.setdefault(page.number, page)
    head, used = _head(address, best, pages)
    documents: dict[str, Document] = {}
    places: dict[tuple[str, int], str] = {}
    if head is not None:
        first = best.get(1)
        if first is not None and first.document.article.id != head.article.id:
            article = replace(head.article, identity=first.document.article.identity, part=-_UNNUMBERED)
            head = replace(head, article=article)
        documents[head.article.id] = head
    for page in pages:
        own = page.document.article.id
        if head is not None and (
            page.key in used or own == head.article.id or _says_all(head, page.document)
        ):
            places[page.key] = head.article.id
        else:
            places[page.key] = own
            documents.setdefault(own, page.document)
    return Shown(documents, places)


def _head(
    address: str, best: Mapping[int, Page], pages: Sequence[Page]
) -> tuple[Document | None, set[tuple[str, int]]]:
    """Return the text that stands for the article, if there is one, and the keys of the pages in it."""
    numbers = sorted(number for number in best if number > 0)
    whole, first, exported = best.get(0), best.get(1), best.get(min(best, default=0))
    if whole and not (first and len(numbers) > 1 and _length(whole) <= _length(first)):
        return whole.document, {page.key for page in pages}
    if exported and exported.number < 0 and not set(range(1, -exported.number + 1)) <= best.keys():
        return exported.document, {exported.key}
    if first is None:
        return None, set()
    used = {page.key for number, page in best.items() if number}
    return _join(address, numbers[-1], [best[number].document for number in numbers]), used


def _length(page: Page) -> int:
    """Return the words of a page: an address for all in one that a site does not know gives the first."""
    return len(page.document.article.body.split())


def _says_all(shown: Document, document: Document) -> bool:
    return set(document.article.body.split("\n")) <= set(shown.article.body.split("\n"))


def _join(address: str, last: int, documents: Sequence[Document]) -> Document:
    """Return pages as one document: the first one's title and all paragraphs, mentions where these stand now.

    A paragraph that repeats the last one of the page before is left out, and a page that says nothing new.
    """
    first = documents[0]
    if len(documents) == 1:
        return first
    title = len(first.article.title)
    mentions = [mention for mention in first.mentions if mention.end <= title]
    paragraphs: list[str] = []
    at = title + 1
    for document in documents:
        if paragraphs and set(document.article.body.split("\n")) <= set(paragraphs):
            continue
        starts, shifts = [], []
        start = len(document.article.title) + 1
        for number, paragraph in enumerate(document.article.body.split("\n")):
            if number or not paragraphs or paragraph != paragraphs[-1]:
                starts.append(start)
                shifts.append(at - start)
                paragraphs.append(paragraph)
                at += len(paragraph) + 1
            start += len(paragraph) + 1
        mentions += _moved(document.mentions, starts, shifts)
    article = _completed([document.article for document in documents])
    body = "\n".join(paragraphs)
    return Document(replace(article, body=body, part_of=address, part=-last), tuple(mentions))


def _moved(mentions: Sequence[Mention], starts: Sequence[int], shifts: Sequence[int]) -> list[Mention]:
    """Return the mentions that stand in paragraphs, each moved with its own; `starts` are in order."""
    moved = []
    for mention in mentions:
        if found := bisect_right(starts, mention.start):
            shift = shifts[found - 1]
            moved.append(replace(mention, start=mention.start + shift, end=mention.end + shift))
    return moved


def _completed(articles: Sequence[Article]) -> Article:
    """Return the first with what only a later one says of the whole article."""
    dated = next((each for each in articles if each.published), articles[0])
    return replace(
        articles[0],
        published=dated.published,
        published_from=dated.published_from,
        published_other=dated.published_other,
        author=next((each.author for each in articles if each.author), None),
        section=next((each.section for each in articles if each.section), None),
        publisher=next((each.publisher for each in articles if each.publisher), None),
    )
