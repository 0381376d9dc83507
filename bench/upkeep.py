"""What an index costs besides its searches: writing, merging, committing, opening, memory, a cold shell.

    python -m bench upkeep [--synthetic 1000000] [--source ../shared/data/articles] [--keep FOLDER]

Of the synthetic archive: articles a second on one core, bytes an article, a merge of everything, a commit of
a hundred new articles, opening, and the memory of a second process that searches. With `--source`, real
articles are put into an archive and `python -m search` is started from a cold shell.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from whoosh.query import And, Phrase, Prefix, Query, Term

from index import (
    Article,
    Document,
    EngineError,
    Facet,
    SearchRequest,
    Settings,
    catch_up,
    open_archive,
    open_engine,
    open_stemmer,
)
from index.whoosh_engine import Row, WhooshEngine
from index.whoosh_engine.writer import SegmentsWriter

from . import corpus
from .news import news
from .peers.files import Line
from .peers.ours import row

_COMMIT_EVERY = 50_000
_SEARCHER = """
import sys, time
from index import Settings, open_engine
from bench.upkeep import queries
from pathlib import Path
settings = Settings(data=Path(sys.argv[1]))
started = time.perf_counter()
snapshot = open_engine(settings).snapshot()
opened = time.perf_counter()
snapshot.search(queries()[0])
first = time.perf_counter()
for request in queries():
    snapshot.search(request)
private = shared = 0
for line in open("/proc/self/smaps_rollup"):
    name, _, rest = line.partition(":")
    if name in ("Private_Clean", "Private_Dirty"):
        private += int(rest.split()[0]) * 1024
    if name == "Rss":
        shared = int(rest.split()[0]) * 1024
print((opened - started) * 1e3, (first - started) * 1e3, private / 1e6, shared / 1e6, flush=True)
sys.stdin.read()
"""


def queries() -> list[SearchRequest]:
    """Return searches with facets that touch postings, positions and columns of the synthetic archive."""
    words = [article.body[0] for article in itertools.islice(corpus.synthetic(40), 40)]
    asked: list[Query] = [Term("body", word) for word in words]
    asked += [And([Term("body", a), Term("body", b)]) for a, b in itertools.pairwise(words)]
    asked += [Phrase("body", [a, b]) for a, b in itertools.pairwise(words)]
    asked += [Prefix("body", word[:3]) for word in words]
    return [SearchRequest(query, facets=tuple(Facet), facet_limit=10) for query in asked]


def timed(action: Callable[[], object]) -> float:
    """Return how many seconds an action takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def measure_synthetic(folder: Path, count: int) -> dict[str, float]:
    """Write, merge, commit to and open an archive of `count` synthetic articles."""
    settings = Settings(data=folder)
    engine = cast(WhooshEngine, open_engine(settings))
    figures: dict[str, float] = {}
    if engine.snapshot().count < count:
        figures |= _write(engine, count)
    files = [path for path in (folder / "index").rglob("*") if path.is_file()]
    figures["bytes an article"] = sum(path.stat().st_size for path in files) / count
    with cast(SegmentsWriter, engine.writer()) as writer:
        figures["segments before the merge"] = len(writer._parts)
        figures["merging everything, s"] = timed(lambda: _merge_all(writer, count))
    # Ids beyond those of the archive, so that a run over a kept folder adds new ones, too.
    first = random.SystemRandom().randrange(1 << 40, 1 << 62)
    fresh = [row_of(first + n, a) for n, a in enumerate(corpus.synthetic(100))]
    engine = WhooshEngine(settings, open_stemmer(settings))
    figures["committing 100 articles, s"] = timed(lambda: _commit(engine, fresh, count + 1))
    figures |= _searchers(folder)
    return figures


def row_of(number: int, article: corpus.Article) -> Row:
    """Return what the index holds of an article of the corpus."""
    texts = (" ".join(article.title), " ".join(article.body))
    return row(Line(number, *texts, article.day, article.places, article.people))


def _write(engine: WhooshEngine, count: int) -> dict[str, float]:
    seconds = 0.0
    rows = (row_of(number, article) for number, article in enumerate(corpus.synthetic(count), 1))
    done = 0
    with cast(SegmentsWriter, engine.writer()) as writer:
        # What is not the engine's (the rows themselves) is made in between, untimed and a thousand at a time.
        while some := list(itertools.islice(rows, 1_000)):
            seconds += timed(lambda: _put(writer, some))
            done += len(some)
            if done % _COMMIT_EVERY == 0 or done == count:
                seconds += timed(lambda: writer.commit(done))  # noqa: B023
                print(f"  {done:,} articles, {done / seconds:,.0f} a second", file=sys.stderr)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"writing, articles/s": count / seconds, "writer's peak memory, MB": peak / 1e3}


def _put(writer: SegmentsWriter, rows: Iterable[Row]) -> None:
    for each in rows:
        writer.put_row(each)


def _merge_all(writer: SegmentsWriter, sequence: int) -> None:
    writer._merge(list(range(len(writer._parts))))
    writer._publish(sequence)


def _commit(engine: WhooshEngine, rows: Sequence[Row], sequence: int) -> None:
    with cast(SegmentsWriter, engine.writer()) as writer:
        _put(writer, rows)
        writer.commit(sequence)


def _searchers(folder: Path) -> dict[str, float]:
    """Start two processes that search the same index; tell what the second adds to the machine's memory."""
    running = []
    answers = []
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", _SEARCHER, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        assert process.stdout
        answers.append([float(each) for each in process.stdout.readline().split()])
    for process in running:
        process.communicate("")
    opened, first, private, resident = answers[1]
    return {
        "opening, ms": opened,
        "opening and the first search, ms": first,
        "a second process's own memory, MB": private,
        "resident with what is shared, MB": resident,
    }


def measure_cold_shell(folder: Path, source: Path, count: int) -> dict[str, float]:
    """Start `python -m search` over an archive of real articles; the median of nine starts."""
    settings = Settings(data=folder)
    archive = open_archive(settings)
    engine = open_engine(settings)
    if engine.snapshot().count < count:
        documents = _documents(source, count)
        while some := list(itertools.islice(documents, 2_000)):
            archive.put(some)
        seconds = timed(lambda: catch_up(archive, engine, commit_every=settings.commit_every))
        print(f"  {count:,} articles analysed and indexed in {seconds:.0f} s", file=sys.stderr)
    archive.close()
    command = [sys.executable, "-m", "search", "banjir jakarta", "--json"]
    environment = os.environ | {"TELUSUR_DATA": str(folder)}

    def ask() -> None:
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)

    seconds_each = sorted(timed(ask) for _ in range(9))
    return {"python -m search from a cold shell, s": seconds_each[4]}


def _documents(source: Path, count: int) -> Iterator[Document]:
    for x in itertools.islice(news(source), count):
        yield Document(
            Article(
                identity=x["id"], title=x["title"], body=x["body"], url=x["url"] or None,
                published=x["date"] or None, publisher=x["publisher"],
            )
        )  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; returns 1 if the index cannot be used."""
    parser = argparse.ArgumentParser(
        prog="python -m bench upkeep", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--synthetic", type=int, metavar="N", help="articles of the synthetic archive")
    parser.add_argument("--source", type=Path, help="folder of news.jsonl.gz, for the cold shell")
    parser.add_argument("--articles", type=int, default=51_352, help="how many real articles")
    parser.add_argument("--keep", type=Path, help="keep the indexes in this folder, and use what is in it")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(argv)
    if not options.synthetic and not options.source:
        parser.error("give --synthetic N or --source FOLDER")
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        try:
            if options.synthetic:
                figures |= measure_synthetic(folder / f"synthetic-{options.synthetic}", options.synthetic)
            if options.source:
                figures |= measure_cold_shell(
                    folder / f"real-{options.articles}", options.source, options.articles
                )
        except EngineError as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
    for name, value in figures.items():
        print(f"{name:40} {value:12,.3f}" if value < 10 else f"{name:40} {value:12,.0f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
