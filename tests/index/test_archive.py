"""The archive keeps every article, its versions and one sequence of changes."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from whoosh.query import Every

from index import (
    Archive,
    ArchiveError,
    Engine,
    Input,
    Outcome,
    SearchRequest,
    Settings,
    archive_schema,
    article_id,
    catch_up,
    open_archive,
)
from index.archive_schema import metadata

from .databases import opened
from .documents import document

pytestmark = pytest.mark.databases


def test_add_unchanged_replace(archive: Archive) -> None:
    first = document("a", "Satu", people=("Budi Santoso",))
    assert archive.put([first]) == [Outcome.ADDED]
    assert archive.put([first]) == [Outcome.UNCHANGED]
    assert archive.sequence() == 1
    assert archive.put([document("a", "Dua")]) == [Outcome.REPLACED]
    assert (archive.sequence(), archive.count()) == (2, 1)
    assert archive.documents([article_id("a")])[article_id("a")].article.title == "Dua"


def test_a_document_comes_back_as_it_went_in(archive: Archive) -> None:
    sent = document(
        "a", "Satu", "Isi.", "2024-11", ("Budi Santoso",), ("Kota Tegal",), url="https://x.example/a",
        author="R", section="Kota", publisher="X", published_from="meta", source="a.html", dateline="TEGAL",
        agency="Y", published_other="2024-12-01 url",
    )  # fmt: skip
    archive.put([sent])
    assert archive.documents([sent.article.id, "unknown"]) == {sent.article.id: sent}
    assert archive.people.called(["budi-santoso", "x"]) == {"budi-santoso": ("budi-santoso", "Budi Santoso")}


def test_names_that_are_recognised_anew_replace_those_of_the_same_text(archive: Archive) -> None:
    body = "Budi Santoso di Kota Tegal."
    before = document("a", body=body, in_places=("Kota Tegal",)), document("b", body=body, people=("Budi",))
    after = document("a", body=body, people=("Budi Santoso",)), document("b", body=body, people=("Budi",))
    archive.put(before)
    assert archive.put(after) == [Outcome.REPLACED, Outcome.UNCHANGED]
    assert archive.documents([article_id("a")]) == {article_id("a"): after[0]}
    assert [change.article_id for change in archive.changes(2, 10)] == [article_id("a")]
    assert archive.people.called(["budi-santoso"])["budi-santoso"].name == "Budi Santoso"
    assert archive.put([document("a", body=body)]) == [Outcome.REPLACED]
    assert archive.documents([article_id("a")]) == {article_id("a"): document("a", body=body)}


def test_another_date_is_a_change_and_none_leaves_the_hash_as_it_was(archive: Archive) -> None:
    archive.put([document("a", published="2024-11-04")])
    assert archive.put([document("a", published="2024-11-04", published_other="2024-11-03 url")]) == [
        Outcome.REPLACED
    ]
    assert document("a").article.content_hash.startswith("c1eaa8525e8c87ca")


def test_twice_in_one_batch(archive: Archive) -> None:
    outcomes = archive.put([document("a", "Satu"), document("a", "Dua"), document("a", "Dua")])
    assert outcomes == [Outcome.ADDED, Outcome.REPLACED, Outcome.UNCHANGED]


def test_removing_and_adding_again(archive: Archive) -> None:
    archive.put([document("a")])
    key = article_id("a")
    assert archive.remove([key]) == 1
    assert archive.remove([key, "unknown"]) == 0
    assert (archive.count(), archive.documents([key])) == (0, {})
    assert archive.put([document("a")]) == [Outcome.ADDED]
    assert archive.count() == 1


def test_changes_are_the_newest_state_in_order(archive: Archive) -> None:
    archive.put([document("a"), document("b"), document("a", "Baru")])
    archive.remove([article_id("b")])
    changes = archive.changes(0, 10)
    assert [(c.sequence, c.article_id) for c in changes] == [(3, article_id("a")), (4, article_id("b"))]
    assert changes[0].document == document("a", "Baru")
    assert changes[1].document is None
    assert [c.sequence for c in archive.changes(3, 10)] == [4]


def test_find_ids(archive: Archive) -> None:
    archive.put([document("https://x.example/a")])
    key = article_id("https://x.example/a")
    assert archive.find_ids(["https://x.example/a", key, "zzz"]) == {"https://x.example/a": key, key: key}


def test_the_tables_are_those_of_the_migrations(archive: Archive, settings: Settings) -> None:
    with opened(settings) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_the_newest_migration_is_known_without_alembic() -> None:
    scripts = ScriptDirectory(str(Path(archive_schema.__file__).parent / "migrations"))
    assert scripts.get_current_head() == archive_schema.HEAD


def test_an_archive_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive.sqlite3").write_bytes(b"this is no database" * 100)
    with pytest.raises(ArchiveError, match=r"cannot open the archive .*archive\.sqlite3"):
        open_archive(Settings(data=tmp_path))


def test_catching_up_takes_every_change_once(archive: Archive, engine: Engine) -> None:
    archive.put([document(f"d{n}") for n in range(7)])
    assert catch_up(archive, engine, commit_every=2) == 7
    assert catch_up(archive, engine) == 0
    archive.put([document("d1", "Baru")])
    archive.remove([article_id("d2")])
    assert catch_up(archive, engine) == 2
    assert engine.snapshot().search(SearchRequest(Every())).total == 6
    assert engine.sequence() == archive.sequence()


def test_an_index_that_stopped_half_way_is_completed(archive: Archive, engine: Engine) -> None:
    archive.put([document(f"d{n}") for n in range(5)])
    with engine.writer() as writer:
        writer.put(document("d0"))
        writer.commit(1)
    assert catch_up(archive, engine) == 4
    assert engine.snapshot().count == 5


def test_rebuilding_leaves_nothing_old(archive: Archive, engine: Engine) -> None:
    archive.put([document("a"), document("b")])
    catch_up(archive, engine)
    archive.remove([article_id("a")])
    seen: list[int] = []
    catch_up(archive, engine, anew=True, progress=seen.append)
    assert engine.snapshot().ids() == [article_id("b")]
    assert engine.sequence() == archive.sequence()
    assert sum(seen) == 2


def test_an_archive_of_the_first_version_is_migrated(new: Settings) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(archive_schema.__file__).parent / "migrations"))
    new.data.mkdir()
    with opened(new) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql("INSERT INTO inputs (source, digest, article_id) VALUES ('a', 'b', NULL)")
    archive = open_archive(new)
    archive.put([document("a")])
    assert archive.known_inputs(["a"])["a"].stamp is None
    assert archive.last_run() is None
    assert archive.inbox.count_waiting() == 0
    assert archive.copies([article_id("a")]) == {}
    archive.close()


def test_inputs_below_a_path(archive: Archive) -> None:
    below = ["in", "in!a.html", "in/a.html", "in/b/c.jsonl:3", "in:7"]
    others = ["i", "in-b/a.html", "in.html", "in0", "inn/a.html", "In/a.html"]
    archive.put([], [Input(source, "digest") for source in (*below, *others)])
    assert list(archive.sources_below("in")) == below
