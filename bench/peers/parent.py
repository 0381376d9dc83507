"""The side of the benchmark: engines as processes, and what has to be installed for them."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import lucene

_ROOT = Path(__file__).resolve().parents[2]
_PACKAGES = _ROOT / "bench" / ".peers" / "python"
_PINS = Path(__file__).with_name("requirements.txt")
_MODULES = {"ours": "ours", "whoosh": "stock_whoosh", "fts5": "fts5", "tantivy": "tantivy_peer"}
_LINES_OF_LOG = 30


class PeerError(Exception):
    """An engine has stopped; the message has the end of what it said."""


class Child:
    """The process of one engine; `folder` is for its index, what it logs is kept beside it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._log = folder.with_suffix(".log")
        packages = os.pathsep.join([str(_PACKAGES), *filter(None, [os.environ.get("PYTHONPATH")])])
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*_command(name), str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=_ROOT,
                env={**os.environ, "PYTHONPATH": packages},
                encoding="utf-8",
            )

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, *words: object) -> dict[str, Any]:
        """Send a request and return its answer. Raises PeerError if the process has ended."""
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write("\t".join(str(word) for word in words) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            said = self._log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LINES_OF_LOG:]
            raise PeerError("\n".join([f"{self.name} stopped at `{words[0]}`:", *said]))
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        assert self._process.stdout
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def source(name: str) -> Path:
    """Return the file that says how an engine is used."""
    return Path(__file__).with_name("Lucene.java" if name == "lucene" else f"{_MODULES[name]}.py")


def missing(name: str) -> str | None:
    """Return what an engine lacks to run, None if nothing."""
    if name == "lucene":
        return lucene.missing()
    if name == "tantivy":
        pin = _PINS.read_text(encoding="utf-8").strip()
        return None if (_PACKAGES / f"{pin.replace('==', '-')}.dist-info").is_dir() else f"the package {pin}"
    return None


def install(names: Sequence[str]) -> dict[str, str]:
    """Install what engines lack; return what is missing nevertheless, by engine."""
    wanted = [name for name in names if missing(name)]
    for name in wanted:
        # One at a time: that one cannot be had is no reason to go without the others.
        subprocess.run([str(_ROOT / "scripts" / "bench-peers"), name], check=False)
    return {name: problem for name in wanted if (problem := missing(name))}


def _command(name: str) -> list[str]:
    if name == "lucene":
        return lucene.command()
    return [sys.executable, "-m", f"bench.peers.{_MODULES[name]}"]
