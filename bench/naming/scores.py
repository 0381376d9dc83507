"""Precision, recall and F1 of whole names, as the CoNLL shared tasks count them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

KINDS = ("person", "place", "organisation", "all")
Span = tuple[int, int, str]


@dataclass(slots=True)
class Score:
    """How many names were found, how many there are, and how many of those found are right."""

    right: int = 0
    found: int = 0
    given: int = 0

    @property
    def precision(self) -> float:
        """Which share of what was found is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Which share of what there is was found."""
        return self.right / self.given if self.given else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.found + self.given) if self.found + self.given else 0.0


def spans(labels: Sequence[str]) -> set[Span]:
    """Return the names that labels in BIO mark: first word, the one after the last, kind."""
    found: set[Span] = set()
    start, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found.add((start, at, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = at, label[2:]
    return found


def score(given: Iterable[Sequence[str]], found: Iterable[Sequence[str]]) -> dict[str, Score]:
    """Return the score of each of KINDS, the last of which are all together."""
    scores = {kind: Score() for kind in KINDS}
    for right_labels, found_labels in zip(given, found, strict=True):
        right, mine = spans(right_labels), spans(found_labels)
        for kind in {span[2] for span in right | mine}:
            for name in (kind, "all"):
                each = scores[name]
                each.right += sum(span[2] == kind for span in right & mine)
                each.found += sum(span[2] == kind for span in mine)
                each.given += sum(span[2] == kind for span in right)
    return scores
