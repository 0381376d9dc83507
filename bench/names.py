"""Names found in a part of the labelled sets (validation): precision, recall, F1, sentences a second."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from indexer.recognise.model import Model, read
from indexer.recognise.tagger import Tagger

from .naming import DATASETS, KINDS, PARTS, Score, read_sentences, run, score

_KNOWN = """note: {path} has learnt from the {part} part: these figures tell nothing of other texts.
To measure, train without it:
    python -m bench.train_names --without-validation --output measured.model
    python -m bench names --model measured.model"""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; returns 1 if something is missing."""
    parser = argparse.ArgumentParser(
        prog="python -m bench names", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=Path("indexer/recognise/names.model"))
    parser.add_argument("--part", choices=PARTS[1:], default="validation", help="which part of each set")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(argv)
    return run(lambda: measure(options.data, options.model, options.part), options.json)


def measure(data: Path, path: Path, part: str) -> dict[str, float]:
    """Print the scores of a model on a part of each set; return each F1, by set and kind. Raises OSError."""
    with path.open("rb") as file:
        model = read(file)
    if part in model.made_of.get("parts", "").split():
        print(_KNOWN.format(part=part, path=path), file=sys.stderr)
    figures: dict[str, float] = {}
    print(f"{'set':10} {'kind':14} {'precision':>9} {'recall':>7} {'F1':>7} {'names':>6}")
    for name in DATASETS:
        scores, rate = evaluate(model, data, name, part)
        for kind in KINDS:
            each = scores[kind]
            figures[f"{name} {kind}"] = each.f1
            print(
                f"{name:10} {kind:14} {each.precision:9.3f} {each.recall:7.3f} {each.f1:7.3f} {each.given:6}"
            )
        print(f"{name:10} {rate:,.0f} sentences a second", flush=True)
    return figures


def evaluate(model: Model, data: Path, name: str, part: str = "validation") -> tuple[dict[str, Score], float]:
    """Return scores by kind on a part of a set, and sentences a second. Raises OSError."""
    sentences = read_sentences(data / "ner", name, part)
    tagger = Tagger(model, name)
    started = time.perf_counter()
    found = tagger.tag([each.words for each in sentences])
    rate = len(sentences) / (time.perf_counter() - started)
    return score([each.labels for each in sentences], found), rate


if __name__ == "__main__":
    sys.exit(main())
