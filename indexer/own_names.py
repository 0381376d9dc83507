"""The names of a text that are its own: not those of other articles' titles, nor of who made it."""

from __future__ import annotations

from index import Mention

from .extract import aside_spans
from .recognise import recognise


def own_names(text: str, *, home: str = "", language: str = "id", day: str = "") -> tuple[Mention, ...]:
    """Return what `recognise` does, without names in titles of other articles (*Baca juga: …*) and credits.

    An article may have both in its text.
    """
    mentions = recognise(text, home=home, language=language, day=day)
    aside = list(aside_spans(text))
    return tuple(m for m in mentions if all(m.end <= first or end <= m.start for first, end in aside))
