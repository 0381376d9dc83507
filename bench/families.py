"""What each family of features gives the CRF of names: F1 without it, on the validation parts.

Needs `scripts/bench-peers names`; trains once for each family, some three minutes each on an idle core.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence, Set
from pathlib import Path

from indexer.recognise.features import JOINT
from indexer.recognise.model import Model, shipped

from .names import evaluate
from .naming import DATASETS, Score, find_trainer, run, train, training_sets

_KINDS = ("person", "place", "all")
_EVERY = "all sets"
_COLUMNS = (_EVERY, *(f"{name} {kind}" for name in DATASETS for kind in _KINDS))
_TOGETHER, _OWN = "several words together", "a set's own"
# How far away a word is; the features of several words begin with the like.
_OFFSET = re.compile(r"^-?[0-2]")
# By how features begin, once it is off how far away the word is.
_FAMILIES = {
    "words": ("w=",),
    "shapes": ("s=",),
    "affixes": ("<", ">"),
    "clusters": ("64.", "256.", "1024."),
    "capitals": ("capital", "shouted"),
    "lists of names": ("given", "family", "organisation"),
    "titles, offices, speech": ("title", "office", "speech", "head"),
    "root words": ("word",),
    "gazetteer": ("@ ",),
    _TOGETHER: tuple(f"{name} " for name in JOINT),
}


def families(feature: str) -> set[str]:
    """Return the families of a feature: what it looks at, and whether it counts for one set only."""
    domain, _, rest = feature.partition(":")
    own = domain in DATASETS
    found = {_OWN} if own else set[str]()
    name = rest if own else feature
    if name.startswith(_FAMILIES[_TOGETHER]):
        return {_TOGETHER}
    name = _OFFSET.sub("", name, count=1)
    for family, beginnings in _FAMILIES.items():
        if name.startswith(beginnings):
            return found | {family}
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Train and print; returns 1 if something is missing."""
    parser = argparse.ArgumentParser(
        prog="python -m bench families", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument(
        "--family", action="append", choices=[*_FAMILIES, _OWN], help="only this one; repeatable"
    )
    parser.add_argument("--together", action="store_true", help="leave out the families all at once")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(argv)
    if not find_trainer():
        return 1
    every: list[str] = options.family or [*_FAMILIES, _OWN]
    groups = [set(every)] if options.together else [{family} for family in every]
    return run(lambda: measure(options.data, groups), options.json)


def measure(data: Path, left_out: Sequence[Set[str]]) -> dict[str, dict[str, float]]:
    """Print F1 with all features, and without each group of families; return it by group. Raises OSError."""
    sets = training_sets(data)
    print(f"{'without':24}" + "".join(f"{column:>16}" for column in _COLUMNS) + f"{'features':>10}")
    figures: dict[str, dict[str, float]] = {}
    for group in [set[str](), *left_out]:
        model = train(sets, shipped().classes, _without(group))
        name = " + ".join(sorted(group)) or "nothing"
        figures[name] = found = _f1(model, data)
        row = "".join(f"{found[column]:16.3f}" for column in _COLUMNS)
        print(f"{name:24}{row}{len(model.features):10,}", flush=True)
    return figures


def _without(group: Set[str]) -> Callable[[str], bool]:
    return lambda feature: group.isdisjoint(families(feature))


def _f1(model: Model, data: Path) -> dict[str, float]:
    scores = {name: evaluate(model, data, name)[0] for name in DATASETS}
    every = [each["all"] for each in scores.values()]
    together = Score(*(sum(getattr(each, part) for each in every) for part in ("right", "found", "given")))
    figures = {f"{name} {kind}": each[kind].f1 for name, each in scores.items() for kind in _KINDS}
    return {_EVERY: together.f1, **figures}


if __name__ == "__main__":
    sys.exit(main())
