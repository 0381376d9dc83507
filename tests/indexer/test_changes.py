"""Folders under watch: what is new or changed is given out once, and nothing that is still being written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest

from indexer.sources import Changes, Item, Options, Unreadable


class Clock:
    """A clock that this test moves."""

    def __init__(self) -> None:
        self.now = 100.0
        self.per_call = 0.0

    def __call__(self) -> float:
        self.now += self.per_call
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def changes(tmp_path: Path, clock: Clock) -> Changes:
    return Changes([tmp_path], Options(1_000_000), 2.0, clock)


def names(items: Iterable[Item]) -> list[str]:
    return [Path(item.source).name for item in items]


def look(changes: Changes, clock: Clock) -> list[str]:
    """What the next look gives out; it is confirmed."""
    clock.now += 2.0
    found = names(changes.items())
    changes.confirm()
    return found


def test_a_file_is_given_out_once_it_has_not_changed_for_one_interval(
    tmp_path: Path, changes: Changes, clock: Clock
) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.html").write_text("isi")
    (tmp_path / "a.txt").write_text("isi")
    (tmp_path / "c.pdf").write_text("isi")
    os.mkfifo(tmp_path / "d.jsonl")
    (tmp_path / "e.html").symlink_to("nowhere")
    assert look(changes, clock) == []
    assert changes.settling() == 2
    # Not time to look yet.
    assert names(changes.items()) == []
    assert look(changes, clock) == ["a.txt", "1.html"]
    assert look(changes, clock) == []
    assert changes.settling() == 0


def test_a_file_that_grows_is_left_until_it_rests(tmp_path: Path, changes: Changes, clock: Clock) -> None:
    path = tmp_path / "a.jsonl"
    for size in range(1, 4):
        path.write_text('{"title": 1}\n' * size)
        assert look(changes, clock) == []
    assert look(changes, clock) == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]


def _rewrite(path: Path) -> None:
    path.write_text("lain")


def _replace(path: Path) -> None:
    """Another file of the same size and time of change takes its place."""
    before = path.stat()
    other = path.with_name("temporary")
    other.write_text("lain")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def _rights(path: Path) -> None:
    path.chmod(0o600)


@pytest.mark.parametrize("change", [_rewrite, _replace, _rights])
def test_what_changes_is_given_out_again(
    tmp_path: Path, changes: Changes, clock: Clock, change: object
) -> None:
    path, other = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text("isi1")
    other.write_text("isi2")
    look(changes, clock)
    assert look(changes, clock) == ["a.txt", "b.txt"]
    assert callable(change)
    change(path)
    assert look(changes, clock) == []
    assert look(changes, clock) == ["a.txt"]
    assert look(changes, clock) == []


def test_what_was_not_confirmed_is_given_out_again(tmp_path: Path, changes: Changes, clock: Clock) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text("isi")
    look(changes, clock)
    clock.now += 2.0
    # The caller takes a part, and goes on from there; b.txt is not confirmed before its end was seen.
    assert names(islice(changes.items(), 2)) == ["a.txt", "b.txt"]
    changes.confirm()
    assert changes.busy()
    assert names(islice(changes.items(), 1)) == ["c.txt"]
    changes.again()
    assert not changes.busy()
    assert look(changes, clock) == ["b.txt", "c.txt", "d.txt"]
    assert look(changes, clock) == []


def test_a_folder_that_is_away_for_a_while_is_said_and_not_forgotten(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("isi")
    changes = Changes([folder], Options(1_000_000), 2.0, clock)
    look(changes, clock)
    assert look(changes, clock) == ["a.txt"]
    folder.rename(tmp_path / "away")
    assert look(changes, clock) == []
    assert list(changes.unread) == [folder]
    (tmp_path / "away").rename(folder)
    assert [look(changes, clock) for _ in range(2)] == [[], []]
    assert changes.unread == {}


def test_a_file_that_goes_before_it_is_read_is_said(tmp_path: Path, changes: Changes, clock: Clock) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("isi")
    look(changes, clock)
    clock.now += 2.0
    items = changes.items()
    next(items)
    (tmp_path / "b.txt").unlink()
    (gone,) = items
    assert isinstance(gone, Unreadable)
    assert gone.code == "unreadable"
    changes.confirm()
    assert look(changes, clock) == []
    assert changes.settling() == 0


@pytest.mark.parametrize(("share", "rest"), [(0.1, 90.0), (1.0, 0.0)])
def test_looking_takes_its_share_of_the_time_at_most(
    tmp_path: Path, clock: Clock, share: float, rest: float
) -> None:
    (tmp_path / "a.txt").write_text("isi")
    changes = Changes([tmp_path], Options(1_000_000), 2.0, clock, share)
    # Each look seems to take ten seconds.
    clock.per_call = 10.0
    list(changes.items())
    clock.per_call = 0.0
    clock.now += rest - 1.0
    assert names(changes.items()) == []
    clock.now += 1.0
    assert names(changes.items()) == ["a.txt"]
