"""What runs in the process of an engine that Python reaches: the loop that answers requests."""

from __future__ import annotations

import json
import shutil
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.corpus import Query

from .files import Line, read_corpus, read_queries, size_of

Counts = Sequence[tuple[str, int]]
TOP = 10


@dataclass(slots=True)
class Answer:
    """What a query gave: ids of the best articles; with facets, the number of matches and the counts."""

    ids: list[str]
    total: int = 0
    months: Counts = ()
    places: Counts = ()
    people: Counts = ()

    @property
    def found(self) -> list[int]:
        """What must be the same in every engine; sums, because equal counts may stand in any order.

        Ours lists years beside the months.
        """
        sums = (sum(n for _, n in counts[:TOP]) for counts in (self.places, self.people))
        return [self.total, sum(n for month, n in self.months if len(month) == len("2024-11")), *sums]


class Peer(ABC):
    """One engine with its index in `folder`; it works with one thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def begin(self, megabytes: int) -> None:
        """Begin an empty index; writing it may take about so much memory."""

    @abstractmethod
    def add(self, lines: list[Line]) -> None:
        """Write a batch of articles."""

    @abstractmethod
    def finish(self) -> int:
        """Make the index durable, whole where the engine has means for it; return its segments."""

    @abstractmethod
    def open(self) -> str:
        """Open the index for queries; return the engine's version."""

    @abstractmethod
    def prepare(self, query: Query) -> Any:
        """Return a query as `run` takes it, None if the engine has no means for it."""

    @abstractmethod
    def run(self, prepared: Any, *, facets: bool) -> Answer:
        """Answer a query."""


def serve(peer: Callable[[Path], Peer]) -> None:
    """Answer requests from standard input until it ends; the one argument is the folder of the index."""
    service = _Service(peer(Path(sys.argv[1])))
    for line in sys.stdin:
        name, *words = line.rstrip("\n").split("\t")
        print(json.dumps(getattr(service, f"do_{name}")(*words)), flush=True)


class _Service:
    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._queries: list[Any] = []

    def do_write(self, corpus: str, megabytes: str) -> dict[str, float]:
        shutil.rmtree(self._peer.folder, ignore_errors=True)
        self._peer.folder.mkdir(parents=True)
        articles = 0
        start = time.perf_counter()
        self._peer.begin(int(megabytes))
        seconds = time.perf_counter() - start
        for batch in read_corpus(Path(corpus)):
            start = time.perf_counter()
            self._peer.add(batch)
            seconds += time.perf_counter() - start
            articles += len(batch)
        start = time.perf_counter()
        segments = self._peer.finish()
        seconds += time.perf_counter() - start
        return {
            "seconds": seconds,
            "articles": articles,
            "bytes": size_of(self._peer.folder),
            "segments": segments,
        }

    def do_open(self, queries: str) -> dict[str, Any]:
        wanted = read_queries(Path(queries))
        start = time.perf_counter()
        version = self._peer.open()
        self._peer.run(self._peer.prepare(wanted[0]), facets=False)
        elapsed = time.perf_counter() - start
        self._queries = [self._peer.prepare(query) for query in wanted]
        return {"open_ms": elapsed * 1000, "version": version}

    def do_pass(self, facets: str, step: str) -> dict[str, Any]:
        counted = facets == "1"
        ms: list[float | None] = []
        found: list[list[int] | None] = []
        for prepared in self._queries[:: int(step)]:
            if prepared is None:
                ms.append(None)
                found.append(None)
                continue
            start = time.perf_counter()
            answer = self._peer.run(prepared, facets=counted)
            ms.append((time.perf_counter() - start) * 1000)
            if counted:
                found.append(answer.found)
        return {"ms": ms, "found": found} if counted else {"ms": ms}

    def do_memory(self) -> dict[str, float | None]:
        try:
            status = Path("/proc/self/status").read_text(encoding="ascii")
        except OSError:
            return {"resident": None, "anonymous": None}
        rows = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        return {
            name: int(rows[row].split()[0]) / 1000
            for name, row in (("resident", "VmRSS"), ("anonymous", "RssAnon"))
        }
