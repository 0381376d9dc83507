"""Pages in the markup of real newspapers with the texts of other articles, as many as are wanted."""

from __future__ import annotations

import gzip
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

_GROUPS = ("indonesian", "english")
_PARAGRAPH = re.compile(r"(<p\b[^<>]*>)((?:(?!</p>).)*)(</p>)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_HEAD = re.compile(r"<head[^<>]*>", re.IGNORECASE)
# What says which page it is; each gets an address of its own.
_ADDRESS = re.compile(r"canonical|og:url", re.IGNORECASE)
# Letters of a paragraph that is text.
_LONG = 120


def pages(markup: Path, corpus: Path) -> Iterator[str]:
    """Yield pages of `markup` (`html_pages`) in turns, each long paragraph the next one of `corpus`.

    `corpus` is the folder of `news.jsonl.gz`. No two pages have a text in common, all have the layout and
    the size of a real one.
    """
    texts = itertools.cycle(_paragraphs(corpus))
    layouts = [_read(path) for group in _GROUPS for path in sorted((markup / group).iterdir())]

    def filled(match: re.Match[str]) -> str:
        long = len(_TAG.sub("", match[2])) >= _LONG
        return f"{match[1]}{next(texts)}{match[3]}" if long else match[0]

    for number, layout in enumerate(itertools.cycle(layouts)):
        link = rf'\g<0><link rel="canonical" href="https://kabar.example/{number}/berita.html">'
        yield _PARAGRAPH.sub(filled, _HEAD.sub(link, _ADDRESS.sub("x", layout), count=1))


def _read(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")


def _paragraphs(corpus: Path) -> Iterator[str]:
    with gzip.open(corpus / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            for paragraph in json.loads(line)["body"].split("\n"):
                if len(paragraph) >= _LONG:
                    yield paragraph.replace("<", "&lt;")
