"""Partly known dates."""

import datetime as dt

import pytest

from index.dates import day_bounds, moment, periods


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-11-04", dt.date(2024, 11, 4), dt.date(2024, 11, 4)),
        ("2024-11-04T23:30:00+09:00", dt.date(2024, 11, 4), dt.date(2024, 11, 4)),
    ],
)
def test_bounds(text: str, first: dt.date, last: dt.date) -> None:
    assert day_bounds(text) == (first, last)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "kemarin", "0000", "20241", "2024/11"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        day_bounds(text)


def test_periods() -> None:
    assert periods("2024-11-04T10:00:00+07:00") == ("2024", "2024-11", "2024-11-04")
    assert periods("2024") == ("2024",)


def test_moments_are_compared_across_time_zones() -> None:
    assert moment("2024-11-04T10:00:00+07:00") == moment("2024-11-04T12:00:00+09:00")
    assert moment("2024") == moment("2024-01") == moment("2024-01-01")
