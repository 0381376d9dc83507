"""The question: query language, results, facets and snippets. Front door of the package."""

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
from .people import PersonView
from .service import SearchService

__all__ = [
    "ArticleView",
    "FacetValue",
    "Marked",
    "NameSpan",
    "Notice",
    "ParamsError",
    "PersonView",
    "Result",
    "SearchPage",
    "SearchParams",
    "SearchService",
    "copies_json",
    "to_payload",
]
