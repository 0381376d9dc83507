"""Answering one request: the plan becomes a program, the program runs over every segment."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..engine import Facet, FacetCount, Filters, Hit, SearchRequest, SearchResponse, Sort
from . import kernels
from .counting import COLUMNS, Counting
from .kernels import searching as op
from .kernels.cursors import CURSOR
from .kernels.packing import BLOCK
from .kernels.phrases import ROOM
from .kernels.vectors import LANES
from .plan import AllOf, AnyOf, Between, Leaf, Node
from .program import Program
from .schema import DAYS, FACETS, NO_DAY, key
from .segment import ROW
from .translate import Translator

if TYPE_CHECKING:
    from .snapshot import SegmentsSnapshot

Ints = npt.NDArray[np.int64]
_ORDERS = {Sort.RELEVANCE: op.BY_SCORE, Sort.NEWEST: op.NEWEST, Sort.OLDEST: op.OLDEST}
# Documents between two looks at the clock.
_STEP = 1 << 17
_INT32 = 2**31 - 1


class _LateError(Exception):
    """The deadline has passed."""


class _Room(threading.local):
    """What the kernel works in, kept from query to query by each thread; scores hold zeros between them."""

    def __init__(self) -> None:
        self.of_leaves(4)
        self.registers = np.empty((16, op.WORDS), np.uint64)
        self.scores = np.zeros((2, op.WINDOW))
        self.places = np.empty((4, ROOM + LANES), np.int32)

    def of_leaves(self, count: int) -> None:
        self.leaves = np.empty((count, ROW), np.int64)
        self.cursors = np.empty((count, CURSOR), np.int64)
        self.decoded = np.empty((3, count, BLOCK), np.int64)

    def fit(self, program: Program) -> None:
        """Grow to what a program needs."""
        if len(program.leaves) > len(self.leaves):
            self.of_leaves(2 * len(program.leaves))
        if program.registers > len(self.registers):
            self.registers = np.empty((2 * program.registers, op.WORDS), np.uint64)
        if program.phrases and len(program.leaves) > len(self.places):
            self.places = np.empty((2 * len(program.leaves), ROOM + LANES), np.int32)
        # Every accumulator is cleared for every window, so none is kept that is not needed.
        if program.accumulators != len(self.scores):
            self.scores = np.zeros((program.accumulators, op.WINDOW))


_room = _Room()


class Execution:
    """The answering of one request by one snapshot, within `deadline` seconds."""

    def __init__(self, snapshot: SegmentsSnapshot, request: SearchRequest, deadline: float) -> None:
        self._snapshot, self._request = snapshot, request
        self._until = time.monotonic() + deadline
        self._capacity = request.offset + request.limit
        self._ranked = request.sort is Sort.RELEVANCE
        self._counting = Counting(snapshot.values, request.facets)
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
        leaves = list(plan.leaves())
        for node in filters.values():
            leaves += node.leaves()
        for number, leaf in enumerate(leaves):
            leaf.number = number
        rows = self._snapshot.look_up(leaves)
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
        drivers = plan.drivers()
        into = 0 if self._ranked and self._capacity > 0 else -1
        # Filters whose own field is not counted narrow the query, or the query them: the rarer comes first.
        narrowing = [node for facet, node in filters.items() if facet not in counted]
        for node in narrowing:
            drivers = drivers + node.drivers()
        source = 0
        for node in sorted([plan, *narrowing], key=lambda node: node.cost):
            source = node.emit(program, source, into if node is plan else -1, 1.0)
        if len(narrowing) == len(filters):
            return program, drivers, [source, *(source if f in counted else -1 for f in COLUMNS)]
        passing = {f: node.emit(program, source, -1, 1.0) for f, node in filters.items() if f in counted}
        outputs = [_all_of(program, source, list(passing.values())), *([-1] * len(COLUMNS))]
        for facet in counted:
            others = [register for other, register in passing.items() if other is not facet]
            outputs[1 + COLUMNS[facet]] = _all_of(program, source, others)
        return program, drivers, outputs

    def _run(
        self, program: Program, drivers: Sequence[Sequence[Leaf]], outputs: Sequence[int], rows: Ints
    ) -> None:
        snapshot, request, state = self._snapshot, self._request, self._state
        pruning = program.prunable and self._ranked and not request.count and not request.facets
        code, numbers = program.assembled(
            drivers, outputs, (_ORDERS[request.sort], int(pruning), self._capacity)
        )
        given, held = self._given(program)
        table = snapshot.table(
            days=program.uses_days,
            moments=not self._ranked,
            columns=tuple(COLUMNS[f] for f in request.facets),
        )
        room = _room
        room.fit(program)
        segments = len(table)
        counts, touched = zip(*self._counting.arrays, strict=True)
        while state[op.SEGMENT] < segments:
            self._tick()
            kernels.search(
                table, snapshot.norms, rows, given, code, numbers, state, _STEP, room.leaves, room.cursors,
                room.decoded, room.places, room.registers, room.scores, counts, touched,
                self._keys, self._best,
            )  # fmt: skip
        del held

    def _given(self, program: Program) -> tuple[Ints, list[object]]:
        """Return where the sets and scores lie that something else has found, and what holds them."""
        segments = len(self._snapshot.segments)
        given = np.zeros((segments, max(1, len(program.providers)), 2), np.int64)
        held: list[object] = []
        for at, provider in enumerate(program.providers):
            for segment in range(segments):
                self._tick()
                bits, scores = provider(segment)
                held += (bits, scores)
                given[segment, at, 0] = bits.ctypes.data
                given[segment, at, 1] = 0 if scores is None else scores.ctypes.data
        return given, held

    def _answer(self, *, late: bool) -> SearchResponse:
        request, state = self._request, self._state.tolist()
        kept = state[op.KEPT]
        found = zip(self._keys[:kept].tolist(), self._best[:kept].tolist(), strict=True)
        best = sorted(found, key=lambda pair: (-pair[0], pair[1]))[request.offset :]
        hits = [Hit(f"{number:016x}", score if self._ranked else 0.0) for score, number in best]
        return SearchResponse(
            total=state[op.TOTAL],
            hits=hits,
            facets={
                facet: self._facet(facet, state[op.TOUCHED + COLUMNS[facet]])
                for facet in dict.fromkeys(request.facets)
            },
            sequence=self._snapshot.sequence,
            exact=not (late or state[op.PRUNED]),
            timed_out=late,
        )

    def _facet(self, facet: Facet, touched: int) -> Sequence[FacetCount]:
        """Return a facet's counts: dates by time, others by count then value, chosen ones always."""
        request = self._request
        if facet is Facet.DATE:
            return self._counting.periods(touched, request.period)
        chosen = request.filters.chosen(facet)
        return self._counting.greatest(facet, touched, request.facet_limit, chosen)

    def _tick(self) -> None:
        if time.monotonic() > self._until:
            raise _LateError


def _filter_plans(filters: Filters) -> dict[Facet, Node]:
    """Return the plan of each field that is filtered."""
    plans: dict[Facet, Node] = {}
    for facet in (Facet.PLACE, Facet.PERSON, Facet.ORGANISATION):
        if wanted := filters.chosen(facet):
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
