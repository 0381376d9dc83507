"""Child processes: what kills an interpreter is then a failed assertion.

A child is a function of a test module that runs in a process of its own (`child`, `running`).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from ..conftest import ROOT

# Seconds that a slow machine may take for what should take an instant.
PATIENCE = 60.0


def wait_for(done: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < until
        time.sleep(0.002)


def _command(function: Callable[..., None], arguments: Iterable[object]) -> list[str]:
    code = f"import sys; from {function.__module__} import {function.__name__} as child; child(*sys.argv[1:])"
    warnings = ("-Werror", "-Wignore::SyntaxWarning", "-Wignore::DeprecationWarning")
    return [sys.executable, *warnings, "-c", code, *map(str, arguments)]


def start(function: Callable[..., None], *arguments: object) -> subprocess.Popen[str]:
    """Start a function of a module, which is given texts, in a process of its own."""
    return subprocess.Popen(
        _command(function, arguments), cwd=ROOT, env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def child(function: Callable[..., None], *arguments: object) -> str:
    """Run a function in a process of its own; return what it prints. It fails if the process does."""
    done = subprocess.run(
        _command(function, arguments), cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"exit {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@contextmanager
def running(function: Callable[..., None], *arguments: object) -> Iterator[Callable[[str], str]]:
    """Run a child; yield what sends it a line and returns its answer. It is ended in any case."""
    process = start(function, *arguments)
    assert process.stdin
    assert process.stdout
    sent, heard = process.stdin, process.stdout

    def tell(line: str) -> str:
        sent.write(f"{line}\n")
        sent.flush()
        return heard.readline().strip()

    try:
        yield tell
    finally:
        process.kill()
        process.wait()
        sent.close()
        heard.close()


def forked(work: Callable[[], str]) -> str:
    """Return what `work` returns in a process of its own, or how that died."""
    reader, writer = os.pipe()
    if not (number := os.fork()):
        signal.alarm(10)
        os.write(writer, work().encode()[:4_000])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as said:
        text = said.read()
    status = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    return text if not status else f"exit {status}"
