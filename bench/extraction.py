"""How well pages are read: bodies, titles, days and refusals against the truth, and the speed.

    python -m bench.extraction [--pages FOLDER] [--samples FOLDER] [--each] [--json FILE]

A folder of pages has a `truth.json`: a list of `{file, body, title?, published?, …}`, `article: false`
for what must be refused. F1 counts shingles of four words, as the public article-extraction benchmark does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index import Article
from indexer.extract import Refused, extract

_WORD = re.compile(r"\w+")
_PUBLIC = ("indonesian", "english")
_FIELDS = ("url", "title", "day", "published", "author", "section", "publisher", "language")


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Count the runs of `size` words; a shorter text is one run."""
    words = _WORD.findall(text.lower())
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def f1(found: str, truth: str) -> float:
    """Return the harmonic mean of precision and recall over shingles, 0 to 1."""
    a, b = shingles(found), shingles(truth)
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values())) if a or b else 1.0


def read(folder: Path, name: str) -> bytes:
    """Return the bytes of a page, unpacked."""
    path = folder / name
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def measure(folder: Path, *, each: bool) -> dict[str, Any]:
    """Print and return the figures of one folder, per group of pages (the first part of the path)."""
    truth: list[dict[str, Any]] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    listed = {t["file"] for t in truth}
    for path in sorted(folder.glob("listing/*")):
        if f"listing/{path.name}" not in listed:
            truth.append({"file": f"listing/{path.name}", "article": False})
    pages = [(t, read(folder, t["file"])) for t in truth]
    scores: dict[str, list[float]] = defaultdict(list)
    right: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    seconds: dict[str, float] = defaultdict(float)
    for row, data in pages:
        group = row["file"].split("/")[0]
        start = time.perf_counter()
        article: Article | None = None
        try:
            article = extract(data, source=row["file"])
        except Refused as refusal:
            reason = refusal.code
        seconds[group] += time.perf_counter() - start
        if row.get("article") is False:
            right[f"{group}: refused"][1] += 1
            right[f"{group}: refused"][0] += article is None
            if article is not None:
                print(f"  accepted, should be refused: {row['file']}")
            continue
        score = f1(article.body, row["body"]) if article else 0.0
        scores[group].append(score)
        if each:
            print(f"  {score:.3f} {row['file']}" + ("" if article else f"  refused: {reason}"))
        if article:
            for name in _FIELDS:
                compare(group, name, row, article, right, each=each)
    figures: dict[str, Any] = {}
    for group, values in scores.items():
        rate, mean = len(values) / max(seconds[group], 1e-9), sum(values) / len(values)
        figures[group] = {"f1": mean, "lowest": min(values), "pages": len(values), "pages_per_second": rate}
        print(
            f"{group}: F1 {mean:.4f} over {len(values)} pages, lowest {min(values):.3f}, {rate:.0f} pages/s"
        )
    for name, (good, of) in right.items():
        figures[name] = {"right": good, "of": of}
        print(f"{name}: {good} of {of}")
    return figures


def compare(
    group: str, name: str, row: dict[str, Any], article: Article, right: dict[str, list[int]], *, each: bool
) -> None:
    """Count whether one field equals the truth; fields that the truth does not have are left out."""
    if name == "day":
        if not row.get("published"):
            return
        wanted, found = (row["published"] or "")[:10], (article.published or "")[:10]
    else:
        if name not in row or (group in _PUBLIC and (name != "title" or not row[name])):
            return
        wanted, found = row[name], getattr(article, name)
        if name in row.get("not_shown", ()):
            return
    right[f"{group}: {name}"][1] += 1
    right[f"{group}: {name}"][0] += wanted == found
    if each and wanted != found:
        print(f"    {name} in {row['file']}: {found!r}, should be {wanted!r}")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure the folders that exist; returns 2 if there is none."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--pages", type=Path, default=Path("../shared/data/html_pages"))
    parser.add_argument("--samples", type=Path, default=Path("samples"))
    parser.add_argument("--each", action="store_true", help="one line per page")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(argv)
    folders = [f for f in (options.pages, options.samples) if (f / "truth.json").is_file()]
    figures = {}
    for folder in folders:
        print(f"== {folder.name}")
        figures[folder.name] = measure(folder, each=options.each)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    if not folders:
        print("no folder with a truth.json", file=sys.stderr)
    return 0 if folders else 2


if __name__ == "__main__":
    sys.exit(main())
