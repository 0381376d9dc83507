"""The labelled sets, their labels reconciled: person, place, organisation; all else is outside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

OUTSIDE = "O"
_KINDS = {
    "PER": "person", "PERSON": "person",
    "LOC": "place", "LOCATION": "place", "PLACE": "place",
    "ORG": "organisation", "ORGANIZATION": "organisation", "ORGANISATION": "organisation",
}  # fmt: skip
PARTS = ("training", "validation", "test")
# The parts of each set, by the folder it lies in; those for the test are not in `../shared/data`.
DATASETS = {
    "idner": ("train.txt", "dev.txt", "test.txt"),
    "nergrit": ("train_preprocess.txt", "valid_preprocess.txt", "test_preprocess.txt"),
    "nerui": ("train.01.tsv", "dev.01.tsv", "test.01.tsv"),
    "nerugm": ("train.01.tsv", "dev.01.tsv", "test.01.tsv"),
}
_RUN = 6
_SHARED = 0.3


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with a label for each word, in BIO."""

    words: tuple[str, ...]
    labels: tuple[str, ...]


def read_sentences(folder: Path, name: str, part: str = "training") -> list[Labelled]:
    """Return the sentences of one part of a set, of PARTS. Raises OSError."""
    found: list[Labelled] = []
    words: list[str] = []
    labels: list[str] = []
    path = folder / name / DATASETS[name][PARTS.index(part)]
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        fields = line.split()
        if len(fields) > 1:
            words.append(fields[0])
            labels.append(_label(fields[-1], labels[-1] if labels else OUTSIDE))
        elif words and not fields:
            found.append(Labelled(tuple(words), tuple(labels)))
            words, labels = [], []
    return found


def held_out(sentences: Sequence[Labelled], tests: Iterable[Labelled]) -> list[Labelled]:
    """Leave out sentences that stand in the tests too: the sets took some from the same newspapers."""
    known = {run for each in tests for run in _runs(each)}
    return [each for each in sentences if len((runs := _runs(each)) & known) <= _SHARED * len(runs)]


def _runs(sentence: Labelled) -> set[tuple[str, ...]]:
    lower = tuple(word.lower() for word in sentence.words)
    return {lower[at : at + _RUN] for at in range(max(1, len(lower) - _RUN + 1))}


def _label(written: str, before: str) -> str:
    """Return a label with our name of its kind; what goes on with another kind than it follows begins."""
    beginning, _, kind = written.partition("-")
    ours = _KINDS.get(kind)
    if ours is None:
        return OUTSIDE
    goes_on = beginning == "I" and before[2:] == ours
    return f"{'I' if goes_on else 'B'}-{ours}"
