"""Texts that were read in another encoding than they were written in: *‚Äù kata* for *” kata*."""

from __future__ import annotations

import re
from dataclasses import replace

from ftfy import fix_encoding

from index import Article

# What the first byte of two or three in UTF-8 looks like in windows-1252 and on old Macs.
_SUSPECT = re.compile("[ÂÃâ¬√‚]")
# General punctuation on old Macs, of which ftfy leaves what cannot be seen: *dan‚Äé kawan-kawan*.
_PUNCTUATION = re.compile("‚Ä.")
_UNSEEN = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u200e\u200f", " "))


def mend(article: Article) -> Article:
    """Return an article whose title and body read as they were written."""
    title, body = _mend(article.title), _mend(article.body)
    if (title, body) == (article.title, article.body):
        return article
    return replace(article, title=title, body=body)


def _mend(text: str) -> str:
    """Mend each line for itself: in one text there may be sound lines and others."""
    if not _SUSPECT.search(text):
        return text
    mended = (_line(line) if _SUSPECT.search(line) else line for line in text.split("\n"))
    lines = (" ".join(line.split()) for line in mended)
    return "\n".join(line for line in lines if line) or text


def _line(line: str) -> str:
    return _PUNCTUATION.sub(_seen, fix_encoding(line))


def _seen(found: re.Match[str]) -> str:
    try:
        return found[0].encode("mac_roman").decode().translate(_UNSEEN)
    except UnicodeError:
        return found[0]
