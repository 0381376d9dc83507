"""Names in a text: places, people and organisations. Front door of the recogniser."""

from __future__ import annotations

from index import Mention

from .abbreviated import by_initials, told_by_initials
from .acronyms import find_acronyms
from .glued import part_glued
from .initials import join_initials
from .introduced import introduced
from .namesakes import part_namesakes
from .nicknames import set_aside_nicknames
from .offices import with_offices
from .one_organisation import under_one_name
from .organisations import find_organisations, find_spelled
from .pairs import part_pairs
from .people import find_people
from .places import find_places
from .ranks import mark_ranks, without_ranks
from .spellings import fold, is_shortened, plain
from .tagger import word_kinds
from .words import split

__all__ = ["find_acronyms", "fold", "is_shortened", "plain", "recognise"]

# Characters; nobody is called by more, and archives find people by their names.
_LONGEST = 200


def recognise(text: str, *, home: str = "", language: str = "id", day: str = "") -> tuple[Mention, ...]:
    """Return the names in `text` (title, newline, paragraphs), sorted and not overlapping.

    `home` is the gazetteer code of the archive's region, preferred for ambiguous places; `day`
    (ISO 8601, or its beginning) that of the text, whose places are those of then; `language` its language:
    the rules are written for Indonesian and hold back elsewhere only by finding little.
    """
    del language
    words = set_aside_nicknames(part_glued(split(text)), text)
    mark_ranks(words)
    words, kinds = join_initials(words, without_ranks(words, word_kinds(words)))
    words, kinds = part_pairs(words, part_namesakes(words, kinds), text)
    initials = by_initials(words, kinds)
    kinds = told_by_initials(words, kinds, initials)
    found = find_places(words, text, home, kinds, day)
    short = introduced(text, words, kinds)
    found += find_spelled(words, text, found, kinds, short.names)
    found += with_offices(words, text, find_people(words, text, found, kinds, initials))
    found += find_organisations(words, text, found, kinds, short)
    found = under_one_name(found, text, short.names)
    named = (m for m in found if max(len(m.name), len(m.id or "")) <= _LONGEST)
    return tuple(sorted(named, key=lambda mention: mention.start))
