"""A PostgreSQL server of the tests' own, on a socket in a folder of its own, with databases made anew."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from index import Settings, open_archive

# What a crash of the machine would lose does not matter here, and waiting for it takes most of the time.
_SERVER = (
    "-c",
    "listen_addresses=",
    "-c",
    "fsync=off",
    "-c",
    "max_connections=60",
    "-c",
    "logging_collector=off",
)
_USERS = ("postgres", "nobody")


class Server:
    """A server that runs until `stop`; it may be started again."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        # Short: the path of a socket has about a hundred characters.
        self.folder = Path(tempfile.mkdtemp(prefix="telusur-pg-"))
        # It refuses to run as root.
        self._user = None
        if os.geteuid() == 0:
            self._user = next(name for name in _USERS if _exists(name))
            shutil.chown(self.folder, self._user)
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None
        made = subprocess.run(
            [programs / "initdb", "-D", self.folder / "data", "-U", "telusur", "-A", "trust", "-E", "UTF8",
             "--locale=C", "--no-sync"],
            user=self._user, cwd=self.folder, capture_output=True, text=True,
        )  # fmt: skip
        try:
            assert made.returncode == 0, made.stderr
            self.start()
            # Others are copies of it, so that tables are made once.
            open_archive(Settings(archive_url=self.create("migrated"))).close()
        except BaseException:
            self.close()
            raise

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.folder / "data", "-k", self.folder, *_SERVER],
                user=self._user, cwd=self.folder, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + 60
        while True:
            try:
                self._connected().close()
            except psycopg.OperationalError:
                assert self._process.poll() is None, self.log()
                assert time.monotonic() < deadline, self.log()
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """End the server and all its connections at once, as when its machine is shut down."""
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=60)
            self._process = None

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Let it be away during a block."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def close(self) -> None:
        """End the server for good."""
        if self._process:
            # Without writing down what is in memory: nobody reads it again.
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(timeout=60)
        shutil.rmtree(self.folder)

    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8", "replace")

    def create(self, name: str = "", options: str = "") -> str:
        """Make an empty database and return its URL."""
        name = name or f"made_{next(self._numbers)}"
        with self._connected() as connection:
            connection.execute(f'CREATE DATABASE "{name}" {options}'.encode())
        return f"postgresql://telusur@/{name}?host={self.folder}"

    def copy(self) -> str:
        """Make a database that holds an empty archive and return its URL."""
        return self.create(options="TEMPLATE migrated")

    def _connected(self) -> psycopg.Connection:
        return psycopg.connect(
            host=str(self.folder), user="telusur", dbname="postgres", autocommit=True, connect_timeout=10
        )


def _exists(user: str) -> bool:
    return subprocess.run(["id", "-u", user], capture_output=True).returncode == 0
