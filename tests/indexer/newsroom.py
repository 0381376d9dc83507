"""A folder of pages and records as a newspaper keeps it, and what an archive holds of it."""

from __future__ import annotations

import json
from pathlib import Path

from index import Document, Settings, open_archive

from .forking import Done
from .pages import page


def fill(folder: Path) -> None:
    """Ten pages, two records and an empty page."""
    (folder / "more").mkdir(parents=True)
    for number in range(10):
        write(folder, number)
    lines = (json.dumps({"title": f"Judul {n}", "body": "Isi.", "date": "2024-11"}) for n in range(2))
    (folder / "lines.jsonl").write_text("\n".join(lines))
    (folder / "empty.html").write_text("")


def write(folder: Path, number: int, title: str = "Tanggul Retak") -> None:
    path = folder / ("more" if number % 2 else ".") / f"{number}.html"
    path.write_text(page(f"{title} {number}", url=f"https://kabar.example/{number}"))


def counts(done: Done) -> dict[str, int]:
    """The summary of a run with --json, without what is zero."""
    line = next(line for line in done.output.splitlines() if line.startswith("{"))
    return {name: value for name, value in json.loads(line).items() if value and name != "seconds"}


def held(data: Path) -> dict[str, Document]:
    archive = open_archive(Settings(data=data))
    found = {entry.document.article.id: entry.document for entry in archive.entries()}
    archive.close()
    return found


def titles(data: Path) -> list[str]:
    return sorted(document.article.title for document in held(data).values())
