"""The query language: what a reader types becomes a query tree; no input raises.

Words (all required), "phrases", AND/OR/NOT and DAN/ATAU/BUKAN, `-word`, parentheses, prefixes
(`kata*`), fields in Indonesian and English, and dates (`tanggal:2024-11..2024-12`). What cannot be
understood is searched as words, and a notice says so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whoosh import qparser
from whoosh.query import And, Every, NullQuery, NumericRange, Or, Phrase, Prefix, Query, Term

from index import day_bounds
from index.analysis import Analyser, root_words, tokenise

from .model import Notice

MAX_QUERY = 2_000
MAX_DEPTH = 20
MAX_WORDS = 64
_SHORTEST_PREFIX = 2
# Words of a short form: *BPP Hipmi*.
_MOST_SHORT = 3
# What a match of an acronym's meaning weighs against one of the acronym.
_SPELLED_OUT = 0.5
_TEXT_FIELDS = {"title": 2.0, "body": 1.0}
FIELDS = {
    "judul": "title", "title": "title",
    "isi": "body", "body": "body",
    "tokoh": "person_text", "person": "person_text",
    "tempat": "place_text", "place": "place_text",
    "penulis": "author", "author": "author",
    "tanggal": "date", "date": "date",
}  # fmt: skip
_NOT = r"(^|(?<=[\s(]))(?:(?:NOT|BUKAN)(?=\s)|-(?=[^\s\-]))"


def _none(_: Sequence[str]) -> Mapping[str, Sequence[str]]:
    return {}


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query tree, and what to tell the reader about how it was read."""

    query: Query
    notices: tuple[Notice, ...] = ()


def parse(
    text: str, analyser: Analyser, spelled_out: Callable[[Sequence[str]], Mapping[str, Sequence[str]]] = _none
) -> ParsedQuery:
    """Return the query tree for `text` (empty text: every article).

    `spelled_out` tells what acronyms stand for, by word, or by several with a space between: bare words that
    are one find that, too.
    """
    notices: list[Notice] = []
    text = _tidy(text, notices)
    if not text:
        return ParsedQuery(Every(), tuple(notices))
    bare = {token.word: text[token.start : token.end] for token in tokenise(text)}
    meant = {word for word, written in bare.items() if written.isupper() or word not in root_words()}
    meant |= set(_neighbours(text))
    parser = _Parser(analyser, notices, spelled_out(sorted(meant)) if meant else {})
    try:
        query = parser.parse(text).normalize()
    except (qparser.QueryParserError, IndexError, RecursionError):
        # Whoosh raises IndexError for an operator that lacks an operand.
        notices.append(Notice("searched-as-words", text))
        query = parser.words(text)
    if query == NullQuery:
        notices.append(Notice("no-words", text))
        return ParsedQuery(NullQuery, tuple(notices))
    return ParsedQuery(query, tuple(dict.fromkeys(notices)))


def _neighbours(text: str) -> Iterator[str]:
    """Yield words that stand next to each other: short forms have up to three."""
    tokens = list(tokenise(text))
    for size in range(2, _MOST_SHORT + 1):
        for first in range(len(tokens) - size + 1):
            run = tokens[first : first + size]
            if all(text[one.end : other.start] == " " for one, other in itertools.pairwise(run)):
                yield " ".join(token.word for token in run)


def _tidy(text: str, notices: list[Notice]) -> str:
    """Cut what is too long, drop control characters, mend quotes and parentheses; note each."""
    text = "".join(c if c.isprintable() else " " for c in text)
    text = " ".join(text.translate(str.maketrans("“”„«»", '"""""')).split())
    if len(text) > MAX_QUERY:
        text = text[:MAX_QUERY].rsplit(" ", 1)[0]
        notices.append(Notice("query-too-long", str(MAX_QUERY)))
    if len(words := text.split()) > MAX_WORDS:
        text = " ".join(words[:MAX_WORDS])
        notices.append(Notice("too-many-words", str(MAX_WORDS)))
    if text.count('"') % 2:
        before, _, after = text.rpartition('"')
        text = f"{before} {after}".strip()
        notices.append(Notice("unbalanced-quote", text))
    if not _parentheses_usable(text):
        text = text.replace("(", " ").replace(")", " ").strip()
        notices.append(Notice("unbalanced-parentheses", text))
    return text


def _parentheses_usable(text: str) -> bool:
    depth = 0
    for part in text.split('"')[::2]:
        for character in part:
            depth += (character == "(") - (character == ")")
            if not 0 <= depth <= MAX_DEPTH:
                return False
    return depth == 0


class _Parser(qparser.QueryParser):  # type: ignore[misc]
    """Whoosh's parser with our operators, fields, and our analysis of words."""

    def __init__(
        self, analyser: Analyser, notices: list[Notice], meanings: Mapping[str, Sequence[str]]
    ) -> None:
        several = [_Shorts(short) for short in sorted(meanings, key=len, reverse=True) if " " in short]
        plugins = [
            *several,
            qparser.WhitespacePlugin(),
            _Phrases(),
            _Prefixes(),
            qparser.FieldsPlugin(
                expr=rf"(?<![^\s(\-])(?P<text>{'|'.join(FIELDS)}):(?=\S)", remove_unknown=False
            ),
            qparser.GroupPlugin(),
            qparser.OperatorsPlugin(
                And=r"(?<=\s)(?:AND|DAN)(?=\s)",
                Or=r"(?<=\s)(?:OR|ATAU)(?=\s)",
                Not=_NOT,
                AndNot=None,
                AndMaybe=None,
                Require=None,
            ),
        ]
        super().__init__(None, schema=None, plugins=plugins, group=qparser.AndGroup)
        self._analyser = analyser
        self._notices = notices
        self._meanings = meanings

    def term_query(self, fieldname: str | None, text: str, *_: Any, **__: Any) -> Query:
        """Return the query for a bare word, in all text fields or the one named."""
        field = FIELDS.get(fieldname or "")
        if field == "date":
            return self._date(text)
        return self.words(text, field)

    def words(self, text: str, field: str | None = None) -> Query:
        """Return a query that requires every word of `text`."""
        found = [self._word(token.word, field) for token in tokenise(text)]
        return And(found) if found else NullQuery

    def phrase(self, fieldname: str | None, text: str) -> Query:
        """Return a query for surfaces that follow each other."""
        field = FIELDS.get(fieldname or "")
        if field == "date":
            return self._date(text)
        surfaces = [token.word for token in tokenise(text)]
        if not surfaces:
            return NullQuery
        if len(surfaces) == 1:
            return Or([Term(name, surfaces[0], boost=weight) for name, weight in _fields(field)])
        return Or([Phrase(name, surfaces, boost=weight) for name, weight in _fields(field)])

    def prefix(self, fieldname: str | None, text: str) -> Query:
        """Return a query for the surfaces that begin with `text`."""
        field = FIELDS.get(fieldname or "")
        tokens = list(tokenise(text))
        if field == "date" or not tokens:
            return self.term_query(fieldname, text)
        *before, last = tokens
        parts = [self._word(token.word, field) for token in before]
        if len(last.word) < _SHORTEST_PREFIX:
            self._notices.append(Notice("prefix-too-short", text))
            parts.append(self._word(last.word, field))
        else:
            parts.append(Or([Prefix(name, last.word, boost=weight) for name, weight in _fields(field)]))
        return And(parts)

    def short(self, fieldname: str | None, text: str) -> Query:
        """Return a query for the words of a short form, or for what it stands for."""
        field = FIELDS.get(fieldname or "")
        if field == "date":
            return self._date(text)
        words = [token.word for token in tokenise(text)]
        every = And([Or(self._terms(word, field)) for word in words])
        return Or([every, *self._meant(" ".join(words), field)])

    def _word(self, word: str, field: str | None) -> Query:
        return Or([*self._terms(word, field), *self._meant(word, field)])

    def _terms(self, word: str, field: str | None) -> list[Query]:
        terms = self._analyser.query_terms(word)
        return [Term(name, t.text, boost=weight * t.weight) for name, weight in _fields(field) for t in terms]

    def _meant(self, short: str, field: str | None) -> Iterator[Query]:
        for meaning in self._meanings.get(short, ()):
            self._notices.append(Notice("spelled-out", f"{short.upper()} = {meaning}"))
            surfaces = [token.word for token in tokenise(meaning)]
            for name, weight in _fields(field):
                yield Phrase(name, surfaces, boost=weight * _SPELLED_OUT)

    def _date(self, text: str) -> Query:
        low, dots, high = text.partition("..")
        try:
            first = day_bounds(low)[0] if low else None
            last = day_bounds(high if dots else low)[1] if (high or not dots) else None
            if first is None and last is None:
                raise ValueError("no date")
        except ValueError:
            self._notices.append(Notice("bad-date", text))
            return self.words(text)
        if first and last and first > last:
            self._notices.append(Notice("dates-reversed", text))
        ranges = []
        if last:
            ranges.append(NumericRange("first_day", None, last.toordinal()))
        if first:
            ranges.append(NumericRange("last_day", first.toordinal(), None))
        return And(ranges)


class _PhraseNode(qparser.syntax.TextNode):  # type: ignore[misc]
    def query(self, parser: _Parser) -> Query:
        return parser.phrase(self.fieldname, self.text)


class _Phrases(qparser.TaggingPlugin):  # type: ignore[misc]
    expr = r'"(?P<text>[^"]*)"'
    nodetype = _PhraseNode


class _ShortNode(qparser.syntax.TextNode):  # type: ignore[misc]
    qclass = None

    def query(self, parser: _Parser) -> Query:
        return parser.short(self.fieldname, self.text)


class _Shorts(qparser.TaggingPlugin):  # type: ignore[misc]
    """Tags a short form of several words, where nothing but a parenthesis stands beside it."""

    nodetype = _ShortNode

    def __init__(self, short: str) -> None:
        super().__init__(rf"(?<![^\s(])(?P<text>(?i:{re.escape(short)}))(?=[\s)]|$)")


class _PrefixNode(qparser.syntax.TextNode):  # type: ignore[misc]
    qclass = None

    def query(self, parser: _Parser) -> Query:
        return parser.prefix(self.fieldname, self.text)


class _Prefixes(qparser.TaggingPlugin):  # type: ignore[misc]
    expr = r"(?P<text>[^\s\"*():]+)\*(?=\s|$|\))"
    nodetype = _PrefixNode


def _fields(field: str | None) -> Iterator[tuple[str, float]]:
    yield from _TEXT_FIELDS.items() if field is None else [(field, 1.0)]
