"""What the tagger sees at a word: its form and classes, those of its neighbours, and some of them together.

The features of a linear-chain CRF (Lafferty, McCallum and Pereira, 2001) as texts: written alike when the
model is trained and when it is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# Neighbours that are looked at.
OFFSETS = (0, -1, 1, -2, 2)
# Features of several words together: of each what counts, the word (w) or its shape (s), and where it stands.
JOINT = {
    "-1s0s": (("s", -1), ("s", 0)),
    "-1w0s": (("w", -1), ("s", 0)),
    "-2w-1w": (("w", -2), ("w", -1)),
    "0s1s": (("s", 0), ("s", 1)),
    "0s1w": (("s", 0), ("w", 1)),
    "-1s0s1s": (("s", -1), ("s", 0), ("s", 1)),
}
# Where marks of the gazetteer count.
MARKED = (-1, 0, 1)
_AFFIXES = 4
_UNKNOWN = "unknown"
_FAR = ("w=", "s=", "64.", "256.", "title", "office", "speech", "head", "given", "family", "word")


# Not frozen, which is made three times as fast.
@dataclass(slots=True)
class Seen:
    """A word of a sentence: folded, its shape (*Xxx*, *XX*, *dd*), what classes the model knows it by."""

    lower: str
    shape: str
    classes: tuple[str, ...]


def see(word: str, classes: Mapping[str, str]) -> Seen:
    """Return what is seen of a word, by the classes of folded words, between spaces."""
    lower = word.lower()
    return Seen(lower, shape(word), tuple(classes.get(lower, _UNKNOWN).split(" ")))


def shape(word: str) -> str:
    """Return the shape of a word: X for capitals, x for small letters, d for digits, at most two in a row."""
    if word.isalpha() and word[1:].islower():
        return "Xxx"[: len(word)] if word[0].isupper() else "xx"
    found = ""
    for char in word:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "d" if char.isdigit() else char
        if not found.endswith(kind * 2):
            found += kind
    return found


def alone(seen: Seen) -> list[str]:
    """Return the features of one word."""
    lower = seen.lower
    found = [f"w={lower}", f"s={seen.shape}", *seen.classes]
    for length in range(1, min(_AFFIXES, len(lower) - 1) + 1):
        found += (f"<{lower[:length]}", f">{lower[-length:]}")
    return found


def counts(feature: str, offset: int) -> bool:
    """Tell whether a feature of one word counts for a word `offset` words away."""
    if feature[0] in "<>":
        return not offset or (abs(offset) == 1 and len(feature) in (3, 4))
    return abs(offset) < 2 or feature.startswith(_FAR)


def together(words: Sequence[Seen], at: int, marks: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the features of a place in a sentence, in parts; `marks` are those of the gazetteer."""
    yield ("bias",)
    if at == 0:
        yield ("first",)
    if at + 1 == len(words):
        yield ("last",)
    for name, spots in JOINT.items():
        if all(0 <= at + offset < len(words) for _, offset in spots):
            seen = [(kind, words[at + offset]) for kind, offset in spots]
            yield name, *(each.lower if kind == "w" else each.shape for kind, each in seen)
    for offset in MARKED:
        if 0 <= at + offset < len(words) and marks[at + offset]:
            yield "@", str(offset), marks[at + offset]
