"""Dates that need a known day, and what wins where a page's dates disagree."""

from __future__ import annotations

from datetime import date

import pytest

from index import Article
from indexer.extract import extract, parse_date
from indexer.extract.dates_near import relative_date, yearless_date

READ = date(2024, 11, 6)  # a Wednesday


def near(text: str) -> str | None:
    return yearless_date(text, READ) or relative_date(text, READ)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Senin (4/11)", "2024-11-04"),
        ("Senin, 4/11", "2024-11-04"),
        ("Jum'at (1/11)", "2024-11-01"),
        ("Jumat (1/11)", "2024-11-01"),
        ("Senin, 4 November", "2024-11-04"),
        ("4 Nop", "2024-11-04"),
        ("2 jam lalu", "2024-11-06"),
        ("15 menit yang lalu", "2024-11-06"),
        ("sejam lalu", "2024-11-06"),
        ("baru saja", "2024-11-06"),
        ("Hari ini, 10:15", "2024-11-06"),
        ("kemarin", "2024-11-05"),
        ("Kemarin lusa", "2024-11-04"),
        ("3 hari lalu", "2024-11-03"),
        ("tiga hari yang lalu", "2024-11-03"),
        ("2 hours ago", "2024-11-06"),
        ("yesterday", "2024-11-05"),
        ("2 pekan lalu", "2024-10"),
        ("sebulan lalu", "2024-10"),
        ("2 tahun lalu", "2022"),
    ],
)
def test_a_known_day_completes_a_date(text: str, iso: str) -> None:
    assert near(text) == iso
    assert parse_date(text) is None


def test_a_full_date_needs_no_help() -> None:
    assert parse_date("kemarin, 1 Mei 2020") == "2020-05-01"


def test_the_year_is_the_one_in_which_the_weekday_fits() -> None:
    assert yearless_date("Minggu (31/12)", date(2024, 1, 3)) == "2023-12-31"
    assert yearless_date("Rabu (1/1)", date(2024, 12, 30)) == "2025-01-01"
    assert near("Selasa (5/6)") is None


@pytest.mark.parametrize(
    "text", ["", "Senin 10.15 WIB", "24 jam nonstop", "Senin (41/11)", "99 Januari", "jam lalu"]
)
def test_other_texts_stay_undated(text: str) -> None:
    assert parse_date(text) is near(text) is None


BODY = (
    "<p>Warga Desa Karanganyar memperbaiki tanggul sungai yang jebol diterjang banjir semalam.</p>"
    "<p>Pemerintah kabupaten mengirim dua ribu karung pasir dan satu ekskavator ke lokasi.</p>"
)


def taken(
    line: str = "", *, head: str = "", above: str = "", url: str | None = None, read: date | None = None
) -> Article:
    title = "Warga Karanganyar Perbaiki Tanggul"
    body = f"{above}<h1>{title}</h1>{line}{BODY}"
    page = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return extract(page.encode(), source="x", url=url, read=read)


def published(
    line: str = "", *, head: str = "", url: str | None = None, read: date | None = None
) -> tuple[str | None, str | None]:
    article = taken(line, head=head, url=url, read=read)
    return article.published, article.published_from


def test_a_relative_line_counts_only_where_the_day_of_reading_is_known() -> None:
    assert published("<div>2 jam lalu</div>", read=READ) == ("2024-11-06", "text")
    assert published("<div>2 jam lalu</div>") == (None, None)


def test_the_address_gives_the_year_of_a_line() -> None:
    assert published("<div>Senin (4/11)</div>", url="https://a.example/2024/11/05/x")[0] == "2024-11-05"
    assert published("<div>2 jam lalu</div>", url="https://a.example/2024/11/05/x") == ("2024-11-05", "url")


@pytest.mark.parametrize(
    ("line", "url", "expected"),
    [
        ("Senin, 4 November", None, ("2024-11-04", "text")),
        ("Senin, 4 November", "https://a.example/2023/11/x", ("2023-11", "url")),
        ("2 jam lalu", "https://a.example/2023/11/x", ("2023-11", "url")),
        ("2 jam lalu", "https://a.example/2024/11/x", ("2024-11-06", "text")),
        ("Konser digelar 31 Desember", None, (None, None)),
    ],
)
def test_the_day_of_reading_does_not_outdo_the_address_or_tell_the_future(
    line: str, url: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert published(f"<div>{line}</div>", url=url, read=READ) == expected


@pytest.mark.parametrize(
    ("meta", "line", "expected"),
    [
        ("2024-11-04", "Senin, 4 November 2024 10:15 WIB", ("2024-11-04T10:15:00+07:00", "text")),
        ("2024-11-04", "Selasa, 5 November 2024 00:15 WITA", ("2024-11-05T00:15:00+08:00", "text")),
        ("2024-11", "1 Desember 2024", ("2024-12-01", "text")),
        ("2024-11-04", "1 Desember 2020 10:15 WIB", ("2024-11-04", "meta")),
        (
            "2024-11-04T10:15:00+07:00",
            "Selasa, 5 November 2024 00:15 WITA",
            ("2024-11-04T10:15:00+07:00", "meta"),
        ),
    ],
)
def test_where_two_places_disagree_the_more_specific_wins(
    meta: str, line: str, expected: tuple[str, str]
) -> None:
    head = f'<meta property="article:published_time" content="{meta}">'
    assert published(f"<div>{line}</div>", head=head) == expected


META = '<meta property="article:published_time" content="{}">'
LD = '<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{}"}}</script>'


@pytest.mark.parametrize(
    ("head", "line", "url", "other"),
    [
        (META.format("2024-11-04"), "<p>Minggu, 3 November 2024 10:15 WIB</p>", None, "2024-11-04 meta"),
        (META.format("2024-11-04T10:15:00+07:00"), "<p>Minggu, 3 November 2024</p>", None, "2024-11-03 text"),
        (META.format("2024-11-04T10:15:00+07:00"), "", "https://a.example/2024/10/31/x", "2024-10-31 url"),
        (META.format("2024-11-04T10:15:00+07:00"), "", "https://a.example/2024/10/x", "2024-10 url"),
        (META.format("2024-11"), "<p>1 Desember 2024</p>", None, "2024-11 meta"),
        (LD.format("2024-11-04") + META.format("2024-11-01T20:00:00Z"), "", None, "2024-11-02T03:00:00+07:00 meta"),
        (LD.format("2024-11-04"), '<time class="published">2024-11-02</time>', None, "2024-11-02 time"),
    ],
)  # fmt: skip
def test_the_date_of_another_day_is_kept_beside_the_one_that_wins(
    head: str, line: str, url: str | None, other: str
) -> None:
    article = taken(line, head=head, url=url)
    assert article.published_other == other
    assert article.published
    assert not other.startswith(article.published)


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("", None),
        ("<p>Senin, 4 November 2024 | 10:15 WIB</p>", "https://a.example/2024/11/x"),
        ("<p>Selasa, 5 November 2024 00:15 WITA</p>", None),
        ("<p>Senin, 4 November 2024 17:30 UTC</p>", None),
        ("<p>Diperbarui: Kamis, 7 November 2024 08:00 WIB</p>", None),
        ("<p>Tanggul itu jebol pada 3 November 2024 setelah hujan deras.</p>", None),
        ("<p>2 jam lalu</p><p>Minggu (3/11)</p>", None),
        ("<aside><time class='date'>2024-10-01</time></aside>", None),
        ("<p>4 November 2099</p>", None),
    ],
)
def test_another_precision_zone_or_subject_is_no_other_date(line: str, url: str | None) -> None:
    article = taken(line, head=META.format("2024-11-04T23:30:00+07:00"), url=url, read=READ)
    assert (article.published, article.published_other) == ("2024-11-04T23:30:00+07:00", None)


def test_todays_date_above_the_headline_is_no_other_date() -> None:
    article = taken(above="<div>Rabu, 6 November 2024</div>", head=META.format("2024-11-04"))
    assert (article.published, article.published_other) == ("2024-11-04", None)
