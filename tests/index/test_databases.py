"""What an archive promises whichever database it lies in, and what only PostgreSQL can do to it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive, ArchiveError, Input, Settings, article_id, database, open_archive
from index.postgresql import _WRITER

from ..postgresql import Server
from .databases import opened
from .documents import document


@pytest.fixture
def other(archive: Archive, settings: Settings) -> Iterator[Archive]:
    """The same archive, opened once more."""
    opened = open_archive(settings)
    yield opened
    opened.close()


@pytest.mark.databases
def test_of_two_that_write_each_waits_for_the_other(archive: Archive, other: Archive) -> None:
    def put(into: Archive, letter: str) -> None:
        for number in range(40):
            # Each its own article, and both one that the other writes too.
            into.put([document(f"{letter}{number}"), document("both", f"{letter} {number}")])

    threads = [threading.Thread(target=put, args=each) for each in ((archive, "a"), (other, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert archive.count() == 81
    changes = archive.changes(0, 1_000)
    assert len(changes) == 81
    # No number is lost or given twice: each put took two.
    assert archive.sequence() == 160


@pytest.mark.databases
def test_a_reader_keeps_its_view_and_stops_no_writer(archive: Archive, other: Archive) -> None:
    archive.put([document("a"), document("b")])
    entries = archive.entries()
    seen = [next(entries).document.article.id]
    other.put([document("c")])
    other.remove([article_id("b")])
    seen += [each.document.article.id for each in entries]
    assert seen == [article_id("a"), article_id("b")]
    assert {each.document.article.id for each in archive.entries()} == {article_id("a"), article_id("c")}


@pytest.mark.databases
def test_what_cannot_be_stored_whole_is_not_stored_in_part(archive: Archive) -> None:
    archive.put([document("a")])
    with pytest.raises((ArchiveError, UnicodeEncodeError)):
        archive.put([document("b"), document("c", body="\ud800")], [Input("b.html", "digest")])
    assert archive.find_ids(["b"]) == {}
    assert archive.known_inputs(["b.html"]) == {}
    archive.put([document("b")])
    assert archive.sequence() == 2


def test_a_server_that_was_restarted_is_found_again(postgresql: Server, tmp_path: Path) -> None:
    archive = open_archive(Settings(data=tmp_path, archive_url=postgresql.copy()))
    archive.put([document("a")])
    with postgresql.stopped():
        with pytest.raises(ArchiveError, match="cannot read the archive postgresql"):
            archive.count()
        with pytest.raises(ArchiveError, match="cannot write to the archive postgresql"):
            archive.put([document("b")])
    archive.put([document("c")])
    assert archive.count() == 2
    archive.close()


def test_a_writer_that_waited_too_long_says_so_and_can_try_again(
    postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 1)
    settings = Settings(data=tmp_path, archive_url=postgresql.copy())
    archive = open_archive(settings)
    with opened(settings) as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
        with pytest.raises(ArchiveError, match="another program has been writing to it for 1 s; try again"):
            archive.put([document("a")])
        assert archive.count() == 0
    archive.put([document("a")])
    assert archive.count() == 1
    archive.close()


@pytest.mark.parametrize(
    "options",
    ["ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0",
     "LOCALE_PROVIDER icu ICU_LOCALE 'id' LOCALE 'C' TEMPLATE template0"],
)  # fmt: skip
def test_a_database_that_orders_texts_in_its_own_way_is_refused(postgresql: Server, options: str) -> None:
    with pytest.raises(ArchiveError, match=r"cannot open the archive .*: its texts .* CREATE DATABASE name"):
        open_archive(Settings(archive_url=postgresql.create(options=options)))


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("postgresql://nobody:rahasia@/none?host=/nowhere", "cannot open the archive postgresql.*nobody:.*/nowhere"),
        ("mysql://admin:rahasia@host/archive", "mysql is neither sqlite nor postgresql"),
        ("mysql://admin@host/archive?password=rahasia", "mysql is neither sqlite nor postgresql"),
        ("postgres://admin@/archive?host=/nowhere&password=rahasia&sslpassword=rahasia", "cannot open the archive"),
        ("postgresql://admin@/archive?host=/nowhere&port=pintu", "cannot open the archive"),
        ("postgresql://admin:rahasia@host:port/archive", "TELUSUR_ARCHIVE_URL is no URL of a database"),
        ("rahasia", "TELUSUR_ARCHIVE_URL is no URL of a database"),
    ],
)  # fmt: skip
def test_an_address_that_leads_to_no_archive_is_said_without_its_password(address: str, reason: str) -> None:
    with pytest.raises(ArchiveError, match=reason) as raised:
        open_archive(Settings(archive_url=address))
    assert "rahasia" not in str(raised.value)


def test_its_size_is_known_and_its_copy_is_left_to_its_own_tools(postgresql: Server, tmp_path: Path) -> None:
    archive = open_archive(Settings(data=tmp_path, archive_url=postgresql.copy()))
    assert (archive.size() or 0) > 1_000_000
    with pytest.raises(ArchiveError, match="its own tools"):
        archive.copy(tmp_path / "copy")
    archive.close()
