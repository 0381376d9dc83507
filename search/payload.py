"""A page of results as the JSON that command line and API both give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from index import Copy, Facet, Named, slug

from .model import FacetValue, Result, SearchPage


def to_payload(page: SearchPage) -> dict[str, Any]:
    """Return `page` as plain JSON values; the shape is part of the public interface."""
    return {
        "total": page.total,
        "results": [_result(result) for result in page.results],
        "facets": {facet.value: [_row(facet, row) for row in rows] for facet, rows in page.facets.items()},
        "took_ms": page.took_ms,
        "sequence": page.sequence,
        "complete": page.complete,
        "notices": [{"code": notice.code, "text": notice.text} for notice in page.notices],
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "id": result.id,
        "url": result.url,
        "title": result.title.text,
        "title_marks": [list(span) for span in result.title.marks],
        "published": result.published,
        "publisher": result.publisher,
        "snippet": result.snippet.text,
        "snippet_marks": [list(span) for span in result.snippet.marks],
        "score": result.score,
        "places": _names(result.places),
        "people": _names(result.people),
        "copies": copies_json(result.copies),
    }


def copies_json(copies: Iterable[Copy]) -> list[dict[str, str | None]]:
    """Return near-duplicates as plain JSON values."""
    return [
        {
            "id": copy.id,
            "url": copy.url,
            "title": copy.title,
            "publisher": copy.publisher,
            "published": copy.published,
        }
        for copy in copies
    ]


def _row(facet: Facet, row: FacetValue) -> dict[str, Any]:
    return {
        "value": row.value,
        "label": row.label,
        # A person's id is one, whatever they are shown as.
        "slug": row.value if facet is Facet.PERSON else slug(row.label),
        "count": row.count,
        "selected": row.selected,
        "parent": row.parent,
    }


def _names(names: Iterable[Named]) -> list[dict[str, str]]:
    return [{"id": named.id, "name": named.name} for named in names]
