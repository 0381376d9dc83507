"""What is kept: articles, their analysis, the engines. Front door of the package."""

from .archive import Archive, Change, Entry, Outcome
from .archive_inputs import Input
from .archive_runs import Run
from .backup import read_backup, write_backup
from .catch_up import catch_up
from .database import ArchiveError
from .dates import day_bounds, periods
from .engine import (
    Difference,
    Engine,
    EngineError,
    EngineState,
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
from .verify import verify

__all__ = [
    "Archive",
    "ArchiveError",
    "Article",
    "Change",
    "Difference",
    "Document",
    "Engine",
    "EngineError",
    "EngineState",
    "Entry",
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
    "read_backup",
    "slug",
    "verify",
    "write_backup",
]
