"""Hostile files with right checksums: refused by name, never a crash, never a file outside the index."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy.typing as npt
import pytest

from index import EngineError
from index.whoosh_engine.schema import KEYWORDS

from .children import child, forked
from .tampering import header_of, put, sealed, with_array, with_header
from .whoosh_rows import Index, a_row, a_writer, an_engine, answers

DEEP = "[" * 100_000
HOSTILE = {"2.values", "4.segment", "5.deletions"}
LIES: dict[str, list[Any]] = {
    "shape": [[0], [-1], [1 << 62, 1 << 62], [], [1 << 63], [1 << 80], [1], [1, 1, 1], "x", None, [1.5]],
    "at": [-64, 1 << 40, 1 << 80, 0.0, "x", None, 0],
    "dtype": ["|u1", "|O8", "<u2", "<f8", "<u8", None, "<i4", []],
    "name": ["ids", "../x", None, [], 7],
    "whole": [None, {}, 7],
    "meta": [None, "x", -1, 0, 1, 1 << 40, 1 << 80, float("inf"), float("nan"), [], [0] * 5, ["x"]],
}


def hostile_headers(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield headers that nobody wrote: every array and every number of the meta is lied about."""
    yield from ((text[:9], text) for text in (DEEP, "[]", "null", "7", '{"kind": 1}', '{"a": ' * 50_000))
    for field in ("arrays", "meta"):
        yield from (
            (f"{field} {value}", json.dumps({**header_of(content), field: value})) for value in LIES["whole"]
        )
    numbers = len(header_of(content)["arrays"])
    for field in ("shape", "at", "dtype", "name"):
        lies = LIES[field]
        for number, value in zip(itertools.chain(range(numbers), range(numbers)), itertools.cycle(lies)):
            header = header_of(content)
            described = header["arrays"][number]
            if described[field] != value:
                described[field] = value
                yield f"{number} {field} {value!r:.20}", json.dumps(header)
    for field in header_of(content)["meta"]:
        for value in LIES["meta"]:
            if (header := header_of(content))["meta"][field] != value:
                header["meta"][field] = value
                yield f"meta {field} {value!r:.20}", json.dumps(header)


def hostile(data: str) -> None:
    """Open an index with hostile headers, each in a process of its own; print what went wrong.

    Who writes checksums can also write articles: a wrong answer is no fault here, as a crash is.
    """
    index = Index(Path(data))
    faults = {}
    for path, content in index.files.items():
        for name, header in hostile_headers(content) if path.name in HOSTILE else ():
            changed = with_header(content, header)
            said = forked(lambda: "; ".join(index.faults(path, changed)))  # noqa: B023
            if found := [fault for fault in said.split("; ") if fault and "a wrong answer" not in fault]:
                faults[f"{path.name}: {name}"] = found[0][:200]
            put(path, content)
    print(json.dumps(faults))


def test_hostile_headers(data: Path) -> None:
    assert json.loads(child(hostile, data)) == {}


def put_at(at: int, value: int) -> Callable[[npt.NDArray[Any]], None]:
    def change(array: npt.NDArray[Any]) -> None:
        array[at] = value

    return change


def merge_all(data: Path) -> None:
    with a_writer(an_engine(data)) as writer:
        writer.put_row(a_row(410))
        writer._spill()
        writer._merge(list(range(len(writer._parts))))


@pytest.mark.parametrize(
    ("name", "array", "change"),
    [
        ("4.segment", "order", put_at(7, 1_000)),
        ("4.segment", "dictionary_heads", put_at(3, 1 << 30)),
        ("4.segment", "people.numbers", put_at(3, 5)),
        ("4.segment", "dates.numbers", put_at(-1, 2**32 - 2)),
        ("4.segment", "places.offsets", put_at(0, 1)),
        ("4.segment", "places.offsets", put_at(5, 2**32 - 1)),
        ("4.segment", "places.offsets", put_at(-1, 2**32 - 1)),
        ("5.deletions", "live", put_at(-1, 2**64 - 1)),
        ("5.deletions", "live", put_at(0, 0)),
        *(("2.values", f"{field}.{part}", put_at(-1, 99)) for field in KEYWORDS for part in ("offsets", "ids", "ranks")),
    ],
)  # fmt: skip
def test_hostile_arrays(
    data: Path, name: str, array: str, change: Callable[[npt.NDArray[Any]], None]
) -> None:
    path = data / "index" / "1" / name
    put(path, with_array(path, path.suffix[1:], array, change))
    with pytest.raises(EngineError, match=name):
        answers(an_engine(data).snapshot())
    with pytest.raises(EngineError, match=name):
        merge_all(data)


# What stands in the table of contents instead of what was written.
WRONG: dict[str, list[Any]] = {
    "sequence": [None, "x", -1, float("inf"), float("nan"), [], 1.5],
    "next": [None, "x", "../../outside/x", -1, 0, 1, float("inf"), [], 1.5],
    "values": ["../../outside/2.values", "..", "a\0b", "1.segment", 5, ["2.values"]],
    "segments": [
        None, 5, "ab", [5], [[]], [["1.segment"]], [None], {"1.segment": None}, [["1.segment", "5.deletions"]] * 2,
        *([[name, None]] for name in (
            "../../outside/1.segment", "/etc/hostname", "..", ".", "", "a\0b", "x" * 300, "toc", "toc/x", "lock", 3,
            "../1/1.segment", "./1.segment", "2.values", "1.segment ", "[]", None,
        )),
        *([["1.segment", name]] for name in ("../../outside/5.deletions", "1.segment", "..", "a\0b", 5)),
    ],
}  # fmt: skip
TOCS = [DEEP, "[]", "null", "7", "{}", *({name: value} for name, values in WRONG.items() for value in values)]


@pytest.mark.parametrize("fields", TOCS, ids=lambda fields: str(fields)[:40])
def test_hostile_tables_of_contents(data: Path, fields: object) -> None:
    index = Index(data)
    outside = shutil.copytree(index.folder, data / "outside")
    path = index.folder / "toc"
    known = json.loads(index.files[path].split(b"\n")[0])
    put(path, sealed({**known, **fields} if isinstance(fields, dict) else fields))
    with pytest.raises(EngineError):
        answers(an_engine(data).snapshot())
    with pytest.raises(EngineError), an_engine(data).writer() as writer:
        writer.commit(4)
    assert {each.name: each.read_bytes() for each in outside.iterdir()} == {
        each.name: content for each, content in index.files.items() if each.parent == index.folder
    }


@pytest.mark.parametrize(
    "name", ["../1", "..", ".", "", "/", "1/../1", "²", "9" * 5_000, 1, None, ["1"], "01", "-1"]
)
def test_hostile_names_of_generations(data: Path, name: object) -> None:
    put(data / "index" / "current", sealed({"format": 1, "generation": name}))
    with pytest.raises(EngineError):
        an_engine(data).snapshot()
    with pytest.raises(EngineError):
        an_engine(data).writer()
