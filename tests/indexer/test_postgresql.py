"""The commands over an archive in PostgreSQL: they do what they do over a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import Settings, open_archive

from ..conftest import Archive
from ..postgresql import Server
from .forking import Indexer
from .pages import page


def exported(warm: Indexer, data: Path, room: Path, address: str = "") -> list[object]:
    target = room / f"{data.name}.jsonl"
    assert warm.run(data, "export", target, archive_url=address).status == 0
    return sorted((json.loads(line) for line in target.read_text().splitlines()), key=str)


def test_all_is_as_over_a_file(
    warm: Indexer, newsroom: Path, archived: Path, room: Path, postgresql: Server
) -> None:
    data, address = room / "server", postgresql.create()
    done = warm.run(data, "add", newsroom, workers=2, archive_url=address)
    assert done.status == 3, done.output
    again = warm.run(data, "add", newsroom, archive_url=address)
    assert "0 added, 0 replaced, 12 unchanged, 1 refused" in again.output
    for command in ("verify", "rebuild", "recognise", "people learn", "acronyms", "verify"):
        done = warm.run(data, *command.split(), archive_url=address)
        assert done.status == 0, done.output
    status = json.loads(warm.run(data, "status", "--json", archive_url=address).output)
    assert (status["articles"], status["indexed"], status["behind"]) == (12, 12, 0)
    assert status["archive_bytes"] > 1_000_000
    assert not (data / "archive.sqlite3").exists()
    assert exported(warm, data, room, address) == exported(warm, archived, room)
    found = Archive(data).run("search", "--json", "tanggul", TELUSUR_ARCHIVE_URL=address)
    assert json.loads(found.stdout)["total"] > 0, found.stderr
    beside = json.loads(Archive(archived).run("search", "--json", "tanggul").stdout)
    assert json.loads(found.stdout) == beside | {"took_ms": json.loads(found.stdout)["took_ms"]}


def test_what_is_gone_is_removed_there_too(
    warm: Indexer, newsroom: Path, room: Path, postgresql: Server
) -> None:
    data, address = room / "server", postgresql.copy()
    warm.run(data, "add", newsroom, archive_url=address)
    page = sorted(newsroom.glob("*.html"))[0]
    page.unlink()
    done = warm.run(data, "add", "--prune", newsroom, archive_url=address)
    assert "1 removed" in done.output, done.output
    assert warm.run(data, "verify", archive_url=address).status == 0


def test_a_backup_is_left_to_the_tools_of_the_server(warm: Indexer, room: Path, postgresql: Server) -> None:
    done = warm.run(room / "server", "backup", room / "backup.tar", archive_url=postgresql.copy())
    assert done.status == 1
    assert "copy it with its own tools" in done.output
    assert not (room / "backup.tar").exists()


def test_a_server_that_is_away_is_said(warm: Indexer, newsroom: Path, room: Path) -> None:
    done = warm.run(room / "server", "add", newsroom, archive_url=f"postgresql://telusur@/x?host={room}")
    assert done.status == 1
    assert "error: cannot open the archive postgresql" in done.output
    assert room.name in done.output
    assert "Traceback" not in done.output


def test_a_page_whose_data_hold_nul_characters_is_stored(
    warm: Indexer, room: Path, postgresql: Server
) -> None:
    data = {
        "@type": "NewsArticle",
        "mainEntityOfPage": "https://kabar.example/a\x00b",
        "publisher": {"name": "Kabar\x00 Tegal"},
        "articleSection": "Da\x00erah",
    }
    html = page(url=None).replace(
        "</head>", f'<script type="application/ld+json">{json.dumps(data)}</script></head>'
    )
    (room / "a.html").write_text(html)
    settings = Settings(data=room / "data", archive_url=postgresql.copy())
    done = warm.run(settings.data, "add", room / "a.html", archive_url=settings.archive_url)
    assert done.status == 0, done.output
    archive = open_archive(settings)
    (entry,) = archive.entries()
    archive.close()
    article = entry.document.article
    assert (article.publisher, article.section) == ("Kabar Tegal", "Daerah")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_only_one_database_could_store_does_not_stop_it(
    warm: Indexer, room: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("postgresql") if kind == "postgresql" else None
    address = server.copy() if server else ""
    long = "https://kabar.example/" + "".join(chr(97 + n * n % 26) + str(n) for n in range(1_500))
    name = "".join(chr(97 + n * 7 % 26) + "aeiou"[n % 5] for n in range(2_000)).capitalize()
    texts = {
        "nul": {
            "title": "Judul\x00",
            "body": "Isi\x00 berita.",
            "url": "https://kabar.example/\x00a",
            "author": "\x00",
        },
        "half": {"title": "Judul \ud800", "body": "Isi \udfff."},
        "language": {"title": "Judul", "body": "Isi kabar.", "language": "Bahasa Indonesia sekali"},
        "long": {"title": "Judul", "body": "Isi berita lain.", "url": long},
        "name": {"title": "Kabar", "body": f"Bupati Budi {name} datang. Kata {name}, warga senang."},
        "short": {"title": "Kabar lagi", "body": f"Bupati Siti {name} datang. Kata Siti, warga senang."},
    }
    lines = room / "lines.jsonl"
    lines.write_text("".join(json.dumps(each) + "\n" for each in texts.values()))
    done = warm.run(room / "data", "add", lines, archive_url=address)
    assert done.status == 3
    assert "6 read: 5 added, 0 replaced, 0 unchanged, 1 refused" in done.output
    assert (
        f"refused {lines}:4: The address of the article, or its path, is longer than 2,000 bytes."
        in done.output
    )
    archive = open_archive(Settings(data=room / "data", archive_url=address))
    held = [entry.document for entry in archive.entries()]
    archive.close()
    assert [each.article.title for each in held] == ["Judul", "Judul ?", "Judul", "Kabar", "Kabar lagi"]
    assert held[2].article.language == "id"
    assert all(len(mention.name) <= 200 for each in held for mention in each.mentions)
