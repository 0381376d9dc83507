"""The Whoosh schema: which fields an article has and what goes into them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh import analysis, columns, fields

from ..analysis import Analyser, Term, name_spans
from ..dates import day_bounds, moment, periods
from ..gazetteer import lineage
from ..model import Document, MentionKind
from ..slug import slug

SEPARATOR = "\x1f"
UNDATED = -(2**62)
_GAP = 10


class GivenTerms(analysis.Analyzer):  # type: ignore[misc]
    """Reads terms that our own analysis made, as `encode` writes them; Whoosh analyses nothing itself."""

    def __call__(self, value: str, **_: Any) -> Iterator[analysis.Token]:
        """Yield a Whoosh token for each term."""
        token = analysis.Token(positions=True, boost=1.0)
        token.stopped = False
        for position, word in enumerate(value.split(" ")):
            for text in word.split(SEPARATOR) if word else ():
                token.text = text
                token.pos = position
                yield token


def encode(terms: Sequence[Term]) -> str:
    """Return terms as one string: words by spaces, a word's terms by the separator, gaps left empty."""
    words: list[str] = []
    for position, group in itertools.groupby(terms, key=lambda term: term.position):
        words.extend([""] * (position - len(words)))
        words.append(SEPARATOR.join(term.text for term in group))
    return " ".join(words)


def schema() -> fields.Schema:
    """Return the fields of an article. Text is not stored: it comes from the archive."""
    text = fields.TEXT(analyzer=GivenTerms(), phrase=True, stored=False)
    return fields.Schema(
        id=fields.ID(unique=True, sortable=True),
        title=text,
        body=text,
        author=text,
        person_text=text,
        place_text=text,
        first_day=fields.NUMERIC(int, bits=32),
        last_day=fields.NUMERIC(int, bits=32),
        moment=fields.COLUMN(columns.NumericColumn("q", default=UNDATED)),
        dates=fields.COLUMN(columns.VarBytesColumn()),
        places=fields.COLUMN(columns.VarBytesColumn()),
        people=fields.COLUMN(columns.VarBytesColumn()),
        days=fields.COLUMN(columns.VarBytesColumn()),
    )


def row(document: Document, analyser: Analyser) -> dict[str, object]:
    """Return the values of a document for Whoosh's `update_document`."""
    article, language = document.article, document.article.language
    cut = len(article.title)
    title_names = name_spans(document.mentions, 0, cut)
    body_names = name_spans(document.mentions, cut + 1)
    people = {m.name for m in document.mentions if m.kind is MentionKind.PERSON}
    place_mentions = {m.id: m.name for m in document.mentions if m.kind is MentionKind.PLACE and m.id}
    codes = sorted({code for place_id in place_mentions for code in lineage(place_id)})
    values: dict[str, object] = {
        "id": article.id,
        "title": encode(analyser.terms(article.title, title_names, language)),
        "body": encode(analyser.terms(article.body, body_names, language)),
        "author": _joined(analyser, [article.author or ""]),
        "person_text": _joined(analyser, sorted(people)),
        "place_text": _joined(analyser, sorted(set(place_mentions.values()))),
        "places": SEPARATOR.join(codes).encode(),
        "people": SEPARATOR.join(sorted({slug(name) for name in people} - {""})).encode(),
        "dates": b"",
        "days": b"",
        "moment": UNDATED,
    }
    if article.published:
        first, last = day_bounds(article.published)
        values |= {
            "first_day": first.toordinal(),
            "last_day": last.toordinal(),
            "moment": moment(article.published),
            "dates": SEPARATOR.join(periods(article.published)).encode(),
            "days": f"{first.isoformat()}{SEPARATOR}{last.isoformat()}".encode(),
        }
    return values


def _joined(analyser: Analyser, names: Sequence[str]) -> str:
    """Return the terms of several names, each so far from the next that no phrase spans two."""
    gap = " " * _GAP
    return gap.join(encode(analyser.terms(name, [(0, len(name))])) for name in names)
