"""What the tests of the engine's files share: rows made without analysis, questions, child processes.

A child is a function of a test module that runs in a process of its own (`child`, `start`): what kills
an interpreter is then a failed assertion.
"""

from __future__ import annotations

import json
import os
import random
import signal
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh import query as wq
from whoosh.query.spans import SpanFirst, SpanNot

from index import (
    EngineError,
    Facet,
    Filters,
    SearchRequest,
    SearchResponse,
    Settings,
    Sort,
    article_id,
    day_bounds,
)
from index.analysis import Term
from index.dates import moment
from index.opening import open_stemmer
from index.whoosh_engine import WhooshEngine
from index.whoosh_engine.schema import NO_DAY, UNDATED, Row
from index.whoosh_engine.sealed import read_toc
from index.whoosh_engine.snapshot import SegmentsSnapshot
from index.whoosh_engine.writer import SegmentsWriter

from ..conftest import ROOT

WORDS = [
    a + b + c
    for a in ("ban", "ga", "pe", "ro")
    for b in ("jir", "la", "mu", "si")
    for c in ("", "kan", "an", "é")
]
DATES = ("2024-11-04", "2024-11-05", "2024-10-31", "2024-11", "2023-05-01", "2023", None)
PLACES = ((), ("33", "33.75"), ("33", "33.26"), ("31",), ("31", "33", "33.25"))
PEOPLE = ("salahudin", "mahbub-syauqi", "rina-wijaya", "siti", "andré")
FACETS = tuple(Facet)
TRAILER = struct.Struct("<QQIQIQ8s")
CONTAINERS = (".segment", ".deletions", ".values")
# What an answer is compared by.
Answer = list[object]


def a_row(number: int, *, version: int = 0, words: int = 40) -> Row:
    """Return the article with this number; versions of one differ in their words."""
    chance = random.Random(1_000_003 * version + number)
    title = [*chance.choices(WORDS, k=3), f"versi{version}"]
    body = [
        "umum",
        *(WORDS[int(chance.paretovariate(0.4)) % len(WORDS)] for _ in range(words)),
        f"n{number % 97}",
    ]
    people = tuple(sorted(chance.sample(PEOPLE, k=number % 3)))
    texts = (title, body, ["penulis"] * (number % 2), list(people), ["kota"] * (number % 5 == 0))
    published, places = DATES[number % len(DATES)], PLACES[number % len(PLACES)]
    numbered = tuple([Term(at, text) for at, text in enumerate(field)] for field in texts)
    article = int(article_id(f"row-{number}"), 16)
    if published is None:
        return Row(article, numbered, ((), places, people), UNDATED, NO_DAY, NO_DAY)
    first, last = day_bounds(published)
    values = ((published,), places, people)
    return Row(article, numbered, values, moment(published), first.toordinal(), last.toordinal())


def id_of(number: int) -> str:
    """Return the id of `a_row(number)`."""
    return article_id(f"row-{number}")


def an_engine(data: Path) -> WhooshEngine:
    """Open the engine of a data folder; a slow machine changes no answer."""
    settings = Settings(data=data, search_deadline=1_000.0)
    return WhooshEngine(settings, open_stemmer(settings))


def a_writer(engine: WhooshEngine) -> SegmentsWriter:
    """Begin writing."""
    writer = engine.writer()
    assert isinstance(writer, SegmentsWriter)
    return writer


def commit(engine: WhooshEngine, sequence: int, rows: Iterable[Row] = (), gone: Iterable[int] = ()) -> None:
    """Write rows, remove articles by number, commit."""
    with a_writer(engine) as writer:
        for row in rows:
            writer.put_row(row)
        for number in gone:
            writer.remove(id_of(number))
        writer.commit(sequence)


def build(data: Path) -> None:
    """Make an index of three segments, the first longer than one checksum's reach and with deletions."""
    engine = an_engine(data)
    commit(engine, 1, (a_row(n, words=150) for n in range(400)))
    commit(engine, 2, (a_row(n) for n in range(400, 530)))
    commit(engine, 3, (a_row(n, version=1) for n in range(40)), gone=range(40, 60))


def _questions() -> dict[str, SearchRequest]:
    term, request = wq.Term, SearchRequest
    rare = wq.Or([term("body", WORDS[30]), term("title", WORDS[31]), term("body", "n13")])
    south = Filters(places=("33",))
    return {
        "every": request(wq.Every(), sort=Sort.NEWEST, facets=FACETS, limit=600),
        "common": request(term("body", "umum"), facets=FACETS, limit=600),
        "and": request(wq.And([term("body", WORDS[1]), term("body", WORDS[2])]), south, Sort.OLDEST, 20),
        "or": request(rare, facets=FACETS, limit=50),
        "pruned": request(wq.Or([term("body", WORDS[1]), term("body", "umum")]), limit=3, count=False),
        "phrase": request(wq.Phrase("body", [WORDS[1], WORDS[3]]), limit=30),
        "prefix": request(wq.Prefix("body", "gala"), Filters(people=("siti",)), facets=FACETS),
        "wildcard": request(wq.Wildcard("title", "ro?u*")),
        "fuzzy": request(wq.FuzzyTerm("body", "pesikam", maxdist=1), limit=20),
        "days": request(wq.NumericRange("first_day", 738_000, 739_195), sort=Sort.NEWEST),
        "dates": request(wq.Every(), Filters(date_from="2024-11-01", date_to="2024-11-04"), facets=FACETS),
        "not": request(wq.And([wq.Every("person_text"), wq.Not(term("body", WORDS[9]))])),
        "span": request(SpanNot(term("body", WORDS[30]), term("body", "umum")), limit=30),
        "first": request(SpanFirst(term("title", WORDS[5]), limit=0), limit=30),
        "id": request(term("id", id_of(7)), facets=(Facet.PLACE,)),
    }  # fmt: skip


QUESTIONS = _questions()


def answer(response: SearchResponse) -> Answer:
    """Return everything that an answer says."""
    facets = {
        str(facet): [[each.value, each.count] for each in counts] for facet, counts in response.facets.items()
    }
    return [response.total, [list(hit) for hit in response.hits], facets, response.sequence, response.exact]


def answers(snapshot: SegmentsSnapshot) -> dict[str, Answer]:
    """Return the answers to all questions, and the ids."""
    found = {name: answer(snapshot.search(request)) for name, request in QUESTIONS.items()}
    return {**found, "ids": [*snapshot.ids()]}


class Index:
    """An index whose files are replaced, one at a time, and what it answered before."""

    def __init__(self, data: Path) -> None:
        self.data, self.folder = data, data / "index" / "1"
        found = sorted(self.folder.iterdir())
        assert {path.suffix for path in found} == {*CONTAINERS, ""}
        self.files = {path: path.read_bytes() for path in [*found, data / "index" / "current"]}
        self.expected = answers(an_engine(data).snapshot())
        self.refused = self.unnoticed = 0

    def faults(self, path: Path, content: bytes) -> list[str]:
        """Return what goes wrong when a file holds this: nothing, unless an answer or an error is wrong."""
        put(path, content)
        try:
            return [fault for name in [None, *QUESTIONS] if (fault := self._ask(path, name))]
        finally:
            put(path, self.files[path])

    def _ask(self, path: Path, name: str | None) -> str:
        try:
            if name is None:
                self._snapshot = None
                self._snapshot = an_engine(self.data).snapshot()
            elif self._snapshot:
                if answer(self._snapshot.search(QUESTIONS[name])) != self.expected[name]:
                    return f"{name}: a wrong answer"
                self.unnoticed += 1
        except EngineError as error:
            self.refused += 1
            return "" if str(path) in str(error) else f"{name}: {error}"
        except Exception as error:  # noqa: BLE001
            return f"{name}: {error!r}"
        return ""


def put(path: Path, content: bytes) -> None:
    """Replace a file; whoever has the old one mapped keeps it."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def _command(function: Callable[..., None], arguments: Iterable[object]) -> list[str]:
    code = f"import sys; from {function.__module__} import {function.__name__} as child; child(*sys.argv[1:])"
    return [
        sys.executable,
        "-W",
        "error",
        "-W",
        "ignore::SyntaxWarning",
        "-W",
        "ignore::DeprecationWarning",
        "-c",
        code,
        *map(str, arguments),
    ]


def start(function: Callable[..., None], *arguments: object) -> subprocess.Popen[str]:
    """Start a function of a module, which is given texts, in a process of its own."""
    return subprocess.Popen(
        _command(function, arguments), cwd=ROOT, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def child(function: Callable[..., None], *arguments: object) -> str:
    """Run a function in a process of its own; return what it prints. It fails if the process does."""
    done = subprocess.run(
        _command(function, arguments), cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"exit {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@contextmanager
def running(function: Callable[..., None], *arguments: object) -> Iterator[Callable[[str], str]]:
    """Run a child; yield what sends it a line and returns its answer. It is ended in any case."""
    process = start(function, *arguments)
    assert process.stdin
    assert process.stdout
    sent, heard = process.stdin, process.stdout

    def tell(line: str) -> str:
        sent.write(f"{line}\n")
        sent.flush()
        return heard.readline().strip()

    try:
        yield tell
    finally:
        process.kill()
        process.wait()
        sent.close()
        heard.close()


def leftovers(data: Path) -> set[str]:
    """Return files that no commit needs."""
    folder = data / "index" / "1"
    inside = {path.name for path in folder.iterdir()} - {"toc"} - read_toc(folder).files()
    return inside | {path.name for path in (data / "index").iterdir()} - {"1", "current", "lock"}


def forked(work: Callable[[], str]) -> str:
    """Return what `work` returns in a process of its own, or how that died."""
    reader, writer = os.pipe()
    if not (number := os.fork()):
        signal.alarm(10)
        os.write(writer, work().encode()[:4_000])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as said:
        text = said.read()
    status = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    return text if not status else f"exit {status}"


def with_header(content: bytes, header: str) -> bytes:
    """Return a file with another header and right checksums."""
    data, sums_at, sums_crc, header_at, *_, magic = TRAILER.unpack(content[-TRAILER.size :])
    text = header.encode()
    end = TRAILER.pack(data, sums_at, sums_crc, header_at, zlib.crc32(text), len(text), magic)
    return content[:header_at] + text + end


def header_of(content: bytes) -> dict[str, Any]:
    """Return the header of a file."""
    *_, at, _, size, _ = TRAILER.unpack(content[-TRAILER.size :])
    header: dict[str, Any] = json.loads(content[at : at + size])
    return header


def sealed(fields: object) -> bytes:
    """Return a small file of this text, or of these fields, with its right checksum."""
    text = fields if isinstance(fields, str) else json.dumps(fields)
    return f"{text}\n{zlib.crc32(text.encode()):08x}\n".encode()
