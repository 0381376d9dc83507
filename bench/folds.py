"""Names found in five parts of the training sets, each left out once: ours beside a plain CRF of one set.

The plain one sees forms, shapes and affixes of words and some of them together, and is trained on the set
alone. Between them stands ours without its network. Needs `scripts/bench-peers names`; an hour on two cores.
With `--validation` ours learns the validation parts, too, as the shipped model does.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from indexer.recognise.model import Model, shipped
from indexer.recognise.tagger import Tagger

from .families import families
from .naming import (
    Labelled,
    Score,
    distil,
    find_trainer,
    held_out,
    join,
    read_sentences,
    run,
    score,
    train,
    training_sets,
    unlabelled,
)

_FOLDS, _SEED = 5, 7
_PLAIN = {"words", "shapes", "affixes", "several words together"}
_MODELS = ("plain", "weights", "ours")


def main(argv: Sequence[str] | None = None) -> int:
    """Train and print; returns 1 if something is missing."""
    parser = argparse.ArgumentParser(
        prog="python -m bench folds", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument(
        "--parts",
        type=int,
        choices=range(1, _FOLDS + 1),
        default=_FOLDS,
        help="how many of them to leave out",
    )
    parser.add_argument("--validation", action="store_true", help="teach ours the validation parts, too")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(argv)
    if not find_trainer():
        return 1
    return run(lambda: measure(options.data, options.parts, options.validation), options.json)


def measure(data: Path, parts: int, validation: bool) -> dict[str, float]:
    """Print F1 of the first parts together; return it by set, kind and model. Raises OSError."""
    sets = {name: _shuffled(sentences) for name, sentences in training_sets(data).items()}
    more = {name: read_sentences(data / "ner", name, "validation") if validation else [] for name in sets}
    classes, sentences_of = shipped().classes, unlabelled(data)
    totals: dict[str, Counter[str]] = {}
    for fold in range(parts):
        tests = {name: sentences[fold::_FOLDS] for name, sentences in sets.items()}
        every = [each for sentences in tests.values() for each in sentences]
        rest = {name: held_out(sentences, every) for name, sentences in sets.items()}
        taught = {name: [*sentences, *held_out(more[name], every)] for name, sentences in rest.items()}
        weights = train(taught, classes)
        ours = join(weights, distil(taught, classes, sentences_of))
        for name, sentences in tests.items():
            plain = train({name: rest[name]}, {}, lambda feature: families(feature) <= _PLAIN)
            for label, model in zip(_MODELS, (plain, weights, ours), strict=True):
                for kind, found in _scores(model, name, sentences).items():
                    counted = totals.setdefault(f"{name} {kind} {label}", Counter())
                    counted.update(right=found.right, found=found.found, given=found.given)
        print(f"part {fold + 1} of {parts}", file=sys.stderr, flush=True)
    figures = {name: Score(**counted).f1 for name, counted in totals.items()}
    print(f"{'set':10} {'kind':14} {'names':>6}" + "".join(f"{label:>9}" for label in _MODELS))
    for name, counted in totals.items():
        of, kind, label = name.split(" ")
        if label == _MODELS[0]:
            row = "".join(f"{figures[f'{of} {kind} {each}']:9.3f}" for each in _MODELS)
            print(f"{of:10} {kind:14} {counted['given']:6,}{row}")
    return figures


def _shuffled(sentences: Sequence[Labelled]) -> list[Labelled]:
    return random.Random(_SEED).sample(sentences, len(sentences))  # noqa: S311


def _scores(model: Model, name: str, sentences: Sequence[Labelled]) -> dict[str, Score]:
    found = Tagger(model, name).tag([each.words for each in sentences])
    return score([each.labels for each in sentences], found)


if __name__ == "__main__":
    sys.exit(main())
