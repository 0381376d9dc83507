"""Names as they stand in addresses and facets."""

from __future__ import annotations

import re
import unicodedata

_OTHER = re.compile(r"[^\w]+|_+")


def slug(name: str) -> str:
    """Return `name` lower-cased, without diacritics, words joined by hyphens ("" for no letters)."""
    folded = name.casefold()
    # In letters of ASCII there is nothing to take apart.
    if not name.isascii():
        apart = unicodedata.normalize("NFKD", name).casefold()
        folded = "".join(c for c in apart if not unicodedata.combining(c))
    return _OTHER.sub("-", folded).strip("-")
