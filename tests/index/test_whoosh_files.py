"""Writing: locks, writers that are killed, memory and disk that are full, two who begin at once."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from whoosh.query import Term

from index import EngineError, SearchRequest
from index.whoosh_engine.container import Container, ContainerWriter
from index.whoosh_engine.sealed import read_toc

from .children import child, running, wait_for
from .whoosh_rows import a_row, a_writer, an_engine, answers, build, commit, id_of, leftovers


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


def test_a_file_is_not_written_over_while_it_is_mapped(tmp_path: Path) -> None:
    path = tmp_path / "1.segment"
    for number in (1, 2):
        with ContainerWriter(path, "numbers") as out:
            out.add("numbers", np.full(10_000, number, np.uint32))
            out.close({})
        if number == 1:
            held = Container(path, "numbers")
    assert not held.lies_at(path)
    assert set(held.whole("numbers").tolist()) == {1}
    assert set(Container(path, "numbers").whole("numbers").tolist()) == {2}


def test_many_begin_at_once(tmp_path: Path) -> None:
    for attempt in range(20):
        start = threading.Barrier(8)

        def begin(_: int, data: Path = tmp_path / str(attempt), start: threading.Barrier = start) -> int:
            start.wait()
            return an_engine(data).sequence()

        with ThreadPoolExecutor(8) as threads:
            assert set(threads.map(begin, range(8))) == {0}
        assert leftovers(tmp_path / str(attempt)) == set()


def test_a_name_of_the_generation_that_is_gone_loses_nothing(tmp_path: Path) -> None:
    commit(an_engine(tmp_path), 1, [a_row(1)])
    (tmp_path / "index" / "current").unlink()
    with pytest.raises(EngineError, match="current"):
        an_engine(tmp_path).snapshot()
    assert read_toc(tmp_path / "index" / "1").sequence == 1
