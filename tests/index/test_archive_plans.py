"""No question to the archive reads through it: a large archive answers and takes in as fast as a small one."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import Engine, event

from index import Acronym, Action, Archive, Decision, Input, article_id
from index.archive_schema import metadata

from .documents import document

_BODY = " ".join(f"kata{n}" for n in range(60))
# One has a single row, the other is a record that is played through.
_WHOLE = {"sequence", "decisions"}
_SCAN = re.compile(rf"SCAN ({'|'.join(set(metadata.tables) - _WHOLE)})")
Seen = list[tuple[str, Sequence[Any]]]


@pytest.fixture
def asked() -> Iterator[Seen]:
    """Every statement that SQLite was given, and its values."""
    seen: Seen = []

    def remember(
        _connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool
    ) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN")):
            seen.append((statement, values[0] if many else values))

    event.listen(Engine, "before_cursor_execute", remember)
    yield seen
    event.remove(Engine, "before_cursor_execute", remember)


def _put(archive: Archive) -> None:
    archive.put(
        [document(f"n{n}", body=_BODY, people=("Budi Santoso",)) for n in range(3)], [Input("n", "x")]
    )


def _replace(archive: Archive) -> None:
    archive.put([document("a", "Baru", _BODY), document("b", "Baru", _BODY)])


def _pages(archive: Archive) -> None:
    page = [document(f"p?page={n}", body=_BODY, part_of="p", part=n) for n in (1, 2)]
    archive.put(page, [Input(f"p{n}", "x", each.article.id) for n, each in enumerate(page)])


def _introduce(archive: Archive) -> None:
    pairs = [("KPU", "Komisi Pemilihan Umum"), ("KPK", "Komisi Pemberantasan Korupsi")]
    archive.put([document("m", body=_BODY)], introduced={0: pairs})


ACTIONS: list[Callable[[Archive], object]] = [
    _put,
    _introduce,
    _replace,
    _pages,
    lambda archive: archive.remove([article_id("a")]),
    lambda archive: archive.lose(["a.html"]),
    lambda archive: archive.changes(1, 10),
    lambda archive: list(archive.entries()),
    lambda archive: archive.documents([article_id("a"), article_id("b")]),
    lambda archive: archive.copies([article_id("a"), article_id("b")]),
    lambda archive: archive.groups([article_id("a")]),
    lambda archive: archive.group_missing(),
    lambda archive: archive.find_ids(["a", article_id("b"), "nobody"]),
    lambda archive: archive.joined("p"),
    lambda archive: archive.known_inputs(["a.html"]),
    lambda archive: list(archive.sources_below("in")),
    lambda archive: archive.changed_after(1, [article_id("a")]),
    lambda archive: archive.people.called(["budi-santoso"]),
    lambda archive: archive.people.decide([Decision(Action.RENAME, "budi-santoso", "Budi")]),
    lambda archive: archive.organisations.called(["kpu", "nobody"]),
    lambda archive: archive.organisations.names(["komisi-pemilihan-umum"]),
    lambda archive: archive.inbox.count_waiting(),
]


@pytest.mark.parametrize("action", ACTIONS)
def test_only_what_is_asked_for_is_read(
    archive: Archive, asked: Seen, action: Callable[[Archive], object]
) -> None:
    inputs = [Input(f"{name}.html", "x", article_id(name)) for name in "ab"]
    archive.put(
        [document(name, body=_BODY, people=("Budi Santoso",), organisations=("KPU",)) for name in "ab"],
        inputs,
    )
    archive.keep_acronyms([Acronym("KPU", "Komisi Pemilihan Umum", 3)])
    asked.clear()
    action(archive)
    assert asked
    with sqlite3.connect(archive.name.removeprefix("sqlite:///")) as opened:
        plans = [
            (step[3], statement)
            for statement, values in asked
            for step in opened.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    opened.close()
    assert [(step, statement) for step, statement in plans if _SCAN.match(step) or "removed" in step] == []


def test_counting_reads_no_article(archive: Archive) -> None:
    archive.put([document(f"d{n}") for n in range(5)])
    assert archive.count() == 5
    archive.remove([article_id("d1"), article_id("d2")])
    assert archive.count() == 3
