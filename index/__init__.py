"""What is kept: articles, their analysis, the engines. Front door of the package."""

from .archive import Archive, Change, Outcome
from .archive_access import ArchiveError
from .archive_groups import Copy
from .archive_inbox import Inbox, InboxState, InboxStatus, RawItem, Verdict, WaitingItem, inbox_id
from .archive_inputs import Input
from .catch_up import catch_up
from .dates import day_bounds, periods
from .engine import (
    Engine,
    EngineBusy,
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
from .model import Article, Document, Mention, MentionKind, article_id
from .opening import open_archive, open_engine, open_stemmer
from .record_fields import RECORD_FIELDS
from .settings import Settings
from .slug import slug

__all__ = [
    "RECORD_FIELDS",
    "Archive",
    "ArchiveError",
    "Article",
    "Change",
    "Copy",
    "Document",
    "Engine",
    "EngineBusy",
    "EngineError",
    "Facet",
    "FacetCount",
    "Filters",
    "Hit",
    "Inbox",
    "InboxState",
    "InboxStatus",
    "Input",
    "Mention",
    "MentionKind",
    "Outcome",
    "Period",
    "Place",
    "RawItem",
    "SearchRequest",
    "SearchResponse",
    "Settings",
    "Snapshot",
    "Sort",
    "Verdict",
    "WaitingItem",
    "Writer",
    "article_id",
    "catch_up",
    "day_bounds",
    "inbox_id",
    "lineage",
    "open_archive",
    "open_engine",
    "open_stemmer",
    "periods",
    "place",
    "places",
    "slug",
]
