"""Fixtures that several tests of what is kept share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive, Engine, Settings, open_archive, open_engine

from .whoosh_rows import build


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@pytest.fixture
def archive(settings: Settings) -> Iterator[Archive]:
    """An empty archive."""
    archive = open_archive(settings)
    yield archive
    archive.close()


@pytest.fixture
def engine(settings: Settings) -> Engine:
    """An empty engine beside the archive."""
    return open_engine(settings)


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
