"""Train the model of names; writes the same file for the same data, on the same kind of machine.

    python -m bench.train_names [--data ../shared/data] [--output indexer/recognise/names.model] [--check]
                                [--without-validation]

Needs `scripts/bench-peers names`. It learns from the training and the validation parts of the sets. To be
measured on the latter it must not know them: `--without-validation` leaves them out, and what of them stands
in another set. `--check` writes nothing: it tells whether the file is what training makes now.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from indexer.recognise.model import Model, read, write

from .naming import (
    PARTS,
    data_digest,
    distil,
    find_trainer,
    join,
    labelled_sets,
    learn_classes,
    project_digest,
    train,
    training_sets,
    unlabelled,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Train and write; returns 1 if something is missing, or with `--check` if the file is another."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.train_names", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--output", type=Path, default=Path("indexer/recognise/names.model"))
    parser.add_argument(
        "--check", action="store_true", help="write nothing; tell whether the output is what would be written"
    )
    parser.add_argument(
        "--without-validation", action="store_true", help="leave the validation parts out, to be measured on"
    )
    options = parser.parse_args(argv)
    if not find_trainer():
        return 1
    try:
        if options.check:
            return _check(options.data, options.output, options.without_validation)
        write(_train(options.data, options.without_validation), options.output)
        _say(f"{options.output}: {options.output.stat().st_size / 1e6:.1f} MB")
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def _check(data: Path, path: Path, without_validation: bool) -> int:
    there = path.read_bytes()
    before = read(io.BytesIO(there)).made_of
    model = _train(data, without_validation)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / path.name
        write(model, made)
        if made.read_bytes() == there:
            print(f"{path} is what training makes, byte for byte")
            return 0
    others = [name for name, digest in model.made_of.items() if before.get(name) != digest]
    reason = f"of other {' and '.join(others)}" if others else "on another kind of machine"
    print(f"error: {path} is not what training makes: it was made {reason}", file=sys.stderr)
    return 1


def _train(data: Path, without_validation: bool) -> Model:
    started = time.monotonic()
    sets = training_sets(data) if without_validation else labelled_sets(data)
    parts = PARTS[:1] if without_validation else PARTS[:2]
    for name, sentences in sets.items():
        _say(f"{name:8} {len(sentences):6,} sentences")
    classes = learn_classes(data)
    _say(f"classes of {len(classes):,} words after {time.monotonic() - started:.0f} s")
    made_of = {"project": project_digest(), "data": data_digest(data), "parts": " ".join(parts)}
    model = train(sets, classes, made_of=made_of)
    _say(f"{len(model.features):,} features, {time.monotonic() - started:.0f} s")
    network = distil(sets, classes, unlabelled(data))
    _say(f"network of {len(network.features):,} features after {time.monotonic() - started:.0f} s")
    return join(model, network)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
