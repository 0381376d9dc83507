"""The question: query language, results, facets and snippets. Front door of the package."""

from .entities import EntityView
from .model import (
    ArticleView,
    FacetValue,
    Marked,
    NameSpan,
    Notice,
    ParamsError,
    Result,
    SearchPage,
    SearchParams,
)
from .payload import copies_json, to_payload
from .service import SearchService

__all__ = [
    "ArticleView",
    "EntityView",
    "FacetValue",
    "Marked",
    "NameSpan",
    "Notice",
    "ParamsError",
    "Result",
    "SearchPage",
    "SearchParams",
    "SearchService",
    "copies_json",
    "to_payload",
]
