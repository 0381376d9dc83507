"""The commands of the checkout, as a newcomer types them."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import time
from pathlib import Path

import pytest

from ..conftest import ROOT, Archive, sample_sites

VERBS = ["help", "run", "test", "lint", "format", "bench", "clean"]


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(words),
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("words", [("make",), ("make", "help")])
def test_help_lists_every_verb_on_one_line(words: tuple[str, ...]) -> None:
    done = command(*words, MAKEFLAGS="")
    assert done.returncode == 0
    lines = [line for line in done.stdout.splitlines() if line.startswith("make ")]
    assert [line.split()[1] for line in lines] == VERBS
    assert all(len(line.split()) > 3 for line in lines)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_something_to_run(verb: str) -> None:
    done = command("make", "-n", verb, MAKEFLAGS="")
    assert done.returncode == 0, done.stderr
    for script in re.findall(r"^scripts/\S+", done.stdout, re.MULTILINE):
        assert os.access(ROOT / script, os.X_OK), script


def test_run_names_a_port_in_use_before_doing_anything() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        began = time.monotonic()
        done = command("scripts/run", PORT=str(port))
    assert done.returncode == 1
    assert f"port {port} is in use by another program; choose another: PORT=" in done.stderr
    assert "Traceback" not in done.stderr
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_run_refuses_what_is_no_port(port: str) -> None:
    done = command("scripts/run", PORT=port)
    assert done.returncode == 1
    assert "PORT must be a number from 1 to 65535" in done.stderr


@pytest.mark.parametrize("script", ["scripts/find-python", "scripts/run", "scripts/lock"])
def test_an_unfit_python_is_named_with_what_is_needed(script: str) -> None:
    done = command(script, PYTHON="false")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "not found" not in done.stderr


def test_a_browser_that_is_not_there_is_named() -> None:
    done = command("scripts/ensure-chromium", CHROMIUM="no-such-browser")
    assert done.returncode == 1
    assert "no-such-browser" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("version", ["", "13.4 (Debian 13.4-1)"])
def test_a_database_server_that_is_not_there_or_too_old_is_named(tmp_path: Path, version: str) -> None:
    for name in ("initdb", "postgres") if version else ():
        (tmp_path / name).write_text(f'#!/bin/sh\necho "postgres (PostgreSQL) {version}"\n')
        (tmp_path / name).chmod(0o755)
    done = command("scripts/ensure-postgresql", POSTGRESQL=str(tmp_path))
    assert done.returncode == 1
    assert f"15 or newer, in it: {tmp_path}" in done.stderr
    assert done.stdout == ""


def test_every_script_is_sound_shell() -> None:
    for path in [*(ROOT / "scripts").iterdir(), ROOT / ".ci/run"]:
        if path.is_file() and path.suffix == "":
            done = command("bash", "-n", str(path))
            assert done.returncode == 0, done.stderr
            assert "set -euo pipefail" in path.read_text(encoding="utf-8"), path


def test_bench_lists_its_benchmarks_and_refuses_others(sample_archive: Archive) -> None:
    helped = sample_archive.run("bench", "--help")
    assert helped.returncode == 0
    assert "extraction" in helped.stdout
    refused = sample_archive.run("bench", "no-such-benchmark")
    assert refused.returncode == 2
    assert "no-such-benchmark" in refused.stderr


def test_adding_the_samples_again_changes_nothing(sample_archive: Archive) -> None:
    done = sample_archive.run("indexer", "add", "--json", *sample_sites())
    assert done.returncode in (0, 3), done.stderr
    answer = json.loads(done.stdout)
    assert answer["added"] == 0
    assert answer["replaced"] == 0
    assert answer["unchanged"] > 0
    assert answer["read"] == answer["unchanged"] + answer["refused"]


def test_the_samples_can_be_searched_from_the_command_line(sample_archive: Archive) -> None:
    done = sample_archive.run("search", "banjir", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["total"] > 0
    assert answer["results"]
