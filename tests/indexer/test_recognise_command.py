"""`indexer recognise`: names of the archive recognised anew, as if every source were read again."""

from __future__ import annotations

import json
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from whoosh.query import Every

from index import (
    Article,
    Document,
    Facet,
    SearchRequest,
    Settings,
    article_id,
    open_archive,
    open_engine,
    verify,
)
from indexer.records import record_of

from .forking import Command, Indexer
from .newsroom import counts
from .pages import page
from .test_joining import TITLE, URL, paragraphs, part

# Which Kandang Panjang that is, only the archive's home tells.
HOME = "33.75"
_LINE = "Rumah nomor {} di Kelurahan Kandang Panjang terendam, kata Lurah Darmawan Setiaji."
# More than the first chunk, which is recognised in the process that keeps it.
_FROM_PROCESSES = 64
_PAGES = 3


@dataclass(frozen=True)
class Flood:
    """A folder: a file of records, `old`, an archive of them without a home, and `new`, one with it."""

    folder: Path
    alone: int
    joined: int

    @property
    def articles(self) -> int:
        """How many there are, those of several pages counted once."""
        return self.alone + self.joined

    @property
    def texts(self) -> int:
        """How many there are, each page for itself."""
        return self.alone + self.joined * _PAGES


def _texts(flood: Flood) -> Iterator[Article]:
    for number in range(flood.alone):
        yield Article(f"u:{number}", f"Banjir {number}", _LINE.format(number), "x", language="id")
    for number in range(flood.joined):
        address = f"https://kabar.example/{number}"
        for each in range(1, _PAGES + 1):
            identity = address if each == 1 else f"{address}?page={each}"
            body = f"Halaman {each}. {_LINE.format(number)}"
            yield Article(
                identity, f"Rob {number}", body, "x", url=identity, language="id", part_of=address, part=each
            )


def _made(warm: Indexer, flood: Flood) -> Flood:
    lines = (json.dumps(record_of(each)) for each in _texts(flood))
    source = flood.folder / "texts.jsonl"
    source.write_text("\n".join(lines))
    assert warm.run(flood.folder / "old", "add", source).status == 0
    assert warm.run(flood.folder / "new", "add", source, home_place=HOME).status == 0
    return flood


@pytest.fixture(scope="module")
def few(warm: Indexer, tmp_path_factory: pytest.TempPathFactory) -> Flood:
    """More than what a second process is started for."""
    return _made(warm, Flood(tmp_path_factory.mktemp("few"), 90, 15))


@pytest.fixture(scope="module")
def many(warm: Indexer, tmp_path_factory: pytest.TempPathFactory) -> Flood:
    """More than what is read from the archive at once."""
    return _made(warm, Flood(tmp_path_factory.mktemp("many"), 1_030, 170))


def copied(flood: Flood, room: Path) -> Path:
    """A data folder of a test's own, as `old`."""
    shutil.copytree(flood.folder / "old", room / "data")
    return room / "data"


@pytest.fixture
def data(few: Flood, room: Path) -> Path:
    """A data folder of its own for each test, with few articles."""
    return copied(few, room)


def documents(data: Path) -> dict[str, Document]:
    """What is held; the index must hold the same, down to the terms."""
    archive, engine = open_archive(Settings(data=data)), open_engine(Settings(data=data))
    found = {entry.document.article.id: entry.document for entry in archive.entries()}
    assert engine.sequence() == archive.sequence()
    assert list(verify(archive, engine)) == []
    archive.close()
    return found


def in_place(data: Path) -> int:
    """How many articles the home's facet counts."""
    request = SearchRequest(Every(), limit=0, facets=(Facet.PLACE,), facet_limit=1_000)
    rows = open_engine(Settings(data=data)).snapshot().search(request).facets[Facet.PLACE]
    return next((row.count for row in rows if row.value == HOME), 0)


def begun(warm: Indexer, data: Path, log: Path) -> Command:
    """A run that has kept names which its processes recognised, and is at work."""
    archive = open_archive(Settings(data=data))
    before = archive.sequence()
    command = warm.start(data, ["recognise"], log, {"home_place": HOME, "workers": 2})
    while archive.sequence() < before + _FROM_PROCESSES:
        assert command.poll() is None, command.said()
        time.sleep(0.002)
    archive.close()
    return command


def test_names_become_those_of_reading_every_source_again(warm: Indexer, many: Flood, room: Path) -> None:
    data = copied(many, room)
    before, wanted = documents(data), documents(many.folder / "new")
    assert before.keys() == wanted.keys()
    assert before != wanted
    done = warm.run(data, "recognise", home_place=HOME, workers=2)
    assert done.status == 0
    said = f"{many.texts:,} articles and pages of articles read: {many.texts:,} have other names;"
    assert said in done.output
    assert documents(data) == wanted
    assert in_place(data) == in_place(many.folder / "new") == many.articles


def test_what_is_named_already_is_left_alone(warm: Indexer, few: Flood, data: Path) -> None:
    before = documents(data)
    done = warm.run(data, "recognise")
    assert done.status == 0
    assert ": 0 have other names;" in done.output
    assert "\n0 changes indexed." in done.output
    assert documents(data) == before
    again = warm.run(data, "add", few.folder / "texts.jsonl", "--json")
    assert counts(again) == {"read": few.texts, "unchanged": few.texts}


def test_removed_articles_stay_removed(warm: Indexer, few: Flood, data: Path) -> None:
    assert warm.run(data, "remove", "u:7", "https://kabar.example/7").status == 0
    before = documents(data)
    left = few.texts - 1 - _PAGES
    done = warm.run(data, "recognise", home_place=HOME)
    assert f"{left:,} articles and pages of articles read: {left:,} have other names;" in done.output
    assert documents(data).keys() == before.keys()
    assert in_place(data) == len(before)


def test_an_older_reading_of_a_page_keeps_its_own_text(warm: Indexer, room: Path) -> None:
    (room / "in").mkdir()
    (room / "in" / "2.html").write_text(page(TITLE, url=URL, paragraphs=paragraphs(2)))
    assert warm.run(room / "data", "add", room / "in").status == 0
    (room / "in" / "2.html").write_text(part(2, "rubuh"))
    assert warm.run(room / "data", "add", room / "in").status == 0
    before = documents(room / "data")
    assert len(before) == 2
    assert "2 articles and pages of articles read: 0 have" in warm.run(room / "data", "recognise").output
    assert documents(room / "data") == before


def test_what_editors_decided_about_people_stays(warm: Indexer, data: Path) -> None:
    assert warm.run(data, "people", "rename", "Darmawan Setiaji", "Darmawan S.").status == 0
    assert warm.run(data, "recognise", home_place=HOME).status == 0
    archive = open_archive(Settings(data=data))
    written_as = {
        m.name for found in archive.entries() for m in found.document.mentions if m.kind == "person"
    }
    assert written_as == {"Darmawan S."}
    archive.close()
    undone = warm.run(data, "people", "undo", 1)
    assert undone.status == 0
    assert "Darmawan Setiaji" in warm.run(data, "people", "list").output


@pytest.mark.parametrize(("sign", "status"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_broken_off_it_keeps_what_it_has_and_the_next_run_does_all(
    warm: Indexer, many: Flood, room: Path, sign: int, status: int
) -> None:
    data = copied(many, room)
    command = begun(warm, data, room / "log")
    assert command.end(sign) == status, command.said()
    archive = open_archive(Settings(data=data))
    ids = ([m.id or "" for m in entry.document.mentions] for entry in archive.entries())
    kept = sum(any(each.startswith(HOME) for each in of_one) for of_one in ids)
    archive.close()
    assert 0 < kept < many.articles
    if sign == signal.SIGINT:
        assert in_place(data) == kept
    assert warm.run(data, "recognise", home_place=HOME).status == 0
    assert documents(data) == documents(many.folder / "new")


def test_an_article_that_ends_its_process_keeps_its_names(warm: Indexer, few: Flood, data: Path) -> None:
    # Not one of the first, which are recognised in the process that keeps them.
    last = max(range(few.alone), key=lambda number: article_id(f"u:{number}"))
    done = warm.run(data, "recognise", poison=f"nomor {last} di", home_place=HOME, workers=2)
    assert done.status == 3
    assert f": {few.texts - 1:,} have other names;" in done.output
    assert "  keeps its names: x: reading it ended the process that read it, twice [fatal]" in done.output
    assert in_place(data) == few.articles - 1


def test_after_a_run_that_was_ended_none_is_recognised_in_the_process_itself(
    warm: Indexer, room: Path
) -> None:
    lines = (json.dumps({"url": f"u:{n}", "title": f"Rob {n}", "body": _LINE.format(n)}) for n in range(3))
    (room / "lines.jsonl").write_text("\n".join(lines))
    assert warm.run(room / "data", "add", room / "lines.jsonl").status == 0
    for status in (-signal.SIGKILL, 3):
        done = warm.run(room / "data", "recognise", poison="nomor 1 di", home_place=HOME)
        assert done.status == status
    assert in_place(room / "data") == 2


def test_a_home_that_does_not_exist_is_refused(warm: Indexer, data: Path) -> None:
    done = warm.run(data, "recognise", home_place="99.99")
    assert done.status == 2
    assert "TELUSUR_HOME_PLACE is '99.99'" in done.output
