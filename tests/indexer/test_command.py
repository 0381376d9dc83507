"""`python -m indexer` as its users call it: a real data folder, good and bad input."""

from __future__ import annotations

import functools
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import ended
from .forking import Done, Indexer
from .pages import page

Run = Callable[..., Done]
Search = Callable[..., dict[str, object]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def environment(data: Path) -> dict[str, str]:
    return os.environ | {"TELUSUR_DATA": str(data), "PYTHONWARNINGS": "error,ignore::SyntaxWarning"}


def started(data: Path, *command: object) -> subprocess.CompletedProcess[str]:
    """Run `python -m …` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", *map(str, command)],
        env=environment(data), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def indexer(data: Path, warm: Indexer) -> Run:
    return functools.partial(warm.run, data)


@pytest.fixture
def search(data: Path, warm: Indexer) -> Search:
    def run(query: str = "", *options: str) -> dict[str, object]:
        done = warm.run(data, query, "--json", *options, module="search")
        assert done.status == 0, done.errors
        value: dict[str, object] = json.loads(done.printed)
        return value

    return run


def summary(printed: str) -> dict[str, int]:
    value = json.loads(printed)
    del value["seconds"]
    return dict(value)


def counts(
    read: int = 0, added: int = 0, replaced: int = 0, unchanged: int = 0, refused: int = 0
) -> dict[str, int]:
    return {"read": read, "added": added, "replaced": replaced, "unchanged": unchanged, "refused": refused}


def test_a_page_becomes_searchable_and_the_second_run_changes_nothing(folder: Path, data: Path) -> None:
    (folder / "a.html").write_text(page())
    first = started(data, "indexer", "add", folder, "--json")
    assert (first.returncode, summary(first.stdout)) == (0, counts(read=1, added=1)), first.stderr
    found = started(data, "search", "banjir dicegah", "--json")
    assert (found.returncode, json.loads(found.stdout)["total"]) == (0, 1), found.stderr
    again = started(data, "indexer", "add", folder, "--json")
    assert (again.returncode, summary(again.stdout)) == (0, counts(read=1, unchanged=1))
    assert "Nothing changed" in again.stderr


def test_places_and_people_are_facets(indexer: Run, folder: Path, search: Search) -> None:
    (folder / "a.html").write_text(page())
    indexer("add", folder)
    facets = search("tanggul")["facets"]
    assert isinstance(facets, dict)
    assert [row["label"] for row in facets["place"]] == ["Jawa Tengah", "Kota Tegal"]
    assert [row["label"] for row in facets["person"]] == ["Darmawan Setiaji"]
    assert [row["value"] for row in facets["date"]][:2] == ["2024", "2024-11"]


def test_every_kind_of_source(indexer: Run, folder: Path, search: Search) -> None:
    record = {"title": "Panen Padi", "body": "Petani memanen padi di sawah.", "date": "2024-11"}
    (folder / "a.html").write_text(page(url=None))
    (folder / "b.html.gz").write_bytes(gzip.compress(page(title="Jembatan Baru", url=None).encode()))
    (folder / "c.jsonl").write_text(json.dumps(record | {"url": "https://x.example/1"}) + "\n\n")
    (folder / "d.jsonl.gz").write_bytes(gzip.compress(json.dumps(record).encode()))
    (folder / "e.txt").write_text(
        "Pasar Sepi\n\n" + "Pedagang mengeluh karena pembeli sepi sejak pagi hari.\n" * 3
    )
    (folder / "notes.pdf").write_bytes(b"%PDF")
    line = json.dumps(record | {"url": "https://x.example/2"})
    assert summary(indexer("add", folder, "--json").printed) == counts(read=5, added=5)
    assert summary(indexer("add", "-", "--json", stdin=line).printed) == counts(read=1, added=1)
    assert search()["total"] == 6
    assert search("panen", "--from", "2024-11", "--to", "2024-11")["total"] == 3


def test_a_url_with_new_text_replaces(indexer: Run, folder: Path, search: Search) -> None:
    (folder / "a.html").write_text(page())
    indexer("add", folder)
    (folder / "a.html").write_text(page(title="Tanggul Sudah Diperbaiki"))
    assert summary(indexer("add", folder, "--json").printed) == counts(read=1, replaced=1)
    assert search()["total"] == 1
    assert search("judul:diperbaiki")["total"] == 1
    assert search("judul:retak")["total"] == 0


BAD: list[tuple[str, bytes, str]] = [
    ("empty.html", b"", "empty"),
    ("binary.html", bytes(range(256)) * 40, "binary"),
    ("image.html", b"\x89PNG\r\n\x1a\n" + bytes(2_000), "binary"),
    ("nothing.html", b"<html><body><nav><a href=/>Beranda</a></nav></body></html>", "no-article"),
    ("big.html", b"<p>kata kata kata</p>" * 2_500_000, "too-large"),
    ("broken.html.gz", b"\x1f\x8b\x08\x00rubbish", "unreadable"),
    ("broken.jsonl", b'{"title": "tanpa akhir', "bad-json"),
    ("list.jsonl", b"[1, 2]", "bad-json"),
    ("untitled.jsonl", b'{"body": "isi"}', "no-article"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "code"), BAD, ids=[name for name, _, _ in BAD])
def test_what_is_no_article_is_refused_and_the_rest_taken(
    indexer: Run, folder: Path, tmp_path: Path, name: str, content: bytes, code: str, search: Search
) -> None:
    (folder / name).write_bytes(content)
    (folder / "good.html").write_text(page())
    rejected = tmp_path / "rejected.jsonl"
    done = indexer("add", folder, "--json", "--rejected", rejected)
    assert (done.status, summary(done.printed)) == (3, counts(read=2, added=1, refused=1)), done.errors
    assert f"[{code}]" in done.errors
    assert name in done.errors
    rows = [json.loads(line) for line in rejected.read_text().splitlines()]
    assert [(Path(row["file"].split(":")[0]).name, row["refused"]) for row in rows] == [(name, code)]
    assert search()["total"] == 1


def test_nesting_without_end_neither_crashes_nor_hangs(indexer: Run, folder: Path) -> None:
    (folder / "deep.html").write_text("<div>" * 100_000 + page() + "</div>" * 100_000)
    done = indexer("add", folder)
    assert done.status in (0, 3), done.errors
    assert "Traceback" not in done.errors


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "utf-8-sig", "utf-16-le"])
def test_encodings(indexer: Run, folder: Path, encoding: str, search: Search) -> None:
    text = page(
        paragraphs=("“Kafé di Tegal ramai,” kata warga yang menunggu hujan reda sore itu di kota.",) * 4
    )
    (folder / "a.html").write_bytes(text.replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding))
    assert indexer("add", folder).status == 0
    found = search("kafe")
    assert found["total"] == 1
    assert "“Kafé" in json.dumps(found, ensure_ascii=False)


@pytest.mark.parametrize(
    ("published", "code"), [(None, "no-date"), ("2099-01-01T00:00:00+07:00", "future-date")]
)
def test_without_a_usable_date_it_is_undated_and_said(
    indexer: Run, folder: Path, published: str | None, code: str, search: Search
) -> None:
    (folder / "a.html").write_text(page(published=published))
    done = indexer("add", folder)
    assert done.status == 0
    assert f"[{code}]" in done.errors
    results = search()["results"]
    assert isinstance(results, list)
    assert results[0]["published"] is None


def test_a_path_that_does_not_exist_is_named_and_the_rest_taken(
    indexer: Run, folder: Path, search: Search
) -> None:
    (folder / "a.html").write_text(page())
    done = indexer("add", folder / "missing", folder)
    assert done.status == 1
    assert f"{folder / 'missing'}: there is no such file or folder" in done.errors
    assert search()["total"] == 1


@pytest.mark.parametrize(("arguments", "status"), [(["add"], 2), (["nosuch"], 2), (["--help"], 0)])
def test_usage(indexer: Run, arguments: list[str], status: int) -> None:
    assert indexer(*arguments).status == status


def test_an_unwritable_data_folder_is_named(tmp_path: Path, folder: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    (folder / "a.html").write_text(page())
    done = started(blocked / "data", "indexer", "add", folder)
    assert done.returncode == 1
    assert str(blocked) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_full_disk_is_said_and_what_was_accepted_stays(indexer: Run, folder: Path, search: Search) -> None:
    (folder / "a.html").write_text(page())
    assert indexer("add", folder).status == 0
    lines = (
        json.dumps({"title": f"Judul {n}", "body": f"isi {n} " * 300, "url": f"u{n}", "language": "id"})
        for n in range(400)
    )
    (folder / "many.jsonl").write_text("\n".join(lines))

    done = indexer("add", folder / "many.jsonl", limit=300_000)
    assert done.status == 1
    assert "error: cannot write" in done.errors
    assert "Traceback" not in done.errors
    assert search("tanggul")["total"] == 1
    again = indexer("add", folder)
    assert again.status == 0, again.errors
    assert search()["total"] == 401


def test_an_interrupt_keeps_what_was_read(indexer: Run, folder: Path, data: Path, search: Search) -> None:
    def accepted() -> int:
        return int(json.loads(indexer("status", "--json").printed)["articles"])

    fifo = folder / "endless.jsonl"
    os.mkfifo(fifo)
    with ended(
        subprocess.Popen(
            [sys.executable, "-m", "indexer", "add", str(fifo)],
            env=environment(data) | {"TELUSUR_WORKERS": "1"}, stderr=subprocess.PIPE, text=True,
        )
    ) as process, fifo.open("w") as stream:  # fmt: skip
        for number in range(200):
            stream.write(
                json.dumps({"title": f"Judul {number}", "body": "Isi berita.", "url": f"u{number}"}) + "\n"
            )
        stream.flush()
        deadline = time.monotonic() + 60
        while accepted() == 0 and time.monotonic() < deadline:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Interrupted" in errors
    total = search()["total"]
    assert isinstance(total, int)
    assert 0 < total <= 200
    assert total == accepted()


def test_what_died_before_indexing_is_indexed_by_the_next_run(
    indexer: Run, folder: Path, data: Path, search: Search
) -> None:
    (folder / "a.html").write_text(page())
    assert indexer("status").status == 0
    table = data / "index" / "1" / "toc"
    before = table.read_bytes()
    indexer("add", folder)
    table.write_bytes(before)
    assert "1 changes indexed" in indexer("add", folder).errors
    assert search()["total"] == 1


def test_limit_status_remove_rebuild(indexer: Run, folder: Path, search: Search) -> None:
    lines = (
        json.dumps({"title": f"Judul {n}", "body": "isi", "url": f"https://x.example/{n}"}) for n in range(9)
    )
    (folder / "many.jsonl").write_text("\n".join(lines))
    assert summary(indexer("add", folder, "--limit", 4, "--json").printed) == counts(read=4, added=4)
    removed = indexer("remove", "https://x.example/1", "unknown")
    assert removed.status == 3
    assert "refused unknown" in removed.errors
    assert search()["total"] == 3
    assert indexer("rebuild").status == 0
    status = json.loads(indexer("status", "--json").printed)
    assert (status["articles"], status["indexed"]) == (3, 3)
    assert status["archive_sequence"] == status["index_sequence"] == 5


@pytest.mark.parametrize("content", [None, "rubbish"])
def test_a_damaged_index_is_rebuilt(indexer: Run, folder: Path, data: Path, content: str | None) -> None:
    (folder / "one.jsonl").write_text(json.dumps({"title": "Judul", "body": "isi"}))
    indexer("add", folder)
    current = data / "index" / "current"
    current.unlink()
    if content:
        current.write_text(content)
    refused = indexer("status")
    assert refused.status == 1
    assert str(current) in refused.errors
    assert "python -m indexer rebuild" in refused.errors
    assert indexer("rebuild").status == 0
    assert json.loads(indexer("status", "--json").printed)["indexed"] == 1


def test_extract_prints_one_object_a_file_in_order(indexer: Run, folder: Path, data: Path) -> None:
    (folder / "a.html").write_text(page())
    (folder / "b.html").write_text("")
    done = indexer("extract", folder / "b.html", folder / "a.html")
    assert done.status == 3
    refused, taken = (json.loads(line) for line in done.printed.splitlines())
    assert (refused["file"], refused["refused"]) == (str(folder / "b.html"), "empty")
    assert list(taken) == [
        "file", "title", "body", "url", "published", "published_from", "published_other", "author",
        "section", "publisher", "language", "dateline", "agency", "part_of", "part", "places", "people", "organisations",
    ]  # fmt: skip
    assert (taken["title"], taken["published"], taken["published_from"]) == (
        "Tanggul Retak Ditinjau", "2024-11-04T10:15:00+07:00", "meta",
    )  # fmt: skip
    assert (taken["places"], taken["people"]) == (["Kota Tegal"], ["Darmawan Setiaji"])
    assert not (data / "archive.sqlite3").exists()


def test_entities(indexer: Run) -> None:
    text = "Wali Kota Tegal, Darmawan Setiaji, hadir."
    whole = json.loads(indexer("entities", stdin=text).printed)
    assert [(text[m["start"] : m["end"]], m["kind"]) for m in whole] == [
        ("Tegal", "place"), ("Darmawan Setiaji", "person"),
    ]  # fmt: skip
    assert whole[0]["id"] == "33.76"
    lines = indexer("entities", "--lines", stdin=f"{text}\n\nTidak ada.\n").printed.splitlines()
    assert [len(json.loads(line)) for line in lines] == [2, 0, 0]
    # As in an article, those beside it are left out.
    beside = (
        f"Rapat Dibuka\nFoto: Rudi Hartono/Antara\n{text}\nBaca juga: Bupati Slamet Riyanto Tinjau Banjir\n"
    )
    own = json.loads(indexer("entities", stdin=beside).printed)
    assert [(m["surface"], m["id"]) for m in own] == [(m["surface"], m["id"]) for m in whole]
    for only in ("Foto: Banjir di Kota Tegal\nWarga mengungsi.", "Banjir\nFoto: Banjir di Kota Tegal"):
        assert [m["id"] for m in json.loads(indexer("entities", stdin=only).printed)] == ["33.76"]
    for day, place in (("1997-05-01", "54"), ("2001-05-01", "TL")):
        then = json.loads(indexer("entities", "--date", day, stdin="Warga Timor Timur mengungsi.").printed)
        assert [m["id"] for m in then] == [place]
    wrong = indexer("entities", "--date", "1 Mei 1997", stdin=text)
    assert wrong.status == 2
    assert "'1 Mei 1997' does not match the format '%Y-%m-%d'" in wrong.errors
