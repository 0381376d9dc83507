"""Damaged files: refused by name or caught by a checksum, never a wrong answer, never a crash."""

from __future__ import annotations

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

from .children import child
from .tampering import CONTAINERS, TRAILER, put
from .whoosh_rows import Index, a_row, a_writer, an_engine, answers, id_of


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


@pytest.mark.parametrize("name", ["toc", "1.segment", "5.deletions", "2.values"])
def test_a_writer_names_what_is_missing(data: Path, name: str) -> None:
    (data / "index" / "1" / name).unlink()
    with pytest.raises(EngineError, match=rf"{name} is damaged \(it is missing\).*rebuild"):
        an_engine(data).writer()
    an_engine(data).rebuild().abort()


@pytest.mark.parametrize("name", ["toc", "1.segment", "5.deletions", "2.values"])
def test_what_is_no_file_is_named(data: Path, name: str) -> None:
    path = data / "index" / "1" / name
    path.unlink()
    path.mkdir()
    (path / "file").write_bytes(b"")
    for begin in (an_engine(data).snapshot, an_engine(data).writer):
        with pytest.raises(EngineError, match=rf"{name}.*rebuild"):
            begin()


def test_what_a_broken_rebuilding_left_is_removed_by_the_next(data: Path) -> None:
    index = data / "index"
    shutil.copytree(index / "1", index / "2")
    an_engine(data).rebuild().abort()
    assert {each.name for each in index.iterdir()} == {"1", "2", "current", "lock"}
    (index / "current").unlink()
    for sequence, left in ((1, {"2", "3"}), (2, {"3", "4"})):
        with an_engine(data).rebuild() as writer:
            writer.commit(sequence)
        assert {each.name for each in index.iterdir()} == {*left, "current", "lock"}
        assert an_engine(data).snapshot().sequence == sequence


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
