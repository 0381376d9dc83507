"""Who made an article, where its text says so: *Pewarta: … Editor: … Copyright © ANTARA 2024*."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What follows a label, to the end of the line or of the parenthesis: names and years, no sentence.
_CREDIT = re.compile(
    r"(?<!\w)(?P<open>\(?)(?:Pewarta|Reporter|Penulis|Editor|Redaktur|Penyunting|Penerjemah|Uploader|Fotografer)"
    r"\s?:\s(?P<names>[^()\n]{1,200})(?P<close>\)?)"
)
# What no list of names has.
_SENTENCE = re.compile(r"[?!]|(?:\b[a-z]+\W+){3}")


def credit_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a line names who made the article: at its end, or in parentheses."""
    for match in _CREDIT.finditer(text) if ":" in text else ():
        ends = (match["open"] and match["close"]) or not text[match.end() :].strip(" ).")
        if ends and not _SENTENCE.search(match["names"]):
            yield match.span()
