"""Runs of `python -m indexer` and `python -m search` without the second that an interpreter takes to start.

A server process imports the commands once, warms them up, and forks a child for every run. In the child
the command's own entry runs, with its own environment, limits and standard streams, as in a new process.
"""

from __future__ import annotations

import contextlib
import importlib
import itertools
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..conftest import ROOT

# Seconds in which a run, or what it has started, must end.
_PATIENCE = 60.0
_WARM = {"title": "Panen Padi di Tegal", "body": "Wali Kota Tegal, Darmawan Setiaji, hadir.", "url": "u"}


@dataclass(frozen=True, slots=True)
class Done:
    """A run that has ended, with all processes it had started: exit status (negative: killed), streams."""

    status: int
    printed: str
    errors: str

    @property
    def output(self) -> str:
        """Both streams."""
        return self.printed + self.errors


class Command:
    """A run; its number stays its own until it was found ended here."""

    def __init__(self, indexer: Indexer, pid: int, log: Path) -> None:
        self._indexer, self.pid, self.log = indexer, pid, log
        self._status: int | None = None

    def said(self) -> str:
        """What it has written so far."""
        return self.log.read_text("utf-8", "replace")

    def poll(self) -> int | None:
        """The exit status, negative for a signal; None while it runs."""
        if self._status is None:
            self._status = self._indexer.ask({"wait": self.pid, "now": True})
        return self._status

    def wait(self) -> int:
        """Wait for its end and return the exit status."""
        if self._status is None:
            self._status = self._indexer.ask({"wait": self.pid, "now": False})
        assert self._status is not None
        return self._status

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal, then wait."""
        os.kill(self.pid, number)
        return self.wait()


class Indexer:
    """Starts runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, request: Mapping[str, Any]) -> Any:
        """Send the server a request and return its answer."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the server has died"
        return json.loads(line)

    def start(
        self,
        data: Path,
        arguments: Sequence[object],
        log: Path,
        settings: Mapping[str, object],
        *,
        module: str = "indexer",
        stdin: Path = Path(os.devnull),
        errors: Path | None = None,
        limit: int | None = None,
        dies: bool = False,
        poison: str = "",
        interrupted: int = 0,
    ) -> Command:
        """Start a command over a data folder; what it says goes to the end of `log`, or apart to `errors`.

        `limit` is that of file sizes, in bytes; with `dies` it is killed when the inbox is about to hear
        what the archive has. `poison` kills each process that prepares an item with this text in it;
        Ctrl-C falls into the fork whose number is `interrupted`.
        """
        environment = {"TELUSUR_DATA": str(data)}
        environment |= {f"TELUSUR_{name.upper()}": str(value) for name, value in settings.items()}
        # Here already, for a test may look before the command has begun.
        log.touch()
        pid = self.ask(
            {
                "module": module,
                "arguments": [str(each) for each in arguments],
                "streams": [str(stdin), str(log), str(errors or log)],
                "environment": environment,
                "limit": limit,
                "dies": dies,
                "poison": poison,
                "interrupted": interrupted,
            }
        )
        return Command(self, pid, log)

    def run(
        self,
        data: Path,
        *arguments: object,
        module: str = "indexer",
        stdin: str = "",
        kill_after: float | None = None,
        limit: int | None = None,
        poison: str = "",
        interrupted: int = 0,
        **settings: object,
    ) -> Done:
        """Run a command to its end, killed after some seconds, or as `start` does."""
        with tempfile.TemporaryDirectory() as folder:
            given = Path(folder) / "stdin"
            given.write_text(stdin, "utf-8")
            listeners = [_Listener(Path(folder) / name) for name in ("stdout", "stderr")]
            printed, errors = (each.pipe for each in listeners)
            command = self.start(
                data, arguments, printed, settings, module=module, stdin=given, errors=errors, limit=limit,
                poison=poison, interrupted=interrupted,
            )  # fmt: skip
            until = time.monotonic() + (_PATIENCE if kill_after is None else kill_after)
            while command.poll() is None and time.monotonic() < until:
                time.sleep(0.001)
            if command.poll() is None:
                command.end(signal.SIGKILL)
            left = [each for each in listeners if not each.ends(_PATIENCE)]
            if left:
                os.killpg(command.pid, signal.SIGKILL)
            said, complained = (each.heard() for each in listeners)
            warning = "Traceback: processes of the run are left\n" if left else ""
            return Done(command.wait(), said, warning + complained)


class _Listener:
    """A pipe that is read: no limit to file sizes counts for it, and it ends when all that write have ended."""

    def __init__(self, pipe: Path) -> None:
        self.pipe = pipe
        os.mkfifo(pipe)
        self._heard = ""
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        self._heard = self.pipe.read_text("utf-8", "replace")

    def ends(self, patience: float) -> bool:
        """Wait until nobody writes any more; False if somebody does after so many seconds."""
        # One that was killed before it wrote has never opened the pipe, and the thread waits for that.
        with contextlib.suppress(OSError):
            os.close(os.open(self.pipe, os.O_WRONLY | os.O_NONBLOCK))
        self._thread.join(patience)
        return not self._thread.is_alive()

    def heard(self) -> str:
        """Wait for the end and return what was written."""
        self._thread.join()
        return self._heard


@contextmanager
def forking() -> Iterator[Indexer]:
    """Start the server; it ends in any case."""
    process = subprocess.Popen(
        [sys.executable, "-Werror", "-Wignore::SyntaxWarning", "-c",
         "from tests.indexer.forking import serve; serve()"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield Indexer(process)
    finally:
        process.kill()
        process.communicate()


def serve() -> None:
    """Warm up, then answer requests from standard input: start a command, or tell the status of one."""
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "warm.jsonl"
        records.write_text(json.dumps(_WARM))
        os.environ |= {"TELUSUR_DATA": f"{folder}/data", "TELUSUR_WORKERS": "1"}
        with Path(os.devnull).open("w") as nothing:
            sys.stderr = nothing
            assert _run("indexer", ["add", str(records)]) == 0
            assert _run("indexer", ["rebuild"]) == 0
            sys.stdout = nothing
            assert _run("search", ["panen", "--json"]) == 0
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    del os.environ["TELUSUR_DATA"], os.environ["TELUSUR_WORKERS"]
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        answer = _ended(asked["wait"], asked["now"]) if "wait" in asked else _started(**asked)
        print(json.dumps(answer), flush=True)


def _ended(pid: int, now: bool) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG if now else 0)
    return os.waitstatus_to_exitcode(status) if found else None


def _started(
    module: str,
    arguments: list[str],
    streams: list[str],
    environment: dict[str, str],
    *,
    limit: int | None,
    dies: bool,
    poison: str,
    interrupted: int,
) -> int:
    if pid := os.fork():
        return pid
    status = 70
    try:
        os.setpgid(0, 0)
        given, *written = streams
        os.dup2(os.open(given, os.O_RDONLY), 0)
        for number, path in enumerate(written, 1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644), number)
        os.environ.update(environment)
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        if dies:
            _die_before_settling()
        if poison:
            _die_of(poison.encode())
        if interrupted:
            _interrupt_at_fork(interrupted)
        status = _run(module, arguments)
    except BaseException as error:  # noqa: BLE001 - a child must not go on as a second server
        sys.stderr.write(f"Traceback: {error!r}\n")
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _run(module: str, arguments: list[str]) -> int:
    try:
        importlib.import_module(f"{module}.cli").main(arguments, prog_name=f"python -m {module}")
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def _die_before_settling() -> None:
    from index import Inbox

    Inbox.settle = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]


def _interrupt_at_fork(number: int) -> None:
    forks = itertools.count(1)
    os.register_at_fork(before=lambda: os.kill(os.getpid(), signal.SIGINT) if next(forks) == number else None)


def _die_of(poison: bytes) -> None:
    from indexer import pipeline
    from indexer.prepare import Stored, prepare

    def lethal(item: Any, *rest: Any) -> Any:
        if poison in (item.article.text.encode() if isinstance(item, Stored) else getattr(item, "data", b"")):
            os.kill(os.getpid(), signal.SIGKILL)
        return prepare(item, *rest)

    pipeline.prepare = lethal  # type: ignore[attr-defined, assignment]
