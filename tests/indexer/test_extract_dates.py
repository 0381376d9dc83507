"""Dates as newspapers print them."""

import pytest

from indexer.extract import parse_date
from indexer.extract.dates import url_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Senin, 4 November 2024 | 10:15 WIB", "2024-11-04T10:15:00+07:00"),
        ("Senin, 4 November 2024 10.15 WITA", "2024-11-04T10:15:00+08:00"),
        ("Senin (4/11/2024) 10.15 WITA", "2024-11-04T10:15:00+08:00"),
        ("4 Nov 2024 23:30 GMT+7", "2024-11-04T23:30:00+07:00"),
        ("2024-11-04 23:30 UTC +08:00", "2024-11-04T23:30:00+08:00"),
        ("4 Nov 2024 23:30 (GMT+0700)", "2024-11-04T23:30:00+07:00"),
        ("4 Nov 2024 23:30 GMT", "2024-11-04T23:30:00+00:00"),
        ("4 Nov 2024 23:30 GMT+99", "2024-11-04"),
        ("17 Agoestoes 1945", "1945-08-17"),
        ("Ahad, 3 Mart 2024", "2024-03-03"),
        ("Senin, 04 Nopember 2024, pukul 10:15:30 WIT", "2024-11-04T10:15:30+09:00"),
        ("Jum'at, 05/03/2021 10:15 WIB", "2021-03-05T10:15:00+07:00"),
        ("Diterbitkan 17 Agt 2020", "2020-08-17"),
        ("17 Agust 2020", "2020-08-17"),
        ("3 Peb. 2019", "2019-02-03"),
        ("9 Mei 2018", "2018-05-09"),
        ("1 Okt 2018 - 23:59", "2018-10-01T23:59:00+07:00"),
        ("5 Djuni 1962", "1962-06-05"),
        ("12 Pebruari 2019", "2019-02-12"),
        ("12 Mrt 2019", "2019-03-12"),
        ("12 Ags 2019", "2019-08-12"),
        ("12 Agts 2019", "2019-08-12"),
        ("12 Nop 2019", "2019-11-12"),
        ("12 Des. 2019", "2019-12-12"),
        ("JUM’AT, 12 JULI 2019", "2019-07-12"),
        ("Senin, 04/11/24 10:15 WIB", "2024-11-04T10:15:00+07:00"),
        ("Senin (04/11/99)", "1999-11-04"),
        ("Senin (4/11/2024)", "2024-11-04"),
        ("04/11/2024", "2024-11-04"),
        ("4-11-2024", "2024-11-04"),
        ("4.11.2024", "2024-11-04"),
        ("11/25/2024", "2024-11-25"),
        ("2024/11/04", "2024-11-04"),
        ("20241104", "2024-11-04"),
        ("2024-11-04", "2024-11-04"),
        ("2024-11-04T03:15:00Z", "2024-11-04T03:15:00+00:00"),
        ("2024-11-04T10:15:00.000+0700", "2024-11-04T10:15:00+07:00"),
        ("2024-11-04 10:15", "2024-11-04T10:15:00+07:00"),
        ("Mon, 04 Nov 2024 10:15:00 +0800", "2024-11-04T10:15:00+08:00"),
        ("November 4, 2024 at 3:05 pm", "2024-11-04T15:05:00+07:00"),
        ("November 2024", "2024-11"),
        ("2024-11", "2024-11"),
        ("2024", "2024"),
    ],
)
def test_dates_are_read_at_their_precision(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kemarin sore",
        "31 Februari 2024",
        "32/13/2024",
        "2024-13-45",
        "Nomor 6 Tahun 2020",
        "4 November 3024",
        "skor 24/7/24",
    ],
)
def test_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_an_impossible_time_leaves_the_day() -> None:
    assert parse_date("4 November 2024 27:80 WIB") == "2024-11-04"


@pytest.mark.parametrize(
    ("number", "names"),
    [
        (1, "Januari Jan"),
        (2, "Februari Pebruari Feb Peb"),
        (3, "Maret Mar Mrt"),
        (4, "April Apr"),
        (5, "Mei"),
        (6, "Juni Jun"),
        (7, "Juli Jul"),
        (8, "Agustus Agust Agt Ags Agu"),
        (9, "September Sept Sep"),
        (10, "Oktober Okt"),
        (11, "November Nopember Nov Nop"),
        (12, "Desember Des"),
    ],
)
def test_every_spelling_of_a_month(number: int, names: str) -> None:
    for name in names.split():
        for printed in (name, name.upper(), name.lower()):
            assert parse_date(f"17 {printed} 2020") == f"2020-{number:02d}-17"


@pytest.mark.parametrize(
    ("url", "iso"),
    [
        ("https://a.example/2024/11/04/judul", "2024-11-04"),
        ("https://a.example/read/2024/11/judul", "2024-11"),
        ("https://a.example/berita/20241104123456-12-99/judul", "2024-11-04"),
        ("https://a.example/2024-11-04/judul", "2024-11-04"),
        ("https://a.example/2024/99/04/judul", None),
        ("https://a.example/artikel/123456", None),
    ],
)
def test_dates_of_addresses(url: str, iso: str | None) -> None:
    assert url_date(url) == iso
