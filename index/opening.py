"""Opening what is kept, as the settings say."""

from __future__ import annotations

from collections.abc import Callable

from .analysis import Stemmer
from .archive import Archive
from .engine import Engine
from .lock import FileLock, LockError
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


def open_lock(
    settings: Settings, waiting: Callable[[str], None] = lambda _: None, *, wait: bool = True
) -> FileLock:
    """Take the right to change archive and index, which one process has at a time.

    Waits as long as the settings say, or not at all; `waiting` is called once if there is a wait, with who
    has it. Raises LockError, also if the data folder cannot be written.
    """
    patience = settings.lock_wait if wait else 0.0
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(settings.data / "lock", patience, waiting)
        # What a run that was killed while it saved its stems has left.
        for path in settings.data.glob("stems.tsv.*.tmp"):
            path.unlink(missing_ok=True)
    except LockError as error:
        if not wait:
            raise
        raise LockError(
            f"{error}; waited {patience:g} s. Try again when it is done, or set TELUSUR_LOCK_WAIT"
        ) from error
    except OSError as error:
        raise LockError(f"cannot write to the data folder {settings.data}: {error.strerror}") from error
    return lock
