"""Answering one request: the plan becomes a program, the program runs over every segment."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..engine import Facet, FacetCount, Filters, Hit, SearchRequest, SearchResponse, Sort
from . import kernels
from .kernels import searching as op
from .kernels.cursors import CURSOR, FIELD, GROUP_END
from .kernels.packing import BLOCK
from .plan import AllOf, AnyOf, Between, Leaf, Node, Program, matrix
from .schema import DAYS, FACETS, KEYWORDS, NO_DAY, key
from .segment import ROW
from .translate import Translator
from .values import PeriodCounts, ValueCounts, Values

if TYPE_CHECKING:
    from .snapshot import SegmentsSnapshot

Ints = npt.NDArray[np.int64]
_ORDERS = {Sort.RELEVANCE: op.BY_SCORE, Sort.NEWEST: op.NEWEST, Sort.OLDEST: op.OLDEST}
_COLUMNS = {facet: KEYWORDS.index(name) for facet, name in FACETS.items()}
# Documents between two looks at the clock.
_STEP = 1 << 17
_INT32 = 2**31 - 1
_UNCOUNTED = (np.zeros(1, np.uint32), np.zeros(0, np.uint32))


class _LateError(Exception):
    """The deadline has passed."""


class Execution:
    """The answering of one request by one snapshot, within `deadline` seconds."""

    def __init__(self, snapshot: SegmentsSnapshot, request: SearchRequest, deadline: float) -> None:
        self._snapshot, self._request = snapshot, request
        self._until = time.monotonic() + deadline
        self._capacity = request.offset + request.limit
        self._ranked = request.sort is Sort.RELEVANCE
        sizes = [len(values) if facet in request.facets else 0 for facet, values in self._by_facet()]
        self._counts = [np.zeros(size, np.int32) for size in sizes]
        self._touched = [np.empty(size, np.int64) for size in sizes]
        self._state = np.zeros(op.STATE, np.int64)
        self._keys = np.empty(max(1, self._capacity))
        self._best = np.empty(max(1, self._capacity), np.uint64)

    def run(self) -> SearchResponse:
        """Return the answer; what is found by the deadline if it comes first."""
        try:
            plan = Translator(self._snapshot, self._tick).translate(self._request.query)
        except _LateError:
            return self._answer(late=True)
        return self.run_plan(plan)

    def run_plan(self, plan: Node) -> SearchResponse:
        """Return the answer to a plan."""
        filters = _filter_plans(self._request.filters)
        leaves = [leaf for node in (plan, *filters.values()) for leaf in node.leaves()]
        rows = self._snapshot.look_up(leaves)
        for number, leaf in enumerate(leaves):
            leaf.number = number
        program, drivers, outputs = self._compile(plan, filters)
        try:
            self._run(program, drivers, outputs, rows)
        except _LateError:
            return self._answer(late=True)
        return self._answer(late=False)

    def _compile(self, plan: Node, filters: dict[Facet, Node]) -> tuple[Program, list[list[Leaf]], list[int]]:
        """Return the program, what drives it, and the registers of matches and of what facets count."""
        counted = self._request.facets
        program = Program()
        source, drivers = 0, plan.drivers()
        # A filter whose own field is not counted comes first, and narrows what the query looks at.
        for facet, node in filters.items():
            if facet not in counted:
                source = node.emit(program, source, -1, 1.0)
                drivers = drivers + node.drivers()
        scored = self._ranked and self._capacity > 0
        matched = plan.emit(program, source, 0 if scored else -1, 1.0)
        passing = {
            facet: node.emit(program, matched, -1, 1.0) for facet, node in filters.items() if facet in counted
        }
        outputs = [_all_of(program, matched, list(passing.values())), -1, -1, -1]
        for facet in counted:
            others = [register for other, register in passing.items() if other is not facet]
            outputs[1 + _COLUMNS[facet]] = _all_of(program, matched, others)
        return program, drivers, outputs

    def _run(
        self,
        program: Program,
        drivers: Sequence[Sequence[Leaf]],
        outputs: Sequence[int],
        rows: Sequence[Ints],
    ) -> None:
        snapshot, request = self._snapshot, self._request
        count = max(1, len(program.leaves))
        numbers = [leaf.number for leaf in program.leaves]
        at = {leaf.number: place for place, leaf in enumerate(program.leaves)}
        driving = np.array(
            [n for group in drivers for n in (*(at[leaf.number] for leaf in group if leaf.number in at), -1)],
            np.int64,
        )
        operations = matrix(program.operations, 6)
        weights = np.array(program.weights or [0.0])
        phrases = matrix(program.phrases, 5)
        words = np.array([program.phrase_words.get(n, 0) for n in range(count)], np.int64)
        constants = np.array(program.constants or [0.0])
        ranges = matrix(program.ranges, 2)
        registers = np.zeros((program.registers, op.WORDS), np.uint64)
        scores = np.zeros((program.accumulators, op.WINDOW))
        buffers, frequencies, offsets = (np.empty((count, BLOCK), np.int64) for _ in range(3))
        fields = np.array([leaf.field for leaf in program.leaves], np.int64)
        pruning = program.prunable and self._ranked and not request.count and not request.facets
        for number, (segment, live) in enumerate(zip(snapshot.segments, snapshot.live, strict=True)):
            self._tick()
            leaves = np.zeros((count, ROW), np.int64)
            if numbers:
                leaves[:, :4] = rows[number][numbers, :4]
                leaves[:, FIELD] = fields
                leaves[:, GROUP_END] = program.group_ends
            sets, dense = self._provided(program, number)
            columns = [
                (segment.array(f"{name}.offsets"), segment.array(f"{name}.numbers"))
                if outputs[1 + column] >= 0
                else _UNCOUNTED
                for column, name in enumerate(KEYWORDS)
            ]
            cursors = np.zeros((count, CURSOR), np.int64)
            self._state[op.NEXT] = 0
            while self._state[op.NEXT] < segment.documents:
                self._tick()
                kernels.search(
                    operations, np.array(outputs, np.int64), driving, self._state,
                    self._state[op.NEXT] + _STEP, leaves, weights, snapshot.norms[number], cursors, buffers,
                    frequencies, offsets, phrases, words, constants, program.fixed, ranges, sets, dense, registers,
                    scores, live.words, segment.postings, segment.occurrences, *segment.blocks,
                    segment.array("lengths"), segment.array("ids"), segment.array("moments"), segment.array("days"),
                    *columns[0], self._counts[0], self._touched[0], *columns[1], self._counts[1], self._touched[1],
                    *columns[2], self._counts[2], self._touched[2], self._keys, self._best, self._capacity,
                    _ORDERS[request.sort], int(pruning), segment.doc_bits,
                )  # fmt: skip

    def _provided(
        self, program: Program, number: int
    ) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.float64]]:
        """Return the sets and scores that something else has found for a segment."""
        if not program.providers:
            return np.zeros((1, 1), np.uint64), np.zeros((1, 1))
        found = [provider(number) for provider, _ in program.providers]
        sets = np.stack([bits for bits, _ in found])
        if all(scores is None for _, scores in found):
            return sets, np.zeros((1, 1))
        documents = self._snapshot.segments[number].documents
        dense = np.zeros((len(found), documents))
        for at, ((_, scores), (_, boost)) in enumerate(zip(found, program.providers, strict=True)):
            if scores is not None:
                dense[at] = scores * boost
        return sets, dense

    def _answer(self, *, late: bool) -> SearchResponse:
        request, state = self._request, self._state
        kept = int(state[op.KEPT])
        order = np.lexsort((self._best[:kept], -self._keys[:kept]))[request.offset :]
        hits = [
            Hit(f"{number:016x}", score if self._ranked else 0.0)
            for number, score in zip(self._best[order].tolist(), self._keys[order].tolist(), strict=True)
        ]
        return SearchResponse(
            total=int(state[op.TOTAL]),
            hits=hits,
            facets={facet: self._facet(facet) for facet in request.facets},
            sequence=self._snapshot.sequence,
            exact=not (late or state[op.PRUNED]),
            timed_out=late,
        )

    def _facet(self, facet: Facet) -> Sequence[FacetCount]:
        """Return a facet's counts: dates by time, others by count then value, chosen ones always."""
        column = _COLUMNS[facet]
        values, counts, touched = self._snapshot.values[column], self._counts[column], self._touched[column]
        if facet is Facet.DATE:
            return PeriodCounts(values.periods, counts)
        limit = min(self._request.facet_limit, len(values))
        best, sums = np.empty(max(1, limit), np.int64), np.empty(max(1, limit), np.int64)
        size = int(self._state[op.TOUCHED + column])
        kept = kernels.top_values(counts, touched, size, values.ranks, limit, best, sums)
        numbers, found = best[:kept].tolist(), sums[:kept].tolist()
        chosen = self._request.filters.places if facet is Facet.PLACE else self._request.filters.people
        if not chosen:
            return ValueCounts(values, numbers, found)
        listed = set(numbers)
        late = []
        for value, number in zip(chosen, values.numbers(chosen).tolist(), strict=True):
            if number < 0 or number not in listed:
                late.append(FacetCount(value, int(counts[number]) if number >= 0 else 0))
        return [*ValueCounts(values, numbers, found), *sorted(set(late), key=lambda count: count.value)]

    def _by_facet(self) -> list[tuple[Facet, Values]]:
        return [(facet, self._snapshot.values[column]) for facet, column in _COLUMNS.items()]

    def _tick(self) -> None:
        if time.monotonic() > self._until:
            raise _LateError


def _filter_plans(filters: Filters) -> dict[Facet, Node]:
    """Return the plan of each field that is filtered."""
    plans: dict[Facet, Node] = {}
    for facet, wanted in ((Facet.PLACE, filters.places), (Facet.PERSON, filters.people)):
        if wanted:
            plans[facet] = AnyOf([Leaf(key(FACETS[facet], value), 0, scored=False) for value in wanted])
    if filters.date_from or filters.date_to:
        low = dt.date.fromisoformat(filters.date_from).toordinal() if filters.date_from else NO_DAY + 1
        high = dt.date.fromisoformat(filters.date_to).toordinal() if filters.date_to else _INT32
        plans[Facet.DATE] = AllOf(
            [
                Between(DAYS.index("first_day"), NO_DAY + 1, high),
                Between(DAYS.index("last_day"), low, _INT32),
            ]
        )
    return plans


def _all_of(program: Program, source: int, registers: Sequence[int]) -> int:
    """Emit the intersection of registers; return its register."""
    for register in registers:
        source = program.add(op.BOTH, source, program.register(), register)
    return source
