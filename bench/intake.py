"""JSON lines, or pages, until they can be searched: how many a second, and what memory that takes."""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from .news import news
from .pages import pages

_MEGABYTE = 1e6
_LETTERS = "abdegiklmnoprstu"
# How many words of a made-up article are another article's, and how many nobody's.
_OTHER, _NEW = 0.12, 0.004


def articles(source: Path, seed: int) -> Iterator[dict[str, str]]:
    """Yield the articles of the corpus in random order, over and over, each time in other words."""
    corpus = list(news(source))
    chance = random.Random(seed)  # noqa: S311
    words = [word for each in chance.sample(corpus, 3_000) for word in each["body"].split(" ")]

    def other(text: str) -> str:
        written = text.split(" ")
        for at in chance.sample(range(len(written)), int(len(written) * _OTHER)):
            written[at] = chance.choice(words)
        for _ in range(round(len(written) * _NEW)):
            written[chance.randrange(len(written))] = "".join(chance.choices(_LETTERS, k=8))
        return " ".join(written)

    for turn in itertools.count():
        chance.shuffle(corpus)
        for each in corpus:
            if not turn:
                yield each
                continue
            yield each | {
                "url": f"https://{turn}.example/{each['id']}",
                "title": other(each["title"]),
                "body": other(each["body"]),
            }


def measure(source: Path, workers: int) -> dict[str, float]:
    """Take a file or folder into a new archive; return the rate, and the most memory of all processes.

    Their own memory is told apart from what the first has mapped of the index's files.
    """
    with tempfile.TemporaryDirectory() as data:
        running = subprocess.Popen(
            [sys.executable, "-m", "indexer", "add", str(source), "--json"],
            env=os.environ | {"TELUSUR_DATA": data, "TELUSUR_WORKERS": str(workers)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        own = mapped = 0.0
        while running.poll() is None:
            found = _status(running.pid)
            each = [found, *map(_status, _children(running.pid))]
            own = max(own, sum(status.get("RssAnon", 0) for status in each))
            mapped = max(mapped, found.get("RssFile", 0))
            time.sleep(0.05)
        answer = json.loads(running.communicate()[0])
    rate = answer["read"] / answer["seconds"]
    return {"articles a second": rate, "own memory, MB": own, "files mapped, MB": mapped}


def _children(process: int) -> list[int]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def _status(process: int) -> dict[str, float]:
    """Return the memory of a process in megabytes, by kind; nothing for one that has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    rows = (line.partition(":") for line in lines if line.startswith("Rss"))
    return {name: int(value.split()[0]) * 1024 / _MEGABYTE for name, _, value in rows}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench intake", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--source", type=Path, required=True, help="folder of news.jsonl.gz")
    parser.add_argument("--articles", type=int, nargs="+", default=[5_000], help="how many, for each run")
    parser.add_argument("--pages", type=Path, help="folder of pages: takes in pages like them instead")
    parser.add_argument("--workers", type=int, default=0, help="TELUSUR_WORKERS")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(argv)
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in options.articles:
            path = Path(folder) / f"{count}.jsonl"
            if options.pages:
                path.mkdir()
                for number, page in enumerate(itertools.islice(pages(options.pages, options.source), count)):
                    (path / f"{number}.html").write_text(page, encoding="utf-8")
            else:
                with path.open("w", encoding="utf-8") as out:
                    for each in itertools.islice(articles(options.source, 1), count):
                        out.write(json.dumps(each, ensure_ascii=False) + "\n")
            for name, value in measure(path, options.workers).items():
                figures[f"{count:,}: {name}"] = value
                print(f"{count:>10,}  {name:24} {value:10,.0f}", flush=True)
            shutil.rmtree(path) if options.pages else path.unlink()
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
