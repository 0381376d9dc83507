"""Queries as Whoosh's query trees, which our engine takes, too."""

from __future__ import annotations

from whoosh.query import And, Every, FuzzyTerm, Or, Phrase, Prefix, Query, Term

from bench import corpus


def tree(query: corpus.Query) -> Query:
    """Return a query of the benchmark as Whoosh takes it, without its filters."""
    words = query.words
    match query.kind:
        case "match-all":
            return Every()
        case "and":
            return And([Term("body", word) for word in words])
        case "or":
            return Or([Term("body", word) for word in words])
        case "phrase" | "common phrase":
            return Phrase("body", list(words))
        case "prefix":
            return Prefix("body", words[0])
        case "fuzzy":
            return FuzzyTerm("body", words[0], maxdist=1, prefixlength=0)
        case _:
            return Term("body", words[0])
