"""The model of names: weights, a network and classes of words; one file, made by `bench.train_names`."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_NAME = "names.model"
# What there is most of stands in the file in two bytes a number.
_SHORT, _LONG = np.float16, np.float32
_NUMBERS = {"weights": _SHORT, "transitions": _LONG}
_NETWORK = {
    "vectors": _SHORT, "window": _SHORT, "marked": _SHORT,
    "hidden": _LONG, "labels": _LONG, "transitions": _LONG,
}  # fmt: skip
# Whatever the day and the machine, the same model is the same file.
_STAMP = (2026, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A hidden layer over a word and its neighbours, for several sets with their own manner of labelling.

    A word is the hyperbolic tangent of the sum of the `vectors` (row, number) of its features. `window`
    (distance as in OFFSETS, number, unit) is what it adds to the hidden layer of a neighbour, `marked`
    (distance, mark, unit) what a mark of the gazetteer does, and `hidden` (set, unit) what is there before;
    of a unit what is above 0 counts. `labels` (set, unit, label) and `transitions` (set, label, label) are in
    the order of the model's labels.
    """

    features: Mapping[str, int]
    marks: tuple[str, ...]
    sets: tuple[str, ...]
    vectors: Floats
    window: Floats
    marked: Floats
    hidden: Floats
    labels: Floats
    transitions: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A linear-chain CRF: `weights` has a row for each feature and a column for each label.

    `transitions` are from label (row) to label (column); `classes` are those of folded words, between spaces;
    `made_of` tells what it was trained on: a SHA-256 by name, and `parts` of the labelled sets. What the
    `network` weighs is added.
    """

    labels: tuple[str, ...]
    features: Mapping[str, int]
    weights: Floats
    transitions: Floats
    classes: Mapping[str, str]
    made_of: Mapping[str, str]
    network: Network | None = None


@functools.cache
def shipped() -> Model:
    """Return the model that comes with the package; reading it takes a tenth or two of a second."""
    with resources.files(__package__).joinpath(_NAME).open("rb") as file:
        return read(file)


def read(file: IO[bytes]) -> Model:
    """Read a model; no code runs, whoever wrote it."""
    with zipfile.ZipFile(file) as archive:
        return Model(
            tuple(_lines(archive, "labels")),
            _rows(archive, "features"),
            **{name: _numbers(archive, name) for name in _NUMBERS},
            classes=_pairs(archive, "classes"),
            made_of=_pairs(archive, "made_of"),
            network=_network(archive) if "network/sets.txt" in archive.namelist() else None,
        )


def _network(archive: zipfile.ZipFile) -> Network:
    return Network(
        _rows(archive, "network/features"),
        tuple(_lines(archive, "network/marks")),
        tuple(_lines(archive, "network/sets")),
        **{name: _numbers(archive, f"network/{name}") for name in _NETWORK},
    )


def write(model: Model, path: Path) -> None:
    """Write a model, always the same bytes for the same model."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, lines in (
            ("labels", model.labels),
            ("features", model.features),
            ("classes", _as_lines(model.classes)),
            ("made_of", _as_lines(model.made_of)),
        ):
            _put_lines(archive, name, lines)
        for name, kind in _NUMBERS.items():
            _put_numbers(archive, name, getattr(model, name).astype(kind))
        if model.network is not None:
            for name in ("features", "marks", "sets"):
                _put_lines(archive, f"network/{name}", getattr(model.network, name))
            for name, kind in _NETWORK.items():
                _put_numbers(archive, f"network/{name}", getattr(model.network, name).astype(kind))


def _lines(archive: zipfile.ZipFile, name: str) -> list[str]:
    return archive.read(f"{name}.txt").decode("utf-8").split("\n")


def _rows(archive: zipfile.ZipFile, name: str) -> dict[str, int]:
    return {line: row for row, line in enumerate(_lines(archive, name))}


def _pairs(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    return dict(line.split("\t") for line in _lines(archive, name) if line)


def _numbers(archive: zipfile.ZipFile, name: str) -> Floats:
    found = np.load(io.BytesIO(archive.read(f"{name}.npy")), allow_pickle=False)
    return np.asarray(found, np.float32)


def _as_lines(pairs: Mapping[str, str]) -> list[str]:
    return [f"{name}\t{value}" for name, value in sorted(pairs.items())]


def _put_lines(archive: zipfile.ZipFile, name: str, lines: Iterable[str]) -> None:
    _put(archive, f"{name}.txt", "\n".join(lines).encode("utf-8"))


def _put_numbers(archive: zipfile.ZipFile, name: str, numbers: npt.NDArray[np.floating]) -> None:
    buffer = io.BytesIO()
    np.save(buffer, numbers, allow_pickle=False)
    _put(archive, f"{name}.npy", buffer.getvalue())


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _STAMP)
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
