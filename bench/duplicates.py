"""How many near-duplicates a corpus holds, and whether they are any, by pairs that were judged."""

from __future__ import annotations

import collections
import csv
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from index import Article
from index.near_duplicates import MOST_COMPARED, bands, shingles, similarity

from .news import news

_CHECKED = Path(__file__).with_name("duplicates_checked.tsv")
_SAMPLE = 100


class Pair(NamedTuple):
    """Two articles that are taken for near-duplicates, and the share of shingles that they share."""

    one: Article
    other: Article
    shared: float


@click.command()
@click.option(
    "--source", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of news.jsonl.gz."
)
@click.option("--sample", type=click.Path(path_type=Path), help="Write a hundred pairs here, to be judged.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures here.")
def main(source: Path, sample: Path | None, json_file: Path | None) -> None:
    """Group the near-duplicates of the news corpus and compare them with the pairs that were judged."""
    started = time.perf_counter()
    found = list(_pairs(source))
    articles, pairs = len(found), [pair for several in found for pair in several]
    seconds = time.perf_counter() - started
    chosen = random.Random(1).sample(pairs, min(_SAMPLE, len(pairs)))  # noqa: S311
    if sample:
        sample.write_text("\n".join(_shown(pair) for pair in chosen), encoding="utf-8")
    verdicts = _verdicts()
    judged = [verdicts[key] for pair in pairs if (key := _key(pair)) in verdicts]
    figures = {
        "articles": articles,
        "pairs": len(pairs),
        "articles_per_second": round(articles / seconds),
        "judged": len(judged),
        "right": sum(judged),
        "precision": round(sum(judged) / len(judged), 3) if judged else None,
    }
    for name, value in figures.items():
        click.echo(f"{name:20} {value}")
    if json_file:
        json_file.write_text(json.dumps(figures), encoding="utf-8")


def _pairs(source: Path) -> Iterator[list[Pair]]:
    """Yield for every article the pairs with those before it, found as the archive finds them."""
    by_band: dict[int, list[Article]] = collections.defaultdict(list)
    for x in news(source):
        article = Article(
            x["id"],
            x["title"],
            x["body"],
            url=x["url"],
            published=x["date"] or None,
            publisher=x["publisher"],
        )
        near: collections.Counter[Article] = collections.Counter()
        for band in bands(shingles(article.body)):
            near.update(by_band[band])
            by_band[band].append(article)
        compared = sorted(near, key=lambda other: (-near[other], other.id))[:MOST_COMPARED]
        found = ((other, similarity(article, other)) for other in compared if other.id != article.id)
        yield [Pair(other, article, shared) for other, shared in found if shared]


def _key(pair: Pair) -> tuple[str, str]:
    return pair.one.identity, pair.other.identity


def _verdicts() -> dict[tuple[str, str], bool]:
    """Return what was judged before: two ids, and 1 for one text or 0 for two."""
    if not _CHECKED.exists():
        return {}
    with _CHECKED.open(encoding="utf-8", newline="") as file:
        return {(one, other): verdict == "1" for one, other, verdict in csv.reader(file, delimiter="\t")}


def _shown(pair: Pair) -> str:
    one, other = (set(_sentences(article.body)) for article in pair[:2])
    lines = [f"{pair.one.identity}\t{pair.other.identity}\t{pair.shared:.2f}"]
    for article, own in ((pair.one, one - other), (pair.other, other - one)):
        lines.append(f"  {article.published} {article.publisher}: {article.title}")
        lines += [f"    only here: {sentence}" for sentence in sorted(own)]
    return "\n".join(lines)


def _sentences(body: str) -> list[str]:
    return [part.strip() for line in body.splitlines() for part in line.split(". ") if part.strip()]


if __name__ == "__main__":
    main()
