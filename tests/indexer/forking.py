"""Runs of `python -m indexer` without the second that an interpreter takes to start.

A server process imports the command once, warms it up, and forks a child for every run. In the child
the command's own entry runs, with its own environment, limits and standard streams, as in a new process.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..conftest import ROOT

# Seconds in which a run must say something, or end.
_PATIENCE = 60.0
_WARM = {"title": "Panen Padi di Tegal", "body": "Wali Kota Tegal, Darmawan Setiaji, hadir.", "url": "u"}


@dataclass(frozen=True, slots=True)
class Done:
    """A run that has ended, with all processes it had started: exit status (negative: killed), streams."""

    status: int
    output: str


@dataclass(frozen=True, slots=True)
class Indexer:
    """Starts runs, one after the other."""

    process: subprocess.Popen[str]

    def run(
        self,
        data: Path,
        *arguments: object,
        kill_after: float | None = None,
        limit: int | None = None,
        **settings: object,
    ) -> Done:
        """Run a command over a data folder, killed after some seconds, or with a limit to file sizes."""
        environment = {"TELUSUR_DATA": str(data)}
        environment |= {f"TELUSUR_{name.upper()}": str(value) for name, value in settings.items()}
        order = {"arguments": [str(a) for a in arguments], "environment": environment, "limit": limit}
        assert self.process.stdin
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        child = int(self._heard())
        killer = None
        if kill_after is not None:
            killer = threading.Timer(kill_after, os.kill, (child, signal.SIGKILL))
            killer.start()
        self._let_go()
        answer = json.loads(self._heard())
        if killer:
            killer.cancel()
            killer.join()
        # The server has not yet collected the child: its number cannot be another's when it is killed.
        self._let_go()
        return Done(answer["status"], answer["output"])

    def _let_go(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def _heard(self) -> str:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, "the server has died"
        return line


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
    """Warm up, then run what standard input orders."""
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "warm.jsonl"
        records.write_text(json.dumps(_WARM))
        os.environ |= {"TELUSUR_DATA": f"{folder}/data", "TELUSUR_WORKERS": "1"}
        run = _command(["add", str(records)], {}, None)
        with Path(os.devnull).open("w") as nothing:
            sys.stderr = nothing
            assert run() == 0
            assert _command(["rebuild"], {}, None)() == 0
            sys.stderr = sys.__stderr__
    del os.environ["TELUSUR_DATA"], os.environ["TELUSUR_WORKERS"]
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        _forked(_command(order["arguments"], order["environment"], order["limit"]))


def _command(arguments: list[str], environment: Mapping[str, str], limit: int | None) -> Callable[[], int]:
    from indexer.cli import main

    def run() -> int:
        os.environ.update(environment)
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            main(arguments, prog_name="python -m indexer")
        except SystemExit as ended:
            return int(ended.code or 0)
        return 0

    return run


def _said(reader: int, child: int) -> str:
    """Return what a run writes until all its processes have ended, its workers included."""
    pieces: list[bytes] = []
    try:
        while select.select([reader], [], [], _PATIENCE)[0]:
            if not (piece := os.read(reader, 1 << 16)):
                return b"".join(pieces).decode("utf-8", "replace")
            pieces.append(piece)
    finally:
        os.close(reader)
    os.killpg(child, signal.SIGKILL)
    return f"Traceback: processes of the run are left\n{b''.join(pieces).decode('utf-8', 'replace')}"


def _forked(run: Callable[[], int]) -> None:
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        status = 70
        try:
            os.setpgid(0, 0)
            os.close(reader)
            os.close(0)
            os.dup2(writer, 1)
            os.dup2(writer, 2)
            os.close(writer)
            status = run()
        except BaseException as error:  # noqa: BLE001 - a child must not go on as a second server
            sys.stderr.write(f"Traceback: {error!r}\n")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    os.close(writer)
    print(child, flush=True)
    sys.stdin.readline()
    output = _said(reader, child)
    ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert ended
    status = ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
    print(json.dumps({"status": status, "output": output}), flush=True)
    sys.stdin.readline()
    os.waitpid(child, 0)
