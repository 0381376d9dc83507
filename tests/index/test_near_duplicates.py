"""One text printed twice is known as one; the same words about another day are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive, Document, article_id
from index.near_duplicates import bands, shingles

from .documents import document

pytestmark = pytest.mark.databases

TEXT = (
    "Gelombang setinggi dua meter menerjang tanggul di pesisir utara pada Senin malam dan merendam 120 rumah warga "
    "di tiga kelurahan. Badan penanggulangan bencana mengirim perahu karet serta dapur umum ke lokasi, sementara "
    "pemerintah kota menyiapkan dana 450 juta rupiah untuk perbaikan darurat. Warga berharap tanggul yang jebol sejak "
    "pekan lalu segera ditambal sebelum pasang berikutnya datang. Kepala dinas pekerjaan umum mengatakan alat berat "
    "sudah berada di lokasi dan pekerjaan akan selesai dalam sepuluh hari bila cuaca mendukung."
)
DAY = "2024-11-04"


def report(key: str, body: str = TEXT, published: str | None = DAY, publisher: str = "") -> Document:
    return document(key, f"Laporan {key}", body, published, publisher=publisher or f"Harian {key}")


def copies(archive: Archive, key: str) -> list[str]:
    """Return the titles of an article's near-duplicates."""
    found = archive.copies([article_id(key)])
    return [copy.title for copy in found.get(article_id(key), [])]


def test_a_text_with_another_lead_is_a_copy(archive: Archive) -> None:
    archive.put([report("a"), report("b", f"Kabar duka datang dari pantura. {TEXT}")])
    archive.put([report("c", TEXT.replace("Senin malam", "Senin (4/11) malam"))])
    assert copies(archive, "a") == ["Laporan b", "Laporan c"] or copies(archive, "a") == [
        "Laporan c",
        "Laporan b",
    ]
    assert set(copies(archive, "c")) == {"Laporan a", "Laporan b"}


@pytest.mark.parametrize(
    ("body", "published", "publisher", "expected"),
    [
        (TEXT, DAY, "Lain", True),
        (TEXT, DAY, "Harian a", True),
        (TEXT, None, "Lain", True),
        (TEXT, "2024-11", "Lain", True),
        (TEXT, "2025-03-01", "Lain", True),
        # The same report of another storm: its figures are others.
        (TEXT.replace("120", "85").replace("450", "300"), "2024-11-05", "Lain", False),
        (TEXT.replace("120", "85").replace("450", "300"), DAY, "Lain", False),
        (TEXT.replace("Senin", "Rabu").replace("tiga", "lima"), "2025-03-01", "Lain", False),
        # What a paper adds to its own report makes it another report.
        (f"Korban banjir mulai pulang, kata camat setempat pada Senin siang. {TEXT[:-30]}", DAY, "Harian a", False),
        (f"Korban banjir mulai pulang, kata camat setempat pada Senin siang. {TEXT[:-30]}", DAY, "Lain", True),
        ("Harga cabai di pasar induk turun pada awal pekan ini karena pasokan dari petani melimpah. " * 3, DAY, "Lain", False),
    ],
)  # fmt: skip
def test_what_is_a_copy(
    archive: Archive, body: str, published: str | None, publisher: str, expected: bool
) -> None:
    archive.put([report("a"), report("b", body, published, publisher)])
    assert copies(archive, "a") == (["Laporan b"] if expected else [])


def test_articles_of_before_there_were_groups_are_grouped_by_a_rebuild(archive: Archive) -> None:
    archive.put([report("a"), report("b"), report("short", "Isi berita.")])
    with archive._database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM bands")
        connection.exec_driver_sql("UPDATE articles SET group_id = NULL")
    assert copies(archive, "a") == []
    archive.group_missing()
    assert copies(archive, "a") == ["Laporan b"]


def test_short_texts_are_never_copies(archive: Archive) -> None:
    archive.put([report("a", "Isi berita."), report("b", "Isi berita.")])
    assert copies(archive, "a") == []


def test_a_copy_that_is_changed_or_removed_is_none_any_more(archive: Archive) -> None:
    archive.put([report("a"), report("b"), report("c")])
    archive.put([report("b", "Harga cabai di pasar induk turun pada awal pekan ini. " * 6)])
    assert copies(archive, "a") == ["Laporan c"]
    archive.remove([article_id("c")])
    assert copies(archive, "a") == []
    archive.put([report("c")])
    assert copies(archive, "a") == ["Laporan c"]


def test_what_was_a_copy_of_the_first_text_is_none_of_its_next(archive: Archive) -> None:
    other = (
        "Harga cabai di pasar induk turun pada awal pekan ini karena pasokan dari petani di lereng melimpah. "
    )
    other += "Pedagang menjual satu kilogram seharga 35.000 rupiah, dan pembeli datang sejak dini hari ke pasar itu."
    archive.put([report("a"), report("b"), report("c")])
    archive.put([report("a", other), report("d", other)])
    assert copies(archive, "a") == ["Laporan d"]
    assert copies(archive, "b") == ["Laporan c"]
    archive.put([report("b", other)])
    assert copies(archive, "c") == []


def test_copies_of_the_first_stay_together_when_it_is_removed(archive: Archive) -> None:
    archive.put([report("a"), report("b"), report("c")])
    archive.remove([article_id("a")])
    assert copies(archive, "b") == ["Laporan c"]


@given(st.text())
def test_any_text_has_shingles_and_bands(text: str) -> None:
    of = shingles(text)
    numbers = bands(of)
    assert len(numbers) == (12 if of else 0)
    assert all(-(2**63) <= number < 2**63 for number in numbers)


def test_a_long_series_in_the_same_words_is_one_group(archive: Archive) -> None:
    archive.put([report(f"n{n}") for n in range(250)])
    archive.put([report("last")])
    assert len(copies(archive, "last")) == 250
