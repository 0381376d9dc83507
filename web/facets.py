"""Facets as the page shows them: trees flattened to indented rows, each a link that toggles it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search import FacetValue

from .formats import Formats
from .state import SearchState

ROWS_SHOWN = 10
WHOLE_TREE_ROWS = 24
_DEEPEST_ALWAYS_SHOWN = 1
_PRECISIONS = (4, 7, 10)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a facet; `share` is its count as a percentage of the facet's greatest."""

    label: str
    count: int
    share: float
    depth: int
    selected: bool
    url: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet's rows: those shown at once, and those behind a `more` control."""

    name: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...]


class _Tree:
    """Facet values by parent; a value whose parent is not listed counts as a root."""

    def __init__(self, values: Sequence[FacetValue], chosen: Sequence[str]) -> None:
        listed = {value.value for value in values}
        self._parents = {value.value: value.parent for value in values if value.parent in listed}
        self.children: dict[str | None, list[FacetValue]] = {}
        for value in values:
            self.children.setdefault(self._parents.get(value.value), []).append(value)
        self._open = {step for value in chosen if value in listed for step in self.path(value)}

    def path(self, value: str) -> list[str]:
        """Return a value and all above it."""
        steps = [value]
        while (parent := self._parents.get(steps[-1])) and parent not in steps:
            steps.append(parent)
        return steps

    def opened(self, value: FacetValue) -> bool:
        """Say whether a row's children are shown: it leads to a chosen one, or has no siblings."""
        siblings = self.children[self._parents.get(value.value)]
        return value.value in self._open or len(siblings) == 1

    def walk(
        self, unfold: Callable[[FacetValue, int], bool], parent: str | None = None, depth: int = 0
    ) -> list[tuple[FacetValue, int]]:
        """Return rows with their depth, going down where `unfold` says so."""
        found: list[tuple[FacetValue, int]] = []
        for value in self.children.get(parent, []):
            found.append((value, depth))
            if unfold(value, depth):
                found += self.walk(unfold, value.value, depth + 1)
        return found


def place_facet(values: Sequence[FacetValue], state: SearchState) -> FacetView:
    """Return places: provinces, kabupaten and kota, and the kecamatan of an open one (of all, if few)."""
    tree = _Tree(values, state.places)
    whole = len(values) <= WHOLE_TREE_ROWS
    rows = tree.walk(lambda value, depth: whole or depth < _DEEPEST_ALWAYS_SHOWN or tree.opened(value))
    return _view("place", rows, state.places, lambda value: state.toggle_place(value).url(), str)


def person_facet(values: Sequence[FacetValue], state: SearchState) -> FacetView:
    """Return people, most frequent first."""
    rows = [(value, 0) for value in values]
    return _view("person", rows, state.people, lambda value: state.toggle_person(value).url(), str)


def date_facet(values: Sequence[FacetValue], state: SearchState, formats: Formats) -> FacetView:
    """Return years, newest first, the months of the open one and the days of an open month."""
    single = chosen_period(state)
    within = shared_period(state)
    tree = _Tree(list(reversed(values)), [within[:size] for size in _PRECISIONS])
    rows = tree.walk(lambda value, _depth: tree.opened(value))

    def url(value: str) -> str:
        chosen = None if value == single else value
        return state.dated(chosen, chosen).url()

    def label(value: str) -> str:
        return formats.month(value) if len(value) == len("2024-11") else formats.date(value)

    return _view("date", rows, (single,) if single else (), url, label)


def chosen_period(state: SearchState) -> str | None:
    """Return the one year, month or day that the dates of a search are limited to, if it is one."""
    return state.date_from if state.date_from and state.date_from == state.date_to else None


def shared_period(state: SearchState) -> str:
    """Return the day, month or year that the dates of a search lie within, else an empty text."""
    start, end = state.date_from or "", state.date_to or ""
    for size in reversed(_PRECISIONS):
        if len(start) >= size and start[:size] == end[:size]:
            return start[:size]
    return ""


def _view(
    name: str,
    rows: Sequence[tuple[FacetValue, int]],
    chosen: Sequence[str],
    url: Callable[[str], str],
    label: Callable[[str], str],
) -> FacetView:
    greatest = max((value.count for value, _ in rows), default=0) or 1
    made = [
        Row(
            label=label(value.value) if name == "date" else value.label,
            count=value.count,
            share=round(100 * value.count / greatest, 1),
            depth=depth,
            selected=value.value in chosen,
            url=f"{url(value.value)}#saring",
        )
        for value, depth in rows
    ]
    last_selected = max((n + 1 for n, row in enumerate(made) if row.selected), default=0)
    cut = max(ROWS_SHOWN, last_selected)
    cut = len(made) if len(made) <= cut + 2 else cut
    return FacetView(name, tuple(made[:cut]), tuple(made[cut:]))
