"""What an article is, from extraction to search: plain values that every package may hold."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

# PostgreSQL indexes 2,704 at most.
_MOST_KEY_BYTES = 2_000


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"


class Named(NamedTuple):
    """A place, person or organisation as shown: `id` is its gazetteer code or slug, which filters take."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands in a text.

    `start` and `end` are offsets in Unicode code points and cover the name without title or office;
    `name` is what it resolves to (the full name, the official place name); `id` is the gazetteer
    code of a place (`33.75`) or a person's slug (`joko-widodo`), None where nothing is known and of a person
    whom editors hid. `title` and `office` are a person's where they stand with this mention, as the text
    writes them (`Dr. H. S.H.`, `Plt Wali Kota Pekalongan`).
    """

    start: int
    end: int
    surface: str
    kind: MentionKind
    name: str
    id: str | None = None
    title: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as extracted.

    `published` is ISO 8601 at the precision that is known: `2024`, `2024-11`, `2024-11-04` or
    `2024-11-04T10:15:00+07:00`; None for an undated article. `published_from` names the source of
    the date (`json-ld`, `meta`, `time`, `text`, `url`, `field`, `feed`). `published_other` is the date that
    another source gives, if that means another day, and where it stood: `2024-11-03 url`. Paragraphs of
    `body` are separated by one newline. `language` is an ISO 639-1 code or "und". `dateline` is the place
    that stood before the text, `agency` the newspaper or agency that stood there. Of an article that a
    newspaper cuts into pages, `part_of` is the address of the first, without a slash at its end, and `part`
    the page's number; 0 for all in one, -3 for pages as far as the third that an archive joined.
    """

    identity: str
    title: str
    body: str
    source: str = ""
    url: str | None = None
    published: str | None = None
    published_from: str | None = None
    published_other: str | None = None
    author: str | None = None
    section: str | None = None
    publisher: str | None = None
    language: str = "id"
    dateline: str | None = None
    agency: str | None = None
    part_of: str | None = None
    part: int | None = None

    @property
    def id(self) -> str:
        """Public identifier: 16 hex digits derived from the identity, the same in every archive."""
        return article_id(self.identity)

    @property
    def text(self) -> str:
        """Title, newline, body: the text that mention offsets refer to."""
        return f"{self.title}\n{self.body}"

    @property
    def content_hash(self) -> str:
        """SHA-256 over everything a reader sees; equal hashes mean nothing changed."""
        parts = [self.title, self.body, self.url, self.published, self.author, self.section,
                 self.publisher, self.language]  # fmt: skip
        if self.dateline or self.agency:
            parts += [self.dateline, self.agency]
        if self.published_other:
            parts += ["other", self.published_other]
        if self.part_of:
            parts += ["part", self.part_of, str(self.part)]
        return hashlib.sha256(
            "\x1f".join(p or "" for p in parts).encode("utf-8", "surrogatepass")
        ).hexdigest()


def too_long(*keys: str) -> bool:
    """Tell whether an identity or source has more bytes (2,000) than every archive can find it by."""
    return any(len(key.encode("utf-8", "surrogatepass")) > _MOST_KEY_BYTES for key in keys)


def article_id(identity: str) -> str:
    """Return the public identifier of an article with this identity (canonical URL or source path)."""
    return hashlib.blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """An article with the mentions recognised in `article.text`: what archive and engines take in."""

    article: Article
    mentions: tuple[Mention, ...] = field(default=())
