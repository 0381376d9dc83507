"""Again and again: files that are unchanged, changed or gone."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from indexer.sources import files

from .forking import Indexer
from .newsroom import counts, held, titles, write
from .pages import page


def age() -> None:
    """Wait until the files' times are certain."""
    time.sleep(files._UNCERTAIN_NS / 1e9 + 0.1)


def test_unchanged_files_are_not_even_read(warm: Indexer, archived: Path, newsroom: Path) -> None:
    age()
    assert counts(warm.run(archived, "add", newsroom, "--json")) == {
        "read": 13,
        "unchanged": 12,
        "refused": 1,
    }
    write(newsroom, 4, "Tanggul Rubuh")
    done = warm.run(archived, "add", newsroom, "--json")
    assert counts(done) == {"read": 13, "replaced": 1, "unchanged": 11, "refused": 1}
    assert "empty.html" in done.output
    assert "Tanggul Rubuh 4" in titles(archived)


def test_a_change_that_size_and_time_hide_is_found_by_check(
    warm: Indexer, archived: Path, newsroom: Path
) -> None:
    age()
    warm.run(archived, "add", newsroom)
    database = sqlite3.connect(archived / "archive.sqlite3")
    stamps = dict(database.execute("SELECT source, stamp FROM inputs"))
    path = newsroom / "4.html"
    path.write_text(path.read_text().replace("Retak", "Rusak"))
    age()
    # The clock is turned back: the archive is told that this is what it saw.
    found = path.stat()
    version, _, _, _ = stamps[str(path)].split()
    stamp = f"{version} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
    database.execute("UPDATE inputs SET stamp = ? WHERE source = ?", (stamp, str(path)))
    database.commit()
    database.close()
    assert counts(warm.run(archived, "add", newsroom, "--json")) == {
        "read": 13,
        "unchanged": 12,
        "refused": 1,
    }
    done = warm.run(archived, "add", newsroom, "--json", "--check")
    assert counts(done) == {"read": 13, "replaced": 1, "unchanged": 11, "refused": 1}
    assert "Tanggul Rusak 4" in titles(archived)


def test_a_file_that_changed_just_now_has_no_stamp(archived: Path) -> None:
    database = sqlite3.connect(archived / "archive.sqlite3")
    assert database.execute("SELECT count(*) FROM inputs WHERE stamp IS NOT NULL").fetchone() == (0,)
    database.close()


def test_prune_removes_what_is_gone_and_nothing_else(warm: Indexer, archived: Path, newsroom: Path) -> None:
    (newsroom / "4.html").unlink()
    (newsroom / "6.html").rename(newsroom / "moved.html")
    (newsroom / "lines.jsonl").write_text("")
    shutil.rmtree(newsroom / "more")
    assert counts(warm.run(archived, "add", newsroom, "--json"))["read"] == 5
    assert len(held(archived)) == 12
    done = warm.run(archived, "add", newsroom / "nosuch", newsroom, "--json", "--prune")
    assert (done.status, counts(done)["removed"]) == (1, 6)
    assert "6 removed whose files are gone" in done.output
    assert titles(archived) == sorted([*(f"Tanggul Retak {n}" for n in (0, 2, 6, 8)), "Judul 0", "Judul 1"])
    assert warm.run(archived, "verify").status == 0
    write(newsroom, 4)
    assert counts(warm.run(archived, "add", newsroom, "--json"))["added"] == 1


def test_prune_leaves_articles_from_elsewhere(warm: Indexer, archived: Path, newsroom: Path) -> None:
    other = newsroom.parent / "in.other"
    other.mkdir()
    (other / "x.html").write_text(page("Lain", url="https://kabar.example/lain"))
    assert warm.run(archived, "add", other).status == 0
    shutil.rmtree(other)
    assert counts(warm.run(archived, "add", newsroom, "--json", "--prune")).get("removed", 0) == 0
    assert "Lain" in titles(archived)


def test_an_article_that_another_file_still_has_stays_and_takes_its_text(
    warm: Indexer, archived: Path, newsroom: Path
) -> None:
    (newsroom / "a4.html").write_text(page("Salinan", url="https://kabar.example/4"))
    (newsroom / "z4.html").write_text(page("Terakhir", url="https://kabar.example/4"))
    warm.run(archived, "add", newsroom)
    assert "Terakhir" in titles(archived)
    (newsroom / "4.html").unlink()
    (newsroom / "z4.html").unlink()
    assert counts(warm.run(archived, "add", newsroom, "--json", "--prune")).get("removed", 0) == 0
    warm.run(archived, "add", newsroom)
    assert "Salinan" in titles(archived)
    assert len(held(archived)) == 12


def test_a_folder_that_is_empty_or_missing_is_not_pruned(
    warm: Indexer, archived: Path, newsroom: Path
) -> None:
    away = newsroom.with_name("away")
    newsroom.rename(away)
    for _ in range(2):
        done = warm.run(archived, "add", newsroom, "--prune")
        assert done.status == 1
        assert f"nothing is removed for {newsroom}" in done.output
        newsroom.mkdir(exist_ok=True)
    assert len(held(archived)) == 12


@pytest.mark.parametrize(
    "arguments",
    [
        ["-", "--prune"],
        ["x", "--prune", "--limit", "3"],
        [".", "--prune"],
        ["https://kabar.example/", "--prune"],
    ],
)
def test_prune_needs_whole_folders(warm: Indexer, room: Path, arguments: list[str]) -> None:
    assert warm.run(room / "data", "add", *arguments).status == 2


def test_an_article_is_removed_once_the_last_of_its_many_files_is_gone(warm: Indexer, room: Path) -> None:
    newsroom = room / "in"
    newsroom.mkdir()
    (newsroom / "stays.html").write_text(page("Tetap", url="https://kabar.example/tetap"))
    for name in ("a", "z"):
        (newsroom / f"{name}.html").write_text(page("Salinan", url="https://kabar.example/salinan"))
    for number in range(600):
        (newsroom / f"m{number}.txt").write_text("")
    assert counts(warm.run(room / "data", "add", newsroom, "--json", workers=1))["added"] == 2
    for path in newsroom.iterdir():
        if path.name != "stays.html":
            path.unlink()
    assert counts(warm.run(room / "data", "add", newsroom, "--json", "--prune"))["removed"] == 1
    assert titles(room / "data") == ["Tetap"]


@pytest.mark.parametrize("name", [b"ber\xffita", "ber\u200bita".encode(), b"ber\nita"])
def test_folders_of_any_name_are_pruned(warm: Indexer, room: Path, name: bytes) -> None:
    newsroom = room / os.fsdecode(name)
    newsroom.mkdir()
    for number in (0, 2):
        write(newsroom, number)
    assert counts(warm.run(room / "data", "add", room, "--json", workers=1))["added"] == 2
    (newsroom / "2.html").unlink()
    done = warm.run(room / "data", "add", newsroom, "--json", "--prune")
    assert counts(done)["removed"] == 1, done.output
    assert titles(room / "data") == ["Tanggul Retak 0"]


def test_what_is_no_file_is_not_waited_for(warm: Indexer, room: Path) -> None:
    newsroom = room / "in"
    newsroom.mkdir()
    os.mkfifo(newsroom / "a.jsonl")
    (newsroom / "b.html").symlink_to("nosuch")
    done = warm.run(room / "data", "add", newsroom, "--json", kill_after=20)
    assert (done.status, counts(done)) == (3, {"read": 1, "refused": 1})


def test_names_that_are_no_utf8(warm: Indexer, room: Path) -> None:
    newsroom = room / "in"
    newsroom.mkdir()
    broken = newsroom / os.fsdecode(b"caf\xe9.html")
    broken.write_text(page(url=None))
    (newsroom / os.fsdecode(b"b\xff.jsonl")).write_text('{"title": "J", "body": "isi"}')
    assert counts(warm.run(room / "data", "add", room / "in", "--json")) == {"read": 2, "added": 2}
    assert warm.run(room / "data", "add", room / "in", "--prune").status == 0
    assert len(held(room / "data")) == 2
    broken.unlink()
    assert counts(warm.run(room / "data", "add", room / "in", "--prune", "--json"))["removed"] == 1


def test_status_tells_the_last_run(warm: Indexer, archived: Path) -> None:
    status = counts(warm.run(archived, "status", "--json"))
    run = status["last_run"]
    assert isinstance(run, dict)
    assert (run["command"], run["added"], run["refused"], run["indexed"]) == ("add", 12, 1, 12)
    assert run["started"] <= run["ended"]
    assert (status["generation"], status["articles"], status["indexed"]) == ("1", 12, 12)
    assert status["archive_bytes"] > 10_000 > status["index_bytes"] > 1_000
    assert "behind" not in status
    assert "add, began 20" in warm.run(archived, "status").output


@pytest.mark.parametrize("name", ["all.jsonl", "all.jsonl.gz"])
def test_an_export_that_finds_no_room_names_its_file(
    warm: Indexer, archived: Path, room: Path, name: str
) -> None:
    body = " ".join(random.Random(1).choices([f"kata{n}" for n in range(10_000)], k=60_000))
    long = room / "in" / "long.jsonl"
    long.write_text(json.dumps({"title": "Panjang", "body": body}) + "\n")
    assert warm.run(archived, "add", long, workers=1).status == 0
    done = warm.run(archived, "export", room / name, limit=60_000)
    assert done.status == 1
    assert f"error: [Errno 27] File too large: '{room / name}'" in done.output
    assert [path for path in room.iterdir() if "jsonl" in path.name] == []
