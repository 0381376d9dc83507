"""The benchmark of extraction: its figures, and that it runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.extraction import overlap

ROOT = Path(__file__).resolve().parents[1]
TEXT = "Warga memperbaiki tanggul sungai yang jebol diterjang banjir"


def bench(pages: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench", "extraction", "--pages", str(pages), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")


def test_shingles_of_four_words_are_counted() -> None:
    assert (overlap(TEXT, TEXT).precision, overlap(TEXT, TEXT).recall) == (1, 1)
    half = overlap("Warga memperbaiki tanggul sungai yang", TEXT)
    assert (half.precision, half.recall) == pytest.approx((1, 2 / 5))
    more = overlap(f"{TEXT} semalam", TEXT)
    assert (more.precision, more.recall) == pytest.approx((5 / 6, 1))
    assert (overlap("", TEXT).precision, overlap("", TEXT).recall, overlap("", TEXT).f1) == (0, 0, 0)
    assert overlap("", "").f1 == 1


def test_it_runs_and_writes_its_figures(tmp_path: Path) -> None:
    body = [f"{TEXT}, Senin malam.", "Pemerintah kabupaten mengirim dua ribu karung pasir ke lokasi itu."]
    page = f"<html><body><h1>Tanggul Jebol</h1><p>{body[0]}</p><p>{body[1]}</p></body></html>"
    (tmp_path / "indonesian").mkdir()
    (tmp_path / "listing").mkdir()
    (tmp_path / "indonesian/a.html").write_text(page, encoding="utf-8")
    (tmp_path / "listing/b.html").write_text(
        "<html><body><p>Segera hadir.</p></body></html>", encoding="utf-8"
    )
    truth = [{"file": "indonesian/a.html", "title": "Tanggul Jebol", "body": "\n".join(body)}]
    (tmp_path / "truth.json").write_text(json.dumps(truth), encoding="utf-8")
    done = bench(tmp_path, "--samples", "x", "--peers", "--json", str(tmp_path / "figures.json"))
    assert done.returncode == 0, done.stderr
    figures = json.loads((tmp_path / "figures.json").read_text("utf-8"))[tmp_path.name]["ours"]
    assert figures["indonesian"]["f1"] == 1
    assert figures["indonesian"]["right"]["titles"] == [1, 1]
    assert figures["listing"]["right"]["refused"] == [1, 1]
    assert figures["indonesian"]["pages_per_second"] > 0
    assert "indonesian" in done.stdout


def test_without_pages_it_says_so(tmp_path: Path) -> None:
    done = bench(tmp_path, "--samples", str(tmp_path))
    assert (done.returncode, "truth.json" in done.stderr) == (2, True)
