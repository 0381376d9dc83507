"""Fields of ministries and agencies, which their names list: *Badan Meteorologi, Klimatologi, dan Geofisika*.

The tagger labels them apart, or the first of them only.
"""

from __future__ import annotations

from collections.abc import Sequence

from .rules import people_rules
from .words import Word

# Whose names list fields.
_HEADS = frozenset("Kementerian Kementrian Badan Dinas Sudin Suku Ditjen Direktorat Fakultas".split())
_JOINS = frozenset(("dan", "serta"))
_GAPS = (" ", ", ", " & ")


def with_fields(words: Sequence[Word], first: int, last: int) -> int:
    """Return where a name ends with the fields behind it, of which *dan* joins the last; else `last`."""
    if words[first].text not in _HEADS:
        return last
    end, at = last, last + 1
    while at < len(words) and words[at].line == words[first].line:
        listed = words[at].gap == ", "
        joined = words[at].text in _JOINS or words[at].gap == " & "
        if not (joined or listed):
            break
        at += words[at].text in _JOINS
        behind = _behind_field(words, at)
        if behind == at:
            break
        at = behind
        end = at - 1 if joined else end
    return end


def _behind_field(words: Sequence[Word], first: int) -> int:
    """Return where the words of one field end that begins at `first`, which is there for none."""
    fields, at = people_rules().fields, first
    while (
        at < len(words)
        and words[at].text in fields
        and words[at].gap in (_GAPS if at == first else _GAPS[:1])
    ):
        at += 1
    return at
