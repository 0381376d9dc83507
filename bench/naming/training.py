"""A linear-chain CRF on the labelled sets (Lafferty, McCallum and Pereira, 2001; python-crfsuite, L-BFGS).

The sets differ in what they label (*Kabupaten Pati* or *Pati*; countries or not), so each feature of a word
counts for all sets and once more for its own (Daumé, "Frustratingly easy domain adaptation", 2007).
"""

from __future__ import annotations

import functools
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from indexer.recognise.features import OFFSETS, Seen, alone, counts, see, together
from indexer.recognise.model import Model
from indexer.recognise.tagger import gazetteer_marks

from .datasets import DATASETS, PARTS, Labelled, held_out, read_sentences

_PACKAGES = Path(__file__).parent.parent / ".peers" / "names"
_TRAINERS = ("pycrfsuite", "sklearn", "jax", "optax")
# What is a word's own in one set: not its affixes.
_AFFIX = ("<", ">")
_SETTINGS = {
    "c1": 0.1,
    "c2": 0.2,
    "max_iterations": 100,
    "feature.minfreq": 1,
    "feature.possible_transitions": True,
}


def features(words: Sequence[str], seen: Callable[[str], Seen], domain: str) -> Iterator[list[str]]:
    """Yield the features of each word of a sentence, and under the set's name those that count there."""
    marks = gazetteer_marks(words)
    looked = [seen(word) for word in words]
    for at in range(len(words)):
        found: list[str] = []
        for offset in OFFSETS:
            if 0 <= at + offset < len(words):
                for each in alone(looked[at + offset]):
                    if counts(each, offset):
                        found.append(f"{offset}{each}")
                        if not each.startswith(_AFFIX):
                            found.append(f"{domain}:{offset}{each}")
        yield found + [" ".join(parts) for parts in together(looked, at, marks)]


def train(
    sets: Mapping[str, Sequence[Labelled]],
    classes: Mapping[str, str],
    wanted: Callable[[str], bool] = lambda _: True,
    made_of: Mapping[str, str] = MappingProxyType({}),
) -> Model:
    """Train on the sentences of each set, by wanted features; `made_of` is written into the model."""
    # Installed by `scripts/bench-peers names`, not with the project.
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False, params=_SETTINGS)
    seen = functools.lru_cache(maxsize=None)(functools.partial(see, classes=classes))
    wanted = functools.cache(wanted)
    for domain, sentences in sets.items():
        for each in sentences:
            found = features(each.words, seen, domain)
            trainer.append([list(filter(wanted, of_word)) for of_word in found], each.labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "names.crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return _as_model(tagger.info(), classes, made_of)


def _as_model(info: Any, classes: Mapping[str, str], made_of: Mapping[str, str]) -> Model:
    labels = tuple(sorted(info.labels))
    named = sorted({feature for feature, _ in info.state_features})
    row_of = {feature: row for row, feature in enumerate(named)}
    weights = np.zeros((len(named), len(labels)), np.float32)
    for (feature, label), weight in info.state_features.items():
        weights[row_of[feature], labels.index(label)] = weight
    transitions = np.zeros((len(labels), len(labels)), np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[labels.index(before), labels.index(after)] = weight
    return Model(labels, row_of, weights, transitions, classes, made_of)


def find_trainer() -> bool:
    """Make what trains importable; says so if it is not installed."""
    # Last: where the project has a package too, it is the project's.
    sys.path.append(str(_PACKAGES))
    missing = [name for name in _TRAINERS if find_spec(name) is None]
    if missing:
        names = " and ".join(missing)
        print(f"error: {names} is not installed; run scripts/bench-peers names", file=sys.stderr)
    return not missing


def labelled_sets(data: Path) -> dict[str, list[Labelled]]:
    """Return the training and the validation part of each set. Raises OSError."""
    return {
        name: [each for part in PARTS[:2] for each in read_sentences(data / "ner", name, part)]
        for name in DATASETS
    }


def training_sets(data: Path) -> dict[str, list[Labelled]]:
    """Return the training part of each set, without what stands in a validation part. Raises OSError."""
    tests = [each for name in DATASETS for each in read_sentences(data / "ner", name, "validation")]
    return {name: held_out(read_sentences(data / "ner", name), tests) for name in DATASETS}
