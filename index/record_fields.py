"""The fields of an article that is handed in as a record, and what each may be called."""

from __future__ import annotations

# Our field, and its names in a record: the first that holds text counts.
RECORD_FIELDS: dict[str, tuple[str, ...]] = {
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
