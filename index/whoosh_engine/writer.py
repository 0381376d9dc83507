"""The writer: gathers rows, spills segments when memory is full, commits, merges, tidies up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..analysis import Analyser, Stemmer
from ..engine import EngineBusy, EngineError, Writer
from ..lock import FileLock, LockError
from ..model import Document
from .batch import Batch
from .container import damaged, remove_unused, unreadable
from .merge import choose_merge, merge
from .schema import KEYWORDS, Row, row
from .sealed import Toc, read_toc, write_toc
from .segment import Live, Segment, all_live, read_deletions, write_deletions
from .spool import SPOOL
from .values import Values, no_values, read_values, write_values

LOCK = "lock"


@dataclass(slots=True)
class _Part:
    """A segment that the next commit will hold; `deletions` is the file that `live` was read from."""

    segment: Segment
    live: Live
    deletions: str | None


class Lock:
    """The right to write, held by one process; it ends with the process at the latest."""

    def __init__(self, root: Path) -> None:
        """Take the lock, and remove what a writer that was killed had half written.

        Raises EngineBusy if another writer has it, or OSError.
        """
        try:
            self._file = FileLock(root / LOCK)
        except LockError as error:
            raise EngineBusy(f"cannot write to the index: {error}; wait until it is done") from error
        try:
            for pattern in (".current.*", "*/.toc.*", f"*/{SPOOL}*"):
                for path in root.glob(pattern):
                    path.unlink(missing_ok=True)
        except BaseException:
            self._file.release()
            raise

    def release(self) -> None:
        """Give the lock back."""
        self._file.release()


class SegmentsWriter(Writer):
    """Writes to one generation. With `whole`, a commit leaves a single segment, `done` is then called."""

    def __init__(
        self,
        folder: Path,
        stemmer: Stemmer,
        buffer: int,
        lock: Lock,
        *,
        whole: bool,
        done: Callable[[], None],
    ) -> None:
        """Begin from the newest commit in `folder`; `buffer` bounds the memory of a batch, in bytes."""
        self._folder, self._stemmer, self._buffer = folder, stemmer, buffer
        self._analyser = Analyser(stemmer)
        self._lock, self._whole, self._done = lock, whole, done
        self._closed = False
        try:
            self._restart(read_toc(folder))
        except FileNotFoundError as error:
            raise damaged(Path(error.filename), "it is missing") from error
        except OSError as error:
            raise unreadable(error) from error

    def put(self, document: Document) -> None:
        """See Writer."""
        self.put_row(row(document, self._analyser))

    def put_row(self, row: Row) -> None:
        """Add an article that is analysed already, replacing what stood under its id."""
        self._gone.add(row.id)
        self._batch.add(row)
        if self._batch.memory > self._buffer:
            self._spill()

    def remove(self, article_id: str) -> None:
        """See Writer."""
        number = int(article_id, 16)
        self._gone.add(number)
        self._batch.remove(number)

    def commit(self, sequence: int) -> None:
        """See Writer. What was put is published before segments are merged.

        So an error while merging leaves a commit that is complete and durable.
        """
        try:
            self._spill()
            if self._whole and len(self._parts) > 1:
                self._merge(list(range(len(self._parts))))
            self._publish(sequence)
            while chosen := choose_merge([(p.segment.documents, p.live.count) for p in self._parts]):
                self._merge(chosen)
                self._publish(sequence)
            self._stemmer.save()
            self._done()
        except OSError as error:
            raise self._failure(error) from error

    def abort(self) -> None:
        """See Writer."""
        if not self._closed:
            self._closed = True
            self._parts.clear()
            try:
                self._tidy()
            except OSError as error:
                raise self._failure(error) from error
            finally:
                self._lock.release()

    def _restart(self, toc: Toc) -> None:
        self._toc = toc
        self._batch = Batch()
        self._gone: set[int] = set()
        self._parts: list[_Part] = []
        for name, deletions in toc.segments:
            segment = Segment(self._folder / name)
            live = read_deletions(self._folder / deletions, segment) if deletions else all_live(segment)
            self._parts.append(_Part(segment, live, deletions))
        self._values: list[Values] = (
            list(read_values(self._folder / toc.values)) if toc.values else [no_values() for _ in KEYWORDS]
        )
        self._values_grew = False

    def _spill(self) -> None:
        """Write the batch as a segment, after deleting what it replaces from those before it."""
        try:
            if self._gone:
                gone = np.fromiter(self._gone, np.uint64, len(self._gone))
                for part in self._parts:
                    docs = part.segment.numbers_of(gone)
                    docs = docs[docs >= 0]
                    docs = docs[part.live.holds(docs)]
                    if len(docs):
                        part.live, part.deletions = part.live.without(docs, part.segment), None
                self._gone = set()
            if len(self._batch):
                path = self._new("segment")
                if self._batch.write(path, self._number):
                    segment = Segment(path)
                    self._parts.append(_Part(segment, all_live(segment), None))
                self._batch = Batch()
        except OSError as error:
            raise self._failure(error) from error

    def _merge(self, chosen: list[int]) -> None:
        parts = [self._parts[at] for at in chosen]
        rest = [part for at, part in enumerate(self._parts) if at not in chosen]
        merged = []
        if any(part.live.count for part in parts):
            for part in parts:
                for column, values in enumerate(self._values):
                    part.segment.check_values(column, len(values))
            path = self._new("segment")
            merge(path, [(part.segment, part.live) for part in parts])
            segment = Segment(path)
            merged = [_Part(segment, all_live(segment), None)]
        self._parts = [*merged, *rest]

    def _publish(self, sequence: int) -> None:
        """Write deletions and values that are new, then the table of contents that names everything."""
        self._parts = [part for part in self._parts if part.live.count]
        for part in self._parts:
            if part.deletions is None and part.live.count < part.segment.documents:
                path = self._new("deletions")
                write_deletions(path, part.live)
                part.deletions = path.name
        if self._values_grew:
            path = self._new("values")
            write_values(path, self._values)
            self._toc = replace(self._toc, values=path.name)
            self._values_grew = False
        self._toc = replace(
            self._toc,
            sequence=sequence,
            segments=tuple((part.segment.path.name, part.deletions) for part in self._parts),
        )
        write_toc(self._folder, self._toc)
        self._tidy()

    def _number(self, column: int, values: list[str]) -> npt.NDArray[np.int64]:
        """Return the numbers of a keyword field's values, given on first sight."""
        distinct = list(dict.fromkeys(values))
        grown = self._values[column].grown(distinct)
        if grown is not self._values[column]:
            self._values[column] = grown
            self._values_grew = True
        known = dict(zip(distinct, grown.numbers(distinct).tolist(), strict=True))
        return np.array([known[value] for value in values], np.int64)

    def _new(self, kind: str) -> Path:
        self._toc, name = self._toc.named(kind)
        return self._folder / name

    def _tidy(self) -> None:
        tidy(self._folder, keep={part.segment.path.name for part in self._parts})

    def _failure(self, error: OSError) -> EngineError:
        return EngineError(
            f"cannot write to the index {self._folder}: {error.strerror}; nothing accepted is lost, "
            "the next run continues"
        )


def tidy(folder: Path, keep: set[str]) -> None:
    """Remove the files of a generation that neither its newest commit nor any reader uses."""
    used = read_toc(folder).files() | keep
    for path in folder.iterdir():
        if path.name.partition(".")[0].isdigit() and path.name not in used:
            remove_unused(path)
