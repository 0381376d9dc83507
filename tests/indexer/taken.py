"""What the tests of sources share: reading a file through the front door, and the commands in this process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.cli import main
from indexer.prepare import Prepared, prepare
from indexer.sources import SOURCE_CODES, Content, File, Options, Page, Unchanged, Unreadable, read

LIMIT = 2_000_000
_FULL = st.just(LIMIT)
# A file is written anew for every example.
QUIET = settings(
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def items(path: Path, limit: int = LIMIT, columns: dict[str, str] | None = None) -> list[Content]:
    """Everything that a source yields, in order."""
    found = list(read(str(path), Options(limit, columns or {})))
    return [item for item in found if not isinstance(item, File | Unchanged)]


def pages(path: Path, limit: int = LIMIT) -> list[tuple[str | None, bytes]]:
    """Address and bytes of each page."""
    return [(item.url, item.data) for item in items(path, limit) if isinstance(item, Page)]


def outline(path: Path, limit: int = LIMIT) -> list[tuple[str, str]]:
    """Of each item what follows the folder in its source, and its reason code or `ok`."""
    folder = f"{path.parent}/"
    return [
        (item.source.removeprefix(folder), item.code if isinstance(item, Unreadable) else "ok")
        for item in items(path, limit)
    ]


def articles(path: Path, columns: dict[str, str] | None = None) -> list[tuple[str, str | None, str]]:
    """Title, address and body of each article, or `refused`, nothing and the code."""
    found: list[tuple[str, str | None, str]] = []
    for item in items(path, columns=columns):
        result = prepare(item, LIMIT, "")
        if isinstance(result, Prepared):
            article = result.document.article
            found.append((article.title, article.url, article.body))
        else:
            found.append(("refused", None, result.code))
    return found


def known_codes(found: list[Content]) -> bool:
    """Whether every refusal has a code that is documented."""
    codes = SOURCE_CODES.keys() | {"too-large"}
    return all(item.code in codes and item.message for item in found if isinstance(item, Unreadable))


def check_any(path: Path, contents: st.SearchStrategy[bytes], limits: st.SearchStrategy[int] = _FULL) -> None:
    """Read a file of any contents: nothing raises, and what is refused says why."""

    @QUIET
    @given(contents, limits)
    def anything(data: bytes, limit: int) -> None:
        path.write_bytes(data)
        found = items(path, limit)
        assert known_codes(found)
        for item in found:
            prepare(item, LIMIT, "")

    anything()


def check_damaged(path: Path, whole: bytes) -> None:
    """Read a file of which some bytes are others, and the end is missing."""

    @st.composite
    def damaged(draw: st.DrawFn) -> bytes:
        raw = bytearray(whole)
        for _ in range(draw(st.integers(1, 4))):
            raw[draw(st.integers(0, len(raw) - 1))] = draw(st.integers(0, 255))
        return bytes(raw[: draw(st.integers(0, len(raw)))])

    check_any(path, damaged())


def command(
    monkeypatch: pytest.MonkeyPatch, data: Path, *arguments: object
) -> tuple[Result, list[dict[str, object]]]:
    """Run `python -m indexer …` in this process; return its result and the JSON lines it printed."""
    monkeypatch.setenv("TELUSUR_DATA", str(data))
    monkeypatch.setenv("TELUSUR_WORKERS", "1")
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    return result, [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
