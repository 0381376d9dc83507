"""A query as a plan: nodes that know their terms and emit the operations of a program.

A node is asked to `emit` itself on a source register (a set of documents) and answers with the
register of those that match. If `into` names an accumulator, matching adds to it; a node whose own
matches are narrowed further (`narrows`) may have added to documents that it then loses, so under an
alternative it gets an accumulator of its own, which is added up only where it matched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .kernels import searching as op
from .pairs import pair_key
from .program import Program, Provider


class Node:
    """A part of a query. `cost` estimates how many documents it has to look at."""

    cost: float = 0.0
    narrows = False

    def leaves(self) -> Iterator[Leaf]:
        """Yield the terms in it."""
        return iter(())

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:
        """Append the operations that find the matches among `source`; return their register."""
        raise NotImplementedError

    def emit_apart(self, out: Program, source: int, into: int, boost: float) -> int:
        """Do the same, so that documents that are lost on the way gain no score."""
        if into < 0 or not self.narrows:
            return self.emit(out, source, into, boost)
        own = out.accumulator()
        found = self.emit(out, source, own, boost)
        out.add(op.SUM, found, found, own, 0, into)
        return found

    def drivers(self) -> list[list[Leaf]]:
        """Return groups of terms: a match has at least one term of each group."""
        return []


@dataclass(slots=True, eq=False)
class Leaf(Node):
    """One term of one field; `rows` are its dictionary rows by segment, filled in after look-up."""

    key: bytes
    field: int
    scored: bool
    boost: float = 1.0
    idf: float = 0.0
    cost: float = 0.0
    number: int = -1

    def leaves(self) -> Iterator[Leaf]:
        """See Node."""
        yield self

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:
        """See Node."""
        target = out.register()
        out.add(op.CLEAR, source, target)
        self.emit_into(out, source, target, into, boost)
        return target

    def emit_into(self, out: Program, source: int, target: int, into: int, boost: float) -> int:
        """Add the matches to a register; return the leaf's number in the program."""
        number = out.add_leaf(self, boost)
        out.add(op.TERM, source, target, number, number + 1, into if self.scored else -1)
        return number

    def drivers(self) -> list[list[Leaf]]:
        """See Node."""
        return [[self]]


@dataclass(slots=True, eq=False)
class AnyOf(Node):
    """At least one of the children (or); scores add up."""

    children: Sequence[Node]
    boost: float = 1.0

    @property
    def cost(self) -> float:  # type: ignore[override]
        """See Node."""
        return sum(child.cost for child in self.children)

    def leaves(self) -> Iterator[Leaf]:
        """See Node."""
        for child in self.children:
            yield from child.leaves()

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:
        """See Node."""
        boost *= self.boost
        target = out.register()
        out.add(op.CLEAR, source, target)
        terms = [child for child in self.children if isinstance(child, Leaf)]
        terms.sort(key=lambda leaf: -leaf.idf * leaf.boost)
        first, begin = len(out.leaves), len(out.operations)
        for leaf in terms:
            leaf.emit_into(out, source, target, into, boost)
        end = len(out.leaves)
        # Terms in a row are alternatives: those that tell little need not be looked for on their own.
        for at in range(begin, len(out.operations)):
            operation, a, b, x, _, scores = out.operations[at]
            out.operations[at] = (operation, a, b, x, end, scores)
        out.group_ends[first:end] = [end] * (end - first)
        for child in self.children:
            if not isinstance(child, Leaf):
                out.add(op.UNION, child.emit_apart(out, source, into, boost), target)
        return target

    def drivers(self) -> list[list[Leaf]]:
        """See Node."""
        group: list[Leaf] = []
        for child in self.children:
            groups = child.drivers()
            if not groups:
                return []
            group += min(groups, key=lambda leaves: sum(leaf.cost for leaf in leaves))
        return [group] if group else []


@dataclass(slots=True, eq=False)
class AllOf(Node):
    """All of `children` and none of `excluded`; scores of the children add up."""

    children: Sequence[Node]
    excluded: Sequence[Node] = ()
    boost: float = 1.0
    narrows = True

    @property
    def cost(self) -> float:  # type: ignore[override]
        """See Node."""
        return min((child.cost for child in self.children), default=float("inf"))

    def leaves(self) -> Iterator[Leaf]:
        """See Node."""
        for child in (*self.children, *self.excluded):
            yield from child.leaves()

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:
        """See Node."""
        for child in sorted(self.children, key=lambda child: child.cost):
            source = child.emit(out, source, into, boost * self.boost)
        for child in self.excluded:
            found = child.emit(out, source, -1, 1.0)
            source = out.add(op.WITHOUT, source, out.register(), found)
        return source

    def drivers(self) -> list[list[Leaf]]:
        """See Node."""
        return [group for child in self.children for group in child.drivers()]


@dataclass(slots=True, eq=False)
class Required(Node):
    """Documents of `child` that also match `condition`, which adds no score."""

    child: Node
    condition: Node
    narrows = True

    @property
    def cost(self) -> float:  # type: ignore[override]
        """See Node."""
        return min(self.child.cost, self.condition.cost)

    def leaves(self) -> Iterator[Leaf]:
        """See Node."""
        yield from self.child.leaves()
        yield from self.condition.leaves()

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:
        """See Node."""
        if self.child.cost <= self.condition.cost:
            return self.condition.emit(out, self.child.emit(out, source, into, boost), -1, 1.0)
        return self.child.emit(out, self.condition.emit(out, source, -1, 1.0), into, boost)

    def drivers(self) -> list[list[Leaf]]:
        """See Node."""
        return self.child.drivers() + self.condition.drivers()


@dataclass(slots=True, eq=False)
class Optional(Node):
    """Documents of `child`; those that also match `bonus` gain its score."""

    child: Node
    bonus: Node

    @property
    def cost(self) -> float:  # type: ignore[override]
        """See Node."""
        return self.child.cost

    @property
    def narrows(self) -> bool:  # type: ignore[override]
        """See Node."""
        return self.child.narrows

    def leaves(self) -> Iterator[Leaf]:
        """See Node."""
        yield from self.child.leaves()
        yield from self.bonus.leaves()

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:
        """See Node."""
        found = self.child.emit(out, source, into, boost)
        if into >= 0:
            self.bonus.emit_apart(out, found, into, boost)
        return found

    def drivers(self) -> list[list[Leaf]]:
        """See Node."""
        return self.child.drivers()


@dataclass(slots=True, eq=False)
class BestOf(Node):
    """At least one of the children; the best score counts, of the others the share `tiebreak`."""

    children: Sequence[Node]
    tiebreak: float
    boost: float = 1.0

    @property
    def cost(self) -> float:  # type: ignore[override]
        """See Node."""
        return sum(child.cost for child in self.children)

    def leaves(self) -> Iterator[Leaf]:
        """See Node."""
        for child in self.children:
            yield from child.leaves()

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:
        """See Node."""
        boost *= self.boost
        if into < 0:
            return AnyOf(self.children).emit(out, source, into, boost)
        if not 0.0 <= self.tiebreak <= 1.0:
            out.prunable = False
        target = out.register()
        out.add(op.CLEAR, source, target)
        first = out.accumulators
        own = [out.accumulator() for _ in self.children]
        for child, accumulator in zip(self.children, own, strict=True):
            apart = out.accumulator() if child.narrows else accumulator
            found = child.emit(out, source, apart, boost)
            if apart != accumulator:
                out.add(op.SUM, found, found, apart, 0, accumulator)
            out.add(op.UNION, found, target)
        out.constants.append(self.tiebreak)
        out.add(op.MAX, target, len(out.constants) - 1, first, first + len(own), into)
        return target

    def drivers(self) -> list[list[Leaf]]:
        """See Node."""
        return AnyOf(self.children).drivers()


@dataclass(slots=True, eq=False)
class Constant(Node):
    """Documents of `child`, each with the same score."""

    child: Node
    score: float

    @property
    def cost(self) -> float:  # type: ignore[override]
        """See Node."""
        return self.child.cost

    def leaves(self) -> Iterator[Leaf]:
        """See Node."""
        return self.child.leaves()

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:
        """See Node."""
        found = self.child.emit(out, source, -1, 1.0)
        out.add_constant(found, self.score * boost, into)
        return found

    def drivers(self) -> list[list[Leaf]]:
        """See Node."""
        return self.child.drivers()


@dataclass(slots=True, eq=False)
class Words(Node):
    """Words near each other in one field: each `least` to `most` positions from those before it."""

    words: Sequence[Leaf]
    least: int = 1
    most: int = 1
    ordered: bool = True
    boost: float = 1.0
    # Each two of the words in a row as a term of its own, if all of them can be: see `pairs`.
    pairs: Sequence[Leaf] = field(init=False)

    def __post_init__(self) -> None:
        keys = [pair_key(a.key, b.key) for a, b in pairwise(self.words)]
        strict = self.least == self.most == 1 and self.ordered
        found = [Leaf(key, self.words[0].field, scored=False) for key in keys if key]
        self.pairs = found if strict and len(found) == len(keys) else ()

    @property
    def cost(self) -> float:  # type: ignore[override]
        """See Node."""
        return min(word.cost for word in self.words) * 4

    def leaves(self) -> Iterator[Leaf]:
        """See Node."""
        yield from self.words
        yield from self.pairs

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:
        """See Node."""
        first = len(out.leaves)
        order = sorted(range(len(self.words)), key=lambda n: self.words[n].cost)
        for place, n in enumerate(order):
            out.add_leaf(self.words[n], boost * self.boost)
            out.phrase_words[first + n] = first + place
        pairs = len(out.leaves) if self.pairs else -1
        for pair in self.pairs:
            out.add_leaf(pair, 0.0)
        out.phrases.append((first, len(self.words), self.least, self.most, int(self.ordered), pairs))
        return out.add(op.PHRASE, source, out.register(), len(out.phrases) - 1, 0, into)

    def drivers(self) -> list[list[Leaf]]:
        """See Node."""
        return [[min(self.words, key=lambda word: word.cost)]]


@dataclass(slots=True, eq=False)
class Between(Node):
    """Documents whose number in a column lies from `low` to `high`, both included."""

    column: int
    low: int
    high: int
    cost: float = float("inf")

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:  # noqa: ARG002
        """See Node."""
        out.ranges.append((self.low, self.high))
        out.uses_days = True
        return out.add(op.RANGE, source, out.register(), self.column, len(out.ranges) - 1)


@dataclass(slots=True, eq=False)
class Given(Node):
    """Documents that something else has found, perhaps with scores of at most `best`."""

    provider: Provider
    best: float = 0.0
    cost: float = 0.0

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:
        """See Node."""
        out.providers.append(self.provider)
        at = len(out.providers) - 1
        target = out.add(op.SET, source, out.register(), at)
        if into >= 0 and self.best:
            out.prunable = False
            out.constants.append(boost)
            out.add(op.DENSE, target, target, at, len(out.constants) - 1, into)
        return target


class Everything(Node):
    """Every document."""

    cost = float("inf")

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:  # noqa: ARG002
        """See Node."""
        return source


class Nothing(Node):
    """No document."""

    def emit(self, out: Program, source: int, into: int, boost: float) -> int:  # noqa: ARG002
        """See Node."""
        return out.add(op.CLEAR, source, out.register())
