"""Organisations, where a name is introduced with its acronym: *Forum Kerukunan … (FKUB)*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index import Mention, MentionKind

from .rules import people_rules

_INTRODUCED = re.compile(
    r"(?P<name>(?:[A-Z][\w’'\-]+)(?: (?:[A-Z][\w’'\-]+|dan|untuk|dari|bagi|ke)){1,7})"
    r" \((?P<short>[A-Z][A-Za-z\-]{1,14})\)"
)


def find_organisations(text: str, taken: Sequence[Mention]) -> Iterator[Mention]:
    """Yield organisations whose name begins with a known head and is followed by its acronym."""
    heads = people_rules().organisation_heads
    for match in _INTRODUCED.finditer(text):
        words = match["name"].split()
        first = next((n for n, word in enumerate(words) if word in heads), None)
        if first is None:
            continue
        name = " ".join(words[first:])
        start, end = match.end("name") - len(name), match.end("name")
        if all(m.end <= start or m.start >= end for m in taken):
            yield Mention(start, end, name, MentionKind.ORGANISATION, name)
