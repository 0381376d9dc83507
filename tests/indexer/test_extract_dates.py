"""Dates as newspapers print them."""

import pytest

from indexer.extract import parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Senin, 4 November 2024 | 10:15 WIB", "2024-11-04T10:15:00+07:00"),
        ("Senin, 4 November 2024 10.15 WITA", "2024-11-04T10:15:00+08:00"),
        ("Senin, 04 Nopember 2024, pukul 10:15:30 WIT", "2024-11-04T10:15:30+09:00"),
        ("Jum'at, 05/03/2021 10:15 WIB", "2021-03-05T10:15:00+07:00"),
        ("Diterbitkan 17 Agt 2020", "2020-08-17"),
        ("17 Agust 2020", "2020-08-17"),
        ("3 Peb. 2019", "2019-02-03"),
        ("9 Mei 2018", "2018-05-09"),
        ("1 Okt 2018 - 23:59", "2018-10-01T23:59:00+07:00"),
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
    ],
)
def test_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_an_impossible_time_leaves_the_day() -> None:
    assert parse_date("4 November 2024 27:80 WIB") == "2024-11-04"
