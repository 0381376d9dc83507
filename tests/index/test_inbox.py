"""The inbox keeps what was handed in until it is settled, whatever dies in between."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from sqlalchemy import text

from index import (
    Archive,
    ArchiveError,
    Inbox,
    InboxState,
    Input,
    RawItem,
    Settings,
    Verdict,
    article_id,
    open_archive,
)

from ..conftest import ROOT
from .databases import opened
from .documents import document

pytestmark = pytest.mark.databases

PAGE = RawItem("text/html", b"<p>Banjir \xff\x00</p>", "https://kabar.example/a")
RECORD = RawItem("application/json", b'{"title": "Banjir"}')


@pytest.fixture
def inbox(archive: Archive) -> Inbox:
    return archive.inbox


def rows(settings: Settings) -> list[tuple[object, ...]]:
    with opened(settings) as connection:
        rows = connection.execute(text("SELECT id, state, data FROM inbox ORDER BY number"))
        return [tuple(row) for row in rows]


def test_what_waits_comes_out_as_it_went_in_and_oldest_first(inbox: Inbox) -> None:
    ids = inbox.put([PAGE, RECORD]) + inbox.put([PAGE])
    assert len(set(ids)) == 3
    assert [(each.id, each.item) for each in inbox.waiting(10)] == list(
        zip(ids, (PAGE, RECORD, PAGE), strict=True)
    )
    assert [each.id for each in inbox.waiting(2)] == ids[:2]
    assert inbox.count_waiting() == 3
    status = inbox.status(ids[0])
    assert status
    assert (status.state, status.done_at, status.article_id) == (InboxState.WAITING, None, None)


def test_ids_cannot_be_guessed(inbox: Inbox) -> None:
    ids = inbox.put([RECORD] * 50)
    assert all(len(each) == 32 for each in ids)
    # Each of the 32 digits varies: no part of an id counts up or is fixed.
    assert all(len({each[place] for each in ids}) > 4 for place in range(32))


def test_settling_keeps_the_verdict_and_drops_the_bytes(inbox: Inbox, settings: Settings) -> None:
    taken, refused, left = inbox.put([PAGE, RECORD, PAGE])
    inbox.settle([Verdict(taken, "a" * 16), Verdict(refused, None, "no-article", "the record has no body")])
    assert rows(settings) == [
        (taken, "taken", None), (refused, "refused", None), (left, "waiting", PAGE.data),
    ]  # fmt: skip
    first, second = inbox.status(taken), inbox.status(refused)
    assert first
    assert second
    assert (first.state, first.article_id, first.code) == (InboxState.TAKEN, "a" * 16, None)
    assert (second.state, second.article_id) == (InboxState.REFUSED, None)
    assert (second.code, second.message) == ("no-article", "the record has no body")
    assert first.done_at
    assert first.done_at >= first.received_at
    assert [each.id for each in inbox.waiting(10)] == [left]
    assert inbox.status("0" * 32) is None


def test_settling_forgets_the_input_but_no_other(archive: Archive) -> None:
    (item,) = archive.inbox.put([PAGE])
    seen = [Input(source, "digest", article_id("a")) for source in (f"inbox:{item}", "a.html")]
    archive.put([document("a")], seen)
    archive.inbox.settle([Verdict(item, article_id("a"))])
    assert set(archive.known_inputs([f"inbox:{item}", "a.html"])) == {"a.html"}


def test_what_was_settled_long_ago_is_forgotten_and_nothing_else(inbox: Inbox, settings: Settings) -> None:
    old, recent, waiting, last = inbox.put([PAGE] * 4)
    inbox.settle([Verdict(old, "a" * 16), Verdict(recent, "b" * 16)])
    with opened(settings) as connection:
        connection.execute(text("UPDATE inbox SET received_at = '2020-01-01T00:00:00+00:00'"))
        done = text("UPDATE inbox SET done_at = '2020-01-01T00:00:00+00:00' WHERE id = :id")
        connection.execute(done, {"id": old})
    inbox.settle([Verdict(last, "c" * 16)])
    assert [row[0] for row in rows(settings)] == [recent, waiting, last]


def _put_and_die(address: str) -> None:
    print(*open_archive(Settings(archive_url=address)).inbox.put([PAGE] * 3), flush=True)
    os.kill(os.getpid(), 9)


def test_what_was_accepted_outlives_a_killed_process(inbox: Inbox, settings: Settings) -> None:
    code = "import sys; from tests.index.test_inbox import _put_and_die; _put_and_die(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", code, settings.resolved_archive_url], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == -9, done.stderr
    assert [each.id for each in inbox.waiting(10)] == done.stdout.split()


def _open(address: str) -> None:
    open_archive(Settings(archive_url=address)).close()


def test_processes_that_start_together_open_one_new_archive(new: Settings) -> None:
    code = "import sys; from tests.index.test_inbox import _open; print(flush=True); "
    code += "sys.stdin.read(1); _open(sys.argv[1])"
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", code, new.resolved_archive_url],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    for process in starting:
        assert process.stdout
        process.stdout.readline()
    for process in starting:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=60) for process in starting]
    assert [process.returncode for process in starting] == [0] * 3, ended


def test_a_database_that_fails_is_an_archive_error(inbox: Inbox, settings: Settings) -> None:
    with opened(settings) as connection:
        connection.execute(text("DROP TABLE inbox"))
    said = r"archive\.sqlite3: no such table: inbox"
    if settings.archive_url:
        said = r'postgresql\+psycopg://telusur@/\S+: relation "inbox" does not exist'
    with pytest.raises(ArchiveError, match=f"cannot write to the archive .*{said}"):
        inbox.put([PAGE])
    with pytest.raises(ArchiveError, match="cannot read the archive"):
        list(inbox.waiting(1))
