"""Records (JSON lines, rows of tables, posts of exports) to articles."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from index import RECORD_FIELDS, Article

from .extract import (
    LANGUAGES,
    Refused,
    detect_language,
    is_fragment,
    line_of,
    localise,
    paragraphs_of,
    parse_date,
    plain_paragraphs,
)
from .sources import Record

# What an exported record holds beside the fields of a record, and what it cannot do without.
_OURS = "telusur"
_OWN_FIELDS = ("identity", "source", "published_from", "published_other", "part_of")
_PAGE = "part"
_DATE_SOURCE = re.compile("[a-z-]{1,16}")
_MOST_PAGES = 100
_FIELDS = tuple(each.name for each in fields(Article) if each.name not in (*_OWN_FIELDS, _PAGE))
_NEEDED = ("identity", "title", "body", "language")


def article_of(record: Record) -> Article:
    """Return the article of a record; identity is its URL, else where it stands.

    The body is `html`, else `body`, which may be HTML as well. A record of ours (see `record_of`) gives the
    article that it was made of. Raises Refused (`no-article`) when title or body is missing.
    """
    if exported := record.fields.get(_OURS):
        article = _restored(record, exported)
        if article:
            return article
    values = {field: _value(record.fields, names) for field, names in RECORD_FIELDS.items()}
    title, body = values["title"], values["html"] or values["body"]
    if not title or not body:
        missing = "title" if not title else "body"
        raise Refused("no-article", f"the record has no {missing}; it needs 'title' and 'body'")
    title = " ".join(title.split())
    if values["html"] or is_fragment(body):
        title = line_of(title)
        paragraphs = paragraphs_of(body, title, values["author"])
    else:
        paragraphs = plain_paragraphs(body)
    body = "\n".join(line for line in paragraphs if line)
    if not title or not body:
        raise Refused("no-article", "the record's title or body holds no text")
    published = parse_date(values["published"]) if values["published"] else None
    language = _language(values["language"]) or detect_language(f"{title}\n{body}")
    return Article(
        identity=values["url"] or record.source,
        title=title,
        body=body,
        source=record.source,
        url=values["url"],
        published=localise(published, language) if published else None,
        published_from="field" if published else None,
        author=values["author"],
        section=values["section"],
        publisher=values["publisher"],
        language=language,
    )


def record_of(article: Article) -> dict[str, object]:
    """Return an article as a record, from which `article_of` makes the same one."""
    fields = asdict(article)
    ours = {name: fields.pop(name) for name in (*_OWN_FIELDS, _PAGE)}
    return {**{name: value for name, value in fields.items() if value is not None}, _OURS: ours}


def _restored(record: Record, ours: object) -> Article | None:
    """Return the article that a record was exported from; None if it is not one of ours."""
    if not isinstance(ours, dict):
        return None
    values = {name: record.fields.get(name) for name in _FIELDS} | {
        name: ours.get(name) for name in _OWN_FIELDS
    }
    texts = {name: _text(value) for name, value in values.items() if value is not None}
    if any(value is None for value in texts.values()) or not all(texts.get(name) for name in _NEEDED):
        return None
    page = ours.get(_PAGE)
    # A page and the article that it is one of are given together.
    if (page is None) != ("part_of" not in texts) or (page is not None and not _is_page(page, texts)):
        return None
    other = texts.get("published_other")
    dates = [texts.get("published"), other.partition(" ")[0] if other is not None else None]
    if any(date is not None and parse_date(date) != date for date in dates):
        return None
    if not _DATE_SOURCE.fullmatch(texts.get("published_from") or "none"):
        return None
    texts["language"] = _language(texts["language"]) or detect_language(f"{texts['title']}\n{texts['body']}")
    return Article(**texts, part=page)  # type: ignore[arg-type]


def _is_page(number: object, texts: Mapping[str, object]) -> bool:
    return type(number) is int and -_MOST_PAGES <= number <= _MOST_PAGES and bool(texts["part_of"])


def _language(stated: str | None) -> str | None:
    """Return the language that a record states (`id`, *id-ID*, *EN_us*), None for another one."""
    code = re.split("[-_]", stated or "", maxsplit=1)[0].lower()
    return code if code in LANGUAGES else None


def _text(value: object) -> str | None:
    """Return a text that every archive can store, None for what is none."""
    if not isinstance(value, str):
        return None
    return value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def _value(fields: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        text = (_text(fields.get(name)) or "").strip()
        if text:
            return text
    return None
