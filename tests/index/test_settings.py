"""Settings from the environment: what is taken, what is refused, and that every program says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index import Secret, Settings, SettingsError, read_settings

from ..conftest import ROOT


def test_nothing_set_is_the_defaults() -> None:
    assert read_settings({}) == Settings()


def test_every_kind_of_value_is_read() -> None:
    read = read_settings(
        {
            "TELUSUR_DATA": "/srv/arsip",
            "TELUSUR_WORKERS": "3",
            "TELUSUR_LOCK_WAIT": "0.5",
            "TELUSUR_TITLE": "Arsip Radar",
            "TELUSUR_API_KEYS": "satu, dua",
            "PATH": "/bin",
        }
    )
    assert (read.data, read.workers, read.lock_wait, read.title) == (
        Path("/srv/arsip"),
        3,
        0.5,
        "Arsip Radar",
    )
    assert read.api_key_list == ("satu", "dua")
    assert read.resolved_archive_url == "sqlite:////srv/arsip/archive.sqlite3"


def test_an_empty_variable_is_not_set() -> None:
    assert read_settings({"TELUSUR_WORKERS": "", "TELUSUR_DATA": ""}) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PAGE_SIZE", "dua puluh", "int"),
        ("PAGE_SIZE", "101", "<= 100"),
        ("WORKERS", "-1", ">= 0"),
        ("WRITE_BUFFER", "0", ">= 1"),
        ("SEARCH_DEADLINE", "nan", "> 0"),
        ("HOME_PLACE", "99.99", "gazetteer"),
        ("CRAWLER_CONTACT", "redaksi@é", "regex"),
    ],
)
def test_what_a_setting_cannot_be_is_named(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError, match=f"^TELUSUR_{name} is '{value}': .*{said}.*docs/operating.md"):
        read_settings({f"TELUSUR_{name}": value})


def test_keys_are_not_shown() -> None:
    assert "rahasia" not in f"{Settings(api_keys=Secret('rahasia'))!r}"


@pytest.mark.parametrize("command", ["search banjir", "indexer status", "web --port 8765"])
def test_every_program_says_which_setting_is_wrong(command: str, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", *command.split()],
        cwd=ROOT,
        env=os.environ | {"TELUSUR_DATA": str(tmp_path), "TELUSUR_PAGE_SIZE": "banyak"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 2
    assert "TELUSUR_PAGE_SIZE is 'banyak'" in told.stderr
    assert "Traceback" not in told.stderr
    assert list(tmp_path.iterdir()) == []
