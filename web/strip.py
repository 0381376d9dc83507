"""The strip of bars above the results: articles per year, month or day, each bar a filter."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass

from search import FacetValue

from .facets import chosen_period, shared_period
from .state import SearchState

_YEAR, _MONTH = 4, 7
_MAX_YEARS = 150


@dataclass(frozen=True, slots=True)
class Bar:
    """One period; `height` is a percentage of the highest, `url` None for an empty period.

    `selected` where the dates asked for tell some periods of the strip from others.
    """

    value: str
    count: int
    height: float
    selected: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class Strip:
    """Bars without gaps in time; `unit` is `year`, `month` or `day`."""

    unit: str
    bars: tuple[Bar, ...]


def date_strip(values: Sequence[FacetValue], state: SearchState) -> Strip | None:
    """Return the days of the chosen (or only) month, else the months of such a year, else the years.

    None where there are fewer than two periods to compare.
    """
    counts = {value.value: value.count for value in values}
    within = shared_period(state) or _only(counts)
    if len(within) >= _MONTH and _periods(counts, within[:_MONTH]):
        unit, periods = "day", _days(within[:_MONTH])
    elif len(within) >= _YEAR and _periods(counts, within[:_YEAR]):
        unit, periods = "month", [f"{within[:_YEAR]}-{month:02}" for month in range(1, 13)]
    else:
        unit, periods = "year", _years(sorted(value for value in counts if len(value) == _YEAR))
    if len(periods) < 2:
        return None
    highest = max((counts.get(period, 0) for period in periods), default=0) or 1
    inside = {period for period in periods if _within(period, state.date_from, state.date_to)}
    told_apart = inside if len(inside) < len(periods) else set()
    bars = (_bar(p, counts.get(p, 0), highest, p in told_apart, state) for p in periods)
    return Strip(unit, tuple(bars))


def _bar(period: str, count: int, highest: int, selected: bool, state: SearchState) -> Bar:
    chosen = None if period == chosen_period(state) else period
    url = state.dated(chosen, chosen).url() if count else None
    return Bar(period, count, round(100 * count / highest, 1), selected, url)


def _within(period: str, lower: str | None, upper: str | None) -> bool:
    after = lower is None or period[: len(lower)] >= lower[: len(period)]
    before = upper is None or period[: len(upper)] <= upper[: len(period)]
    return after and before


def _only(counts: dict[str, int]) -> str:
    """Return the only month, else the only year, else nothing."""
    for size in (_MONTH, _YEAR):
        found = [value for value in counts if len(value) == size]
        years = {value for value in counts if len(value) == _YEAR}
        if len(found) == 1 and len(years) <= 1:
            return found[0]
    return ""


def _periods(counts: dict[str, int], parent: str) -> bool:
    return any(value.startswith(f"{parent}-") for value in counts)


def _days(month: str) -> list[str]:
    year, number = int(month[:_YEAR]), int(month[_YEAR + 1 :])
    return [f"{month}-{day:02}" for day in range(1, monthrange(year, number)[1] + 1)]


def _years(found: list[str]) -> list[str]:
    if not found or int(found[-1]) - int(found[0]) >= _MAX_YEARS:
        return found
    return [f"{year:04}" for year in range(int(found[0]), int(found[-1]) + 1)]
