"""What several words weigh together: the features of `features.together` as arrays to look them up in.

They stand in a hash table with linear probing (Knuth, The Art of Computer Programming, section 6.4).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .features import JOINT, MARKED, Seen
from .model import Floats, Model

Numbers = npt.NDArray[np.int64]
# The kind of a feature and three numbers of words or shapes fit into one number of 64 bits.
BASE = 1 << 20
# Counted from one, so that no code is 0; seven would still fit beside the sign.
_KIND_NUMBERS = {name: number for number, name in enumerate(JOINT, 1)}
# Spreads such numbers over a table: 2 ** 64 divided by the golden ratio, as a signed number.
SPREAD = -0x61C8864680B583EB
# What a code is made of, at most.
_PARTS = max(map(len, JOINT.values()))


class Joint:
    """The joint features of a model as numbers: its kind and those of its parts make one.

    Words and shapes that stand in no such feature are 0, as is the empty word between sentences.
    `spots` tells of each kind of feature (row) which parts it has: number of words (0) or of shapes (1) and
    how far away, or -1 for none. A feature stands in the slot of `codes` that the bits from `shift` up of its
    number times SPREAD tell, or in the next free one; 0 is none. `weights` has a row for each slot.
    `marked` weighs marks of the gazetteer by how far away they are (see MARKED) and their number, of which
    there are `marks`; `single` is what every word weighs, what the first one and what the last one of a
    sentence does.
    """

    def __init__(self, model: Model) -> None:
        self._known: dict[str, dict[str, int]] = {"w": {}, "s": {}}
        self._marks = {"": 0}
        nothing = np.zeros(len(model.labels), np.float32)
        single = dict.fromkeys(("bias", "first", "last"), nothing)
        found: list[tuple[int, Floats]] = []
        marked: list[tuple[int, int, Floats]] = []
        for feature, row in model.features.items():
            name, *parts = feature.split(" ")
            if name in JOINT:
                found.append((self._code(name, parts), model.weights[row]))
            elif name == "@":
                mark = self._marks.setdefault(parts[1], len(self._marks))
                marked.append((MARKED.index(int(parts[0])), mark, model.weights[row]))
            elif name in single:
                single[name] = model.weights[row]
        self.single = np.stack(list(single.values()))
        self.marks = len(self._marks)
        self.marked = np.zeros((len(MARKED), self.marks, len(model.labels)), np.float32)
        for spot, mark, weights in marked:
            self.marked[spot, mark] = weights
        self.spots = np.full((len(JOINT), _PARTS, 2), -1, np.int64)
        for each, spots in zip(self.spots, JOINT.values(), strict=True):
            each[: len(spots)] = [("ws".index(kind), offset) for kind, offset in spots]
        # At most half full: what is in it or not is mostly told by the first look.
        bits = max(1, (2 * len(found) - 1).bit_length())
        self.shift = 64 - bits
        self.codes = np.zeros(1 << bits, np.int64)
        self.weights = np.zeros((1 << bits, len(model.labels)), np.float32)
        for code, weights in found:
            at = (code * SPREAD & (1 << 64) - 1) >> self.shift
            while self.codes[at]:
                at = (at + 1) % len(self.codes)
            self.codes[at], self.weights[at] = code, weights

    def numbers(self, seen: Seen) -> tuple[int, int]:
        """Return the numbers of a word and of its shape."""
        return self._known["w"].get(seen.lower, 0), self._known["s"].get(seen.shape, 0)

    def mark_numbers(self, marks: Sequence[str]) -> Numbers:
        """Return the numbers of marks of the gazetteer."""
        return np.array([self._marks.get(mark, 0) for mark in marks], np.int64)

    def _code(self, name: str, parts: Sequence[str]) -> int:
        code = _KIND_NUMBERS[name]
        for (kind, _), part in zip(JOINT[name], parts, strict=True):
            known = self._known[kind]
            code = code * BASE + known.setdefault(part, len(known) + 1)
        return code
