"""Capitalised words that tell where something is, and so are nobody's: *manajer di Equinara*."""

from __future__ import annotations

from collections.abc import Sequence

from .runs import Run
from .words import Word

# *Kunci ada di Ronaldo*
_NOT_IN_PLACES = frozenset(("ada", "tertuju", "berpihak"))


def is_where(run: Run, words: Sequence[Word]) -> bool:
    """Tell a run right behind *di*; not *Angel di Maria*, nor *peluang ada di Anies*."""
    before = words[run.first - 1] if run.first and words[run.first].gap == " " else None
    if before is None or before.text != "di":
        return False
    verb = words[run.first - 2] if run.first > 1 and before.gap == " " else None
    return verb is None or not (verb.capital or verb.lower in _NOT_IN_PLACES)
