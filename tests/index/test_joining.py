"""Articles of several pages: one article whichever way its pages come, and nothing of them lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Archive, Document, Input, Outcome, Settings, article_id, open_archive

from .databases import another
from .documents import document

pytestmark = pytest.mark.databases

URL = "https://lembah.example/tanggul"


def page(
    number: int | None, text: str = "", *, people: tuple[str, ...] = (), key: str | None = None
) -> Document:
    """A page of the article; None: one that does not say that it is the first."""
    identity = key or (f"{URL}#halaman-{number}" if number and number > 1 else URL)
    where: dict[str, Any] = {} if number is None else {"part_of": URL, "part": number}
    body = text or f"Paragraf {number or 1} pertama.\nParagraf {number or 1} kedua."
    title = f"Tanggul Jebol, Halaman {number}" if number and number > 1 else "Tanggul Jebol"
    return document(
        identity,
        title,
        body,
        people=people,
        source=f"{identity}.{1 if number is None else number}.html",
        **where,
    )


def joined(*numbers: int) -> str:
    return "\n".join(page(number).article.body for number in numbers)


def seen(*documents: Document) -> list[Input]:
    return [Input(d.article.source, "x", d.article.id, part=d.article.part) for d in documents]


def put(archive: Archive, *documents: Document) -> list[Outcome]:
    return archive.put(documents, seen(*documents))


def texts(archive: Archive) -> dict[str, str]:
    return {e.document.article.identity: e.document.article.body for e in archive.entries()}


def state(archive: Archive) -> list[tuple[str, str, str]]:
    return sorted(
        (e.document.article.id, e.document.article.content_hash, repr(e.document.mentions))
        for e in archive.entries()
    )


PAGES = [page(1, people=("Budi Santoso",)), page(2, people=("Siti Aminah",)), page(3)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("at_once", [True, False])
def test_pages_become_one_article_in_any_order(
    archive: Archive, order: tuple[int, ...], at_once: bool
) -> None:
    for batch in [order] if at_once else [[number] for number in order]:
        put(archive, *(PAGES[number] for number in batch))
    [entry] = archive.entries()
    article = entry.document.article
    assert (article.identity, article.title) == (URL, "Tanggul Jebol")
    assert article.body == "\n".join(each.article.body for each in PAGES)
    assert [article.text[m.start : m.end] for m in entry.document.mentions] == ["Budi Santoso", "Siti Aminah"]
    assert archive.count() == 1
    assert archive.joined(PAGES[1].article.id) == article.id
    assert archive.find_ids([f"{URL}#halaman-2"]) == {f"{URL}#halaman-2": article.id}
    assert put(archive, *PAGES) == [Outcome.UNCHANGED] * 3


@pytest.mark.parametrize("first", [URL, f"{URL}/"])
def test_a_first_page_that_does_not_say_so_is_joined_too(archive: Archive, first: str) -> None:
    assert put(archive, page(None, key=first)) == [Outcome.ADDED]
    assert put(archive, page(2)) == [Outcome.REPLACED]
    assert texts(archive) == {first: joined(1, 2)}
    other = page(None, "Paragraf lain.", key=first)
    assert put(archive, other) == [Outcome.REPLACED]
    assert texts(archive) == {first: f"Paragraf lain.\n{joined(2)}"}


def test_a_page_without_the_first_stands_alone_until_that_comes(archive: Archive) -> None:
    assert put(archive, page(3), page(2)) == [Outcome.ADDED] * 2
    assert texts(archive) == {f"{URL}#halaman-2": joined(2), f"{URL}#halaman-3": joined(3)}
    assert put(archive, page(1)) == [Outcome.ADDED]
    assert texts(archive) == {URL: joined(1, 2, 3)}
    removed = {c.article_id for c in archive.changes(2, 10) if c.document is None}
    assert removed == {article_id(f"{URL}#halaman-{n}") for n in (2, 3)}


def test_all_in_one_page_stands_for_the_others(archive: Archive) -> None:
    whole = page(0, "Seluruh naskah dalam satu halaman saja, dari awal sampai akhir.", key=f"{URL}?page=all")
    put(archive, page(1), page(2), whole)
    assert texts(archive) == {URL: whole.article.body}
    assert archive.joined(whole.article.id) == article_id(URL)
    assert archive.lose([whole.article.source]) == 0
    assert texts(archive) == {URL: joined(1, 2)}


def test_an_answer_to_all_in_one_that_is_the_first_page_replaces_nothing(archive: Archive) -> None:
    put(archive, page(1), page(2), page(0, page(1).article.body))
    assert texts(archive) == {URL: joined(1, 2)}


def test_all_in_one_under_the_address_of_the_first_page_leaves_that_when_it_goes(archive: Archive) -> None:
    for order in ([None, 0], [0, None], [1, 0], [0, 1]):
        pages = [page(number, "Seluruh naskah ini." if number == 0 else "") for number in order]
        for each in pages:
            put(archive, each)
        assert texts(archive) == {URL: "Seluruh naskah ini."}
        assert archive.lose([f"{URL}.0.html"]) == 0
        assert texts(archive) == {URL: joined(1)}
        assert archive.lose([each.article.source for each in pages]) == 1
        assert texts(archive) == {}


def test_a_changed_page_changes_the_article(archive: Archive) -> None:
    put(archive, *PAGES)
    assert put(archive, page(2, "Paragraf dua diralat.")) == [Outcome.REPLACED]
    assert texts(archive) == {URL: f"{PAGES[0].article.body}\nParagraf dua diralat.\n{joined(3)}"}


def test_a_page_that_goes_leaves_the_others(archive: Archive) -> None:
    put(archive, *map(page, (1, 2, 3)))
    assert archive.lose([page(2).article.source]) == 0
    assert texts(archive) == {URL: joined(1, 3)}
    assert archive.lose([page(1).article.source]) == 1
    assert texts(archive) == {f"{URL}#halaman-3": joined(3)}
    assert archive.lose([page(3).article.source]) == 1
    assert (texts(archive), archive.known_inputs([page(n).article.source for n in (1, 2, 3)])) == ({}, {})


def test_a_page_that_another_input_still_gives_stays(archive: Archive) -> None:
    put(archive, page(1), page(2))
    archive.put([], [Input("copy.html", "x", page(2).article.id, part=2)])
    assert archive.lose([page(2).article.source]) == 0
    assert texts(archive) == {URL: joined(1, 2)}
    assert archive.known_inputs(["copy.html"]) == {}


def test_removing_the_article_removes_its_pages(archive: Archive) -> None:
    put(archive, *PAGES)
    assert archive.remove([article_id(URL)]) == 1
    assert (texts(archive), archive.known_inputs([p.article.source for p in PAGES])) == ({}, {})
    assert put(archive, PAGES[1]) == [Outcome.ADDED]
    assert texts(archive) == {f"{URL}#halaman-2": PAGES[1].article.body}


def test_seams(archive: Archive) -> None:
    first = page(1, "Satu.\nDua oleh Budi Santoso.", people=("Budi Santoso",))
    second = page(2, "Dua oleh Budi Santoso.\nTiga oleh Siti Aminah.", people=("Budi Santoso", "Siti Aminah"))
    third = page(3, "Satu.\nTiga oleh Siti Aminah.", people=("Siti Aminah",))
    put(archive, second, third, first)
    [entry] = archive.entries()
    article = entry.document.article
    assert article.body == "Satu.\nDua oleh Budi Santoso.\nTiga oleh Siti Aminah."
    assert [article.text[m.start : m.end] for m in entry.document.mentions] == ["Budi Santoso", "Siti Aminah"]


def test_what_only_a_later_page_says_of_the_article_is_kept(archive: Archive) -> None:
    later = page(2)
    dated = replace(later.article, published="2024-11-04", published_from="meta", author="Rini")
    put(archive, page(1), Document(dated))
    [entry] = archive.entries()
    article = entry.document.article
    assert (article.published, article.published_from, article.author) == ("2024-11-04", "meta", "Rini")


def test_a_page_that_becomes_an_article_of_its_own_leaves_the_others(archive: Archive) -> None:
    key = f"{URL}/2"
    second = page(2, key=key)
    put(archive, page(1), second)
    assert list(texts(archive)) == [URL]
    alone = Document(replace(second.article, part_of=None, part=None), second.mentions)
    assert put(archive, alone) == [Outcome.ADDED]
    assert texts(archive) == {URL: joined(1), key: joined(2)}


def test_pages_that_an_older_version_kept_apart_are_joined_when_they_are_read_again(archive: Archive) -> None:
    for number in (1, 2):
        old = page(number)
        put(archive, Document(replace(old.article, part_of=None, part=None), old.mentions))
    assert archive.count() == 2
    assert put(archive, page(2)) == [Outcome.REPLACED]
    assert texts(archive) == {URL: joined(1, 2)}
    assert put(archive, page(1)) == [Outcome.UNCHANGED]
    assert texts(archive) == {URL: joined(1, 2)}


def test_all_in_one_that_an_older_version_took_for_the_first_page_is_that_no_more(archive: Archive) -> None:
    new = page(0, "Seluruh naskah ini.")
    put(archive, Document(replace(new.article, part_of=None, part=None), new.mentions))
    put(archive, page(2), new)
    assert texts(archive) == {URL: "Seluruh naskah ini."}
    archive.lose([new.article.source])
    assert texts(archive) == {f"{URL}#halaman-2": joined(2)}


def test_copies_of_a_page_are_not_shown_twice_and_another_text_is_not_lost(archive: Archive) -> None:
    same = page(2, key=f"{URL}/halaman/2")
    other = page(2, "Versi yang lain.", key=f"{URL}/halaman/02")
    put(archive, other, same, page(2), page(1))
    assert texts(archive) == {URL: joined(1, 2), f"{URL}/halaman/02": "Versi yang lain."}


def test_what_was_joined_comes_back_from_an_export(archive: Archive, tmp_path: Path) -> None:
    put(archive, *PAGES)
    [entry] = archive.entries()
    exported = Document(entry.document.article, entry.document.mentions)
    assert archive.put([exported]) == [Outcome.UNCHANGED]
    assert state(archive) == [(article_id(URL), exported.article.content_hash, repr(exported.mentions))]
    fresh = open_archive(Settings(data=tmp_path / "fresh"))
    assert fresh.put([exported]) == [Outcome.ADDED]
    assert state(fresh) == state(archive)
    # Pages that come again one by one take nothing away and make nothing double.
    for number in (2, 1):
        put(fresh, PAGES[number])
        assert state(fresh) == state(archive)
    put(fresh, PAGES[0])
    assert state(fresh) == state(archive)
    put(fresh, page(2, "Paragraf dua diralat."))
    assert "diralat" in texts(fresh)[URL]
    fresh.close()


_PAGES = st.lists(
    st.sampled_from(
        [
            page(None), page(1), page(1, "Satu diralat."), page(2), page(2, "Dua diralat."), page(3),
            page(0, "Seluruhnya."), page(0, key=f"{URL}?page=all"), page(2, key=f"{URL}?page=2"),
            page(4, joined(1)), document("https://lembah.example/lain", "Lain"), page(-3, joined(1, 2)),
        ]
    ),
    max_size=8,
)  # fmt: skip


def _last(documents: Iterable[Document]) -> list[Document]:
    """What stands of documents that came one after the other: the last of each article and page."""
    return list(
        {
            (d.article.id, d.article.part or (1 if d.article.part is None else 0)): d for d in documents
        }.values()
    )


@settings(max_examples=80)
@given(_PAGES, st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_order_and_the_runs_do_not_matter(
    empty: Path, documents: list[Document], random: Random, size: int
) -> None:
    rest = _last(documents)
    random.shuffle(rest)
    gone = {each.article.source for each in rest[::2]}
    with another(empty) as left, another(empty) as right, another(empty) as never:
        for at in range(0, len(documents), size):
            put(left, *documents[at : at + size])
        put(right, *rest)
        assert state(left) == state(right)
        everything = " ".join(texts(left).values())
        if all(each.article.part is None or each.article.part > 0 for each in rest):
            assert all(line in everything for each in rest for line in each.article.body.split("\n"))
        # What is taken away again leaves what was never there.
        for archive in (left, right):
            archive.lose(sorted(gone))
        put(never, *(each for each in rest if each.article.source not in gone))
        assert state(left) == state(right) == state(never)
