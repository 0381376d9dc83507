"""Records (JSON lines, rows of tables, posts of exports) to articles."""

from __future__ import annotations

from typing import Any

from index import RECORD_FIELDS, Article

from .extract import Refused, detect_language, is_fragment, line_of, paragraphs_of, parse_date
from .sources import Record


def article_of(record: Record) -> Article:
    """Return the article of a record; identity is its URL, else where it stands.

    The body is `html`, else `body`, which may be HTML as well.
    Raises Refused (`no-article` when title or body is missing).
    """
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
        paragraphs = [" ".join(line.split()) for line in body.splitlines()]
    body = "\n".join(line for line in paragraphs if line)
    if not title or not body:
        raise Refused("no-article", "the record's title or body holds no text")
    published = parse_date(values["published"]) if values["published"] else None
    return Article(
        identity=values["url"] or record.source,
        title=title,
        body=body,
        source=record.source,
        url=values["url"],
        published=published,
        published_from="field" if published else None,
        author=values["author"],
        section=values["section"],
        publisher=values["publisher"],
        language=values["language"] or detect_language(f"{title}\n{body}"),
    )


def _value(fields: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            return value.encode("utf-8", "replace").decode("utf-8").strip()
    return None
