"""Names as they stand in addresses and facets."""

from __future__ import annotations

import re
import unicodedata

_OTHER = re.compile(r"[^\w]+|_+")


def slug(name: str) -> str:
    """Return `name` lower-cased, without diacritics, words joined by hyphens ("" for no letters)."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return _OTHER.sub("-", bare).strip("-")
