"""Whom a text names, as tests ask for it."""

from __future__ import annotations

from typing import NamedTuple

from index import MentionKind
from indexer.recognise import recognise


class Person(NamedTuple):
    title: str = ""
    office: str = ""


def people_in(text: str) -> dict[str, Person]:
    """Everybody in a text with the first title and the first office."""
    found: dict[str, Person] = {}
    for m in recognise(text):
        if m.kind is MentionKind.PERSON:
            known = found.get(m.name, Person())
            found[m.name] = Person(known.title or m.title or "", known.office or m.office or "")
    return found
