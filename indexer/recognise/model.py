"""The model of names: what weighs for which label, and classes of words; one file, of `bench.train_names`."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_NAME = "names.model"
_TEXTS = ("labels", "features", "classes", "made_of")
# Whatever the day and the machine, the same model is the same file.
_STAMP = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A linear-chain CRF: `weights` has a row for each feature and a column for each label.

    `transitions` are from label (row) to label (column); `classes` are those of folded words, between spaces;
    `made_of` tells what it was trained on, a SHA-256 by name.
    """

    labels: tuple[str, ...]
    features: Mapping[str, int]
    weights: Floats
    transitions: Floats
    classes: Mapping[str, str]
    made_of: Mapping[str, str]


@functools.cache
def shipped() -> Model:
    """Return the model that comes with the package; reading it takes a tenth of a second."""
    with resources.files(__package__).joinpath(_NAME).open("rb") as file:
        return read(file)


def read(file: IO[bytes]) -> Model:
    """Read a model; no code runs, whoever wrote it."""
    with zipfile.ZipFile(file) as archive:
        there = archive.namelist()
        texts = {
            name: archive.read(f"{name}.txt").decode("utf-8") for name in _TEXTS if f"{name}.txt" in there
        }
        numbers = {
            name: np.load(io.BytesIO(archive.read(f"{name}.npy")), allow_pickle=False)
            for name in ("weights", "transitions")
        }
    return Model(
        tuple(texts["labels"].splitlines()),
        {feature: row for row, feature in enumerate(texts["features"].split("\n"))},
        numbers["weights"].astype(np.float32),
        numbers["transitions"].astype(np.float32),
        _pairs(texts["classes"]),
        # Models of before do not say.
        _pairs(texts.get("made_of", "")),
    )


def write(model: Model, path: Path) -> None:
    """Write a model, always the same bytes for the same model."""
    texts: dict[str, Sequence[str]] = {
        "labels": model.labels,
        "features": list(model.features),
        "classes": [f"{word}\t{classes}" for word, classes in sorted(model.classes.items())],
        "made_of": [f"{name}\t{digest}" for name, digest in sorted(model.made_of.items())],
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, lines in texts.items():
            _put(archive, f"{name}.txt", "\n".join(lines).encode("utf-8"))
        for name, numbers in (("weights", model.weights), ("transitions", model.transitions)):
            buffer = io.BytesIO()
            np.save(
                buffer, numbers.astype(np.float16 if name == "weights" else np.float32), allow_pickle=False
            )
            _put(archive, f"{name}.npy", buffer.getvalue())


def _pairs(lines: str) -> dict[str, str]:
    return dict(line.split("\t") for line in lines.splitlines())


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _STAMP)
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
