"""The fields of an article: what is searched, filtered, counted and sorted by."""

from __future__ import annotations

from dataclasses import dataclass

from whoosh import fields

from ..analysis import Analyser, Terms, name_spans, name_terms
from ..dates import day_bounds, moment
from ..engine import Facet
from ..gazetteer import lineage
from ..model import Document, MentionKind

TEXTS = ("title", "body", "author", "person_text", "place_text")
KEYWORDS = ("dates", "places", "people", "organisations")
# Of these, those of which an article has one value at most.
SINGLE = ("dates",)
DAYS = ("first_day", "last_day")
FIELDS = TEXTS + KEYWORDS
FACETS = {
    Facet.DATE: "dates",
    Facet.PLACE: "places",
    Facet.PERSON: "people",
    Facet.ORGANISATION: "organisations",
}
NUMBERS = {name: number for number, name in enumerate(FIELDS)}
# Sorts after the keys of all terms (see `key`), before those of pairs of words.
END = bytes((len(FIELDS),))

UNDATED = -(2**62)
NO_DAY = -(2**31)
NO_VALUE = 2**32 - 1
LONGEST_TERM = 255
LONGEST_TEXT = 65_535


def schema() -> fields.Schema:
    """Return the Whoosh schema. Terms come from our own analysis; nothing but the id is stored."""
    made: dict[str, fields.FieldType] = {"id": fields.ID(unique=True, stored=True)}
    made |= {name: fields.TEXT(phrase=True, stored=False) for name in TEXTS}
    made |= {name: fields.KEYWORD(stored=False) for name in KEYWORDS}
    made |= {name: fields.NUMERIC(int, bits=32) for name in DAYS}
    return fields.Schema(**made)


@dataclass(frozen=True, slots=True)
class Row:
    """What the index holds of an article: terms by text field, values by keyword field, its dates.

    `id` is the article's id as a number; `values` holds the finest known period (`2024-11-04`), codes of
    places with what they belonged to on that day, slugs of people, and of organisations as they are written.
    An undated article has no period, UNDATED and NO_DAY.
    """

    id: int
    texts: tuple[Terms, ...]
    values: tuple[tuple[str, ...], ...]
    moment: int = UNDATED
    first_day: int = NO_DAY
    last_day: int = NO_DAY


def row(document: Document, analyser: Analyser) -> Row:
    """Return what the index holds of a document."""
    article, language = document.article, document.article.language
    cut = len(article.title)
    people = {(m.id, m.name) for m in document.mentions if m.kind is MentionKind.PERSON and m.id}
    named_places = {m.id: m.name for m in document.mentions if m.kind is MentionKind.PLACE and m.id}
    texts = (
        analyser.terms(article.title, name_spans(document.mentions, 0, cut), language),
        analyser.terms(article.body, name_spans(document.mentions, cut + 1), language),
        name_terms([article.author or ""]),
        name_terms(sorted({name for _, name in people})),
        name_terms(sorted(set(named_places.values()))),
    )
    day = article.published or ""
    places = tuple(sorted({code for place_id in named_places for code in lineage(place_id, day)}))
    slugs = tuple(sorted({key for key, _ in people}))
    organisations = tuple(
        sorted({m.id for m in document.mentions if m.kind is MentionKind.ORGANISATION and m.id})
    )
    if not article.published:
        return Row(int(article.id, 16), texts, ((), places, slugs, organisations))
    first, last = day_bounds(article.published)
    return Row(
        int(article.id, 16),
        texts,
        ((article.published[:10],), places, slugs, organisations),
        moment(article.published),
        first.toordinal(),
        last.toordinal(),
    )


def key(field: str, term: str) -> bytes:
    """Return a term's key in the dictionary; a term longer than 255 bytes is known by its beginning."""
    return bytes((NUMBERS[field],)) + term.encode("utf-8", "surrogatepass")[:LONGEST_TERM]
