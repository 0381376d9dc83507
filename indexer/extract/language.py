"""The language of a body: Indonesian, English or a regional language."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_WANTED = ("id", "en", "jv", "su", "ms")
# Malay and Indonesian differ too little for a model; a newspaper archive of Indonesia means Indonesian.
_FOLDED = {"ms": "id"}
_SAMPLE = 3_000


@cache
def _identifier() -> Any:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    known = set(identifier.labels)
    identifier.set_languages([code for code in _WANTED if code in known])
    return identifier


def detect_language(text: str) -> str:
    """Return `id`, `en`, `jv` or `su`, or `und` for a text that is mostly not in Latin letters."""
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    latin = sum(1 for c in letters if c < "\u0250" or unicodedata.name(c, "").startswith("LATIN"))
    if not letters or latin * 2 < len(letters):
        return "und"
    code = str(_identifier().classify(sample)[0])
    return _FOLDED.get(code, code)
