"""The language of a body: Indonesian, English, Javanese, Sundanese, or none of them."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from .rules import rules

# What a language can be told to be; `und` is any other.
LANGUAGES = frozenset(("id", "en", "jv", "su", "und"))
# Malay and Indonesian differ too little for a model; a newspaper archive of Indonesia means Indonesian.
_FOLDED = {"ms": "id"}
# The model takes a headline in Indonesian for Javanese now and then, but hardly ever for English.
_NATIONAL = ("id", "en")
_SAMPLE = 2_000
_WORD = re.compile(r"[a-z]+")
_LETTER = re.compile("[A-Za-z]")
_NO_LETTERS = bytes(i for i in range(128) if not chr(i).isalpha())
_WIDE = re.compile("[^\x00-\x7f]+")
_MARKS = re.compile("[\u0300-\u036f]")
# How many words must be a language's own, and how many times as many as of the next language.
_SHARE, _LEAST, _MARGIN = 0.06, 3, 1.5
_FEW_WORDS = 20


@cache
def _identifier() -> Any:
    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE)
    except OSError as error:
        # It is unpacked into a file that has no name, and the error names none.
        reason = f"no room for the model of languages, 70 MB a process ({error.strerror})"
        raise OSError(error.errno, reason, tempfile.gettempdir()) from error


def detect_language(text: str) -> str:
    """Return `id`, `en`, `jv` or `su`; `und` for any other language, and for no text.

    Counts each language's own small words, which also tells neighbours apart. Where they do not decide, a
    model of all languages does; a text too short for it is taken as Indonesian, unless it is plainly not.
    """
    sample = text[:_SAMPLE]
    if not _is_latin(sample):
        return "und"
    words = _WORD.findall(_plain(sample))
    telling = list(filter(rules().telling_words.__contains__, words))
    counts = sorted(
        ((sum(map(own.__contains__, telling)), code) for code, own in rules().language_words.items()),
        reverse=True,
    )
    (best, code), (second, _) = counts[:2]
    if best >= max(_LEAST, _SHARE * len(words)) and best >= _MARGIN * second:
        return code
    guessed = str(_identifier().classify(sample)[0])
    guessed = _FOLDED.get(guessed, guessed)
    own = {name: count for count, name in counts}
    if guessed in _NATIONAL or own.get(guessed, 0) >= _LEAST:
        return guessed
    if len(words) < _FEW_WORDS or best >= _SHARE * len(words):
        return code if best else "id"
    return "und"


def _is_latin(sample: str) -> bool:
    if sample.isascii():
        return _LETTER.search(sample) is not None
    ascii_letters = len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    others = [c for c in "".join(_WIDE.findall(sample)) if c.isalpha()]
    latin = ascii_letters + sum(
        1 for c in others if c < "\u0250" or unicodedata.name(c, "").startswith("LATIN")
    )
    return latin > 0 and latin * 2 >= ascii_letters + len(others)


def _plain(sample: str) -> str:
    """Return a text in lower case without diacritics: not every newspaper prints *éta* with them."""
    if sample.isascii():
        return sample.lower()
    return _MARKS.sub("", unicodedata.normalize("NFD", sample)).lower()
