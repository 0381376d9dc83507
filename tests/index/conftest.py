"""Fixtures of the tests of the engine's files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .whoosh_rows import build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("built")
    build(data)
    return data


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    """A copy of an index of several segments, with deletions."""
    shutil.copytree(built, tmp_path / "data")
    return tmp_path / "data"
