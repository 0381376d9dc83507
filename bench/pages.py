"""Pages in the markup of real newspapers with the texts of other articles, as many as are wanted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from .news import news
from .peers.extractors import read_page

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

    `corpus` is the folder of `news.jsonl.gz`, which begins again at its end. Short paragraphs, and text in
    other elements, stay those of the layout.
    """
    texts = itertools.cycle(_paragraphs(corpus))
    names = [f"{group}/{path.name}" for group in _GROUPS for path in sorted((markup / group).iterdir())]
    layouts = [read_page(markup, name).decode("utf-8", "replace") for name in names]

    def filled(match: re.Match[str]) -> str:
        long = len(_TAG.sub("", match[2])) >= _LONG
        return f"{match[1]}{next(texts)}{match[3]}" if long else match[0]

    for number, layout in enumerate(itertools.cycle(layouts)):
        link = rf'\g<0><link rel="canonical" href="https://kabar.example/{number}/berita.html">'
        yield _PARAGRAPH.sub(filled, _HEAD.sub(link, _ADDRESS.sub("x", layout), count=1))


def _paragraphs(corpus: Path) -> Iterator[str]:
    for article in news(corpus):
        for paragraph in article["body"].split("\n"):
            if len(paragraph) >= _LONG:
                yield paragraph.replace("<", "&lt;")
