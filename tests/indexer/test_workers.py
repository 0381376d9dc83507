"""Items that end the process that reads them: each is refused, and all others are taken."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from index import InboxState, RawItem, Settings, open_archive, open_engine
from indexer.stopping import interrupt_held

from .forking import Indexer
from .pages import page

POISON = "racun"


def fill(folder: Path, count: int, poisoned: set[int]) -> None:
    for number in range(count):
        title = f"Tanggul {number} Retak" + (f" {POISON}" if number in poisoned else "")
        (folder / f"{number:03d}.html").write_text(page(title, f"https://kabar.example/{number}"))


def held(data: Path) -> int:
    """How many articles are in the archive; the index must hold as many."""
    archive, engine = open_archive(Settings(data=data)), open_engine(Settings(data=data))
    try:
        assert len(engine.snapshot().ids()) == archive.count()
        return archive.count()
    finally:
        archive.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_an_item_that_ends_its_process_is_refused(
    warm: Indexer, folder: Path, tmp_path: Path, workers: int
) -> None:
    fill(folder, 150, {40, 41, 99})
    data, report = tmp_path / "data", tmp_path / "refused.jsonl"
    arguments = ("add", folder, "--rejected", report)
    if workers == 1:
        # All is read in the command's own process: that ends, and the next run is more careful.
        assert warm.run(data, *arguments, workers=1, poison=POISON).status == -signal.SIGKILL
    done = warm.run(data, *arguments, workers=workers, poison=POISON)
    assert (done.status, held(data)) == (3, 147), done.output
    told = [json.loads(line) for line in report.read_text().splitlines()]
    assert [(Path(each["file"]).name, each["refused"]) for each in told] == [
        ("040.html", "fatal"), ("041.html", "fatal"), ("099.html", "fatal"),
    ]  # fmt: skip
    # Nothing is remembered of them: without what killed them, they are taken.
    done = warm.run(data, "add", folder, workers=workers)
    assert (done.status, held(data)) == (0, 150), done.output


def test_where_every_item_ends_its_process_the_run_ends(warm: Indexer, folder: Path, tmp_path: Path) -> None:
    fill(folder, 5, set())
    data = tmp_path / "data"
    assert warm.run(data, "add", folder).status == 0
    fill(folder, 100, set(range(100)))
    done = warm.run(data, "add", folder, workers=1, poison=POISON)
    assert done.status == -signal.SIGKILL
    done = warm.run(data, "add", folder, workers=1, poison=POISON)
    assert done.status == 1
    assert "20 processes in a row" in done.output
    assert held(data) == 5


def test_an_item_of_the_inbox_that_ends_its_process_is_settled(warm: Indexer, tmp_path: Path) -> None:
    data = tmp_path / "data"
    archive = open_archive(Settings(data=data))
    items = [page(f"Banjir {word}", f"https://x.example/{word}") for word in ("rob", POISON, "surut")]
    first, second, third = archive.inbox.put([RawItem("text/html", item.encode()) for item in items])
    done = warm.run(data, "watch", "--once", "--interval", "0.1", poison=POISON)
    assert done.status == 3, done.output
    states = [archive.inbox.status(each) for each in (first, second, third)]
    archive.close()
    assert [status and status.state for status in states] == [
        InboxState.TAKEN, InboxState.REFUSED, InboxState.TAKEN,
    ]  # fmt: skip
    assert states[1] is not None
    assert states[1].code == "fatal"
    assert held(data) == 2


def test_an_interrupt_is_not_lost_while_processes_are_forked(
    warm: Indexer, folder: Path, tmp_path: Path
) -> None:
    fill(folder, 150, set())
    done = warm.run(tmp_path / "data", "add", folder, workers=2, interrupted=1)
    assert (done.status, "Interrupted" in done.output) == (130, True), done.output
    # What was read before it is kept: the chunk of this process, and the one that was handed on.
    assert held(tmp_path / "data") == 64


def test_nor_while_one_is_forked_for_a_single_item(warm: Indexer, folder: Path, tmp_path: Path) -> None:
    fill(folder, 150, {40})
    data = tmp_path / "data"
    # Two are forked at first.
    done = warm.run(data, "add", folder, workers=2, poison=POISON, interrupted=3)
    assert (done.status, "Interrupted" in done.output) == (130, True), done.output
    assert 0 < held(data) < 150
    assert warm.run(data, "add", folder, workers=2).status == 0
    assert held(data) == 150


def interrupted(went_on: list[str], error: type[Exception] | None = None) -> None:
    with interrupt_held():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        went_on.append("on")
        if error:
            raise error


@pytest.mark.parametrize("error", [None, OSError])
def test_an_interrupt_is_held_until_the_end_of_a_block(error: type[Exception] | None) -> None:
    went_on: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        interrupted(went_on, error)
    assert went_on == ["on"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_interrupt_that_means_nothing_stays_so() -> None:
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupt_held():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, previous)
