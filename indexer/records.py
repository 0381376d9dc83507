"""Records of JSON lines and feeds to articles."""

from __future__ import annotations

from typing import Any

from index import Article

from .extract import Refused, detect_language, parse_date, visible_text
from .sources import Record

_NAMES = {
    "title": ("title", "judul"),
    "body": ("body", "text", "content", "isi"),
    "published": ("published", "date", "tanggal"),
    "html": ("html",),
    "url": ("url", "link"),
    "author": ("author", "penulis"),
    "section": ("section", "category", "rubrik"),
    "publisher": ("publisher", "media"),
    "language": ("language",),
}


def article_of(record: Record) -> Article:
    """Return the article of a record; identity is its URL, else where it stands.

    Without a body the text of `html` is taken. Raises Refused (`no-article`) when title or body is missing.
    """
    values = {field: _value(record.fields, names) for field, names in _NAMES.items()}
    title, body, html = values["title"], values["body"], values["html"]
    if not body and html:
        body = visible_text(html)
    if not title or not body:
        missing = "title" if not title else "body"
        raise Refused("no-article", f"the record has no {missing}; it needs 'title' and 'body'")
    paragraphs = (" ".join(line.split()) for line in body.splitlines())
    body = "\n".join(line for line in paragraphs if line)
    title = " ".join(title.split())
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
