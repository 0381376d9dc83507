"""Text cut where names and matched words begin and end, so that templates can wrap the pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Named
from search import Marked, NameSpan
from search.model import Spans


@dataclass(frozen=True, slots=True)
class Run:
    """Text that matched the query, or did not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Runs that stand within one name, or outside any (`named` None); `kind` is the name's."""

    runs: tuple[Run, ...]
    named: Named | None = None
    kind: str = ""


def runs(marked: Marked) -> tuple[Run, ...]:
    """Return the runs of a marked text."""
    return _runs(marked.text, 0, len(marked.text), _merged(marked.marks, len(marked.text)))


def pieces(text: str, marks: Spans, names: Iterable[NameSpan]) -> tuple[Piece, ...]:
    """Return a text as pieces; of names that overlap the first and longest stands."""
    size = len(text)
    merged = _merged(marks, size)
    cut: list[Piece] = []
    position = 0
    for span in sorted(names, key=lambda name: (name.start, -name.end)):
        if not position <= span.start < span.end <= size:
            continue
        cut.append(Piece(_runs(text, position, span.start, merged)))
        cut.append(Piece(_runs(text, span.start, span.end, merged), span.named, span.kind))
        position = span.end
    cut.append(Piece(_runs(text, position, size, merged)))
    return tuple(piece for piece in cut if piece.runs)


def _merged(spans: Spans, size: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(size, end)) for start, end in spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _runs(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    found: list[Run] = []
    position = start
    for mark_start, mark_end in marks:
        inner_start, inner_end = max(mark_start, position), min(mark_end, end)
        if inner_start >= inner_end:
            continue
        if position < inner_start:
            found.append(Run(text[position:inner_start], marked=False))
        found.append(Run(text[inner_start:inner_end], marked=True))
        position = inner_end
    if position < end:
        found.append(Run(text[position:end], marked=False))
    return tuple(found)
