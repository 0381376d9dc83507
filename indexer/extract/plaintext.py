"""Plain text: a page that somebody copied from a newspaper's site."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .clean import Context, finish
from .dateline import Dateline
from .dates import has_date, is_future, parse_date, strip_date
from .lines import squeeze
from .printed import key
from .related import is_related
from .rules import rules

_COUNTER = re.compile(r"^\d+\s+(?:Komentar|Comments?)$", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?:sumber|source|url|link)\s*:\s*(https?://\S+)", re.IGNORECASE)
_DESK = re.compile(r"^(?:editor|sumber|copyright|©)\s*:?\s*(?:redaksi)\s+(.{2,40})$", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-*•·]|\d{1,2}[.)])\s+\S")
# A row of a table.
_FIGURES = re.compile(r"[\W_]*\d[\W\d_]*")
_HEADER_LINES = 10
_TITLE_LENGTH = 220


@dataclass(slots=True)
class PlainArticle:
    """What a plain text tells; missing values are None."""

    title: str
    paragraphs: list[str]
    url: str | None = None
    published: str | None = None
    published_from: str | None = None
    author: str | None = None
    publisher: str | None = None
    dateline: Dateline = field(default_factory=Dateline)


def read_plain(text: str) -> PlainArticle:
    """Read title, header and paragraphs of a plain text page."""
    chunks = [c for c in (_chunk(raw) for raw in re.split(r"\n[ \t]*\n", _lines(text))) if c]
    lines = [line for chunk in chunks for line in chunk]
    if not lines:
        return PlainArticle("", [])
    titled = len(lines[0]) <= _TITLE_LENGTH and len(lines) > 1
    article = PlainArticle(lines[0] if titled else _first_words(lines[0]), [])
    article.url = next((m.group(1) for line in lines if (m := _ADDRESS.match(line))), None)
    header, body = _split_header(lines[1:] if titled else lines, article.title)
    _read_header(article, header)
    found = finish(_body(body), Context(article.title, article.author))
    article.paragraphs, article.dateline = found.paragraphs, found.dateline
    article.publisher = next(
        (m.group(1).strip() for line in body if (m := _DESK.match(line))), found.dateline.site
    )
    return article


def plain_paragraphs(text: str) -> list[str]:
    """Return the paragraphs, one a line, of a body without markup that a record holds.

    Lines that are nothing but a title of another article (`Baca juga: …`) or no text (`SCROLL TO CONTINUE`)
    go; if nothing else is left, they are the text. Within a line nothing is cut: where a title ends there is
    a guess.
    """
    lines = [line for line in (" ".join(each.split()) for each in text.splitlines()) if line]
    return [line for line in lines if _FIGURES.fullmatch(line) or not is_furniture(line)] or lines


def is_furniture(line: str) -> bool:
    """Tell a line that is nothing but a title of another article, a credit, or no text."""
    return rules().junk_line.fullmatch(line) is not None or is_related(line)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")


def _chunk(raw: str) -> list[str]:
    """Return the lines of a paragraph; a hard-wrapped one is joined."""
    pieces = [p for p in raw.split("\n") if p.strip()]
    lines = [squeeze(p) for p in pieces if squeeze(p)]
    wrapped = len(lines) > 1 and all(50 <= len(line) <= 100 for line in lines[:-1])
    if wrapped and not any("\t" in p or _BULLET.match(p.strip()) for p in pieces):
        return [" ".join(lines)]
    return lines


def _first_words(text: str) -> str:
    sentence = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    return sentence if len(sentence) <= 120 else sentence[:117].rsplit(" ", 1)[0] + "…"


def _split_header(lines: list[str], title: str) -> tuple[list[str], list[str]]:
    for i, line in enumerate(lines[:_HEADER_LINES]):
        if _COUNTER.match(line):
            return lines[:i], lines[i + 1 :]
    end = 0
    for i, line in enumerate(lines[:_HEADER_LINES]):
        if not _is_header(line, title):
            break
        end = i + 1
    return lines[:end], lines[end:]


def _is_header(line: str, title: str) -> bool:
    short = len(line.split()) <= 14
    if key(line) == key(title) or rules().junk_line.fullmatch(line) or _ADDRESS.match(line):
        return True
    if short and has_date(line) and len(strip_date(line).split()) <= 6:
        return True
    return (short and rules().byline.match(line) is not None) or rules().caption.search(line) is not None


def _read_header(article: PlainArticle, header: list[str]) -> None:
    for line in header:
        if len(line.split()) > 16 or key(line) == key(article.title):
            continue
        date = parse_date(line)
        if date and len(date) >= 10 and article.published_from is None:
            article.published, article.published_from = (
                (None, "future") if is_future(date) else (date, "text")
            )
            name = strip_date(line)
            name = rules().weekday.sub("", name)
            name = re.sub(r"^(?:oleh|by)\s*:?\s+", "", name.strip(" -–|,·"), flags=re.IGNORECASE).strip(
                " -–|,·"
            )
            article.author = article.author or (name if _is_name(name) else None)
        elif match := rules().byline.match(line):
            name = match.group("name").strip(" -–|,")
            article.author = article.author or (name if _is_name(name) else None)


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        1 <= len(words) <= 6 and all(w[:1].isupper() for w in words) and text.lower() not in rules().no_author
    )


def _body(lines: list[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        if out and rules().tail.match(line) and len(line) < 160:
            break
        if not rules().junk_line.fullmatch(line):
            out.append(line)
    return out
