"""Documents for tests, written as texts with their names."""

from typing import Any

from index import Article, Document, Mention, MentionKind, places, slug

PLACE = MentionKind.PLACE

_BY_NAME = {place.name: place.id for place in places().values() if place.level != "district"}


def document(
    key: str,
    title: str = "Judul",
    body: str = "Isi berita.",
    published: str | None = None,
    people: tuple[str, ...] = (),
    in_places: tuple[str, ...] = (),
    organisations: tuple[str, ...] = (),
    **fields: Any,
) -> Document:
    """Return a document; names that stand in its text are its mentions, others are appended to it."""
    for name in (*people, *in_places, *organisations):
        if name not in f"{title}\n{body}":
            body += f" {name}."
    article = Article(identity=key, title=title, body=body, published=published, **fields)
    kinds = [(name, MentionKind.PERSON) for name in people] + [(n, MentionKind.PLACE) for n in in_places]
    kinds += [(name, MentionKind.ORGANISATION) for name in organisations]
    mentions = [
        Mention(at, at + len(name), name, kind, name, _BY_NAME.get(name) if kind is PLACE else slug(name))
        for name, kind in kinds
        if (at := article.text.index(name)) >= 0
    ]
    return Document(article, tuple(sorted(mentions, key=lambda m: m.start)))
