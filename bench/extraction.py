"""How well and how fast pages are read: ours beside other extractors, in one run.

    python -m bench extraction [--pages FOLDER] [--samples FOLDER] [--peers NAME …] [--each] [--json FILE]

A folder of pages has a `truth.json`: a list of `{file, body, title?, published?, …}`, `article: false`
for what must be refused. Precision, recall and F1 count shingles of four words, as the public
article-extraction-benchmark does (github.com/scrapinghub/article-extraction-benchmark). Each extractor runs
in a process of its own; its speed is that of the best of several passes, in pages per second of one core.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from .peers.extractors import OURS, PEERS, read_truth

_ROOT = Path(__file__).resolve().parents[1]
_PACKAGES = _ROOT / "bench" / ".peers" / "extraction"
_PASSES = 5
_WORD = re.compile(r"\w+")
_TOGETHER = "articles together"
_PUBLIC = ("indonesian", "english")
_FIELDS = ("url", "author", "section", "publisher", "language")
_HEADER = ("set", "extractor", "F1", "precision", "recall", "lowest", "titles", "days", "refused", "pages/s")


class PeerError(Exception):
    """An extractor has failed; the message has the end of what it said."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shingles that truth and found share, that only the found has, and that only the truth has."""

    both: int
    found: int
    truth: int

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right, 0 to 1."""
        return self.both / (self.both + self.found) if self.both else float(not self.found + self.truth)

    @property
    def recall(self) -> float:
        """Return the share of what is right that was found, 0 to 1."""
        return self.both / (self.both + self.truth) if self.both else float(not self.found + self.truth)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall, 0 to 1."""
        return harmonic(self.precision, self.recall)


def harmonic(precision: float, recall: float) -> float:
    """Return the harmonic mean of two shares."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Count the runs of `size` words; a shorter text is one run."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def overlap(found: str, truth: str) -> Overlap:
    """Compare a text with the truth."""
    a, b = shingles(found), shingles(truth)
    both = sum((a & b).values())
    return Overlap(both, a.total() - both, b.total() - both)


def run(name: str, folder: Path) -> dict[str, Any]:
    """Return what an extractor answers over a folder (see `peers.extractors`). Raises PeerError."""
    packages = os.pathsep.join([str(_PACKAGES), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-m", "bench.peers.extractors", name, str(folder.resolve()), str(_PASSES)],
        cwd=_ROOT,
        env=os.environ if name == OURS else {**os.environ, "PYTHONPATH": packages},
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise PeerError(f"{name} failed:\n{done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def measure(truth: list[dict[str, Any]], answer: dict[str, Any], *, each: bool) -> dict[str, dict[str, Any]]:
    """Return the figures of one extractor by group of pages (the first part of the path)."""
    overlaps: dict[str, list[Overlap]] = defaultdict(list)
    right: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in truth:
        group, found = row["file"].split("/")[0], answer["pages"][row["file"]]
        if row.get("article") is False:
            _count(right[group]["refused"], found["body"] is None)
            continue
        page = overlap(found["body"] or "", row["body"])
        overlaps[group].append(page)
        if each:
            print(f"  {page.f1:.3f} {row['file']} {found.get('refused', '')}")
        for name, wanted, got in _compared(group, row, found):
            _count(right[group][name], wanted == got)
            if each and wanted != got:
                print(f"    {name}: {got!r}, should be {wanted!r}")
    figures = {}
    for group in dict.fromkeys([*overlaps, *right]):
        scores, seconds = overlaps[group], min(answer["passes"][group])
        pages = len([row for row in truth if row["file"].split("/")[0] == group])
        figures[group] = {"pages": pages, "pages_per_second": pages / seconds, "right": dict(right[group])}
        if scores:
            precision = mean([o.precision for o in scores if o.both + o.found] or [0.0])
            recall = mean([o.recall for o in scores])
            figures[group] |= {
                "f1": harmonic(precision, recall),
                "precision": precision,
                "recall": recall,
                "lowest": min(o.f1 for o in scores),
            }
    timed = [group for group in figures if overlaps[group]]
    if len(timed) > 1:
        pages = sum(figures[group]["pages"] for group in timed)
        seconds = min(map(sum, zip(*(answer["passes"][group] for group in timed), strict=True)))
        figures[_TOGETHER] = {"pages": pages, "pages_per_second": pages / seconds, "right": {}}
    return figures


def _compared(group: str, row: dict[str, Any], found: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return name, truth and finding of the fields that both truth and extractor tell."""
    out = []
    if row.get("title") and "title" in found:
        out.append(("titles", row["title"], found["title"]))
    if row.get("published") and "published" in found:
        out.append(("days", row["published"][:10], (found["published"] or "")[:10]))
    if group not in _PUBLIC:
        shown = [name for name in _FIELDS if name in row and name not in row.get("not_shown", ())]
        out += [(name, row[name], found[name]) for name in shown if name in found]
    return out


def _count(right: list[int], good: bool) -> None:
    right[0] += good
    right[1] += 1


def table(figures: dict[str, dict[str, Any]]) -> list[str]:
    """Return the lines of the table: a row for each set and extractor."""
    rows: list[tuple[str, ...]] = [_HEADER]
    for group in dict.fromkeys(group for own in figures.values() for group in own):
        for name, own in figures.items():
            at = own[group]
            shares = [
                f"{at[key]:.3f}" if key in at else "-" for key in ("f1", "precision", "recall", "lowest")
            ]
            counts = ["/".join(map(str, at["right"].get(key, "-"))) for key in ("titles", "days", "refused")]
            rows.append((group, name, *shares, *counts, f"{at['pages_per_second']:.0f}"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            [
                cell.ljust(w) if i < 2 else cell.rjust(w)
                for i, (cell, w) in enumerate(zip(row, widths, strict=True))
            ]
        )
        for row in rows
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the folders that exist; returns 1 if an extractor fails, 2 if there is no folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--pages", type=Path, default=Path("../shared/data/html_pages"))
    parser.add_argument("--samples", type=Path, default=Path("samples"))
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS), help="all without it")
    parser.add_argument("--each", action="store_true", help="one line per page")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(argv)
    folders = [f for f in (options.pages, options.samples) if (f / "truth.json").is_file()]
    if not folders:
        print(f"neither {options.pages} nor {options.samples} has a truth.json", file=sys.stderr)
        return 2
    if options.peers and not _PACKAGES.is_dir():
        subprocess.run([str(_ROOT / "scripts" / "bench-peers"), "extraction"], check=False)
    figures: dict[str, dict[str, Any]] = {}
    for folder in folders:
        truth, own = read_truth(folder), {}
        print(f"== {folder.name}")
        # The samples are ours: how others read them says nothing.
        for name in (OURS, *(options.peers if folder == options.pages else ())):
            try:
                answer = run(name, folder)
            except PeerError as error:
                print(error, file=sys.stderr)
                return 1
            if options.each:
                print(f"-- {name}")
            own[f"{name} {answer['version']}".strip()] = measure(truth, answer, each=options.each)
        print("\n".join(table(own)))
        figures[folder.name] = own
        for group, at in own[OURS].items():
            wrong = {k: v for k, v in at["right"].items() if k in _FIELDS and v[0] < v[1]}
            if wrong:
                print(f"{group}: " + ", ".join(f"{k} {good} of {of}" for k, (good, of) in wrong.items()))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
