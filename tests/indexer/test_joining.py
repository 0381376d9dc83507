"""Articles that a newspaper cuts into pages, through the command: one article, whatever comes when."""

from __future__ import annotations

import json
import random
import shutil
from itertools import permutations
from pathlib import Path

import pytest

from index import Article, Settings, article_id, open_archive, open_engine, verify

from .forking import Indexer
from .newsroom import counts
from .pages import page
from .test_sources_warc import Crawl

URL = "https://kabar.example/daerah/tanggul-jebol"
TITLE = "Tanggul Jebol di Karanganyar"


def paragraphs(number: int, word: str = "jebol") -> tuple[str, ...]:
    return (
        f"Pada halaman {number} diceritakan tanggul yang {word} setelah hujan lebat semalam suntuk di desa itu.",
        f"Camat Maruli Sembada datang ke dusun ke-{number} dan menjanjikan karung pasir untuk semua warga.",
        f"Warga dusun ke-{number} berharap perbaikan tanggul selesai sebelum musim tanam, bukan sesudahnya.",
    )


def part(number: int, word: str = "jebol", *, url: str = URL, own: bool = False, last: int = 3) -> str:
    """Page `number` as a site prints it; 0: all in one. `own`: its canonical address has the number."""
    said = (
        [each for n in range(1, last + 1) for each in paragraphs(n, word)]
        if number == 0
        else paragraphs(number, word)
    )
    address = f"{url}?page={number or 'all'}" if own and number != 1 else url
    links = f'<link rel="prev" href="?page={number - 1}">' if number > 1 else ""
    links += f'<link rel="next" href="?page={number + 1}">' if 0 < number < last else ""
    return page(TITLE, url=address, paragraphs=tuple(said)).replace("</head>", f"{links}</head>")


def whole(*numbers: int, word: str = "jebol") -> str:
    return "\n".join(each for number in numbers for each in paragraphs(number, word))


def held(data: Path) -> dict[str, Article]:
    """The articles by identity; the index must hold the same, down to the terms."""
    archive, engine = open_archive(Settings(data=data)), open_engine(Settings(data=data))
    found = {entry.document.article.identity: entry.document.article for entry in archive.entries()}
    assert engine.snapshot().ids() == sorted(article.id for article in found.values())
    assert list(verify(archive, engine)) == []
    archive.close()
    return found


def bodies(data: Path) -> dict[str, str]:
    return {identity: article.body for identity, article in held(data).items()}


@pytest.fixture
def folder(room: Path) -> Path:
    folder = room / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def data(warm: Indexer, folder: Path, room: Path) -> Path:
    """A data folder that holds the article, of three pages."""
    for number in (1, 2, 3):
        (folder / f"{number}.html").write_text(part(number))
    assert warm.run(room / "data", "add", folder, workers=1).status == 0
    return room / "data"


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
@pytest.mark.parametrize("own", [True, False])
def test_pages_are_joined_in_any_order_and_in_any_run(
    warm: Indexer, folder: Path, room: Path, order: tuple[int, ...], own: bool
) -> None:
    for place, number in enumerate(order):
        (folder / f"{place}.html").write_text(part(number, own=own))
        assert warm.run(room / "one", "add", folder, workers=1).status == 0
    assert warm.run(room / "other", "add", folder, workers=1).status == 0
    assert bodies(room / "one") == bodies(room / "other") == {URL: whole(1, 2, 3)}
    assert counts(warm.run(room / "one", "add", folder, "--json", workers=1)) == {"read": 3, "unchanged": 3}
    assert warm.run(room / "one", "rebuild").status == 0
    article = held(room / "one")[URL]
    assert (article.title, article.part_of, article.part) == (TITLE, URL, -3)


def test_many_articles_by_several_workers(warm: Indexer, folder: Path, room: Path) -> None:
    names = [(article, number) for article in range(40) for number in (1, 2, 3)]
    random.Random(7).shuffle(names)
    for place, (article, number) in enumerate(names):
        (folder / f"{place:03d}.html").write_text(part(number, f"jebol{article}", url=f"{URL}-{article}"))
    done = warm.run(room / "data", "add", folder, "--json", workers=2)
    assert counts(done)["read"] == 120
    assert bodies(room / "data") == {f"{URL}-{n}": whole(1, 2, 3, word=f"jebol{n}") for n in range(40)}


def test_a_changed_page_changes_the_article(warm: Indexer, data: Path, folder: Path) -> None:
    (folder / "2.html").write_text(part(2, "rubuh"))
    done = warm.run(data, "add", folder, "--json", workers=1)
    assert counts(done) == {"read": 3, "replaced": 1, "unchanged": 2}
    assert bodies(data) == {URL: "\n".join((whole(1), whole(2, word="rubuh"), whole(3)))}


def test_prune_takes_a_page_out(warm: Indexer, data: Path, folder: Path) -> None:
    (folder / "3.html").unlink()
    assert counts(warm.run(data, "add", folder, "--prune", "--json", workers=1))["read"] == 2
    assert bodies(data) == {URL: whole(1, 2)}
    (folder / "1.html").unlink()
    assert counts(warm.run(data, "add", folder, "--prune", "--json", workers=1))["removed"] == 1
    assert bodies(data) == {f"{URL}#halaman-2": whole(2)}
    (folder / "0.html").write_text(part(1))
    assert counts(warm.run(data, "add", folder, "--prune", "--json", workers=1))["added"] == 1
    assert bodies(data) == {URL: whole(1, 2)}


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("name", ["0.warc", "z.warc"])
def test_all_in_one_replaces_the_pages(warm: Indexer, data: Path, folder: Path, own: bool, name: str) -> None:
    crawl = Crawl().response(f"{URL}?page=all", part(0, "utuh", own=own).encode())
    crawl.to(folder / name)
    assert warm.run(data, "add", folder, workers=1).status == 0
    assert bodies(data) == {URL: whole(1, 2, 3, word="utuh")}
    # All in one stays what is shown, whichever page changes.
    (folder / "2.html").write_text(part(2, "rubuh"))
    assert warm.run(data, "add", folder, workers=1).status == 0
    assert bodies(data) == {URL: whole(1, 2, 3, word="utuh")}
    (folder / name).unlink()
    assert warm.run(data, "add", folder, "--prune", workers=1).status == 0
    assert bodies(data) == {URL: "\n".join((whole(1), whole(2, word="rubuh"), whole(3)))}


def test_captures_that_share_a_canonical_address(warm: Indexer, room: Path) -> None:
    crawl = Crawl()
    for address, number in ((f"{URL}?page=3", 3), (URL, 1), (f"{URL}?page=2", 2)):
        crawl.response(address, part(number, last=1).encode())
    crawl.to(room / "a.warc")
    assert warm.run(room / "data", "add", room / "a.warc", workers=1).status == 0
    assert bodies(room / "data") == {URL: whole(1, 2, 3)}


def test_the_joined_text_is_compared_with_other_papers(warm: Indexer, data: Path, folder: Path) -> None:
    copied = tuple(each for number in (1, 2, 3) for each in paragraphs(number))
    address = "https://lain.example/tanggul"
    (folder / "9.html").write_text(page("Tanggul Rusak Parah", url=address, paragraphs=copied))
    assert warm.run(data, "add", folder, workers=1).status == 0
    archive = open_archive(Settings(data=data))
    copies = archive.copies([article_id(URL)])
    assert [copy.url for copy in copies[article_id(URL)]] == [address]
    archive.close()
    for number in (2, 3):
        (folder / f"{number}.html").unlink()
    assert warm.run(data, "add", folder, "--prune", workers=1).status == 0
    archive = open_archive(Settings(data=data))
    assert archive.copies([article_id(URL)]) == {}
    archive.close()


def test_an_export_is_one_article_and_gives_the_same(
    warm: Indexer, data: Path, folder: Path, room: Path
) -> None:
    out = room / "out.jsonl"
    assert warm.run(data, "export", out).status == 0
    [line] = map(json.loads, out.read_text().splitlines())
    assert (line["url"], line["body"]) == (URL, whole(1, 2, 3))
    before = held(data)
    assert counts(warm.run(data, "add", out, "--json", workers=1)) == {"read": 1, "unchanged": 1}
    assert held(data) == before
    fresh = room / "fresh"
    assert counts(warm.run(fresh, "add", out, "--json", workers=1)) == {"read": 1, "added": 1}
    assert held(fresh) == before
    # The pages themselves come later, in two runs, and one of them has changed.
    (folder / "1.html").rename(room / "1.html")
    assert warm.run(fresh, "add", folder, workers=1).status == 0
    assert held(fresh) == before
    (folder / "2.html").write_text(part(2, "rubuh"))
    assert warm.run(fresh, "add", folder, room / "1.html", workers=1).status == 0
    assert bodies(fresh) == {URL: "\n".join((whole(1), whole(2, word="rubuh"), whole(3)))}


def test_a_backup_keeps_the_pages(warm: Indexer, data: Path, folder: Path, room: Path) -> None:
    assert warm.run(data, "backup", room / "copy.tar").status == 0
    assert warm.run(room / "fresh", "restore", room / "copy.tar").status == 0
    (folder / "3.html").write_text(part(3, "rubuh"))
    assert counts(warm.run(room / "fresh", "add", folder, "--json", workers=1))["replaced"] == 1
    assert bodies(room / "fresh") == {URL: f"{whole(1, 2)}\n{whole(3, word='rubuh')}"}


def test_the_article_is_removed_by_the_address_of_any_page(warm: Indexer, data: Path, folder: Path) -> None:
    assert warm.run(data, "remove", f"{URL}#halaman-3").status == 0
    assert bodies(data) == {}
    assert counts(warm.run(data, "add", folder, "--json", workers=1))["read"] == 3
    assert bodies(data) == {URL: whole(1, 2, 3)}


def test_killed_at_any_moment(warm: Indexer, folder: Path, room: Path) -> None:
    expected = {}
    for item in range(12):
        url = f"{URL}-{item}"
        for number in (1, 2, 3):
            (folder / f"{number}-{item}.html").write_text(part(number, url=url))
        expected[url] = whole(1, 2, 3)
    pages = {whole(*numbers) for numbers in ((1,), (1, 2), (1, 2, 3), (2,), (3,), (1, 3))}
    killed = attempt = 0
    # Seconds that the newest runs took; machines differ, and their load.
    took = 0.2
    while killed < 20:
        data = room / f"data{attempt}"
        for _ in range(5):
            done = warm.run(data, "add", folder, kill_after=random.uniform(0, took), workers=1, lock_wait=0)
            assert done.status in (-9, 0), done.output
            killed += done.status == -9
            took = min(took * 1.1, 0.5) if done.status else took * 0.9
            archive = open_archive(Settings(data=data))
            assert {entry.document.article.body for entry in archive.entries()} <= pages
            archive.close()
            (folder / f"2-{attempt % 12}.html").write_text(part(2, url=f"{URL}-{attempt % 12}"))
        assert warm.run(data, "add", folder, workers=1, lock_wait=0).status == 0
        assert bodies(data) == expected
        shutil.rmtree(data)
        attempt += 1
