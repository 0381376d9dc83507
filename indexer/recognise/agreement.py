"""What the words of a text are elsewhere in it: a name that one sentence leaves open, another may tell.

After the two passes of Krishnan and Manning, "An effective two-stage model for exploiting non-local
dependencies in named entity recognition" (2006), with a fixed weight: the labelled sets are of sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from .kinds import ORGANISATION, PERSON, PLACE
from .model import Floats

# What it weighs that a word is taken for one kind of name in most of its other places.
_WEIGHT = 2.0
# An organisation has a place in its name that elsewhere is just the place: *BPBD Kota Pekalongan*.
_APART = {(PLACE, ORGANISATION)}


def lean(weights: Floats, words: Sequence[str], found: Sequence[str], labels: Sequence[str]) -> bool:
    """Let words weigh more for what most of their other places were taken for; tell whether any does.

    `weights` (word, label) are changed in place; `words` are those of a text and `found` the labels that a
    first pass gave them, `labels` those of the columns. What was taken for a name leans only to what more
    places were taken for, or as many for a person.
    """
    places: dict[str, list[int]] = {}
    # What was nowhere taken for a name has nothing to lean to.
    named = {word for word, label in zip(words, found, strict=True) if label != "O" and word[:1].isupper()}
    for at, word in enumerate(words):
        if word in named:
            places.setdefault(word, []).append(at)
    leant = False
    for every in places.values():
        if len(every) < 2 or len({found[at][2:] for at in every}) < 2:
            continue
        counts = Counter(found[at][2:] for at in every)
        for kind in counts.keys() - {""}:
            columns = [column for column, label in enumerate(labels) if label[2:] == kind]
            leaning = []
            for at in every:
                own = found[at][2:]
                most = 2 * (counts[kind] - (own == kind)) > len(every) - 1
                # Two kinds that are as frequent would change places: a person's stays.
                more = counts[kind] + (kind == PERSON) > counts[own]
                if most and (own in ("", kind) or more) and (kind, own) not in _APART:
                    leaning.append(at)
            if leaning:
                weights[np.ix_(leaning, columns)] += _WEIGHT
                leant = True
    return leant
