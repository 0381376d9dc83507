"""What is kept, looked at: unchanged files, files that are gone, verification, copies, two at once."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import sqlite3
import tarfile
import threading
import time
from pathlib import Path

import pytest
from whoosh.query import Every

from index import Document, SearchRequest, Settings, article_id, open_archive, open_engine, open_lock
from index.files import write_atomically
from indexer.sources import files

from .forking import Done, Indexer
from .pages import page


@pytest.fixture
def folder(room: Path) -> Path:
    """Ten pages, two records and an empty page."""
    folder = room / "in"
    (folder / "more").mkdir(parents=True)
    for number in range(10):
        write(folder, number)
    lines = (json.dumps({"title": f"Judul {n}", "body": "Isi.", "date": "2024-11"}) for n in range(2))
    (folder / "lines.jsonl").write_text("\n".join(lines))
    (folder / "empty.html").write_text("")
    return folder


@pytest.fixture
def data(warm: Indexer, folder: Path, room: Path) -> Path:
    """A data folder that holds them."""
    assert warm.run(room / "data", "add", folder, workers=1).status == 3
    return room / "data"


DISAGREEING = "https://kabar.example/2024/11/02/rapat"


def write(folder: Path, number: int, title: str = "Tanggul Retak") -> None:
    path = folder / ("more" if number % 2 else ".") / f"{number}.html"
    path.write_text(page(f"{title} {number}", url=f"https://kabar.example/{number}"))


def age() -> None:
    """Wait until the files' times are certain."""
    time.sleep(files._UNCERTAIN_NS / 1e9 + 0.1)


def counts(done: Done) -> dict[str, int]:
    line = next(line for line in done.output.splitlines() if line.startswith("{"))
    return {name: value for name, value in json.loads(line).items() if value and name != "seconds"}


def held(data: Path) -> dict[str, Document]:
    archive = open_archive(Settings(data=data))
    found = {entry.document.article.id: entry.document for entry in archive.entries()}
    archive.close()
    return found


def titles(data: Path) -> list[str]:
    return sorted(document.article.title for document in held(data).values())


def test_unchanged_files_are_not_even_read(warm: Indexer, data: Path, folder: Path) -> None:
    age()
    assert counts(warm.run(data, "add", folder, "--json")) == {"read": 13, "unchanged": 12, "refused": 1}
    write(folder, 4, "Tanggul Rubuh")
    done = warm.run(data, "add", folder, "--json")
    assert counts(done) == {"read": 13, "replaced": 1, "unchanged": 11, "refused": 1}
    assert "empty.html" in done.output
    assert "Tanggul Rubuh 4" in titles(data)


def test_a_change_that_size_and_time_hide_is_found_by_check(warm: Indexer, data: Path, folder: Path) -> None:
    age()
    warm.run(data, "add", folder)
    database = sqlite3.connect(data / "archive.sqlite3")
    stamps = dict(database.execute("SELECT source, stamp FROM inputs"))
    path = folder / "4.html"
    path.write_text(path.read_text().replace("Retak", "Rusak"))
    age()
    # The clock is turned back: the archive is told that this is what it saw.
    found = path.stat()
    version, _, _, _ = stamps[str(path)].split()
    stamp = f"{version} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
    database.execute("UPDATE inputs SET stamp = ? WHERE source = ?", (stamp, str(path)))
    database.commit()
    database.close()
    assert counts(warm.run(data, "add", folder, "--json")) == {"read": 13, "unchanged": 12, "refused": 1}
    done = warm.run(data, "add", folder, "--json", "--check")
    assert counts(done) == {"read": 13, "replaced": 1, "unchanged": 11, "refused": 1}
    assert "Tanggul Rusak 4" in titles(data)


def test_a_file_that_changed_just_now_has_no_stamp(data: Path) -> None:
    database = sqlite3.connect(data / "archive.sqlite3")
    assert database.execute("SELECT count(*) FROM inputs WHERE stamp IS NOT NULL").fetchone() == (0,)
    database.close()


def test_prune_removes_what_is_gone_and_nothing_else(warm: Indexer, data: Path, folder: Path) -> None:
    (folder / "4.html").unlink()
    (folder / "6.html").rename(folder / "moved.html")
    (folder / "lines.jsonl").write_text("")
    shutil.rmtree(folder / "more")
    assert counts(warm.run(data, "add", folder, "--json"))["read"] == 5
    assert len(held(data)) == 12
    done = warm.run(data, "add", folder / "nosuch", folder, "--json", "--prune")
    assert (done.status, counts(done)["removed"]) == (1, 6)
    assert "6 removed whose files are gone" in done.output
    assert titles(data) == sorted([*(f"Tanggul Retak {n}" for n in (0, 2, 6, 8)), "Judul 0", "Judul 1"])
    assert warm.run(data, "verify").status == 0
    write(folder, 4)
    assert counts(warm.run(data, "add", folder, "--json"))["added"] == 1


def test_prune_leaves_articles_from_elsewhere(warm: Indexer, data: Path, folder: Path) -> None:
    other = folder.parent / "in.other"
    other.mkdir()
    (other / "x.html").write_text(page("Lain", url="https://kabar.example/lain"))
    assert warm.run(data, "add", other).status == 0
    shutil.rmtree(other)
    assert counts(warm.run(data, "add", folder, "--json", "--prune")).get("removed", 0) == 0
    assert "Lain" in titles(data)


def test_an_article_that_another_file_still_has_stays_and_takes_its_text(
    warm: Indexer, data: Path, folder: Path
) -> None:
    (folder / "a4.html").write_text(page("Salinan", url="https://kabar.example/4"))
    (folder / "z4.html").write_text(page("Terakhir", url="https://kabar.example/4"))
    warm.run(data, "add", folder)
    assert "Terakhir" in titles(data)
    (folder / "4.html").unlink()
    (folder / "z4.html").unlink()
    assert counts(warm.run(data, "add", folder, "--json", "--prune")).get("removed", 0) == 0
    warm.run(data, "add", folder)
    assert "Salinan" in titles(data)
    assert len(held(data)) == 12


def test_a_folder_that_is_empty_or_missing_is_not_pruned(warm: Indexer, data: Path, folder: Path) -> None:
    away = folder.with_name("away")
    folder.rename(away)
    for _ in range(2):
        done = warm.run(data, "add", folder, "--prune")
        assert done.status == 1
        assert f"nothing is removed for {folder}" in done.output
        folder.mkdir(exist_ok=True)
    assert len(held(data)) == 12


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
    folder = room / "in"
    folder.mkdir()
    (folder / "stays.html").write_text(page("Tetap", url="https://kabar.example/tetap"))
    for name in ("a", "z"):
        (folder / f"{name}.html").write_text(page("Salinan", url="https://kabar.example/salinan"))
    for number in range(600):
        (folder / f"m{number}.txt").write_text("")
    assert counts(warm.run(room / "data", "add", folder, "--json", workers=1))["added"] == 2
    for path in folder.iterdir():
        if path.name != "stays.html":
            path.unlink()
    assert counts(warm.run(room / "data", "add", folder, "--json", "--prune"))["removed"] == 1
    assert titles(room / "data") == ["Tetap"]


@pytest.mark.parametrize("name", [b"ber\xffita", "ber\u200bita".encode(), b"ber\nita"])
def test_folders_of_any_name_are_pruned(warm: Indexer, room: Path, name: bytes) -> None:
    folder = room / os.fsdecode(name)
    folder.mkdir()
    for number in (0, 2):
        write(folder, number)
    assert counts(warm.run(room / "data", "add", room, "--json", workers=1))["added"] == 2
    (folder / "2.html").unlink()
    done = warm.run(room / "data", "add", folder, "--json", "--prune")
    assert counts(done)["removed"] == 1, done.output
    assert titles(room / "data") == ["Tanggul Retak 0"]


def test_what_is_no_file_is_not_waited_for(warm: Indexer, room: Path) -> None:
    folder = room / "in"
    folder.mkdir()
    os.mkfifo(folder / "a.jsonl")
    (folder / "b.html").symlink_to("nosuch")
    done = warm.run(room / "data", "add", folder, "--json", kill_after=20)
    assert (done.status, counts(done)) == (3, {"read": 1, "refused": 1})


def test_names_that_are_no_utf8(warm: Indexer, room: Path) -> None:
    folder = room / "in"
    folder.mkdir()
    broken = folder / os.fsdecode(b"caf\xe9.html")
    broken.write_text(page(url=None))
    (folder / os.fsdecode(b"b\xff.jsonl")).write_text('{"title": "J", "body": "isi"}')
    assert counts(warm.run(room / "data", "add", room / "in", "--json")) == {"read": 2, "added": 2}
    assert warm.run(room / "data", "add", room / "in", "--prune").status == 0
    assert len(held(room / "data")) == 2
    broken.unlink()
    assert counts(warm.run(room / "data", "add", room / "in", "--prune", "--json"))["removed"] == 1


def test_status_tells_the_last_run(warm: Indexer, data: Path) -> None:
    status = counts(warm.run(data, "status", "--json"))
    run = status["last_run"]
    assert isinstance(run, dict)
    assert (run["command"], run["added"], run["refused"], run["indexed"]) == ("add", 12, 1, 12)
    assert run["started"] <= run["ended"]
    assert (status["generation"], status["articles"], status["indexed"]) == ("1", 12, 12)
    assert status["archive_bytes"] > 10_000 > status["index_bytes"] > 1_000
    assert "behind" not in status
    assert "add, began 20" in warm.run(data, "status").output


def test_verify_finds_what_differs(warm: Indexer, data: Path) -> None:
    assert warm.run(data, "verify").status == 0
    documents = {d.article.title: d for d in held(data).values()}
    same, other, gone = (documents[f"Tanggul Retak {n}"] for n in (1, 2, 3))
    engine = open_engine(Settings(data=data))
    stranger = Document(other.article.__class__(identity="x", title="Asing", body="Isi asing."))
    mute = Document(same.article)
    with engine.writer() as writer:
        writer.remove(gone.article.id)
        writer.put(stranger)
        writer.put(mute)
        writer.commit(engine.sequence())
    done = warm.run(data, "verify", "--json")
    assert done.status == 1
    found = json.loads(next(line for line in done.output.splitlines() if line.startswith("{")))
    assert {(row["what"], row["article"]) for row in found["found"]} == {
        ("missing", gone.article.id), ("unknown", article_id("x")), ("different", same.article.id),
    }  # fmt: skip
    listed = warm.run(data, "verify").output
    assert f"{gone.article.id} is in the archive and not in the index" in listed
    assert "rebuild" in listed
    assert warm.run(data, "rebuild").status == 0
    assert warm.run(data, "verify").status == 0


def test_verify_finds_damage(warm: Indexer, data: Path) -> None:
    segment = data / "index" / "1" / "1.segment"
    content = bytearray(segment.read_bytes())
    content[100] ^= 1
    segment.unlink()
    segment.write_bytes(content)
    done = warm.run(data, "verify")
    assert done.status == 1
    assert str(segment) in done.output


def test_verify_passes_over_what_is_not_indexed_yet(warm: Indexer, data: Path, folder: Path) -> None:
    toc = data / "index" / "1" / "toc"
    before = toc.read_bytes()
    write(folder, 4, "Tanggul Rubuh")
    write(folder, 20)
    warm.run(data, "add", folder)
    warm.run(data, "remove", "https://kabar.example/0")
    # The deletions of later commits are in files of their own: the old table finds all that it names.
    toc.write_bytes(before)
    done = warm.run(data, "verify")
    assert done.status == 0, done.output
    assert "3 changes are not indexed yet" in done.output


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_an_export_gives_the_same_articles(warm: Indexer, data: Path, room: Path, name: str) -> None:
    assert warm.run(data, "export", room / name).status == 0
    assert warm.run(room / "fresh", "add", room / name).status == 0
    assert held(room / "fresh") == held(data)
    content = (room / name).read_bytes()
    lines = (gzip.decompress(content) if name.endswith(".gz") else content).decode().splitlines()
    printed = warm.run(data, "export").output.splitlines()
    assert [line for line in printed if line.startswith("{")] == lines
    assert len(lines) == 12


def test_the_second_of_two_dates_is_kept_and_exported(warm: Indexer, room: Path) -> None:
    (room / "a.html").write_text(page("Rapat Digelar", url=DISAGREEING))
    assert '"published_other": "2024-11-02 url"' in warm.run(room / "data", "extract", room / "a.html").output
    for data, source in ((room / "data", room / "a.html"), (room / "fresh", room / "out.jsonl")):
        assert warm.run(data, "add", source).status == 0
        [document] = held(data).values()
        assert document.article.published == "2024-11-04T10:15:00+07:00"
        assert document.article.published_other == "2024-11-02 url"
        assert warm.run(data, "export", room / "out.jsonl").status == 0


def test_a_backup_is_restored(warm: Indexer, data: Path, room: Path) -> None:
    for options in ([], ["--index"]):
        copy, fresh = room / "copy.tar", room / f"fresh{len(options)}"
        assert warm.run(data, "backup", copy, *options).status == 0
        done = warm.run(fresh, "restore", copy)
        assert done.status == 0, done.output
        assert held(fresh) == held(data)
        assert warm.run(fresh, "verify").status == 0
    warm.run(fresh, "remove", "https://kabar.example/0")
    refused = warm.run(fresh, "restore", copy)
    assert refused.status == 1
    assert "--force" in refused.output
    assert len(held(fresh)) == 11
    assert warm.run(fresh, "restore", copy, "--force").status == 0
    assert held(fresh) == held(data)
    assert warm.run(fresh, "verify").status == 0
    assert sorted(path.name for path in room.iterdir() if path.name.startswith(".")) == []


def test_an_archive_that_is_in_use_is_not_replaced(warm: Indexer, data: Path, room: Path) -> None:
    assert warm.run(data, "backup", room / "copy.tar").status == 0
    used = open_archive(Settings(data=data))
    refused = warm.run(data, "restore", room / "copy.tar", "--force")
    assert refused.status == 1
    assert "end it first" in refused.output
    assert used.count() == 12
    used.close()
    assert warm.run(data, "restore", room / "copy.tar", "--force").status == 0


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
def test_a_damaged_backup_changes_nothing(warm: Indexer, data: Path, room: Path, how: str) -> None:
    copy = room / "copy.tar"
    warm.run(data, "backup", copy)
    copy.write_bytes(damage(copy.read_bytes(), how))
    before = held(data)
    done = warm.run(data, "restore", copy, "--force")
    assert done.status == 1, done.output
    assert "copy.tar is no sound backup" in done.output
    assert "Traceback" not in done.output
    assert held(data) == before
    assert not (data.parent / "escaped").exists()
    assert [path.name for path in data.glob(".*")] == []


def test_a_backup_while_another_writes(warm: Indexer, data: Path, room: Path) -> None:
    archive = open_archive(Settings(data=data))
    stop = threading.Event()
    documents = list(held(data).values())

    def change() -> None:
        while not stop.is_set():
            archive.remove([documents[0].article.id])
            archive.put([documents[0]])

    writer = threading.Thread(target=change)
    writer.start()
    try:
        for number in range(3):
            assert warm.run(data, "backup", room / "copy.tar", "--index").status == 0
            assert warm.run(room / f"fresh{number}", "restore", room / "copy.tar").status == 0
            assert len(held(room / f"fresh{number}")) in (11, 12)
            assert warm.run(room / f"fresh{number}", "verify").status == 0
    finally:
        stop.set()
        writer.join()
        archive.close()


def test_the_second_indexer_waits_and_says_for_whom(warm: Indexer, data: Path, folder: Path) -> None:
    settings = Settings(data=data)
    engine = open_engine(settings)
    searched, stop = [0], threading.Event()

    def search() -> None:
        while not stop.is_set():
            searched[0] += engine.snapshot().search(SearchRequest(Every())).total in (12, 13)
            searched.append(1)

    reader = threading.Thread(target=search)
    reader.start()
    write(folder, 20)
    try:
        with open_lock(settings):
            for wait in (0, 0.3):
                began = time.monotonic()
                done = warm.run(data, "add", folder, lock_wait=wait)
                assert done.status == 1
                assert f"pid {os.getpid()}, since 20" in done.output
                assert time.monotonic() - began >= wait
                assert ("waiting up to" in done.output) == (wait > 0)
                assert "TELUSUR_LOCK_WAIT" in done.output
        lock = open_lock(settings)
        timer = threading.Timer(0.5, lock.release)
        timer.start()
        done = warm.run(data, "add", folder, lock_wait=60, workers=1)
        assert done.status == 3, done.output
        assert "waiting up to 60 s" in done.output
        assert len(held(data)) == 13
    finally:
        stop.set()
        reader.join()
    assert searched[0] == len(searched) - 1 > 10


def test_two_indexers_that_begin_an_archive_at_once(warm: Indexer, folder: Path, room: Path) -> None:
    data = room / "new"
    done: list[Done] = []
    other = threading.Thread(target=lambda: open_archive(Settings(data=data)).close())
    other.start()
    done.append(warm.run(data, "add", folder, workers=2))
    other.join()
    assert done[0].status == 3, done[0].output
    assert len(held(data)) == 12


def test_what_a_killed_run_left_is_removed(warm: Indexer, data: Path, folder: Path) -> None:
    write_atomically(data / "stems.tsv.123.tmp", "half")
    warm.run(data, "add", folder)
    assert list(data.glob("*.tmp")) == []
