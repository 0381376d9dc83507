"""Fixtures that several tests of the indexer share."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .forking import Indexer, forking
from .newsroom import fill
from .website import Site, website


@pytest.fixture
def site() -> Iterator[Site]:
    """A newspaper's site on this machine."""
    with website() as served:
        yield served


@pytest.fixture(scope="session")
def warm() -> Iterator[Indexer]:
    """Runs of the command that need no start-up."""
    with forking() as indexer:
        yield indexer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to be added."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder in memory where there is one: a killed process does not lose what the system has."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def newsroom(room: Path) -> Path:
    """Ten pages, two records and an empty page, in a folder."""
    fill(room / "in")
    return room / "in"


@pytest.fixture
def archived(warm: Indexer, newsroom: Path, room: Path) -> Path:
    """A data folder that holds them."""
    assert warm.run(room / "data", "add", newsroom, workers=1).status == 3
    return room / "data"
