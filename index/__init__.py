"""What is kept: articles, their analysis, the engines. Front door of the package."""

from .archive import Archive, Change, Outcome
from .archive_inputs import Input
from .archive_runs import Run
from .catch_up import catch_up
from .database import ArchiveError
from .dates import day_bounds, periods
from .engine import (
    Engine,
    EngineError,
    Facet,
    FacetCount,
    Filters,
    Hit,
    Period,
    SearchRequest,
    SearchResponse,
    Snapshot,
    Sort,
    Writer,
)
from .gazetteer import Place, lineage, place, places
from .lock import FileLock, LockError
from .model import Article, Document, Mention, MentionKind, article_id
from .opening import open_archive, open_engine, open_lock, open_stemmer
from .settings import Settings
from .slug import slug

__all__ = [
    "Archive",
    "ArchiveError",
    "Article",
    "Change",
    "Document",
    "Engine",
    "EngineError",
    "Facet",
    "FacetCount",
    "FileLock",
    "Filters",
    "Hit",
    "Input",
    "LockError",
    "Mention",
    "MentionKind",
    "Outcome",
    "Period",
    "Place",
    "Run",
    "SearchRequest",
    "SearchResponse",
    "Settings",
    "Snapshot",
    "Sort",
    "Writer",
    "article_id",
    "catch_up",
    "day_bounds",
    "lineage",
    "open_archive",
    "open_engine",
    "open_lock",
    "open_stemmer",
    "periods",
    "place",
    "places",
    "slug",
]
