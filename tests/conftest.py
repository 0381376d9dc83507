"""What the tests of several packages share: an archive of the sample articles, made once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from .postgresql import Server

ROOT = Path(__file__).resolve().parent.parent

# No deadline, for machines differ; all else stays as hypothesis sets it, in CI too.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")


def pytest_configure() -> None:
    # What a script starts in the background ignores Ctrl-C, and so does all that it starts: tests send it.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Let no process outlive the test that started it, when the test fails either."""
    with process:
        try:
            yield process
        finally:
            process.kill()


@dataclass(frozen=True)
class Archive:
    """A data folder, and the environment in which commands use it."""

    data: Path

    @property
    def environment(self) -> Mapping[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TELUSUR_")}
        return {**kept, "TELUSUR_DATA": str(self.data), "PYTHONUNBUFFERED": "1"}

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `python -m …` from the checkout's root over this archive; `more` is environment."""
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            timeout=300,
        )


def sample_sites() -> list[str]:
    return [f"samples/{path.name}" for path in sorted((ROOT / "samples").iterdir()) if path.is_dir()]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server; fails the test when there is none, for a skipped test checks nothing."""
    done = subprocess.run([ROOT / "scripts/ensure-postgresql"], capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"no PostgreSQL: {done.stderr}")
    server = Server(Path(done.stdout.strip()))
    yield server
    server.close()


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of this test run, empty at first."""
    return tmp_path_factory.mktemp("telusur-data")


@pytest.fixture(scope="session")
def sample_archive(data_dir: Path) -> Archive:
    """The sample sites, indexed once by the real command."""
    archive = Archive(data_dir)
    done = archive.run("indexer", "add", *sample_sites())
    assert done.returncode in (0, 3), f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return archive
