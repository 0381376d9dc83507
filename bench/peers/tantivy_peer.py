"""Tantivy through its Python package, from `bench/.peers`."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
from typing import Any

import tantivy

from bench.corpus import Query

from .child import TOP, Answer, Counts, Peer, serve
from .files import Line

_MONTHS = 10_000
_ALL = 1_000_000
_DAY = tantivy.FieldType.Integer


def schema() -> Any:
    """Return the fields: texts with positions, values as fast fields for the counts."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "body"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    builder.add_integer_field("day", indexed=True, fast=True)
    for name in ("month", "places", "people"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


class Tantivy(Peer):
    """Tantivy with one writing thread; it merges by its own rules, its package has no means to say when."""

    def begin(self, megabytes: int) -> None:
        self._schema = schema()
        self._writer = tantivy.Index(self._schema, path=str(self.folder)).writer(megabytes * 1_000_000, 1)

    def add(self, lines: list[Line]) -> None:
        for line in lines:
            document = tantivy.Document()
            document.add_text("id", line.id)
            document.add_text("title", line.title)
            document.add_text("body", line.body)
            document.add_integer("day", dt.date.fromisoformat(line.day).toordinal())
            document.add_text("month", line.month)
            for value in line.places:
                document.add_text("places", value)
            for value in line.people:
                document.add_text("people", value)
            self._writer.add_document(document)

    def finish(self) -> int:
        self._writer.commit()
        self._writer.wait_merging_threads()
        self.open()
        return int(self._searcher.num_segments)

    def open(self) -> str:
        index = tantivy.Index.open(str(self.folder))
        self._schema = index.schema
        self._searcher = index.searcher()
        # Counts are exact only if every segment hands on all of its values.
        exact = {"segment_size": _ALL} if self._searcher.num_segments > 1 else {}
        self._counts = {
            "month": {"terms": {"field": "month", "size": _MONTHS, **exact}},
            "places": {"terms": {"field": "places", "size": TOP, **exact}},
            "people": {"terms": {"field": "people", "size": TOP, **exact}},
        }
        return importlib.metadata.version("tantivy")

    def prepare(self, query: Query) -> Any:
        parts = [self._text(query)]
        if query.days:
            low, high = (dt.date.fromisoformat(day).toordinal() for day in query.days)
            parts.append(self._unscored(tantivy.Query.range_query(self._schema, "day", _DAY, low, high)))
        for name, value in (("places", query.place), ("people", query.person)):
            if value:
                term = tantivy.Query.term_query(self._schema, name, value, index_option="basic")
                parts.append(self._unscored(term))
        if len(parts) == 1:
            return parts[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])

    def run(self, prepared: Any, *, facets: bool) -> Answer:
        searcher = self._searcher
        result = searcher.search(prepared, TOP, count=facets)
        ids = [searcher.doc(address)["id"][0] for _, address in result.hits]
        if not facets:
            return Answer(ids)
        counted = searcher.aggregate(prepared, self._counts)
        return Answer(ids, result.count, *(_pairs(counted[name]) for name in self._counts))

    def _text(self, query: Query) -> Any:
        make, words = tantivy.Query, query.words
        match query.kind:
            case "match-all":
                return make.all_query()
            case "and":
                return make.boolean_query([(tantivy.Occur.Must, self._term(word)) for word in words])
            case "or":
                return make.boolean_query([(tantivy.Occur.Should, self._term(word)) for word in words])
            case "phrase" | "common phrase":
                return make.phrase_query(self._schema, "body", list(words))
            case "prefix":
                return make.regex_query(self._schema, "body", words[0] + ".*")
            case "fuzzy":
                return make.fuzzy_term_query(
                    self._schema, "body", words[0], distance=1, transposition_cost_one=False
                )
            case _:
                return self._term(words[0])

    def _term(self, word: str) -> Any:
        return tantivy.Query.term_query(self._schema, "body", word)

    def _unscored(self, query: Any) -> Any:
        return tantivy.Query.const_score_query(query, 0.0)


def _pairs(counted: Any) -> Counts:
    return [(bucket["key"], bucket["doc_count"]) for bucket in counted["buckets"]]


if __name__ == "__main__":
    serve(Tantivy)
