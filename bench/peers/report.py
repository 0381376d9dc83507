"""The figures and the tables. A query's time is the median of its rounds; percentiles are over queries."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from bench.corpus import Query

from . import OURS
from .measure import MODES, Measured

ALL = "ALL"
PERCENTILES = (0.5, 0.95, 0.99)
_FOUND = ("matches", "months", "places", "people")
_MAY_DIFFER = "fuzzy"
Times = dict[int, float]


def times(measured: Measured, mode: str) -> Times:
    """Return the time of each query that was answered, by its place in the list."""
    found = {}
    for at, rounds in enumerate(zip(*measured.ms[mode], strict=True)):
        answered = [ms for ms in rounds if ms is not None]
        if answered:
            found[at] = statistics.median(answered)
    return found


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def kinds(queries: Sequence[Query]) -> list[str]:
    """Return the kinds of queries in order."""
    return list(dict.fromkeys(query.kind for query in queries))


def of_kind(found: Times, queries: Sequence[Query], kind: str) -> list[float]:
    """Return the times of one kind of query, or of all."""
    return [ms for at, ms in found.items() if kind in (ALL, queries[at].kind)]


def figures(measured: dict[str, Measured], queries: Sequence[Query]) -> dict[str, Any]:
    """Return percentiles by mode, kind and engine, and ratios to ours over the same queries."""
    made: dict[str, Any] = {}
    for mode in MODES:
        by_engine = {name: times(each, mode) for name, each in measured.items()}
        rows = made[mode] = {}
        for kind in (*kinds(queries), ALL):
            rows[kind] = {
                name: [percentile(values, share) for share in PERCENTILES]
                for name, found in by_engine.items()
                if (values := of_kind(found, queries, kind))
            }
        if ours := by_engine.get(OURS):
            rows["ratio"] = {
                name: _ratios(found, ours, PERCENTILES) for name, found in by_engine.items() if name != OURS
            }
    return made


def table(
    mode: str, made: dict[str, Any], measured: dict[str, Measured], queries: Sequence[Query]
) -> list[str]:
    """Return the lines of one mode's table."""
    engines = list(measured)
    rows = [[f"{mode}: p50 / p95 / p99, ms", *engines]]
    for kind in (*kinds(queries), ALL):
        cells = made[mode][kind]
        rows.append([kind, *(_joined(cells.get(name), _milliseconds) for name in engines)])
    ratios = made[mode].get("ratio", {})
    if ratios:
        rows.append(["ALL, times ours", *(_joined(ratios.get(name), _times) for name in engines)])
    answered = [len(times(measured[name], mode)) for name in engines]
    rows.append([f"queries, of {len(queries)}", *(str(n) for n in answered)])
    return _aligned(rows)


def keeping_table(measured: dict[str, Measured]) -> list[str]:
    """Return the lines about writing, size, memory and opening."""
    each = list(measured.values())
    rows = [["", *measured]]
    rows.append(["written, articles/s", *(_rate(m.written) for m in each)])
    rows.append(
        ["index, bytes/article", *(f"{m.written['bytes'] / m.written['articles']:,.0f}" for m in each)]
    )
    rows.append(["segments", *(str(m.written["segments"]) for m in each)])
    rows.append(["resident, MB", *(_megabytes(m.memory["resident"]) for m in each)])
    rows.append(["of it not of files, MB", *(_megabytes(m.memory["anonymous"]) for m in each)])
    rows.append(["opened and asked once, ms", *(f"{m.open_ms:,.1f}" for m in each)])
    return _aligned(rows)


def differences(measured: dict[str, Measured]) -> dict[str, dict[int, list[str]]]:
    """Return what is not as ours has it, by engine and query."""
    if OURS not in measured:
        return {}
    found: dict[str, dict[int, list[str]]] = {}
    ours = measured[OURS].found
    for name, each in measured.items():
        if name == OURS:
            continue
        found[name] = {}
        for at, (theirs, mine) in enumerate(zip(each.found, ours, strict=True)):
            if theirs is None or mine is None:
                continue
            compared = zip(_FOUND, theirs, mine, strict=True)
            unlike = [f"{what} {a}, ours {b}" for what, a, b in compared if a != b]
            if unlike:
                found[name][at] = unlike
    return found


def agreement_table(
    unlike: dict[str, dict[int, list[str]]], measured: dict[str, Measured], queries: Sequence[Query]
) -> list[str]:
    """Return how many answers of each kind differ from ours in the number of matches or in counts."""
    rows = [["answers that differ from ours", *unlike]]
    for kind in kinds(queries):
        row = [kind]
        for name in unlike:
            compared = [at for at, found in enumerate(measured[name].found) if found]
            of = sum(queries[at].kind == kind for at in compared)
            bad = sum(queries[at].kind == kind for at in unlike[name])
            row.append(f"{bad} of {of}" if of else "-")
        rows.append(row)
    return _aligned(rows)


def disagreements(unlike: dict[str, dict[int, list[str]]], queries: Sequence[Query]) -> list[str]:
    """Return a line for each answer that is not right; fuzzy ones differ by how far each engine expands."""
    return [
        f"{name}, {queries[at]}: {'; '.join(what)}"
        for name, by_query in unlike.items()
        for at, what in by_query.items()
        if queries[at].kind != _MAY_DIFFER
    ]


def growth(
    small: dict[str, Measured], large: dict[str, Measured], queries: Sequence[Query]
) -> dict[str, dict[str, dict[str, list[float]]]]:
    """Return by mode, row and engine how p50 and p95 grow; every kind for ours, all together for others."""
    made: dict[str, dict[str, dict[str, list[float]]]] = {}
    for mode in MODES:
        rows: dict[str, dict[str, list[float]]] = {}
        for name in (name for name in large if name in small):
            before, after = times(small[name], mode), times(large[name], mode)
            for kind in (*(kinds(queries) if name == OURS else ()), ALL):
                chosen = {at: ms for at, ms in after.items() if kind in (ALL, queries[at].kind)}
                rows.setdefault(kind, {})[name] = _ratios(chosen, before, PERCENTILES[:2])
        made[mode] = rows
    return made


def growth_table(made: dict[str, dict[str, dict[str, list[float]]]], engines: Sequence[str]) -> list[str]:
    """Return the lines of the growth."""
    lines = []
    for mode in made:
        rows = [[f"{mode}: p50 / p95, growth from a tenth", *engines]]
        for kind, cells in made[mode].items():
            rows.append([kind, *(_joined(cells.get(name), _times) for name in engines)])
        lines += [*_aligned(rows), ""]
    return lines


def _ratios(found: Times, base: Times, shares: Sequence[float]) -> list[float]:
    """Return ratios of percentiles over the queries that both have answered."""
    both = [at for at in found if at in base]
    if not both:
        return []
    return [
        percentile([found[at] for at in both], share) / percentile([base[at] for at in both], share)
        for share in shares
    ]


def _joined(values: Sequence[float] | None, shown: Callable[[float], str]) -> str:
    return " / ".join(shown(value) for value in values) if values else "-"


def _milliseconds(ms: float) -> str:
    return f"{ms:.3f}" if ms < 1 else f"{ms:.2f}" if ms < 10 else f"{ms:.1f}" if ms < 100 else f"{ms:.0f}"


def _times(ratio: float) -> str:
    return f"{ratio:.0f}" if ratio >= 100 else f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"


def _rate(written: dict[str, Any]) -> str:
    """Return articles a second; a kept index was written at another time, perhaps a busier one."""
    return f"{written['articles'] / written['seconds']:,.0f}{' (kept)' if written.get('kept') else ''}"


def _megabytes(value: float | None) -> str:
    return "-" if value is None else f"{value:,.0f}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        ).rstrip()
        for row in rows
    ]
