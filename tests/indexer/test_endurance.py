"""Killed at any moment, out of disk at any write: nothing accepted is lost, nothing is there twice."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import text

from index import Settings, article_id, open_archive, open_engine, verify

from ..index.databases import opened
from ..postgresql import Server
from .forking import Done, Indexer
from .pages import page

_KILLS_PER_FOLDER = 10
_PAGES = 12
_LINES = 120


class Start(Protocol):
    def __call__(self, data: Path, *, tables: bool) -> Settings: ...


class Newsroom:
    """A folder of pages and a file of JSON lines, and what the archive must hold of them in the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.expected: dict[str, str] = {}
        self.rewritten = 0
        folder.mkdir()
        for number in range(_PAGES):
            self.write(number, "Pertama")
        with (folder / "lines.jsonl").open("w") as lines:
            for number in range(_LINES):
                url, title, body = f"https://x.example/{number}", f"Judul {number}", f"Isi nomor {number}."
                lines.write(json.dumps({"url": url, "title": title, "body": body}) + "\n")
                self.expected[article_id(url)] = f"{title}\n{body}"

    def write(self, number: int, word: str) -> None:
        url, title = f"https://kabar.example/{number}", f"{word}: Tanggul {number} Retak"
        paragraphs = tuple(
            f"Warga desa nomor {number} meninjau tanggul {word} yang retak setelah hujan lebat, kata saksi {n}."
            for n in range(3)
        )
        (self.folder / f"{number:03d}.html").write_text(page(title, url, paragraphs=paragraphs))
        self.expected[article_id(url)] = "\n".join((title, *paragraphs))

    def rewrite(self, rnd: random.Random) -> None:
        for number in rnd.sample(range(_PAGES), 3):
            self.rewritten += 1
            self.write(number, f"Baru{self.rewritten}")


def look(settings: Settings) -> tuple[int, int]:
    """Open what is there, and return how much the archive and the index hold."""
    archive, engine = open_archive(settings), open_engine(settings)
    snapshot = engine.snapshot()
    ids = snapshot.ids()
    assert len(set(ids)) == len(ids) == snapshot.count
    assert snapshot.damage() == []
    assert snapshot.sequence <= archive.sequence()
    count = archive.count()
    archive.close()
    return count, snapshot.count


def compare(settings: Settings, expected: dict[str, str]) -> None:
    """Compare input, archive and index, down to the terms."""
    archive, engine = open_archive(settings), open_engine(settings)
    held = {entry.document.article.id: entry.document.article.text for entry in archive.entries()}
    assert held == expected
    assert engine.snapshot().ids() == sorted(expected)
    assert engine.sequence() == archive.sequence()
    assert list(verify(archive, engine)) == []
    archive.close()


def versions(settings: Settings) -> int:
    with opened(settings) as connection:
        return int(connection.execute(text("SELECT count(*) FROM versions")).scalar_one())


def test_two_hundred_kills(warm: Indexer, room: Path) -> None:
    empty = room / "empty"
    assert warm.run(empty, "status").status == 0

    def start(data: Path, *, tables: bool) -> Settings:
        if tables:
            shutil.copytree(empty, data)
        return Settings(data=data)

    assert len(kill(warm, room, 200, start)) == 4, "the kills missed a stage"


def test_kills_over_postgresql(warm: Indexer, room: Path, postgresql: Server) -> None:
    def start(data: Path, *, tables: bool) -> Settings:
        return Settings(data=data, archive_url=postgresql.copy() if tables else postgresql.create())

    assert len(kill(warm, room, 30, start)) >= 2, "the kills missed too many stages"


def kill(warm: Indexer, room: Path, kills: int, start: Start) -> Counter[str]:
    """Kill runs at random moments, compare all after some; return how far they had come, how often.

    `start` makes an archive that is not there yet, or that has its tables and is empty.
    """
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    rnd = random.Random(seed)
    news = Newsroom(room / "in")
    began = time.monotonic()
    # Seconds that the newest runs took that had something to do; machines differ, and their load.
    whole = 0.2
    killed = tried = 0
    stages: Counter[str] = Counter()
    while killed < kills:
        # Most kills shall meet the work, few the making of the tables.
        settings = start(room / f"data{killed}-{tried}", tables=rnd.random() < 0.8)
        rewritten, before = news.rewritten, 0
        for _ in range(_KILLS_PER_FOLDER):
            tried += 1
            started = time.monotonic()
            command = ["rebuild"] if before and rnd.random() < 0.3 else ["add", news.folder]
            if command[0] == "add" and rnd.random() < 0.4:
                news.rewrite(rnd)
            done = warm.run(
                settings.data, *command, kill_after=rnd.uniform(0, whole), workers=rnd.choice((1, 1, 2)),
                commit_every=10, lock_wait=0, archive_url=settings.archive_url,
            )  # fmt: skip
            assert done.status in (-9, 0), done.output
            assert "Traceback" not in done.output
            took = time.monotonic() - started
            killed += done.status == -9
            whole = min(max(whole * 1.1, 0.05), 2.0) if done.status else min(whole, took) * 0.9
            count, indexed = look(settings)
            assert count >= before
            if done.status:
                stages[stage_of(count, indexed, len(news.expected))] += 1
            before = count
        done = warm.run(
            settings.data, "add", news.folder, workers=1, commit_every=10, lock_wait=0,
            archive_url=settings.archive_url,
        )  # fmt: skip
        assert done.status == 0, done.output
        compare(settings, news.expected)
        assert versions(settings) <= len(news.expected) + news.rewritten - rewritten
        shutil.rmtree(settings.data)
    print(f"{killed} killed of {tried} in {time.monotonic() - began:.1f} s: {dict(stages)}")
    return stages


def stage_of(archived: int, indexed: int, whole: int) -> str:
    """Tell where a killed run had come to."""
    if not archived:
        return "nothing taken in"
    if archived < whole:
        return "taking in"
    return "indexing" if indexed < archived else "all indexed"


def full(done: Done) -> bool:
    """Tell whether a run met the end of the disk; then it must have said so, in words."""
    if done.status == 0:
        return False
    assert done.status == 1, done.output
    assert "error: cannot " in done.output
    assert "Traceback" not in done.output
    return True


@pytest.mark.parametrize("stage", ["add", "index", "rebuild"])
def test_the_disk_is_full_at_any_write(warm: Indexer, room: Path, stage: str) -> None:
    news = Newsroom(room / "in")
    ready = room / "ready"
    if stage != "add":
        assert warm.run(ready, "add", news.folder, workers=1).status == 0
        if stage == "index":
            shutil.rmtree(ready / "index")
    command = ["rebuild"] if stage == "rebuild" else ["add", news.folder]
    sizes = (0, 30, 70, 150, 1_000, 5_000, 20_000, 32_000, 33_000, 50_000, 100_000, 150_000, 250_000, 10**7)
    outcomes = []
    for size in sizes:
        data = room / f"data{size}"
        if stage != "add":
            shutil.copytree(ready, data)
        settings = Settings(data=data)
        before = look(settings) if stage == "rebuild" else (0, 0)
        done = warm.run(data, *command, limit=size, workers=1, commit_every=10)
        outcomes.append(full(done))
        count, indexed = look(settings)
        assert count >= before[0]
        assert indexed >= before[1]
        assert warm.run(data, *command, workers=1, commit_every=10).status == 0
        compare(settings, news.expected)
        shutil.rmtree(data)
    assert outcomes[0]
    assert not outcomes[-1]
    assert outcomes.count(True) >= 4
