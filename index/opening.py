"""Opening what is kept, as the settings say."""

from __future__ import annotations

from .analysis import Stemmer
from .archive import Archive
from .engine import Engine
from .settings import Settings


def open_archive(settings: Settings) -> Archive:
    """Open the archive, made on first use. Raises ArchiveError."""
    return Archive(settings)


def open_stemmer(settings: Settings) -> Stemmer:
    """Open the stemmer with its persistent cache."""
    return Stemmer(settings.data / "stems.tsv", settings.stem_cache_size)


def open_engine(settings: Settings) -> Engine:
    """Open the search engine, made on first use. Raises EngineError."""
    # Its compiled loops take a third of a second to load: only what searches or writes waits for them.
    from .whoosh_engine import WhooshEngine

    return WhooshEngine(settings, open_stemmer(settings))
