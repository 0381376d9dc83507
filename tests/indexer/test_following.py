"""Indexing while reading goes on: in a process of its own, whose death costs nothing."""

from __future__ import annotations

import json
import multiprocessing
import multiprocessing.util
import os
import signal
import time
from pathlib import Path

import pytest

from index import Settings, open_archive, open_engine, verify
from indexer.following import Follower

from .forking import Command, Indexer
from .newsroom import counts

COUNT = 1_600


@pytest.fixture
def lines(room: Path) -> Path:
    path = room / "lines.jsonl"
    with path.open("w") as file:
        for n in range(COUNT):
            body = f"Isi nomor {n}: warga desa {n % 97} menunggu kabar dari kota."
            file.write(
                json.dumps({"url": f"https://x.example/{n}", "title": f"Judul {n}", "body": body}) + "\n"
            )
    return path


def indexed(data: Path) -> int:
    """How many articles are searchable; the archive must hold the same, down to the terms."""
    archive, engine = open_archive(Settings(data=data)), open_engine(Settings(data=data))
    try:
        assert list(verify(archive, engine)) == []
        assert engine.sequence() == archive.sequence()
        return len(engine.snapshot().ids())
    finally:
        archive.close()


def followers(command: Command) -> list[int]:
    """The processes that a run has spawned to index."""
    found = []
    for child in Path(f"/proc/{command.pid}/task/{command.pid}/children").read_text().split():
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
            found.append(int(child))
    return found


def test_what_is_read_is_searchable_before_all_is_read(warm: Indexer, lines: Path, room: Path) -> None:
    log = room / "log"
    command = warm.start(room / "data", ["add", lines], log, {"workers": 2, "commit_every": 100})
    early = 0
    while command.poll() is None:
        held = (
            open_engine(Settings(data=room / "data")).sequence()
            if (room / "data/index/current").exists()
            else 0
        )
        early = early or held
        time.sleep(0.02)
    assert command.wait() == 0, command.said()
    assert 0 < early < COUNT
    assert f"{COUNT:,} changes indexed" in command.said()
    assert indexed(room / "data") == COUNT


def test_a_single_worker_is_a_single_process(warm: Indexer, lines: Path, room: Path) -> None:
    command = warm.start(room / "data", ["add", lines], room / "log", {"workers": 1})
    while command.poll() is None:
        assert followers(command) == []
        time.sleep(0.05)
    assert indexed(room / "data") == COUNT


def test_ctrl_c_while_the_follower_starts_ends_it(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spawn = multiprocessing.util.spawnv_passfds

    def interrupted(path: bytes, args: list[str], passfds: list[int]) -> int:
        signal.raise_signal(signal.SIGINT)
        return spawn(path, args, passfds)

    monkeypatch.setattr(multiprocessing.util, "spawnv_passfds", interrupted)
    with pytest.raises(KeyboardInterrupt), Follower(Settings(data=room / "data", workers=2)) as follower:
        follower.consider(COUNT)
    assert not multiprocessing.active_children()


def test_the_death_of_the_follower_costs_nothing(warm: Indexer, lines: Path, room: Path) -> None:
    command = warm.start(room / "data", ["add", lines], room / "log", {"workers": 2, "commit_every": 100})
    while not (found := followers(command)):
        assert command.poll() is None
        time.sleep(0.01)
    os.kill(found[0], signal.SIGKILL)
    assert command.wait() == 0, command.said()
    assert indexed(room / "data") == COUNT


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_ended_while_both_are_at_work(warm: Indexer, lines: Path, room: Path, number: int) -> None:
    for _ in range(2):
        command = warm.start(room / "data", ["add", lines], room / "log", {"workers": 2, "commit_every": 100})
        while command.poll() is None and not followers(command):
            time.sleep(0.01)
        time.sleep(0.1)
        if command.poll() is None:
            command.end(number)
    done = warm.run(room / "data", "add", lines, "--json", workers=2)
    assert done.status == 0, done.output
    assert counts(done)["read"] == COUNT
    assert indexed(room / "data") == COUNT
