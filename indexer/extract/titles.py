"""The headline: what the page's several titles agree on, without the site's name."""

from __future__ import annotations

from .clean import key
from .lines import squeeze
from .markup import text_of
from .rules import rules
from .survey import Survey

_MINIMUM, _MAXIMUM = 8, 300
_HEADLINE_WORDS = 4


def title_parts(text: str) -> list[str]:
    """Return a title cut at ` - `, ` | `, ` :: ` and the like."""
    return [part.strip() for part in rules().title_separator.split(text) if part.strip()]


def strip_site(text: str, sites: list[str]) -> str:
    """Return a title without a first or last part that names the site (`sites`: names and host words)."""
    known = [key(site) for site in sites if len(key(site)) >= 3]
    changed = True
    while changed:
        changed = False
        cuts = list(rules().title_separator.finditer(text))
        if cuts and _names_site(text[cuts[-1].end() :], known):
            text, changed = text[: cuts[-1].start()].strip(), True
        elif cuts and _names_site(text[: cuts[0].start()], known):
            text, changed = text[cuts[0].end() :].strip(), True
    return text


def _names_site(part: str, known: list[str]) -> bool:
    name = key(part)
    if not name or len(part.split()) > 6:
        return False
    return any(name == k or (k in name and len(k) >= 4) or (name in k and len(name) >= 4) for k in known)


def find_title(page: Survey, stated: list[str], sites: list[str]) -> str:
    """Return the headline.

    `stated` are the titles of meta tags, JSON-LD and `<title>`, best first. A heading on the page that is
    part of one of them wins, the longest one first; a page whose only title names no heading is headed by
    its first heading; else the best stated title without the site's name.
    """
    stated = [squeeze(s) for s in stated if s and squeeze(s)]
    keys = [key(s) for s in stated]
    site_keys = {key(s) for s in sites}
    best = ""
    headings = _headings(page)
    for text in headings:
        name = key(text)
        if len(name) < _MINIMUM or name in site_keys or len(name) <= len(key(best)):
            continue
        agreed = any(name in k or (len(k) >= 60 and name.startswith(k.rstrip("…"))) for k in keys)
        if agreed:
            best = text
    if best:
        return strip_site(best, sites) if len(best) > 60 else best
    if len(set(keys)) == 1 and headings and len(headings[0].split()) >= _HEADLINE_WORDS:
        return headings[0]
    for text in stated:
        bare = strip_site(text, sites)
        if key(bare) and key(bare) not in site_keys and len(key(bare)) >= 4:
            return bare
    return next((text for text in headings if key(text) not in site_keys), "")


def _headings(page: Survey) -> list[str]:
    out: list[str] = []
    for heading in page.headings:
        if next(heading.iterancestors("a"), None) is not None:
            continue
        if heading.tag == "h3" and next(heading.iter("a"), None) is not None:
            continue
        text = squeeze(text_of(heading))
        if text and len(text) <= _MAXIMUM:
            out.append(text)
    return out
