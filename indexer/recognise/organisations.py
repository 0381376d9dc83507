"""Organisations: what the tagger holds to be one, and names with their acronym (*Forum … (FKUB)*)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index import Mention, MentionKind, slug

from .rules import people_rules
from .words import Word

_JOINS = (" ", ". ", "-", "/", " & ")
_INTRODUCED = re.compile(
    r"(?P<name>(?:[A-Z][\w’'\-]+)(?: (?:[A-Z][\w’'\-]+|dan|untuk|dari|bagi|ke)){1,7})"
    r" \((?P<short>[A-Z][A-Za-z\-]{1,14})\)"
)
# Looked for first: few texts have it.
_SHORT = re.compile(r" \([A-Z][A-Za-z\-]{1,14}\)")


def find_organisations(
    words: Sequence[Word], text: str, taken: Sequence[Mention], kinds: Sequence[str]
) -> list[Mention]:
    """Return the organisations outside the spans already `taken`.

    They are those that a text introduces with their acronym, and what the tagger holds to be one (`kinds`,
    see `word_kinds`).
    """
    introduced = dict(_introduced(text))
    spans = [(end - len(name), end) for end, (name, _) in introduced.items()]
    spans += [
        (words[first].start, words[last].end)
        for first, last in tagged_spans(words, kinds, MentionKind.ORGANISATION)
        # Initials: *Koptu SS*.
        if not (first and words[first - 1].rank and words[first].gap == " ")
    ]
    meanings = {short: name for name, short in introduced.values()}
    found: list[Mention] = []
    for start, end in spans:
        if all(m.end <= start or m.start >= end for m in (*taken, *found)):
            surface = text[start:end]
            name = meanings.get(surface, surface)
            found.append(Mention(start, end, surface, MentionKind.ORGANISATION, name, slug(name) or None))
    return found


def tagged_spans(words: Sequence[Word], kinds: Sequence[str], kind: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each run of words that the tagger holds to be of one kind of name."""
    last = -1
    for at in [at for at, each in enumerate(kinds) if each == kind]:
        if at > last:
            last = at
            while last + 1 < len(words) and kinds[last + 1] == kind and words[last + 1].gap in _JOINS:
                last += 1
            yield at, last


def _introduced(text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield where names end that begin with a known head and are followed by their acronym, and both."""
    heads = people_rules().organisation_heads
    for match in _INTRODUCED.finditer(text) if _SHORT.search(text) else ():
        words = match["name"].split()
        first = next((n for n, word in enumerate(words) if word in heads), None)
        if first is not None:
            yield match.end("name"), (" ".join(words[first:]), match["short"])
