"""Front pages, tag pages, search pages and pages that only say that something is missing are no articles."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from lxml.etree import _Element as Element

from .errors import Refused
from .jsonld import JsonLd
from .lines import Line
from .markup import attribute, text_of
from .rules import rules
from .survey import Survey

_MANY_HEADLINES = 6
# The share of a page that one teaser has at most.
_TEASER = 0.3
_MISSING = "The page says that there is no article, or asks for a password."
_LISTING = "The page lists articles; it is none."


def refuse_listing(
    body: Element, page: Survey, lines: list[Line[Element]], ld: JsonLd, url: str | None
) -> None:
    """Raise Refused(`no-article`) where the page's own signs and its shape say that it lists articles."""
    signs = 0
    body_words = attribute(body, "class").lower().split()
    single = any(w.startswith("single") for w in body_words)
    signs += any(rules().listing_classes.match(w) for w in body_words) and not single
    headings = [text_of(tag, " ").strip() for tag in page.headings if tag.tag == "h1"][:3]
    words = sum(line.weight for line in lines)
    stated = ld.is_article or page.meta("og:type").lower() == "article"
    missing = any(rules().missing_titles.search(text) for text in (page.title, *headings))
    kept_out = "noindex" in page.meta("robots").lower() and not ld.is_article
    kept_out = kept_out and rules().nothing_there.search(page.title) is not None
    if missing and (kept_out or (words < rules().missing_words and not stated)):
        raise Refused("no-article", _MISSING)
    signs += any(rules().listing_titles.search(text) for text in (page.title, *headings))
    signs += bool(ld.types & rules().listing_types)
    signs += _is_listing_address(url)
    website = page.meta("og:type").lower() == "website" and not ld.is_article
    signs += website
    headlines = [line for line in lines if _is_headline(line)]
    linked = sum(len(line.text.split()) for line in headlines)
    if signs >= 2 and not ld.is_article and words < 12 * len(headlines) + 200:
        raise Refused("no-article", _LISTING)
    crowded = linked > words * 0.6 or _longest(lines) < _TEASER * words
    if signs and len(headlines) >= _MANY_HEADLINES and crowded and not ld.is_article:
        raise Refused("no-article", _LISTING)
    if len(headlines) >= 3 * _MANY_HEADLINES and linked > 2 * words and not stated:
        raise Refused("no-article", _LISTING)
    if len(headlines) >= 2 * _MANY_HEADLINES and _longest(lines) < _TEASER * words / 2 and not stated:
        raise Refused("no-article", _LISTING)


def _is_headline(line: Line[Element]) -> bool:
    return line.link_share > 0.85 and len(line.text.split()) >= 4


def _longest(lines: list[Line[Element]]) -> float:
    """Return the weight of the longest text that no linked headline interrupts; that of a teaser is small."""
    longest = own = 0.0
    for line in lines:
        own = 0.0 if _is_headline(line) else own + line.weight
        longest = max(longest, own)
    return longest


def _is_listing_address(url: str | None) -> bool:
    if not url:
        return False
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    identified = bool(query) and not ({"s", "q"} & set(query))
    return rules().listing_paths.search(parts.path) is not None and not identified
