"""What several words weigh together: the features of `features.together` as arrays to look them up in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .features import JOINT, MARKED, Seen
from .model import Floats, Model

Numbers = npt.NDArray[np.int64]
# Three numbers of words or shapes fit into one of 64 bits.
BASE = 1 << 20
# What a code is made of, at most.
_PARTS = max(map(len, JOINT.values()))


class Joint:
    """The joint features of a model as numbers, sorted: the numbers of a feature's parts make one.

    Words and shapes that stand in no such feature are 0, as is the empty word between sentences.
    `spots` tells of each kind of feature (row) which parts it has: number of words (0) or of shapes (1) and
    how far away, or -1 for none. Its `codes` begin and end where `bounds` says; `weights` has a row for each.
    `marked` weighs marks of the gazetteer by how far away they are (see MARKED) and their number; `single`
    is what every word weighs, what the first one and what the last one of a sentence does.
    """

    def __init__(self, model: Model) -> None:
        self._known: dict[str, dict[str, int]] = {"w": {}, "s": {}}
        self._marks = {"": 0}
        nothing = np.zeros(len(model.labels), np.float32)
        single = dict.fromkeys(("bias", "first", "last"), nothing)
        found: dict[str, list[tuple[int, Floats]]] = {name: [] for name in JOINT}
        marked: list[tuple[int, int, Floats]] = []
        for feature, row in model.features.items():
            name, *parts = feature.split(" ")
            if name in JOINT:
                found[name].append((self._code(name, parts), model.weights[row]))
            elif name == "@":
                mark = self._marks.setdefault(parts[1], len(self._marks))
                marked.append((MARKED.index(int(parts[0])), mark, model.weights[row]))
            elif name in single:
                single[name] = model.weights[row]
        self.single = np.stack(list(single.values()))
        self.marked = np.zeros((len(MARKED), len(self._marks), len(model.labels)), np.float32)
        for spot, mark, weights in marked:
            self.marked[spot, mark] = weights
        self.spots = np.full((len(JOINT), _PARTS, 2), -1, np.int64)
        for each, spots in zip(self.spots, JOINT.values(), strict=True):
            each[: len(spots)] = [("ws".index(kind), offset) for kind, offset in spots]
        rows = [row for each in found.values() for row in sorted(each, key=lambda row: row[0])]
        self.bounds = np.cumsum([0, *map(len, found.values())], dtype=np.int64)
        self.codes = np.array([code for code, _ in rows], np.int64)
        self.weights = np.array([weights for _, weights in rows], np.float32).reshape(-1, len(model.labels))

    def numbers(self, seen: Seen) -> tuple[int, int]:
        """Return the numbers of a word and of its shape."""
        return self._known["w"].get(seen.lower, 0), self._known["s"].get(seen.shape, 0)

    def mark_numbers(self, marks: Sequence[str]) -> Numbers:
        """Return the numbers of marks of the gazetteer."""
        return np.array([self._marks.get(mark, 0) for mark in marks], np.int64)

    def _code(self, name: str, parts: Sequence[str]) -> int:
        code = 0
        for (kind, _), part in zip(JOINT[name], parts, strict=True):
            known = self._known[kind]
            code = code * BASE + known.setdefault(part, len(known) + 1)
        return code
