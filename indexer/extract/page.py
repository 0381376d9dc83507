"""One input, from bytes to article."""

from __future__ import annotations

import json
import re
from datetime import date

from lxml.etree import _Element as Element

from index import Article

from .clean import Context, clean
from .container import choose
from .dateline import Dateline
from .dates import localise
from .decode import decode
from .errors import Refused
from .jsonld import JsonLd, read_json_ld
from .language import detect_language
from .lines import Line, linearise, linearise_markup, squeeze
from .listing import refuse_listing
from .markup import is_html, parse, saved_from
from .metadata import (
    find_author,
    find_publisher,
    find_section,
    find_url,
    host,
)
from .parts import Part, part_of
from .plaintext import read_plain
from .printed import key
from .prune import Cut
from .published import Published, find_date, near_title
from .rules import rules
from .soup import grow
from .survey import Survey, survey
from .titles import find_title

# A stated text counts from so many words on; of their runs this share is in a body that is theirs.
_STATED, _SHOWN = 60, 0.2
_SEEN = re.compile(r"[^\s\u200b\u200e\u200f\ufeff\xad]")
_FEED = re.compile(
    r"^\s*(?:(?><(?:\?[^>]*\?|!--.*?--)>)\s*)*+<(?:rss|feed|urlset|sitemapindex|opml|rdf:RDF)\b", re.DOTALL
)


def extract(
    data: bytes,
    *,
    source: str,
    url: str | None = None,
    max_bytes: int = 20_000_000,
    read: date | None = None,
) -> Article:
    """Return the article that a page (HTML or plain text, in bytes) holds.

    `source` is where it was read from, `url` its address where that is known; the identity is the canonical
    URL, else `url`, else the source. `read` is the day on which the page was fetched, if that is known: only
    with it `2 jam lalu` is a date.
    Raises Refused, with a code of REFUSAL_CODES, for what is no article.
    """
    if len(data) > max_bytes:
        raise Refused("too-large", f"The input has {len(data)} bytes; the limit is {max_bytes}.")
    if not data or data.isspace():
        raise Refused("empty")
    text = decode(data)
    if not _SEEN.search(text):
        raise Refused("empty")
    if _FEED.match(text[:2000]) or _is_json(text):
        raise Refused("no-article", "The input is a feed or a data file, not a page.")
    return _from_html(text, source, url, read) if is_html(text) else _from_plain(text, source, url)


def _is_json(text: str) -> bool:
    if text.lstrip()[:1] not in ("{", "["):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _from_plain(text: str, source: str, known: str | None) -> Article:
    plain = read_plain(text)
    url = plain.url or known
    body = "\n".join(plain.paragraphs)
    _refuse_short(body)
    return Article(
        identity=url or source,
        title=plain.title,
        body=body,
        source=source,
        url=url,
        published=plain.published,
        published_from=plain.published_from,
        author=plain.author,
        section=None,
        publisher=plain.publisher or host(url) or None,
        language=detect_language(body),
        dateline=plain.dateline.place,
        agency=plain.dateline.agency,
    )


def _from_html(text: str, source: str, known: str | None, read: date | None) -> Article:
    root, sources = parse(text)
    page = survey(root)
    ld = read_json_ld(sources, page.titles(), page.canonical or page.meta("og:url"))
    url = find_url(page, ld, saved_from(text), known)
    body_of_page = root.find("body")
    visible = root if body_of_page is None else body_of_page
    lines = linearise_markup(visible)
    sites = [s for s in (page.meta("og:site_name"), ld.publisher, host(url), host(url).split(".")[0]) if s]
    stated = [page.meta("og:title"), ld.headline, page.meta("twitter:title", "title"), page.title]
    title = find_title(page, stated, sites, lines)
    refuse_listing(visible, page, lines, ld, url)
    publisher = find_publisher(page, ld, lines, title, url)
    near = near_title(lines, title)
    author = find_author(page, ld, near.lines, lines, publisher)
    section = find_section(page, ld, lines, title)
    published = find_date(page, ld, near, url, read)
    body, dateline = _body(visible, lines, ld, Context(title, author, section, publisher))
    identity, part = _identity(url, known, page)
    _refuse_short(body)
    language = detect_language(body)
    return Article(
        identity=identity or source,
        title=title or body.split("\n", 1)[0][:120],
        body=body,
        source=source,
        url=url,
        published=localise(published.date, language) if published.date else None,
        published_from=published.where,
        published_other=_other_date(published, language),
        author=author,
        section=section,
        publisher=publisher,
        language=language,
        dateline=dateline.place,
        agency=dateline.agency,
        part_of=part.identity if part else None,
        part=part.number if part else None,
    )


def _other_date(published: Published, language: str) -> str | None:
    """Return the date that lost as an Article has it: `2024-11-03 text`."""
    other = published.other
    return f"{localise(other.date, language)} {other.where}" if other and other.date else None


def _identity(url: str | None, known: str | None, page: Survey) -> tuple[str | None, Part | None]:
    """Return the canonical address, and which page of which article it is, where that has several.

    Newspapers give all pages one canonical address: but for the first, and all in one, the number is added.
    """
    part = part_of(known or url, page) if url else None
    if part is None or url is None:
        return url, None
    stated = part_of(url, page)
    first = (stated.identity if stated else url.partition("#")[0]).rstrip("/")
    of = Part(first, part.number)
    if part.number < 2 or part_of(url, Survey()) == part:
        return url, of
    return f"{url.partition('#')[0]}#halaman-{part.number}", of


def _body(visible: Element, lines: list[Line[Element]], ld: JsonLd, context: Context) -> tuple[str, Dateline]:
    cut = Cut(visible, lines)
    soup = grow(cut.root, cut.leaves_out)
    shown = linearise(soup)
    container = choose(soup, shown, key(context.title))
    cleaned = clean(shown if container is soup else linearise(container), context)
    body = "\n".join(cleaned.paragraphs)
    stated = squeeze(ld.body)
    longer = len(stated.split()) > 2 * len(body.split()) + 20
    if longer or (cut.doubtful and _is_other(body, stated)):
        pieces = [squeeze(p) for p in re.split(r"\n+|<br\s*/?>|</p>", ld.body)]
        return "\n".join(p for p in pieces if p), cleaned.dateline
    return body, cleaned.dateline


def _is_other(body: str, stated: str) -> bool:
    """Whether a text of some length is stated, and hardly a run of its words is in the body."""
    words, shown = stated.split(), body.split()
    if len(words) < _STATED or stated.endswith(("…", "...")):
        return False
    runs = set(zip(words, words[1:], words[2:], strict=False))
    return len(runs.intersection(zip(shown, shown[1:], shown[2:], strict=False))) < _SHOWN * len(runs)


def _refuse_short(body: str) -> None:
    if len(body.split()) < rules().minimum_words or len(body) < rules().minimum_characters:
        raise Refused("no-article", "The page has too little running text for an article.")
