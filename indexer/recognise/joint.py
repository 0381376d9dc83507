"""What several words weigh together: the features of `features.together`, looked up for all words at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .features import JOINT, MARKED, Seen
from .model import Floats, Model

Numbers = npt.NDArray[np.int64]
# Three numbers of words or shapes fit into one of 64 bits.
_BASE = 1 << 20


class Joint:
    """The joint features of a model as numbers, sorted: the numbers of a feature's parts make one.

    Words and shapes that stand in no such feature are 0, as is the empty word between sentences.
    """

    def __init__(self, model: Model) -> None:
        self._known: dict[str, dict[str, int]] = {"w": {}, "s": {}}
        self._marks = {"": 0}
        nothing = np.zeros(len(model.labels), np.float32)
        self._single = dict.fromkeys(("bias", "first", "last"), nothing)
        found: dict[str, list[tuple[int, Floats]]] = {name: [(-1, nothing)] for name in JOINT}
        marked: list[tuple[int, int, Floats]] = []
        for feature, row in model.features.items():
            name, *parts = feature.split(" ")
            if name in JOINT:
                found[name].append((self._code(name, parts), model.weights[row]))
            elif name == "@":
                mark = self._marks.setdefault(parts[1], len(self._marks))
                marked.append((MARKED.index(int(parts[0])), mark, model.weights[row]))
            elif name in self._single:
                self._single[name] = model.weights[row]
        self._marked = np.zeros((len(MARKED), len(self._marks), len(model.labels)), np.float32)
        for spot, mark, weights in marked:
            self._marked[spot, mark] = weights
        # A last row that weighs nothing is for what is not found.
        self._tables = {
            name: (np.array([code for code, _ in rows]), np.array([*(each for _, each in rows), nothing]))
            for name, rows in ((name, sorted(rows, key=lambda row: row[0])) for name, rows in found.items())
        }

    def numbers(self, seen: Seen) -> tuple[int, int]:
        """Return the numbers of a word and of its shape."""
        return self._known["w"].get(seen.lower, 0), self._known["s"].get(seen.shape, 0)

    def weights(
        self, parts: Numbers, marks: Sequence[str], places: Numbers, empty: npt.NDArray[np.bool_]
    ) -> Floats:
        """Return what weighs for each label (column) at each of `places` (row).

        `parts` are the numbers of words (row 0) and of shapes (row 1), `marks` those of the gazetteer, of
        sentences with two empty words before, between and after them; `empty` tells which are.
        """
        summed = np.repeat(self._single["bias"][None], len(places), axis=0)
        summed[empty[places - 1]] += self._single["first"]
        summed[empty[places + 1]] += self._single["last"]
        numbers = np.array([self._marks.get(mark, 0) for mark in marks])
        for spot, offset in enumerate(MARKED):
            summed += self._marked[spot, numbers[places + offset]]
        for name, spots in JOINT.items():
            codes: Numbers = np.zeros(len(places), np.int64)
            whole = np.ones(len(places), np.bool_)
            for kind, offset in spots:
                each = parts["ws".index(kind), places + offset]
                whole &= each > 0
                codes = codes * _BASE + each
            known, rows = self._tables[name]
            at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
            summed += rows[np.where(whole & (known[at] == codes), at, len(known))]
        return summed

    def _code(self, name: str, parts: Sequence[str]) -> int:
        code = 0
        for (kind, _), part in zip(JOINT[name], parts, strict=True):
            known = self._known[kind]
            code = code * _BASE + known.setdefault(part, len(known) + 1)
        return code
