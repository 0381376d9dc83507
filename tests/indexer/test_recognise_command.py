"""`indexer recognise`: names of the archive recognised anew, as if every source were read again."""

from __future__ import annotations

import json
import random
import signal
import time
from pathlib import Path

import pytest
from whoosh.query import Every

from index import Document, Facet, SearchRequest, Settings, article_id, open_archive, open_engine, verify

from .forking import Indexer
from .newsroom import counts
from .pages import page

# Which Kandang Panjang that is, only the archive's home tells.
HOME = "33.75"
_LINE = "Rumah di Kelurahan Kandang Panjang terendam, kata Lurah Darmawan Setiaji nomor {}."
_URL = "https://kabar.example/panjang"


@pytest.fixture
def flooded(folder: Path) -> Path:
    """Articles on a village that needs a home, one of them on three pages."""
    lines = (
        json.dumps({"url": f"u:{n}", "title": f"Banjir {n}", "body": _LINE.format(n)}) for n in range(200)
    )
    (folder / "lines.jsonl").write_text("\n".join(lines))
    for number in range(1, 4):
        said = tuple(f"Pada halaman {number}: {_LINE.format(each)}" for each in range(4))
        links = f'<link rel="next" href="?page={number + 1}">' if number < 3 else ""
        links += f'<link rel="prev" href="?page={number - 1}">' if number > 1 else ""
        address = _URL if number == 1 else f"{_URL}?page={number}"
        text = page("Rob di Tiga Halaman", url=address, paragraphs=said)
        (folder / f"{number}.html").write_text(text.replace("</head>", f"{links}</head>"))
    return folder


def documents(data: Path) -> dict[str, Document]:
    """What is held; the index must hold the same, down to the terms."""
    archive, engine = open_archive(Settings(data=data)), open_engine(Settings(data=data))
    found = {entry.document.article.id: entry.document for entry in archive.entries()}
    assert engine.sequence() == archive.sequence()
    assert list(verify(archive, engine)) == []
    archive.close()
    return found


def in_place(data: Path, place: str) -> int:
    """How many articles a place's facet counts."""
    request = SearchRequest(Every(), limit=0, facets=(Facet.PLACE,), facet_limit=1_000)
    rows = open_engine(Settings(data=data)).snapshot().search(request).facets[Facet.PLACE]
    return next((row.count for row in rows if row.value == place), 0)


def test_names_become_those_of_reading_every_source_again(
    warm: Indexer, flooded: Path, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    assert warm.run(old, "add", flooded).status == 0
    assert warm.run(new, "add", flooded, home_place=HOME).status == 0
    before, wanted = documents(old), documents(new)
    assert before.keys() == wanted.keys()
    assert before != wanted
    done = warm.run(old, "recognise", home_place=HOME)
    assert done.status == 0
    assert "203 read: 203 have other names;" in done.output
    assert "201 changes indexed." in done.output
    assert documents(old) == wanted
    assert in_place(old, HOME) == in_place(new, HOME) == 201


def test_what_is_named_already_is_left_alone(warm: Indexer, flooded: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert warm.run(data, "add", flooded).status == 0
    before = documents(data)
    done = warm.run(data, "recognise")
    assert done.status == 0
    assert "203 read: 0 have other names;" in done.output
    assert "\n0 changes indexed." in done.output
    assert documents(data) == before
    assert counts(warm.run(data, "add", flooded, "--json")) == {"read": 203, "unchanged": 203}


def test_removed_articles_stay_removed(warm: Indexer, flooded: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert warm.run(data, "add", flooded).status == 0
    assert warm.run(data, "remove", "u:7", _URL).status == 0
    before = documents(data)
    done = warm.run(data, "recognise", home_place=HOME)
    assert "199 read: 199 have other names;" in done.output
    assert documents(data).keys() == before.keys()
    assert in_place(data, HOME) == 199


def test_what_editors_decided_about_people_stays(warm: Indexer, flooded: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert warm.run(data, "add", flooded).status == 0
    assert warm.run(data, "people", "rename", "Darmawan Setiaji", "Darmawan S.").status == 0
    assert warm.run(data, "recognise", home_place=HOME).status == 0
    named = {m.name for document in documents(data).values() for m in document.mentions if m.kind == "person"}
    assert named == {"Darmawan S."}


def test_killed_at_any_moment_it_goes_on_with_the_next_run(warm: Indexer, flooded: Path, room: Path) -> None:
    data, rnd = room / "data", random.Random(5)
    assert warm.run(data, "add", flooded).status == 0
    for round_ in range(6):
        home = "" if round_ % 2 else HOME
        command = warm.start(data, ["recognise"], room / "log", {"home_place": home})
        time.sleep(rnd.uniform(0.0, 0.6))
        command.end(signal.SIGKILL)
    assert warm.run(data, "recognise", home_place=HOME).status == 0
    assert in_place(data, HOME) == len(documents(data)) == 201


def test_an_article_that_ends_its_process_keeps_its_names(
    warm: Indexer, flooded: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    assert warm.run(data, "add", flooded).status == 0
    # Not one of the first, which are recognised in the process that keeps them.
    last = max(range(200), key=lambda number: article_id(f"u:{number}"))
    done = warm.run(data, "recognise", poison=f"nomor {last}.", home_place=HOME, workers=2)
    assert done.status == 3
    assert "203 read: 202 have other names;" in done.output
    assert "200 changes indexed." in done.output
    assert f"lines.jsonl:{last + 1}" in done.output
    assert in_place(data, HOME) == 200
