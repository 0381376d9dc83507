"""Which acronyms a corpus introduces, and whether they are right, by three hundred that were judged."""

from __future__ import annotations

import csv
import json
import random
import time
from pathlib import Path

import click

from index import Article, count_acronyms
from indexer.recognise import find_acronyms

from .news import news

_CHECKED = Path(__file__).with_name("acronyms_checked.tsv")
_SAMPLE = 200


@click.command()
@click.option(
    "--source", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of news.jsonl.gz."
)
@click.option("--sample", is_flag=True, help="Print two hundred that are to be judged.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures here.")
def main(source: Path, sample: bool, json_file: Path | None) -> None:
    """Learn the acronyms of the news corpus and compare them with those that were judged."""
    started = time.perf_counter()
    texts = (Article(each["id"], each["title"], each["body"]).text for each in news(source))
    learnt = count_acronyms(map(find_acronyms, texts))
    seconds = time.perf_counter() - started
    if sample:
        for each in random.Random(1).sample(learnt, _SAMPLE):  # noqa: S311
            click.echo(f"{each.short}\t{each.long}\t")
        return
    with _CHECKED.open(encoding="utf-8", newline="") as file:
        verdicts = {
            (short, long): verdict == "1" for short, long, verdict in csv.reader(file, delimiter="\t")
        }
    judged = [verdicts[key] for each in learnt if (key := (each.short, each.long)) in verdicts]
    figures = {
        "acronyms": len(learnt),
        "in two articles or more": sum(each.articles > 1 for each in learnt),
        "seconds": round(seconds, 1),
        "judged": len(judged),
        "right": sum(judged),
        "precision": round(sum(judged) / len(judged), 3) if judged else None,
    }
    for name, value in figures.items():
        click.echo(f"{name:24} {value}")
    if json_file:
        json_file.write_text(json.dumps(figures), encoding="utf-8")
