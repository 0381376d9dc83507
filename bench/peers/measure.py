"""The measuring: indexes are written one by one, then all engines answer round by round."""

from __future__ import annotations

import hashlib
import json
import math
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench import corpus
from bench.corpus import Query

from . import files
from .parent import Child, source

COUNTED, RANKED = "ranked + 3 exact facets", "ranked only"
MODES = (COUNTED, RANKED)
# What an engine may take for writing, the default of TELUSUR_WRITE_BUFFER.
_MEGABYTES = 256
# A JVM compiles what has run often: at least so many passes, for at least so many seconds.
_WARM_UP = {"lucene": (5, 8.0)}
_ONCE = (1, 0.0)
# Stock Whoosh takes seconds for a query with facets: so many rounds and seconds in each mode.
_SLOW = "whoosh"
_SLOW_ROUNDS = 2
_SLOW_SECONDS = {COUNTED: 60.0, RANKED: 30.0}
_PROBES = 11


@dataclass(slots=True)
class Corpus:
    """A corpus and its queries, in a folder that the indexes are beside."""

    folder: Path
    description: str
    articles: int
    queries: list[Query]

    @property
    def file(self) -> Path:
        return self.folder / "corpus.tsv"

    @property
    def query_file(self) -> Path:
        return self.folder / "queries.tsv"


@dataclass(slots=True)
class Measured:
    """What one engine did; `ms` has by mode a list for each round, `found` a list for each query."""

    written: dict[str, Any]
    open_ms: float = math.inf
    version: str = ""
    memory: dict[str, float | None] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    ms: dict[str, list[list[float | None]]] = field(default_factory=dict)
    found: list[list[int] | None] = field(default_factory=list)


def make_corpus(work: Path, *, synthetic: int | None, articles: int, news: Path) -> Corpus:
    """Write the corpus and its queries into `work`, unless they are there."""
    kind, count = ("synthetic", synthetic) if synthetic else ("real", articles)
    made = _digest(Path(corpus.__file__), Path(files.__file__))
    origin = "" if synthetic else f" of {(news / 'news.jsonl.gz').stat().st_size} bytes"
    folder = work / f"{kind}-{count}"
    description = f"{kind} {count}{origin}, made by {made}"
    if known := _known(folder, description):
        return known
    say(f"writing the corpus: {kind}, {count:,} articles")
    folder.mkdir(parents=True, exist_ok=True)
    source = corpus.synthetic(synthetic) if synthetic else corpus.real(news, articles)
    written = files.write_corpus(folder / "corpus.tsv", source)
    queries = corpus.queries(files.sample(folder / "corpus.tsv", written))
    return _save(Corpus(folder, description, written, queries))


def make_tenth(whole: Corpus) -> Corpus:
    """Write every tenth article as a corpus of its own, with the same queries."""
    folder = whole.folder.with_name(f"{whole.folder.name}-tenth")
    description = f"a tenth of {whole.description}"
    if known := _known(folder, description):
        return known
    folder.mkdir(parents=True, exist_ok=True)
    written = files.write_part(folder / "corpus.tsv", whole.file, 10)
    return _save(Corpus(folder, description, written, whole.queries))


def measure(made: Corpus, engines: list[str], rounds: int, rewrite: list[str]) -> dict[str, Measured]:
    """Write what is not written, then time all engines; raises PeerError."""
    measured = {name: Measured(_written(made, name, anew=name in rewrite)) for name in engines}
    for mode in MODES:
        # Fresh processes: what a JVM has compiled for one mode would slow the other down.
        with ExitStack() as stack:
            children = {}
            for name in engines:
                child = children[name] = stack.enter_context(Child(name, made.folder / name))
                answer = child.ask("open", made.query_file)
                result = measured[name]
                result.version = answer["version"]
                result.open_ms = min(answer["open_ms"], result.open_ms)
            _run_mode(made, mode, rounds, children, measured)
            if mode == COUNTED:
                for name, child in children.items():
                    measured[name].memory = child.ask("memory")
    return measured


def say(text: str) -> None:
    """Tell whoever waits what is being done."""
    print(text, file=sys.stderr, flush=True)


def _run_mode(
    made: Corpus, mode: str, rounds: int, children: dict[str, Child], measured: dict[str, Measured]
) -> None:
    flag = int(mode == COUNTED)
    for name, child in children.items():
        say(f"{mode}: warming {name} up")
        step = 1
        if name == _SLOW:
            probe = max(1, len(made.queries) // _PROBES)
            times = [ms for ms in child.ask("pass", flag, probe)["ms"] if ms is not None]
            expected = sum(times) / len(times) / 1000 * len(made.queries) * min(rounds, _SLOW_ROUNDS)
            step = max(1, math.ceil(expected / _SLOW_SECONDS[mode]))
        else:
            passes, seconds = _WARM_UP.get(name, _ONCE)
            until = time.monotonic() + seconds
            while passes > 0 or time.monotonic() < until:
                child.ask("pass", flag, 1)
                passes -= 1
        measured[name].steps[mode] = step
        measured[name].ms[mode] = []
    for number in range(rounds):
        say(f"{mode}: round {number + 1} of {rounds}")
        for name, child in children.items():
            if name == _SLOW and number >= _SLOW_ROUNDS:
                continue
            result, step = measured[name], measured[name].steps[mode]
            answer = child.ask("pass", flag, step)
            result.ms[mode].append(_spread(answer["ms"], step, len(made.queries)))
            if flag:
                result.found = _spread(answer["found"], step, len(made.queries))


def _spread(answers: list[Any], step: int, count: int) -> list[Any]:
    """Return answers to every `step`-th query at their queries' places."""
    spread = [None] * count
    spread[::step] = answers
    return spread


def _written(made: Corpus, name: str, *, anew: bool) -> dict[str, Any]:
    """Return how an engine's index was written; it is written now unless it was kept."""
    note = made.folder / f"{name}.json"
    key = f"{made.description}, written by {_digest(source(name))}"
    if not anew and note.is_file():
        kept: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        if kept.pop("key") == key:
            return {**kept, "kept": True}
    note.unlink(missing_ok=True)
    say(f"writing {name}: {made.articles:,} articles")
    with Child(name, made.folder / name) as child:
        answer = child.ask("write", made.file, _MEGABYTES)
    note.write_text(json.dumps({"key": key, **answer}), encoding="utf-8")
    return answer


def _known(folder: Path, description: str) -> Corpus | None:
    note = folder / "corpus.json"
    if note.is_file():
        kept = json.loads(note.read_text(encoding="utf-8"))
        if kept["description"] == description:
            queries = files.read_queries(folder / "queries.tsv")
            return Corpus(folder, description, kept["articles"], queries)
    return None


def _save(made: Corpus) -> Corpus:
    files.write_queries(made.query_file, made.queries)
    note = {"description": made.description, "articles": made.articles}
    (made.folder / "corpus.json").write_text(json.dumps(note), encoding="utf-8")
    return made


def _digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:12]


def as_json(made: Corpus, measured: dict[str, Measured]) -> dict[str, Any]:
    """Return all that was measured of one corpus."""
    return {
        "corpus": made.description,
        "articles": made.articles,
        "queries": [asdict(query) for query in made.queries],
        "engines": {name: asdict(each) for name, each in measured.items()},
    }
