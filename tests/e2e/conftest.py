"""The site over the sample archive, and a browser to read it with."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from ..conftest import ROOT, Archive

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# --no-sandbox: continuous integration runs as root. The others: no traffic of the browser's own.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def browser_path() -> str:
    """Path of the browser; fails the test when there is none, for a skipped journey checks nothing."""
    named = os.environ.get("CHROMIUM")
    found = [path for name in ([named] if named else BROWSERS) if (path := shutil.which(name))]
    if not found:
        pytest.fail("no Chromium or Chrome found: run scripts/ensure-chromium or set CHROMIUM")
    return found[0]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_up(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    problem = "no answer"
    while time.monotonic() < deadline:
        if server.poll() is not None:
            problem = f"it ended with {server.returncode}"
            break
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError) as error:
            problem = str(error)
            time.sleep(0.1)
    pytest.fail(f"python -m web did not come up: {problem}\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def site(sample_archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running site over the sample articles, without the last slash."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = tmp_path_factory.mktemp("site") / "web.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "web", "--port", str(port)],
            cwd=ROOT,
            env=dict(sample_archive.environment),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_up(url, server, log)
            yield url
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh page of an Indonesian reader; any error of a script on it fails the test."""
    context = browser.new_context(base_url=site, locale="id-ID", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []
