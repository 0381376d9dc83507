"""Files, locks and snapshots: what other processes and threads do meanwhile, and a disk that is full."""

from __future__ import annotations

import gc
import os
import random
import resource
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from whoosh.query import Every, Term

from index import EngineError, SearchRequest
from index.whoosh_engine.execution import Execution
from index.whoosh_engine.sealed import read_toc

from .whoosh_rows import (
    QUESTIONS,
    a_row,
    a_writer,
    an_engine,
    answer,
    answers,
    build,
    child,
    commit,
    id_of,
    leftovers,
    running,
)  # fmt: skip

# Seconds that a slow machine may take for what should take an instant.
PATIENCE = 60.0


def wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < until
        time.sleep(0.002)


def write_for_ever(data: str) -> None:
    """Add three articles with each commit, and with every second remove one that came before."""
    engine = an_engine(Path(data))
    while True:
        sequence = engine.sequence() + 1
        rows = [a_row(number) for number in range(sequence * 3 - 3, sequence * 3)]
        commit(engine, sequence, rows, gone=[sequence * 3 - 6] if sequence % 2 else [])


def kill_writers(data: str) -> None:
    """Kill fifteen writers, look at what they leave."""
    engine, chance, reached = an_engine(Path(data)), random.Random(7), 0
    for _ in range(15):
        if not (number := os.fork()):
            try:
                write_for_ever(data)
            finally:
                os._exit(1)
        try:
            wait_for(lambda: engine.sequence() > reached)  # noqa: B023
            time.sleep(chance.random() * 0.1)
        finally:
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)
        opened = an_engine(Path(data)).snapshot()
        reached = opened.sequence
        numbers = set(range(reached * 3)) - {each * 3 - 6 for each in range(3, reached + 1, 2)}
        assert opened.ids() == sorted(map(id_of, numbers))
        assert opened.search(SearchRequest(Term("body", "umum"))).total == opened.count == len(numbers)
        an_engine(Path(data)).writer().abort()
    print(reached)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    reached = int(child(kill_writers, tmp_path))
    assert reached >= 15
    commit(an_engine(tmp_path), reached + 1)
    assert leftovers(tmp_path) == set()


def test_half_written_small_files_of_the_dead_are_removed(tmp_path: Path) -> None:
    commit(an_engine(tmp_path), 1, [a_row(1)])
    (tmp_path / "index" / ".current.4194305").write_text("half")
    (tmp_path / "index" / "1" / ".toc.4194305").write_text("half")
    commit(an_engine(tmp_path), 2, [a_row(2)])
    assert leftovers(tmp_path) == set()


def hold_the_lock(data: str) -> None:
    writer = an_engine(Path(data)).writer()
    for line in sys.stdin:
        if line == "let go\n":
            writer.abort()
        print("ok")


def test_a_lock_held_by_another_process(tmp_path: Path) -> None:
    engine = an_engine(tmp_path)
    with running(hold_the_lock, tmp_path) as tell:
        assert tell("hold") == "ok"
        for begin in (engine.writer, engine.rebuild):
            with pytest.raises(EngineError, match="another program"):
                begin()
        assert tell("let go") == "ok"
        engine.writer().abort()


def test_a_failing_abort_keeps_no_lock(tmp_path: Path) -> None:
    engine = an_engine(tmp_path)
    writer = engine.writer()
    path = tmp_path / "index" / "1" / "toc"
    content = path.read_bytes()
    path.write_bytes(b"rubbish")
    with pytest.raises(EngineError, match="toc"):
        writer.abort()
    path.write_bytes(content)
    engine.writer().abort()


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


@pytest.mark.parametrize("buffer", [20_000, 60_000])
def test_spilling_changes_no_answer(tmp_path: Path, buffer: int) -> None:
    found = []
    for name, room in (("large", 10**9), ("small", buffer)):
        engine = an_engine(tmp_path / name)
        engine._buffer = room
        commit(engine, 1, (a_row(n) for n in range(100)))
        # Some stand in the buffer twice, some are removed before and after they were spilt.
        rows = [a_row(n % 350, version=n // 350) for n in range(500)]
        with a_writer(engine) as writer:
            for at, row in enumerate(rows):
                writer.put_row(row)
                if at % 50 == 49:
                    writer.remove(id_of(at % 350 - 20))
                    writer.remove(id_of(at % 350))
            writer.commit(3)
        found.append(answers(engine.snapshot()))
        assert leftovers(tmp_path / name) == set()
    large, small = ({**each, "pruned": None} for each in found)
    assert large == small


def fill_the_disk(data: str, limit: str) -> None:
    engine = an_engine(Path(data))
    engine.snapshot()
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
    try:
        commit(engine, 4, (a_row(n, version=3) for n in range(200, 900)))
    except EngineError as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert engine.snapshot().sequence == engine.sequence()
    commit(engine, 5, [a_row(7_000)])
    print(engine.snapshot().sequence)


@pytest.mark.parametrize("limit", [0, 100, 3_000, 60_000])
def test_a_full_disk(tmp_path: Path, limit: int) -> None:
    build(tmp_path)
    known = answers(an_engine(tmp_path).snapshot())
    full = shutil.copytree(tmp_path, tmp_path / "full")
    error, sequence = child(fill_the_disk, full, limit).splitlines()
    assert "cannot write to the index" in error
    assert "File too large" in error
    assert sequence == "5"
    after = an_engine(full).snapshot()
    assert id_of(7_000) in after.ids()
    # The child still read what was there before, so one commit more tidies up.
    after.close()
    commit(an_engine(full), 6)
    assert leftovers(full) == set()
    assert answers(an_engine(tmp_path).snapshot()) == known


def test_closing(tmp_path: Path) -> None:
    build(tmp_path)
    snapshot = an_engine(tmp_path).snapshot()
    snapshot.close()
    snapshot.close()
    for ask in (lambda: snapshot.search(SearchRequest(Every())), snapshot.ids):
        with pytest.raises(EngineError, match="closed"):
            ask()


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
    """Close a snapshot when its search has begun, as another thread might."""
    engine = an_engine(Path(data))
    known = {name: answer(engine.snapshot().search(each)) for name, each in QUESTIONS.items()}
    tick, snapshots = Execution._tick, [engine.snapshot()]

    def closing(execution: Execution) -> None:
        snapshots[-1].close()
        gc.collect()
        tick(execution)

    Execution._tick = closing  # type: ignore[method-assign, assignment]
    for name, request in QUESTIONS.items():
        snapshots.append(an_engine(Path(data)).snapshot())
        assert answer(snapshots[-1].search(request)) == known[name], name
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


def test_a_name_of_the_generation_that_is_gone_loses_nothing(tmp_path: Path) -> None:
    commit(an_engine(tmp_path), 1, [a_row(1)])
    (tmp_path / "index" / "current").unlink()
    with pytest.raises(EngineError, match="current"):
        an_engine(tmp_path).snapshot()
    assert read_toc(tmp_path / "index" / "1").sequence == 1
