"""`python -m indexer watch` with the site beside it: real processes, a real data folder, and sudden ends."""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from index import Archive, Secret, Settings, article_id, open_archive, open_engine
from search import SearchParams, SearchService
from web import create_app

from ..conftest import ROOT
from .forking import Command, Indexer
from .pages import page

KEY = "kunci-untuk-uji"
HEADERS = {"Authorization": f"Bearer {KEY}"}
PATIENCE = 60.0
ADDRESS = "https://kabar.example/tanggul"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", api_keys=Secret(KEY))


@pytest.fixture
def service(settings: Settings) -> Iterator[SearchService]:
    opened = SearchService(settings)
    yield opened
    opened.close()


@pytest.fixture
def archive(settings: Settings) -> Iterator[Archive]:
    opened = open_archive(settings)
    yield opened
    opened.close()


@pytest.fixture
def client(settings: Settings, service: SearchService) -> FlaskClient:
    return create_app(settings, service).test_client()


class Running:
    """A running `indexer watch`, which looks ten times a second."""

    def __init__(self, command: Command) -> None:
        self.command = command

    def until(self, done: Callable[[], object]) -> None:
        """Wait until something is so, while the watch goes on."""
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert self.command.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.02)

    def said(self) -> str:
        return self.command.said()

    def end(self, number: int = signal.SIGTERM) -> int:
        return self.command.end(number)


class Watch:
    """Starts `indexer watch` over the data folder of a test."""

    def __init__(self, warm: Indexer, settings: Settings) -> None:
        self._warm, self._data = warm, settings.data
        self._log = settings.data.parent / "watch.log"

    def _start(self, *arguments: object, workers: int = 1, **more: Any) -> Command:
        self._log.unlink(missing_ok=True)
        command = ["watch", "--interval", "0.1", *arguments]
        return self._warm.start(self._data, command, self._log, {"workers": workers}, **more)

    @contextmanager
    def running(self, *arguments: object, **more: Any) -> Iterator[Running]:
        running = Running(self._start(*arguments, **more))
        try:
            yield running
        finally:
            if running.command.poll() is None:
                running.end(signal.SIGKILL)

    def once(self, *arguments: object, **more: Any) -> int:
        """Run one round; return the exit status."""
        return self._start("--once", *arguments, **more).wait()

    def said(self) -> str:
        return self._log.read_text("utf-8")


@pytest.fixture
def watch(warm: Indexer, settings: Settings) -> Watch:
    return Watch(warm, settings)


def post(client: FlaskClient, body: object, kind: str = "application/json", **headers: str) -> list[str]:
    data = body if isinstance(body, str) else json.dumps(body)
    answer = client.post("/api/v1/articles", data=data, content_type=kind, headers=HEADERS | headers)
    assert answer.status_code == 202, answer.text
    told = answer.get_json()
    return told["ids"] if "ids" in told else [told["id"]]


def state(client: FlaskClient, item: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/inbox/{item}", headers=HEADERS)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.get_json()
    return told


def total(service: SearchService, query: str = "") -> int:
    return service.search(SearchParams(q=query)).total


def record(number: int, **more: str) -> dict[str, str]:
    body = f"Petugas memeriksa tanggul ke-{number}."
    return {"title": f"Laporan {number}", "body": body, "url": f"https://x.example/{number}"} | more


def test_what_is_posted_is_soon_found_and_its_state_told(
    settings: Settings, client: FlaskClient, service: SearchService, tmp_path: Path
) -> None:
    log = tmp_path / "watch.log"
    environment = {"TELUSUR_DATA": str(settings.data), "PYTHONWARNINGS": "error,ignore::SyntaxWarning"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "indexer", "watch", "--interval", "0.1"],
            cwd=ROOT, env=os.environ | environment, stderr=output,
        )  # fmt: skip
    try:
        (article,) = post(client, record(1, date="2024-11-04"))
        (with_address,) = post(client, page(url=None), "text/html", **{"Content-Location": ADDRESS})
        (listing,) = post(client, "<html><body><a href=/>Beranda</a></body></html>", "text/html")
        (plain,) = post(
            client, "Pasar Sepi\n\n" + "Pedagang mengeluh karena pembeli sepi.\n" * 9, "text/plain"
        )
        deadline = time.monotonic() + PATIENCE
        while total(service) < 3 or state(client, plain)["state"] == "waiting":
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0, log.read_text()
    finally:
        process.kill()
        process.wait()
    told = state(client, article)
    assert (told["state"], told["article_id"]) == ("taken", article_id("https://x.example/1"))
    assert client.get(told["article_url"]).get_json()["title"] == "Laporan 1"
    assert total(service, "memeriksa tanggul") == 1
    assert state(client, with_address)["article_id"] == article_id(ADDRESS)
    refused = state(client, listing)
    assert (refused["state"], refused["code"], refused["article_id"]) == ("refused", "no-article", None)
    assert f"refused inbox:{listing}: {refused['message']} [no-article]" in log.read_text()
    undated = state(client, plain)
    assert (undated["state"], undated["code"]) == ("taken", "no-date")


def test_the_same_text_without_an_address_is_one_article(
    watch: Watch, client: FlaskClient, archive: Archive
) -> None:
    sent: dict[str, str] = {"title": "Pasar Sepi", "body": "Pedagang mengeluh."}
    first = post(client, [sent, {"isi": sent["body"], "judul": sent["title"]}, sent | {"body": "Lain."}])
    assert watch.once() == 0
    (again,) = post(client, sent | {"author": "Rini"})
    assert watch.once() == 0
    articles = [state(client, item)["article_id"] for item in [*first, again]]
    assert articles[0] == articles[1] == articles[3] != articles[2]
    assert archive.count() == 2
    assert archive.documents(articles)[articles[0]].article.author == "Rini"


def test_pages_of_an_article_that_are_posted_one_by_one(watch: Watch, client: FlaskClient) -> None:
    told = []
    for number, people in ((2, "Pengungsi"), (1, "Warga")):
        said = tuple(
            f"{people} desa ke-{n} menunggu karung pasir di tanggul yang jebol itu." for n in range(4)
        )
        where = {"Content-Location": f"{ADDRESS}?page={number}"}
        (item,) = post(client, page(url=ADDRESS, paragraphs=said), "text/html", **where)
        assert watch.once() == 0
        told.append(state(client, item))
    assert [each["article_id"] for each in told] == [article_id(f"{ADDRESS}#halaman-2"), article_id(ADDRESS)]
    for each in told:
        whole = client.get(each["article_url"]).get_json()
        assert whole["id"] == article_id(ADDRESS)
        assert [line.split()[0] for line in whole["paragraphs"]] == ["Warga"] * 4 + ["Pengungsi"] * 4


def test_the_later_of_two_posts_wins(watch: Watch, client: FlaskClient, archive: Archive) -> None:
    post(client, [record(1, title=f"Versi {n}") for n in range(1, 6)])
    assert watch.once() == 0
    key = article_id("https://x.example/1")
    assert archive.documents([key])[key].article.title == "Versi 5"


def test_files_are_taken_in_when_they_come_and_change(
    watch: Watch, folder: Path, service: SearchService
) -> None:
    with watch.running(folder) as running:
        (folder / "a.html").write_text(page())
        running.until(lambda: total(service, "judul:retak") == 1)
        (folder / "a.html").write_text(page(title="Tanggul Sudah Diperbaiki"))
        (folder / "sub").mkdir()
        (folder / "sub" / "b.jsonl").write_text(json.dumps(record(1)) + "\n[]\n")
        running.until(lambda: total(service, "judul:diperbaiki") == 1 and total(service) == 2)
        (folder / "a.html").unlink()
        assert running.end(signal.SIGINT) == 0, watch.said()
    assert "refused" in watch.said()
    assert "[bad-json]" in watch.said()
    assert total(service) == 2


def test_once_takes_what_is_there_and_ends(
    watch: Watch, folder: Path, client: FlaskClient, service: SearchService
) -> None:
    (folder / "a.html").write_text(page())
    post(client, [record(n) for n in range(40)])
    assert watch.once(folder) == 0, watch.said()
    assert total(service) == 41
    (folder / "b.html").write_text("")
    assert watch.once(folder) == 3
    assert "[empty]" in watch.said()


@pytest.mark.parametrize("arguments", [["nowhere"], ["--interval", "0"], ["--interval", "x"]])
def test_wrong_usage(watch: Watch, arguments: list[str]) -> None:
    assert watch.once(*arguments) == 2
    assert arguments[-1] in watch.said()


def test_killed_between_archive_and_inbox_it_is_taken_again_and_not_twice(
    watch: Watch, settings: Settings, client: FlaskClient, archive: Archive
) -> None:
    good, bad = post(client, [record(1), record(2, title="x", body="\u200b")])
    assert watch.once(dies=True) == -signal.SIGKILL
    assert (archive.sequence(), archive.inbox.count_waiting()) == (2, 2)
    assert state(client, good)["state"] == "waiting"
    assert watch.once() == 0
    assert (archive.sequence(), archive.count()) == (2, 2)
    assert state(client, good)["article_id"] == article_id("https://x.example/1")
    assert state(client, bad)["state"] == "taken"
    assert open_engine(settings).sequence() == 2


def test_killed_at_any_moment_nothing_is_lost(
    watch: Watch, settings: Settings, client: FlaskClient, archive: Archive, folder: Path
) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    (folder / "many.jsonl").write_text("".join(json.dumps(record(n)) + "\n" for n in range(500, 1_500)))
    items = post(client, [record(n) for n in range(300)])
    for _ in range(3):
        before = (archive.count(), archive.inbox.count_waiting())
        with watch.running(folder) as running:
            running.until(lambda: (archive.count(), archive.inbox.count_waiting()) != before)  # noqa: B023
            time.sleep(chance.random() / 4)
            running.end(signal.SIGKILL)
    assert watch.once(folder) == 0, f"seed {seed}"
    assert archive.count() == 1_300, f"seed {seed}"
    assert [state(client, item)["state"] for item in items] == ["taken"] * 300
    assert open_engine(settings).snapshot().count == 1_300
    assert archive.sequence() == 1_300, f"something was taken twice, seed {seed}"


def test_sigterm_keeps_and_indexes_what_was_read(
    watch: Watch, settings: Settings, folder: Path, archive: Archive
) -> None:
    (folder / "many.jsonl").write_text("".join(json.dumps(record(n)) + "\n" for n in range(20_000)))
    with watch.running(folder) as running:
        running.until(lambda: archive.count() > 0)
        assert running.end() == 0, watch.said()
    assert "Ended as asked: what was read is indexed" in watch.said()
    assert 0 < archive.count() < 20_000
    assert open_engine(settings).sequence() == archive.sequence()


def test_one_round_that_is_ended_early_says_so(watch: Watch, settings: Settings, folder: Path) -> None:
    (folder / "a.html").write_text(page())
    with open_engine(settings).writer(), watch.running("--once", folder) as running:
        running.until(lambda: "waiting:" in running.said())
        assert running.end() == 130
    assert "the next run indexes what is left" in running.said()


def test_another_indexer_is_waited_for(
    watch: Watch, settings: Settings, client: FlaskClient, service: SearchService, archive: Archive
) -> None:
    with open_engine(settings).writer(), watch.running() as running:
        (first,) = post(client, record(1))
        running.until(lambda: state(client, first)["state"] == "taken")
        (second,) = post(client, record(2))
        running.until(lambda: state(client, second)["state"] == "taken")
        running.until(lambda: "waiting: cannot write to the index: another program" in watch.said())
        assert total(service) == 0
        assert running.end() == 0
    assert watch.said().count("waiting:") == 1
    assert "the next run indexes what is left" in watch.said()
    with watch.running() as running:
        running.until(lambda: total(service) == 2)


def test_a_full_disk_is_said_and_waited_for(
    watch: Watch, client: FlaskClient, service: SearchService, archive: Archive
) -> None:
    items = post(client, [record(n, body=f"isi {n} " * 400, language="id") for n in range(150)])

    with watch.running(limit=200_000) as running:
        running.until(lambda: "trying again in 0.2 s" in watch.said())
        assert "error: cannot write to the archive" in watch.said()
        assert archive.inbox.count_waiting() > 0
        free = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(running.command.pid, resource.RLIMIT_FSIZE, free)
        running.until(lambda: total(service) == 150)
        assert running.end() == 0
    assert {state(client, item)["state"] for item in items} == {"taken"}


def _children(pid: int) -> set[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return {int(child) for child in listed.split()}


def _alive(pid: int) -> bool:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_a_worker_that_is_killed_does_not_end_the_watch(
    watch: Watch, folder: Path, service: SearchService
) -> None:
    (folder / "many.jsonl").write_text("".join(json.dumps(record(n)) + "\n" for n in range(1_000)))
    with watch.running(folder, workers=2) as running:
        running.until(lambda: _children(running.command.pid))
        for child in _children(running.command.pid):
            os.kill(child, signal.SIGKILL)
        running.until(lambda: total(service) == 1_000)
        assert running.end() == 0
    assert "refused" not in watch.said().replace("0 refused", "")


def test_workers_end_with_a_parent_that_was_killed(watch: Watch, folder: Path) -> None:
    (folder / "many.jsonl").write_text("".join(json.dumps(record(n)) + "\n" for n in range(2_000)))
    with watch.running(folder, workers=2) as running:
        running.until(lambda: len(_children(running.command.pid)) == 2)
        workers = _children(running.command.pid)
        running.end(signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while any(_alive(worker) for worker in workers):
        assert time.monotonic() < deadline, "a worker goes on without its parent"
        time.sleep(0.05)
