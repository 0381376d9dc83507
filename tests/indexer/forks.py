"""A warm server of indexer processes: an interpreter that has all modules loaded, and forks.

A command so starts in milliseconds instead of a second. The server opens no archive itself, because a connection
to SQLite must not be carried over a fork.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..conftest import ROOT


def serve() -> None:
    """Read a request a line and answer each: start a command, or wait for one and tell its status."""
    import indexer.cli  # noqa: F401

    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            print(json.dumps(_ended(asked["wait"], asked["now"])), flush=True)
        else:
            print(json.dumps(_started(**asked)), flush=True)


def _ended(pid: int, now: bool) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG if now else 0)
    return os.waitstatus_to_exitcode(status) if found else None


def _started(
    arguments: list[str], log: str, environment: dict[str, str], file_size: int | None, dies: bool
) -> int:
    if pid := os.fork():
        return pid
    status = 1
    try:
        output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.environ.update(environment)
        if file_size is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, resource.RLIM_INFINITY))
        status = _run(arguments, dies)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _run(arguments: list[str], dies: bool) -> int:
    from index import Inbox
    from indexer.cli import main

    if dies:
        Inbox.settle = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]
    try:
        main(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


class Command:
    """A running `python -m indexer …`, a child of the server."""

    def __init__(self, server: Forks, pid: int, log: Path) -> None:
        self._server, self.pid, self.log = server, pid, log
        self._status: int | None = None

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def poll(self) -> int | None:
        """The exit status, negative for a signal; None while it runs."""
        if self._status is None:
            self._status = self._server.ask({"wait": self.pid, "now": True})
        return self._status

    def wait(self) -> int:
        if self._status is None:
            self._status = self._server.ask({"wait": self.pid, "now": False})
        assert self._status is not None
        return self._status

    def end(self, number: int = signal.SIGTERM) -> int:
        os.kill(self.pid, number)
        return self.wait()


class Forks:
    """The server, as tests use it."""

    def __init__(self) -> None:
        code = "from tests.indexer.forks import serve; serve()"
        warnings = ("-Werror", "-Wignore::SyntaxWarning")
        self._process = subprocess.Popen(
            [sys.executable, *warnings, "-c", code],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, request: dict[str, Any]) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def start(
        self,
        arguments: Sequence[object],
        log: Path,
        environment: dict[str, str],
        file_size: int | None = None,
        dies: bool = False,
    ) -> Command:
        """Start a command whose output goes to the end of `log`.

        `file_size` limits files, in bytes; with `dies` it is killed when the inbox is about to hear what the
        archive has.
        """
        request = {
            "arguments": [str(each) for each in arguments],
            "log": str(log),
            "environment": environment,
            "file_size": file_size,
            "dies": dies,
        }
        # Here already, for a test may look before the command has begun.
        log.touch()
        return Command(self, self.ask(request), log)

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
