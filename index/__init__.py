"""What is kept: articles, their analysis, the engines. Front door of the package."""

from .archive import Archive, Change, Entry
from .archive_acronyms import Acronym, count_acronyms
from .archive_articles import Outcome
from .archive_groups import Copy
from .archive_inbox import Inbox, InboxState, InboxStatus, RawItem, Verdict, WaitingItem, inbox_id
from .archive_inputs import Input
from .archive_people import People, Scene, Suggestion
from .archive_runs import Run
from .backup import read_backup, write_backup
from .catch_up import catch_up
from .database import ArchiveError
from .dates import day_bounds, periods
from .engine import (
    Difference,
    Engine,
    EngineBusy,
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
from .files import replacing
from .gazetteer import (
    Place,
    abroad,
    existed,
    former,
    lineage,
    other_names,
    place,
    places,
    province_then,
    provinces_before,
    regency_then,
    villages_in,
    villages_named,
)
from .lock import FileLock, LockError
from .model import Article, Document, Mention, MentionKind, Named, article_id, too_long
from .opening import open_archive, open_engine, open_lock, open_stemmer
from .people import Action, Decision, PeopleError, Resolution, in_force, portable, read_csv, write_csv
from .record_fields import RECORD_FIELDS
from .settings import Secret, Settings, SettingsError, read_settings
from .slug import slug
from .usual_names import usual_name
from .verify import verify

__all__ = [
    "RECORD_FIELDS",
    "Acronym",
    "Action",
    "Archive",
    "ArchiveError",
    "Article",
    "Change",
    "Copy",
    "Decision",
    "Difference",
    "Document",
    "Engine",
    "EngineBusy",
    "EngineError",
    "EngineState",
    "Entry",
    "Facet",
    "FacetCount",
    "FileLock",
    "Filters",
    "Hit",
    "Inbox",
    "InboxState",
    "InboxStatus",
    "Input",
    "LockError",
    "Mention",
    "MentionKind",
    "Named",
    "Outcome",
    "People",
    "PeopleError",
    "Period",
    "Place",
    "RawItem",
    "Resolution",
    "Run",
    "Scene",
    "SearchRequest",
    "SearchResponse",
    "Secret",
    "Settings",
    "SettingsError",
    "Snapshot",
    "Sort",
    "Suggestion",
    "Verdict",
    "WaitingItem",
    "Writer",
    "abroad",
    "article_id",
    "catch_up",
    "count_acronyms",
    "day_bounds",
    "existed",
    "former",
    "in_force",
    "inbox_id",
    "lineage",
    "open_archive",
    "open_engine",
    "open_lock",
    "open_stemmer",
    "other_names",
    "periods",
    "place",
    "places",
    "portable",
    "province_then",
    "provinces_before",
    "read_backup",
    "read_csv",
    "read_settings",
    "regency_then",
    "replacing",
    "slug",
    "too_long",
    "usual_name",
    "verify",
    "villages_in",
    "villages_named",
    "write_backup",
    "write_csv",
]
