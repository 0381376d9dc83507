"""Damaged and hostile files: refused by name or caught by a checksum, never a wrong answer, never a crash."""

from __future__ import annotations

import itertools
import json
import os
import pickle
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from index import EngineError

from .whoosh_rows import (
    CONTAINERS,
    TRAILER,
    Index,
    a_row,
    a_writer,
    an_engine,
    answers,
    build,
    child,
    forked,
    header_of,
    id_of,
    put,
    sealed,
    with_header,
)  # fmt: skip

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


def flipped(content: bytes, at: int, mask: int) -> bytes:
    return content[:at] + bytes([content[at] ^ mask]) + content[at + 1 :]


def chosen_places(path: Path, content: bytes) -> Iterator[int]:
    """Yield places to flip: sums, header and trailer one by one, but every 5th of large headers."""
    size = len(content)
    header = TRAILER.unpack(content[-TRAILER.size :])[0] if path.suffix in CONTAINERS else 0
    yield from range(0, header, max(1, header // 60))
    yield from range(header, size - TRAILER.size, 1 if path.suffix != ".segment" or size < 10_000 else 5)
    yield from range(max(header, size - TRAILER.size), size)


def sweep(data: str) -> None:
    """Flip bytes and bits all over an index, cut and extend its files; print what went wrong."""
    index = Index(Path(data))
    faults = {}
    flips = 0
    for path, content in index.files.items():
        size = len(content)
        for at in chosen_places(path, content):
            mask = 0xFF if at % 3 == 0 else 1 << at % 8
            flips += 1
            if found := index.faults(path, flipped(content, at, mask)):
                faults[f"{path.name} ^ {mask} at {at}"] = found
        lengths = {*range(0, size, max(1, size // 20)), *range(max(0, size - 50), size, 7), size - 1}
        changed = [content[:length] for length in sorted(lengths)]
        changed += [content + b"\0", content + content, content + content[-TRAILER.size :], b"\n" + content]
        for each in changed:
            if found := index.faults(path, each):
                faults[f"{path.name} of {len(each)} bytes instead of {size}"] = found
    print(json.dumps([faults, flips, index.refused, index.unnoticed]))


def random_damage(data: str, number: str) -> None:
    """Damage files as hypothesis likes."""
    index = Index(Path(data))
    paths = sorted(index.files)

    @seed(int(number))
    @settings(max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(
        st.sampled_from(paths), st.floats(0, 1, exclude_max=True), st.integers(1, 255), st.binary(max_size=9)
    )
    def damage(path: Path, where: float, mask: int, more: bytes) -> None:
        content = index.files[path]
        at = int(where * len(content))
        if more:
            changed = content[:at] + more + content[at + len(more) * (mask % 2) :]
        else:
            changed = flipped(content, at, mask) if mask % 4 else content[:at]
        # Line ends are read as text: "\r" for "\n" changes nothing.
        assert index.faults(path, changed) == [], (path.name, at, mask, more)

    damage()


def merge_over_damage(data: str) -> None:
    """Let merges meet damage; print what went wrong."""
    index = Index(Path(data))
    faults: dict[str, list[str]] = {}
    for path in [path for path in index.files if path.suffix == ".segment"]:
        content = index.files[path]
        body = TRAILER.unpack(content[-TRAILER.size :])[0]
        for at in range(0, body, body // 8):
            copied = shutil.copytree(index.data, Path(f"{index.data}-{path.name}-{at}"))
            if found := _merge_faults(index, copied, path, flipped(content, at, 1 << at % 8)):
                faults[copied.name] = found
            shutil.rmtree(copied)
    print(json.dumps(faults))


def _merge_faults(index: Index, data: Path, path: Path, content: bytes) -> list[str]:
    folder = data / "index" / "1"
    put(damaged := folder / path.name, content)
    faults = []
    try:
        with a_writer(an_engine(data)) as writer:
            writer.put_row(a_row(5_000))
            writer.commit(4)
        faults.append("merged")
    except EngineError as error:
        if str(damaged) not in str(error):
            faults.append(str(error))
    put(damaged, index.files[path])
    after = an_engine(data).snapshot()
    if (id_of(5_000) in after.ids()) != (after.sequence == 4) or after.count not in (510, 511):
        faults.append("lost what it says it has")
    if left := {each.name for each in folder.iterdir()} - {"toc"} - after.toc.files():
        faults.append(f"leaves {left}")
    put(folder / "toc", index.files[index.folder / "toc"])
    kept = {each: data / each.relative_to(index.data) for each in index.files}
    if changed := [each.name for each, copy in kept.items() if copy.read_bytes() != index.files[each]]:
        faults.append(f"changed {changed}")
    if answers(an_engine(data).snapshot()) != index.expected:
        faults.append("other answers")
    return faults


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("built")
    build(data)
    return data


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    """A copy of an index of several segments, with deletions."""
    shutil.copytree(built, tmp_path / "data")
    return tmp_path / "data"


def test_the_questions_are_worth_asking(data: Path) -> None:
    index = Index(data)
    empty = [name for name, (total, *_) in index.expected.items() if not total]
    assert empty == []
    assert max(len(content) for content in index.files.values()) > 1 << 16


def test_flips_and_cuts_everywhere(data: Path) -> None:
    faults, flips, refused, unnoticed = json.loads(child(sweep, data))
    assert faults == {}
    assert flips > 1_000
    # Damage in one 64 KiB of a segment leaves answers from the others.
    assert refused > flips
    assert unnoticed > 0


def test_random_damage(data: Path) -> None:
    number = random.SystemRandom().randrange(1 << 32)
    print(f"seed {number}")
    child(random_damage, data, number)


def test_a_merge_refuses_a_damaged_segment(data: Path) -> None:
    assert json.loads(child(merge_over_damage, data)) == {}


@pytest.mark.parametrize("name", ["toc", "1.segment", "5.deletions", "2.values", "../current"])
@pytest.mark.parametrize("content", [b"", b"rubbish", None])
def test_rebuilding_is_the_remedy(data: Path, name: str, content: bytes | None) -> None:
    path = (data / "index" / "1" / name).resolve()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EngineError, match=rf"{path.name}.*rebuild"):
        an_engine(data).snapshot()
    with an_engine(data).rebuild() as writer:
        writer.commit(9)
    assert an_engine(data).snapshot().sequence == 9


class Planted:
    """A pickle that makes a file when it is read."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.marker),)


def test_no_pickle_is_read(data: Path, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    planted = pickle.dumps(Planted(marker))
    pickle.loads(planted)
    marker.rmdir()
    index = Index(data)
    for folder in (data, data / "index", index.folder):
        for name in ("_MAIN_1.toc", "_MAIN_WRITELOCK", "MAIN_0123456789abcdef.seg"):
            (folder / name).write_bytes(planted)
    assert answers(an_engine(data).snapshot()) == index.expected
    for path in index.files:
        assert index.faults(path, planted) == []
    assert not marker.exists()


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
