"""The headline: what the page's several titles agree on, without the site's name."""

from __future__ import annotations

from lxml.etree import _Element as Element

from .lines import Line, squeeze
from .markup import attribute, text_of
from .printed import key
from .rules import rules
from .survey import Survey

_MINIMUM, _LONG, _MAXIMUM = 8, 25, 300
_HEADLINE_WORDS = 4
_ROOT = ("/", "index.php", "index.html", "/index.php", "/index.html")
_GOES_ON = tuple(",:;?!–-“(")


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


def find_title(page: Survey, stated: list[str], sites: list[str], lines: list[Line[Element]]) -> str:
    """Return the headline.

    `stated` are the titles of meta tags, JSON-LD and `<title>`, best first. A heading on the page that is
    part of one of them wins, the longest one first; a page whose only title names no heading is headed by
    its first heading; else the best stated title without the site's name, or that part of it which the page
    prints as one of its `lines`.
    """
    stated = [squeeze(s) for s in stated if s and squeeze(s)]
    keys = [key(s) for s in stated]
    beginnings = [text for s in stated for text in _beginnings(s, sites) if len(key(text)) >= _LONG]
    site_keys = {key(s) for s in sites}
    best = ""
    headings = _headings(page)
    for text in (*headings, *_headings(page, linked=True)):
        name = key(text)
        if len(name) < _MINIMUM or name in site_keys or len(name) <= len(key(best)):
            continue
        cut = any(len(k) >= 60 and name.startswith(k.rstrip("…")) for k in keys)
        if cut or any(name in k for k in keys) or any(_goes_on(text, each) for each in beginnings):
            best = text
    if best:
        return strip_site(best, sites) if len(best) > 60 else best
    if len(set(keys)) == 1 and headings and len(headings[0].split()) >= _HEADLINE_WORDS:
        return headings[0]
    mains = [text for h in page.headings if h.tag == "h1" and (text := squeeze(text_of(h))) in headings]
    if _is_name(stated) and len(mains) == 1 and len(mains[0].split()) >= _HEADLINE_WORDS:
        return mains[0]
    if printed := _printed(stated, lines):
        return printed
    for text in stated:
        bare = strip_site(text, sites)
        if key(bare) and key(bare) not in site_keys and len(key(bare)) >= 4:
            return bare
    return next((text for text in headings if key(text) not in site_keys), "")


def _is_name(stated: list[str]) -> bool:
    """Whether titles only name the site: *Bursa Nusantara*, *Siaran Pers | PT Bursa Nusantara*."""
    shortest = min(stated, key=len, default="")
    return 0 < len(shortest.split()) < _HEADLINE_WORDS and all(key(shortest) in key(text) for text in stated)


def _beginnings(text: str, sites: list[str]) -> list[str]:
    """Return a title without the site's name, and without its last part, which may be such a name."""
    cuts = list(rules().title_separator.finditer(text))
    return [strip_site(text, sites), *(text[: cut.start()].strip() for cut in cuts[-1:])]


def _goes_on(text: str, beginning: str) -> bool:
    """Whether a heading prints more of a title than is stated: *7 Kebiasaan*, *7 Kebiasaan, Apa Saja?*."""
    return text.startswith(beginning) and text[len(beginning) :].lstrip()[:1] in _GOES_ON


def _printed(stated: list[str], lines: list[Line[Element]]) -> str:
    """Return what the page prints of a stated title, without what stands before or behind a separator."""
    parts: list[str] = []
    for text in stated:
        for cut in rules().title_separator.finditer(text):
            parts += [text[: cut.start()].strip(), text[cut.end() :].strip()]
    wanted = {key(part): part for part in parts if len(part.split()) >= _HEADLINE_WORDS}
    if not wanted:
        return ""
    found = {key(line.text) for line in lines if line.link_share < 0.5 and len(line.text) <= _MAXIMUM}
    return max((part for name, part in wanted.items() if name in found), key=len, default="")


def _headings(page: Survey, *, linked: bool = False) -> list[str]:
    """Return the texts of headings; `linked` are those of the third rank that lead to an article."""
    out: list[str] = []
    for heading in page.headings:
        if next(heading.iterancestors("a"), None) is not None:
            continue
        if linked != (heading.tag == "h3" and next(heading.iter("a"), None) is not None):
            continue
        if any(attribute(link, "href").strip() in _ROOT for link in heading.iter("a")):
            # The site's own name.
            continue
        text = squeeze(text_of(heading))
        if text and len(text) <= _MAXIMUM:
            out.append(text)
    return out
