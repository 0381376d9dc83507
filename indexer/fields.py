"""What the fields of an article are called in records, tables and options."""

from __future__ import annotations

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "judul"),
    "body": ("body", "text", "content", "isi"),
    "html": ("html",),
    "published": ("published", "date", "tanggal"),
    "url": ("url", "link"),
    "author": ("author", "penulis"),
    "section": ("section", "category", "rubrik"),
    "publisher": ("publisher", "media"),
    "language": ("language",),
}
