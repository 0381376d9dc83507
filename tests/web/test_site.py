"""What holds for every page: headers, words, formats, states, failures, starting."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from index import EngineError, Named, Settings, Sort
from search import Marked, NameSpan, SearchService
from web import create_app
from web.formats import Formats
from web.i18n import messages
from web.marking import pieces, runs
from web.state import SearchState

from ..conftest import ROOT, Archive
from .conftest import FLOOD, id_of

PATHS = [
    "/",
    "/?q=tanggul&place=33.75&from=2022&to=2022",
    f"/artikel/{id_of(FLOOD)}?q=rob",
    "/tentang-pencarian",
    "/x",
]


@pytest.mark.parametrize("path", [*PATHS, "/api/v1/search", "/healthz", "/static/telusur.css"])
def test_headers_guard_every_answer(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]


@pytest.mark.parametrize("path", PATHS)
def test_pages_hold_nothing_that_the_policy_forbids(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    soup = BeautifulSoup(text, "html.parser")
    assert not soup.select("style, [style], script:not([src])")
    assert not [name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]
    loaded = [str(tag.get("src") or tag.get("href")) for tag in soup.select("script, link, img")]
    assert all(address.startswith("/static/") for address in loaded)
    for source in re.findall(r'(?:src|href)="(/static/[^"]+)"', text):
        with client.get(source) as asset:
            assert asset.status_code == 200
            assert "immutable" in asset.headers["Cache-Control"]


def test_every_colour_of_the_style_is_named_once() -> None:
    css = (ROOT / "web/static/telusur.css").read_text(encoding="utf-8")
    root, rest = css.split("}", 1)
    assert ":root" in root
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl", rest)
    assert set(re.findall(r"var\((--[\w-]+)", rest)) <= set(re.findall(r"(--[\w-]+):", root))


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1])
@pytest.mark.parametrize(
    ("ink", "paper", "least"),
    [
        ("ink", "paper", 7), ("ink", "paper-deep", 7), ("ink", "fill", 7), ("ink", "accent-wash", 7),
        ("ink-soft", "paper", 7), ("ink-soft", "paper-deep", 7), ("ink-soft", "fill", 7),
        ("accent", "paper", 7), ("edge", "paper", 4.5),
    ],
)  # fmt: skip
def test_contrast(ink: str, paper: str, least: float, scheme: int) -> None:
    css = (ROOT / "web/static/telusur.css").read_text(encoding="utf-8")
    named = {m[0]: m[1:] for m in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", css)}
    light = sorted((_luminance(named[ink][scheme]), _luminance(named[paper][scheme])))
    assert (light[1] + 0.05) / (light[0] + 0.05) >= least


def test_both_languages_have_the_same_words() -> None:
    indonesian, english = messages("id"), messages("en")
    assert indonesian.keys() == english.keys()
    for key in indonesian:
        fields = [set(re.findall(r"\{(\w+)\}", words[key])) for words in (indonesian, english)]
        assert fields[0] == fields[1], key
        assert indonesian[key].strip()
        assert "!" not in indonesian[key] + english[key]


def test_every_word_that_templates_ask_for_exists() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "web/templates").glob("*.html"))
    keys = set(re.findall(r"\bt\('([\w.]+)'[,)]", templates))
    plurals = set(re.findall(r"\btn\('([\w.]+)'", templates))
    assert len(keys) > 30
    assert keys | {f"{key}.{form}" for key in plurals for form in ("one", "other")} <= messages("id").keys()


def test_every_notice_of_the_query_language_has_words() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "search").glob("*.py"))
    codes = set(re.findall(r'Notice\("([\w-]+)"', source))
    assert codes
    assert {f"notice.{code}" for code in codes} <= messages("id").keys()


def test_locale_files_hold_text_only() -> None:
    for path in (ROOT / "web/locales").glob("*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8"))
    assert all("<" not in text for text in messages("id").values())


@pytest.mark.parametrize(
    ("iso", "short", "long"),
    [
        ("2024", "2024", "2024"),
        ("2024-11", "Nov 2024", "November 2024"),
        ("2024-11-04", "4 Nov 2024", "Senin, 4 November 2024"),
        ("2024-11-04T10:15:00+07:00", "4 Nov 2024", "Senin, 4 November 2024, 10.15 WIB"),
        ("2024-11-04T10:15:00+08:00", "4 Nov 2024", "Senin, 4 November 2024, 10.15 WITA"),
        ("2024-11-04T10:15:00+00:00", "4 Nov 2024", "Senin, 4 November 2024, 10.15 UTC+00:00"),
        ("2024-11-04T10:15:00", "4 Nov 2024", "Senin, 4 November 2024, 10.15"),
        ("2024-13", "2024-13", "2024-13"),
    ],
)
def test_dates_are_written_as_precisely_as_they_are_known(iso: str, short: str, long: str) -> None:
    assert Formats("id").date(iso) == short
    assert Formats("id").long_date(iso) == long


def test_numbers_follow_the_language() -> None:
    assert (Formats("id").number(12345), Formats("en").number(12345)) == ("12.345", "12,345")
    assert (Formats("id").milliseconds(3.24), Formats("id").milliseconds(31.6)) == ("3,2", "32")


def test_a_state_is_its_url_and_back() -> None:
    state = SearchState("banjir & rob", ("33.75", "33.74"), ("a-b",), "2021", "2024-11", Sort.OLDEST, 3, "en")
    query = MultiDict(state.pairs())
    assert SearchState.from_args(query, "en") == state
    assert SearchState().url() == "/"
    assert SearchState(q="a", sort=Sort.RELEVANCE).url() == "/?q=a"
    assert SearchState(sort=Sort.NEWEST).url() == "/"
    assert state.toggle_place("33.75").places == ("33.74",)
    assert state.toggle_place("33.75").page == 1
    assert state.toggle_person("c").people == ("a-b", "c")


def test_names_and_marks_that_cross_are_cut_at_every_border() -> None:
    text = "di Kota Pekalongan Utara"
    place = Named("33.75", "Kota Pekalongan")
    names = [
        NameSpan(0, 3, 18, "place", place),
        NameSpan(0, 8, 24, "place", place),
        NameSpan(0, 90, 99, "place", place),
    ]
    cut = pieces(text, ((8, 24), (8, 10), (20, 99)), names)
    assert "".join(run.text for piece in cut for run in piece.runs) == text
    assert [[(run.text, run.marked) for run in piece.runs] for piece in cut if piece.named] == [
        [("Kota ", False), ("Pekalongan", True)]
    ]
    assert [run.text for run in runs(Marked("abc", ((1, 2),))) if run.marked] == ["b"]


class _Broken(SearchService):
    """The real service, failing as a lost disk or a programming error makes it fail."""

    error: Exception

    def _snapshot(self) -> None:  # type: ignore[override]
        raise self.error


@pytest.mark.parametrize(
    ("error", "status"), [(EngineError("disk gone"), 503), (ZeroDivisionError("secret"), 500)]
)
@pytest.mark.parametrize("path", ["/", "/api/v1/search"])
def test_failures_are_said_without_their_inside(
    settings: Settings, error: Exception, status: int, path: str
) -> None:
    service = _Broken(settings)
    service.error = error
    answer = create_app(settings, service).test_client().get(path)
    service.close()
    assert answer.status_code == status
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert answer.mimetype == ("application/problem+json" if path.startswith("/api") else "text/html")


def test_health_says_when_the_index_is_gone(settings: Settings) -> None:
    service = _Broken(settings)
    service.error = EngineError("disk gone")
    answer = create_app(settings, service).test_client().get("/healthz")
    service.close()
    assert (answer.status_code, answer.get_json()["status"]) == (503, "unavailable")


def test_an_empty_archive_says_how_to_fill_it(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    service = SearchService(settings)
    answer = create_app(settings, service).test_client().get("/")
    service.close()
    assert answer.status_code == 200
    assert "python -m indexer add" in answer.text


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = Archive(tmp_path).run("web", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"Port {port} is in use" in done.stderr
    assert "make run" in done.stderr


def test_the_command_serves_an_empty_archive_and_long_questions(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "web", "--port", str(port), "--workers", "2"],
        cwd=ROOT,
        env=dict(Archive(tmp_path).environment),
        stderr=subprocess.DEVNULL,
    )
    try:
        assert _status(port, "/healthz", patience=30) == 200
        assert _status(port, "/?q=" + "%00" * 10_000) == 200
        assert _status(port, "/?q=" + "a" * 66_000) == 414
    finally:
        server.terminate()
        assert server.wait(timeout=15) == 0


def _status(port: int, path: str, patience: float = 0) -> int:
    deadline = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
