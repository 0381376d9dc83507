"""A program for the kernel: operations on sets of documents, and the tables that they refer to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .kernels import searching as op

Ints = npt.NDArray[np.int64]
# Gives, for the n-th segment, one bit per document and perhaps a score per document.
Provider = Callable[[int], tuple[npt.NDArray[np.uint64], npt.NDArray[np.float64] | None]]


class Leaf(Protocol):
    """A term that a program looks for: its place among the terms found, its field, and how much it weighs."""

    number: int
    field: int
    boost: float
    idf: float


@dataclass(slots=True)
class Program:
    """Operations and the tables they refer to; the same for every segment."""

    operations: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    group_ends: list[int] = field(default_factory=list)
    phrases: list[tuple[int, int, int, int, int, int]] = field(default_factory=list)
    phrase_words: dict[int, int] = field(default_factory=dict)
    constants: list[float] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    providers: list[Provider] = field(default_factory=list)
    registers: int = 1
    accumulators: int = 1
    fixed: float = 0.0
    prunable: bool = True
    uses_days: bool = False

    def register(self) -> int:
        """Return a fresh register."""
        self.registers += 1
        return self.registers - 1

    def accumulator(self) -> int:
        """Return a fresh accumulator."""
        self.accumulators += 1
        return self.accumulators - 1

    def add(self, operation: int, source: int, target: int, x: int = 0, y: int = 0, into: int = -1) -> int:
        """Append an operation; return its target."""
        self.operations.append((operation, source, target, x, y, into))
        return target

    def add_leaf(self, leaf: Leaf, boost: float) -> int:
        """Append a leaf with its weight; return its number."""
        weight = boost * leaf.boost * leaf.idf
        self.leaves.append(leaf)
        self.weights.append(weight)
        self.group_ends.append(len(self.leaves))
        if weight < 0:
            self.prunable = False
        return len(self.leaves) - 1

    def add_constant(self, source: int, value: float, into: int) -> None:
        """Add a constant to the scores of a set."""
        if into >= 0 and value:
            self.constants.append(value)
            self.fixed += max(value, 0.0)
            self.add(op.CONSTANT, source, source, len(self.constants) - 1, 0, into)

    def assembled(
        self, drivers: Sequence[Sequence[Leaf]], outputs: Sequence[int], kept: tuple[int, int, int]
    ) -> tuple[Ints, npt.NDArray[np.float64]]:
        """Return the program as the kernel reads it: code (see kernels.searching) and numbers."""
        places = {leaf.number: place for place, leaf in enumerate(self.leaves)}
        code = [len(self.leaves), len(self.operations), 0, 0, 0, 0, 0, 0, *outputs, *kept]
        code[op.PROGRAM] = len(code)
        for operation in self.operations:
            code += operation
        code[op.DRIVERS] = len(code)
        for group in drivers:
            code += [places[leaf.number] for leaf in group if leaf.number in places]
            code.append(-1)
        code[op.PHRASES] = len(code)
        for phrase in self.phrases:
            code += phrase
        code[op.PHRASE_WORDS] = len(code)
        if self.phrases:
            code += [self.phrase_words.get(place, 0) for place in range(len(self.leaves))]
        code[op.RANGES] = len(code)
        for limits in self.ranges:
            code += limits
        code[op.LEAF_TABLE] = len(code)
        for leaf, end in zip(self.leaves, self.group_ends, strict=True):
            code += (leaf.number, leaf.field, end)
        return np.array(code, np.int64), np.array([*self.weights, *self.constants, self.fixed])
