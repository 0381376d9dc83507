"""The embedded engine: generations of a Whoosh index in a folder of this machine."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, LockError

from ..analysis import Analyser, Stemmer
from ..engine import Engine, EngineError, Writer
from ..files import write_atomically
from ..model import Document
from ..settings import Settings
from .schema import row, schema
from .snapshot import WhooshSnapshot

_CURRENT = "current"
_SEQUENCE = "sequence"
_BUFFER_MB = 128


class WhooshEngine(Engine):
    """An index in `TELUSUR_DATA/index`: a folder for each generation, and a file naming the current."""

    def __init__(self, settings: Settings, stemmer: Stemmer) -> None:
        """Use (or begin) the index in the data folder. Raises EngineError if it cannot be used."""
        self._root = settings.data / "index"
        self._stemmer = stemmer
        self._opening = threading.Lock()
        self._opened: tuple[tuple[str, int, int], WhooshSnapshot] | None = None
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            if not (self._root / _CURRENT).exists():
                self._begin("1")
                write_atomically(self._root / _CURRENT, "1")
        except OSError as error:
            raise EngineError(f"cannot use the index folder {self._root}: {error.strerror}") from error

    def snapshot(self) -> WhooshSnapshot:
        """See Engine. Returns the same object until there is a newer commit."""
        with self._opening:
            folder = self._folder()
            sequence = _read_sequence(folder)
            index = _open(folder)
            key = (folder.name, int(index.latest_generation()), sequence)
            if self._opened is None or self._opened[0] != key:
                self._opened = (key, WhooshSnapshot(index, sequence))
            return self._opened[1]

    def sequence(self) -> int:
        """See Engine."""
        return _read_sequence(self._folder())

    def writer(self) -> Writer:
        """See Engine."""
        folder = self._folder()
        return _WhooshWriter(self._root, folder, self._stemmer, lambda: None)

    def rebuild(self) -> Writer:
        """See Engine. The generation before the current one is deleted once the new one is in."""
        current = self._folder()
        fresh = str(int(current.name) + 1)
        if (self._root / fresh).exists():
            shutil.rmtree(self._root / fresh)
        self._begin(fresh)

        def swap() -> None:
            write_atomically(self._root / _CURRENT, fresh)
            for folder in self._root.iterdir():
                if folder.is_dir() and folder.name.isdigit() and int(folder.name) < int(current.name):
                    shutil.rmtree(folder)

        return _WhooshWriter(self._root, self._root / fresh, self._stemmer, swap)

    def _begin(self, generation: str) -> None:
        folder = self._root / generation
        folder.mkdir(exist_ok=True)
        whoosh_index.create_in(str(folder), schema()).close()
        write_atomically(folder / _SEQUENCE, "0")

    def _folder(self) -> Path:
        try:
            return self._root / (self._root / _CURRENT).read_text("ascii").strip()
        except OSError as error:
            raise EngineError(f"cannot read {self._root / _CURRENT}: {error.strerror}") from error


class _WhooshWriter(Writer):
    def __init__(self, root: Path, folder: Path, stemmer: Stemmer, done: Callable[[], None]) -> None:
        self._folder = folder
        self._stemmer = stemmer
        self._analyser = Analyser(stemmer)
        self._done = done
        self._lock = FileStorage(str(root)).lock("writer")
        if not self._lock.acquire():
            raise EngineError(f"another program is writing to the index {root}; wait until it is done")
        self._touched: set[str] = set()
        try:
            self._writer = self._open_writer()
        except BaseException:
            self._lock.release()
            raise
        self._closed = False

    def put(self, document: Document) -> None:
        self._change(document.article.id, document)

    def remove(self, article_id: str) -> None:
        self._change(article_id, None)

    def commit(self, sequence: int) -> None:
        try:
            self._flush()
            _sync(self._folder)
            write_atomically(self._folder / _SEQUENCE, str(sequence))
            self._stemmer.save()
            self._done()
        except OSError as error:
            raise self._failure(error) from error

    def _change(self, article_id: str, document: Document | None) -> None:
        # Whoosh replaces only what an earlier commit wrote: a second change of one article waits.
        if article_id in self._touched:
            self._flush()
        self._touched.add(article_id)
        try:
            if document is None:
                self._writer.delete_by_term("id", article_id)
            else:
                self._writer.update_document(**row(document, self._analyser))
        except OSError as error:
            raise self._failure(error) from error

    def abort(self) -> None:
        if not self._closed:
            self._closed = True
            self._writer.cancel()
            self._lock.release()

    def _flush(self) -> None:
        self._writer.commit()
        self._touched.clear()
        self._writer = self._open_writer()

    def _failure(self, error: OSError) -> EngineError:
        return EngineError(
            f"cannot write to the index {self._folder}: {error.strerror}; nothing accepted is lost, "
            "the next run continues"
        )

    def _open_writer(self) -> whoosh_index.Index:
        try:
            return _open(self._folder).writer(limitmb=_BUFFER_MB)
        except LockError as error:
            raise EngineError(f"another program is writing to the index {self._folder}") from error


def _open(folder: Path) -> whoosh_index.Index:
    try:
        return whoosh_index.open_dir(str(folder), schema=schema())
    except (EmptyIndexError, OSError) as error:
        raise EngineError(
            f"cannot open the index {folder}: {error}; `python -m indexer rebuild` makes it anew"
        ) from error


def _read_sequence(folder: Path) -> int:
    try:
        return int((folder / _SEQUENCE).read_text("ascii"))
    except (OSError, ValueError) as error:
        raise EngineError(
            f"cannot read {folder / _SEQUENCE}; `python -m indexer rebuild` makes the index anew"
        ) from error


def _sync(folder: Path) -> None:
    """Flush every file of a commit, and the folder that names them, to disk: Whoosh itself does not."""
    for path in [*folder.iterdir(), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
