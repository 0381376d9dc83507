"""Snapshots: shared by threads and with the commits around them, closed at any moment, held by others."""

from __future__ import annotations

import gc
import shutil
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from whoosh.query import Every

from index import EngineError, SearchRequest
from index.whoosh_engine.execution import Execution
from index.whoosh_engine.sealed import read_toc

from .children import child, running, wait_for
from .whoosh_rows import QUESTIONS, a_row, an_engine, answer, answers, build, commit, id_of, leftovers


def hold_a_snapshot(data: str) -> None:
    engine = an_engine(Path(data))
    snapshot = engine.snapshot()
    known = answers(snapshot)
    for _ in sys.stdin:
        print(answers(snapshot) == known, snapshot.sequence)


def test_files_stay_as_long_as_another_process_reads_them(tmp_path: Path) -> None:
    build(tmp_path)
    engine = an_engine(tmp_path)
    folder = tmp_path / "index" / "1"
    held = read_toc(folder).files()
    with running(hold_a_snapshot, tmp_path) as tell:
        assert tell("?") == "True 3"
        for sequence in range(4, 8):
            commit(engine, sequence, [a_row(number) for number in range(sequence * 200, sequence * 210)])
            assert tell("?") == "True 3"
        assert not any(name in read_toc(folder).files() for name in held if name.endswith("segment"))
        assert held <= {path.name for path in folder.iterdir()}
    commit(engine, 8)
    assert leftovers(tmp_path) == set()


def test_threads_share_snapshots_while_commits_come(tmp_path: Path) -> None:
    engine, reader = an_engine(tmp_path), an_engine(tmp_path)
    request = SearchRequest(Every(), facets=tuple(QUESTIONS["every"].facets), limit=1_000)
    # What each commit answers; its entry comes before the commit does.
    valid: dict[int, object] = {0: answer(engine.snapshot().search(request))}
    twin = an_engine(tmp_path / "twin")
    rows = {n: [a_row(k, version=n) for k in range(n * 5, n * 15)] for n in range(1, 13)}
    for number, each in rows.items():
        commit(twin, number, each)
        valid[number] = answer(twin.snapshot().search(request))
    faults: list[str] = []
    answered = [0] * 4
    stop = threading.Event()

    def read(at: int) -> None:
        newest = 0
        while not stop.is_set():
            try:
                response = reader.snapshot().search(request)
            except Exception as error:  # noqa: BLE001
                faults.append(repr(error))
                return
            if response.sequence < newest or answer(response) != valid[response.sequence]:
                faults.append(f"{response.sequence} after {newest}")
            newest = response.sequence
            answered[at] += 1

    threads = [threading.Thread(target=read, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    try:
        for number, each in rows.items():
            commit(engine, number, each)
            assert reader.snapshot().sequence == number
            before = list(answered)
            wait_for(lambda: faults != [] or all(n > b for n, b in zip(answered, before, strict=True)))  # noqa: B023
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert faults == []
    assert reader.snapshot() is reader.snapshot()


def test_closing(tmp_path: Path) -> None:
    build(tmp_path)
    snapshot = an_engine(tmp_path).snapshot()
    snapshot.close()
    snapshot.close()
    for ask in (lambda: snapshot.search(SearchRequest(Every())), snapshot.ids):
        with pytest.raises(EngineError, match="closed"):
            ask()


def test_a_closed_snapshot_holds_no_file(tmp_path: Path) -> None:
    build(tmp_path)
    engine = an_engine(tmp_path)
    answers(engine.snapshot())
    engine.snapshot().close()
    # Whoosh's readers hold each other.
    gc.collect()
    for sequence in (1, 2):
        with engine.rebuild() as writer:
            writer.commit(sequence)
    assert not (tmp_path / "index" / "1").exists()


def close_before(data: str) -> None:
    """Open a commit again, and the next one, after the snapshot of the first was closed."""
    engine = an_engine(Path(data))
    known = answers(engine.snapshot())
    engine.snapshot().close()
    assert answers(engine.snapshot()) == known
    engine.snapshot().close()
    commit(engine, 4)
    assert answers(engine.snapshot()) == answers(an_engine(Path(data)).snapshot())
    print("alive")


def test_nothing_of_a_closed_snapshot_lives_on(tmp_path: Path) -> None:
    build(tmp_path)
    assert child(close_before, tmp_path) == "alive\n"


def close_within(data: str) -> None:
    """Close a snapshot when its search has begun or is about to run, as another thread might."""
    engine = an_engine(Path(data))
    known = {name: answer(engine.snapshot().search(each)) for name, each in QUESTIONS.items()}
    tick, run, snapshots = Execution._tick, Execution._run, [engine.snapshot()]
    # What is loaded by now need not be looked through each time.
    gc.freeze()

    def close() -> None:
        if not snapshots[-1].closed:
            snapshots[-1].close()
            gc.collect()

    def closing_tick(execution: Execution) -> None:
        close()
        tick(execution)

    def closing_run(execution: Execution, *arguments: Any) -> None:
        close()
        run(execution, *arguments)

    def ask() -> None:
        for name, request in QUESTIONS.items():
            snapshots.append(an_engine(Path(data)).snapshot())
            assert answer(snapshots[-1].search(request)) == known[name], name
            assert snapshots[-1].closed

    Execution._run = closing_run  # type: ignore[method-assign, assignment]
    ask()
    Execution._tick = closing_tick  # type: ignore[method-assign, assignment]
    ask()
    print("alive")


def test_closing_during_a_search(tmp_path: Path) -> None:
    build(tmp_path)
    assert child(close_within, tmp_path) == "alive\n"


def test_a_commit_shares_what_is_open(tmp_path: Path) -> None:
    build(tmp_path)
    engine = an_engine(tmp_path)
    before = engine.snapshot()
    commit(engine, 4, gone=[100])
    removed_from = engine.snapshot()
    assert [id(each) for each in removed_from.segments] == [id(each) for each in before.segments]
    assert removed_from.values is before.values
    assert removed_from.count == before.count - 1 == 509
    fresh = an_engine(tmp_path / "fresh")
    commit(fresh, 1, [a_row(1)])
    one = fresh.snapshot()
    commit(fresh, 2, [a_row(2)])
    two = fresh.snapshot()
    assert two.segments[0] is one.segments[0]
    assert len(two.segments) == 2


def test_an_index_made_anew_beneath_a_reader(tmp_path: Path) -> None:
    reader = an_engine(tmp_path)
    commit(reader, 1, (a_row(n) for n in range(10)))
    old = reader.snapshot()
    shutil.rmtree(tmp_path / "index")
    commit(an_engine(tmp_path), 1, (a_row(n) for n in range(100, 110)))
    assert reader.snapshot().ids() == sorted(id_of(n) for n in range(100, 110))
    assert old.ids() == sorted(id_of(n) for n in range(10))
