"""Articles that a newspaper cuts into several pages: `?page=2`, `/halaman/2`, `/judul/2`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from .rules import rules
from .survey import Survey

_NUMBER = re.compile(r"^[1-9][0-9]?$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """Page `number` (from 1; 0 for all pages in one) of the article whose address is `identity`."""

    identity: str
    number: int


def part_of(url: str, page: Survey) -> Part | None:
    """Return which part of an article a page at an absolute address is, None where nothing says so.

    A number that ends the address (`/judul/2`) counts only if the page's `rel=prev` or `rel=next` leads to
    another number of the same address; so do those links alone, where the address has no number.
    """
    stated = _stated(url)
    if stated:
        return stated
    before, after = (_join(url, address) for address in (page.previous, page.next))
    bare = _bare(url)
    if bare and bare.number > 1:
        beside = {Part(bare.identity, bare.number - 1), Part(bare.identity, bare.number + 1)}
        if bare.number == 2:
            beside.add(Part(_trimmed(bare.identity), 1))
        if beside & {_bare(before) or Part(_trimmed(before), 1), _bare(after) or Part("", 0)}:
            return bare
    for neighbour, step in ((before, 1), (after, -1)):
        part = _stated(neighbour) or _bare(neighbour)
        if part and part.identity == _trimmed(url) and part.number + step > 0:
            return Part(part.identity, part.number + step)
    return None


def _join(url: str, address: str) -> str:
    try:
        return urljoin(url, address) if address else ""
    except ValueError:
        return ""


def _stated(url: str) -> Part | None:
    """Read a number that the address itself names as a page's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    query = parse_qsl(parts.query, keep_blank_values=True)
    for name, value in query:
        number = 0 if value.lower() in rules().part_whole else _number(value)
        if name.lower() in rules().part_names and number is not None:
            rest = urlencode([(n, v) for n, v in query if n.lower() not in rules().part_names])
            return Part(urlunsplit(parts._replace(query=rest, fragment="")), number)
    head, _, last = parts.path.rstrip("/").rpartition("/")
    head, _, name = head.rpartition("/")
    number = _number(last)
    if name.lower() in rules().part_names and number is not None and head:
        return Part(urlunsplit(parts._replace(path=head, fragment="")), number)
    return None


def _bare(url: str) -> Part | None:
    head, _, last = _trimmed(url).rpartition("/")
    number = _number(last)
    return Part(head, number) if head and number is not None else None


def _trimmed(url: str) -> str:
    return url.partition("#")[0].rstrip("/")


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.match(text) else None
