"""How texts are compared as they are printed: by their letters, and by whether a sentence ends."""

from __future__ import annotations

import re
from functools import lru_cache

# Titles, names and lines are asked for again and again; longer texts are not kept.
_SHORT = 300

_LETTERS = re.compile(r"[\W_]+")
_ENDS = re.compile(r"[.!?…:;”\"’)]$")


def key(text: str) -> str:
    """Return letters and digits only, case folded: equal for two printings of one title."""
    return _key(text) if len(text) <= _SHORT else _key.__wrapped__(text)


@lru_cache(1024)
def _key(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def is_same(text: str, wanted: str) -> bool:
    """Whether a text prints what `key` has made of another; a much longer one is not looked at."""
    return len(wanted) <= len(text) <= 2 * len(wanted) + 40 and key(text) == wanted


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence or a quotation does."""
    return _ENDS.search(text) is not None
