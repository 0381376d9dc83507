"""What a text has beside its article: titles of others, who wrote them, who made this one."""

from __future__ import annotations

from collections.abc import Iterator

from .credits import byline_spans, credit_spans
from .plaintext import is_furniture
from .related import related_spans, teaser_spans


def aside_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where names stand that are not the article's own, in no order: *Baca juga: …*, *Editor: …*."""
    yield from byline_spans(text)
    lines = text.split("\n")
    # Not the title (*Foto: Banjir di Tegal*), and if nothing else is left, they are the text.
    whole = [number > 0 and is_furniture(line) for number, line in enumerate(lines)]
    whole = [False] * len(lines) if all(whole[1:]) else whole
    start = 0
    for line, aside in zip(lines, whole, strict=True):
        if aside:
            yield start, start + len(line)
        else:
            for find in (related_spans, teaser_spans, credit_spans):
                yield from ((start + first, start + end) for first, end in find(line))
        start += len(line) + 1
