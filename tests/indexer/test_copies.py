"""What is kept, compared and copied: verification, exports, backups; and two indexers at once."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import threading
import time
from pathlib import Path

import pytest
from whoosh.query import Every

from index import Document, SearchRequest, Settings, article_id, open_archive, open_engine, open_lock
from index.files import write_atomically

from .forking import Done, Indexer
from .newsroom import held, write
from .pages import page

DISAGREEING = "https://kabar.example/2024/11/02/rapat"


def test_verify_finds_what_differs(warm: Indexer, archived: Path) -> None:
    assert warm.run(archived, "verify").status == 0
    documents = {d.article.title: d for d in held(archived).values()}
    same, other, gone = (documents[f"Tanggul Retak {n}"] for n in (1, 2, 3))
    engine = open_engine(Settings(data=archived))
    stranger = Document(other.article.__class__(identity="x", title="Asing", body="Isi asing."))
    mute = Document(same.article)
    with engine.writer() as writer:
        writer.remove(gone.article.id)
        writer.put(stranger)
        writer.put(mute)
        writer.commit(engine.sequence())
    done = warm.run(archived, "verify", "--json")
    assert done.status == 1
    found = json.loads(next(line for line in done.output.splitlines() if line.startswith("{")))
    assert {(row["what"], row["article"]) for row in found["found"]} == {
        ("missing", gone.article.id), ("unknown", article_id("x")), ("different", same.article.id),
    }  # fmt: skip
    listed = warm.run(archived, "verify").output
    assert f"{gone.article.id} is in the archive and not in the index" in listed
    assert "rebuild" in listed
    assert warm.run(archived, "rebuild").status == 0
    assert warm.run(archived, "verify").status == 0


def test_verify_finds_damage(warm: Indexer, archived: Path) -> None:
    segment = archived / "index" / "1" / "1.segment"
    content = bytearray(segment.read_bytes())
    content[100] ^= 1
    segment.unlink()
    segment.write_bytes(content)
    done = warm.run(archived, "verify")
    assert done.status == 1
    assert str(segment) in done.output


def test_verify_passes_over_what_is_not_indexed_yet(warm: Indexer, archived: Path, newsroom: Path) -> None:
    toc = archived / "index" / "1" / "toc"
    before = toc.read_bytes()
    write(newsroom, 4, "Tanggul Rubuh")
    write(newsroom, 20)
    warm.run(archived, "add", newsroom)
    warm.run(archived, "remove", "https://kabar.example/0")
    # The deletions of later commits are in files of their own: the old table finds all that it names.
    toc.write_bytes(before)
    done = warm.run(archived, "verify")
    assert done.status == 0, done.output
    assert "3 changes are not indexed yet" in done.output


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_an_export_gives_the_same_articles(warm: Indexer, archived: Path, room: Path, name: str) -> None:
    assert warm.run(archived, "export", room / name).status == 0
    assert warm.run(room / "fresh", "add", room / name).status == 0
    assert held(room / "fresh") == held(archived)
    content = (room / name).read_bytes()
    lines = (gzip.decompress(content) if name.endswith(".gz") else content).decode().splitlines()
    printed = warm.run(archived, "export").output.splitlines()
    assert [line for line in printed if line.startswith("{")] == lines
    assert len(lines) == 12


def test_the_second_of_two_dates_is_kept_and_exported(warm: Indexer, room: Path) -> None:
    (room / "a.html").write_text(page("Rapat Digelar", url=DISAGREEING))
    assert '"published_other": "2024-11-02 url"' in warm.run(room / "data", "extract", room / "a.html").output
    for archived, source in ((room / "data", room / "a.html"), (room / "fresh", room / "out.jsonl")):
        assert warm.run(archived, "add", source).status == 0
        [document] = held(archived).values()
        assert document.article.published == "2024-11-04T10:15:00+07:00"
        assert document.article.published_other == "2024-11-02 url"
        assert warm.run(archived, "export", room / "out.jsonl").status == 0


def test_a_backup_is_restored(warm: Indexer, archived: Path, room: Path) -> None:
    for options in ([], ["--index"]):
        copy, fresh = room / "copy.tar", room / f"fresh{len(options)}"
        assert warm.run(archived, "backup", copy, *options).status == 0
        done = warm.run(fresh, "restore", copy)
        assert done.status == 0, done.output
        assert held(fresh) == held(archived)
        assert warm.run(fresh, "verify").status == 0
    warm.run(fresh, "remove", "https://kabar.example/0")
    refused = warm.run(fresh, "restore", copy)
    assert refused.status == 1
    assert "--force" in refused.output
    assert len(held(fresh)) == 11
    assert warm.run(fresh, "restore", copy, "--force").status == 0
    assert held(fresh) == held(archived)
    assert warm.run(fresh, "verify").status == 0
    assert sorted(path.name for path in room.iterdir() if path.name.startswith(".")) == []


def test_an_archive_that_is_in_use_is_not_replaced(warm: Indexer, archived: Path, room: Path) -> None:
    assert warm.run(archived, "backup", room / "copy.tar").status == 0
    used = open_archive(Settings(data=archived))
    refused = warm.run(archived, "restore", room / "copy.tar", "--force")
    assert refused.status == 1
    assert "end it first" in refused.output
    assert used.count() == 12
    used.close()
    assert warm.run(archived, "restore", room / "copy.tar", "--force").status == 0


def damage(content: bytes, how: str) -> bytes:
    if how == "cut":
        return content[: len(content) // 2]
    if how == "rubbish":
        return b"rubbish" * 1_000
    if how == "flipped":
        at = content.index(b"SQLite format 3") + 5_000
        return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(content)) as tar, tarfile.open(fileobj=out, mode="w") as evil:
        for member in tar:
            file = tar.extractfile(member)
            assert file
            body = file.read()
            if member.name == "manifest.json":
                manifest = json.loads(body)
                manifest["files"]["../escaped"] = {"size": 0, "sha256": ""}
                body = json.dumps(manifest).encode()
                member.size = len(body)
            evil.addfile(member, io.BytesIO(body))
        evil.addfile(tarfile.TarInfo("../escaped"), io.BytesIO())
    return out.getvalue()


@pytest.mark.parametrize("how", ["cut", "rubbish", "flipped", "escaping"])
def test_a_damaged_backup_changes_nothing(warm: Indexer, archived: Path, room: Path, how: str) -> None:
    copy = room / "copy.tar"
    warm.run(archived, "backup", copy)
    copy.write_bytes(damage(copy.read_bytes(), how))
    before = held(archived)
    done = warm.run(archived, "restore", copy, "--force")
    assert done.status == 1, done.output
    assert "copy.tar is no sound backup" in done.output
    assert "Traceback" not in done.output
    assert held(archived) == before
    assert not (archived.parent / "escaped").exists()
    assert [path.name for path in archived.glob(".*")] == []


def test_a_backup_while_another_writes(warm: Indexer, archived: Path, room: Path) -> None:
    archive = open_archive(Settings(data=archived))
    stop = threading.Event()
    documents = list(held(archived).values())

    def change() -> None:
        while not stop.is_set():
            archive.remove([documents[0].article.id])
            archive.put([documents[0]])

    writer = threading.Thread(target=change)
    writer.start()
    try:
        for number in range(3):
            assert warm.run(archived, "backup", room / "copy.tar", "--index").status == 0
            assert warm.run(room / f"fresh{number}", "restore", room / "copy.tar").status == 0
            assert len(held(room / f"fresh{number}")) in (11, 12)
            assert warm.run(room / f"fresh{number}", "verify").status == 0
    finally:
        stop.set()
        writer.join()
        archive.close()


def test_the_second_indexer_waits_and_says_for_whom(warm: Indexer, archived: Path, newsroom: Path) -> None:
    settings = Settings(data=archived)
    engine = open_engine(settings)
    searched, stop = [0], threading.Event()

    def search() -> None:
        while not stop.is_set():
            searched[0] += engine.snapshot().search(SearchRequest(Every())).total in (12, 13)
            searched.append(1)

    reader = threading.Thread(target=search)
    reader.start()
    write(newsroom, 20)
    try:
        with open_lock(settings):
            for wait in (0, 0.3):
                began = time.monotonic()
                done = warm.run(archived, "add", newsroom, lock_wait=wait)
                assert done.status == 1
                assert f"pid {os.getpid()}, since 20" in done.output
                assert time.monotonic() - began >= wait
                assert ("waiting up to" in done.output) == (wait > 0)
                assert "TELUSUR_LOCK_WAIT" in done.output
        lock = open_lock(settings)
        timer = threading.Timer(0.5, lock.release)
        timer.start()
        done = warm.run(archived, "add", newsroom, lock_wait=60, workers=1)
        assert done.status == 3, done.output
        assert "waiting up to 60 s" in done.output
        assert len(held(archived)) == 13
    finally:
        stop.set()
        reader.join()
    assert searched[0] == len(searched) - 1 > 10


def test_two_indexers_that_begin_an_archive_at_once(warm: Indexer, newsroom: Path, room: Path) -> None:
    archived = room / "new"
    done: list[Done] = []
    other = threading.Thread(target=lambda: open_archive(Settings(data=archived)).close())
    other.start()
    done.append(warm.run(archived, "add", newsroom, workers=2))
    other.join()
    assert done[0].status == 3, done[0].output
    assert len(held(archived)) == 12


def test_what_a_killed_run_left_is_removed(warm: Indexer, archived: Path, newsroom: Path) -> None:
    write_atomically(archived / "stems.tsv.123.tmp", "half")
    warm.run(archived, "add", newsroom)
    assert list(archived.glob("*.tmp")) == []
