"""Fixtures that several tests of what is kept share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive, Engine, Settings, open_archive, open_engine

from ..postgresql import Server
from .whoosh_rows import build


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests marked `databases`, of archives, on each kind of database."""
    if "database" in metafunc.fixturenames and metafunc.definition.get_closest_marker("databases"):
        metafunc.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Server | None:
    """The server of the archive; None for SQLite."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return None
    server: Server = request.getfixturevalue("postgresql")
    return server


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an archive that holds nothing."""
    data = tmp_path_factory.mktemp("empty")
    open_archive(Settings(data=data)).close()
    return data / "archive.sqlite3"


@pytest.fixture
def settings(database: Server | None, empty: Path, tmp_path: Path) -> Settings:
    """Those of an archive that is empty."""
    if database:
        return Settings(data=tmp_path, archive_url=database.copy())
    shutil.copy(empty, tmp_path)
    return Settings(data=tmp_path)


@pytest.fixture
def new(database: Server | None, tmp_path: Path) -> Settings:
    """Those of an archive that is not there yet."""
    return Settings(data=tmp_path / "new", archive_url=database.create() if database else "")


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
