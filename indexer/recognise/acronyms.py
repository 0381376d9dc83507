"""Acronyms where a text introduces them: *Forum Kerukunan Umat Beragama (FKUB)*.

After Schwartz and Hearst (2003): letters of the short form are looked for in the long form, in order.
Indonesian acronyms are made of syllables as well as initials, so that every word has to give a piece of a
known kind.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

_SHORT = r"[A-Z](?:[A-Za-z]|(?<=[A-Z])[2-4]){1,13}(?:-[A-Z]{1,4})?"
_LETTER = r"[^\W\d_]"
_WORDS = rf"{_LETTER}[\w’'\-]*(?:,? (?:{_LETTER}[\w’'\-]*)){{1,9}}"
_AFTER = re.compile(rf"\((?P<short>{_SHORT})\)")
_BEFORE = re.compile(rf"\b(?P<short>{_SHORT}) \((?P<long>{_WORDS})\)")
_LONG = re.compile(rf"{_WORDS}\Z")
# So far back a long form is looked for, in letters.
_REACH = 140
# Words that need not be in the short form.
_SMALL = frozenset("dan untuk dari di ke dengan atas pada bagi serta atau yang of and the for in".split())
_FEWEST = 2
# A letter that stands so many times: *BP2MI*, *DP3A*.
_TIMES = re.compile(r"([A-Z])([2-4])")
# Two words that a page has lost the space between.
_GLUED = re.compile(r"[a-z][A-Z]")


def find_acronyms(text: str) -> Iterator[tuple[str, str]]:
    """Yield short forms that a text introduces, each with what it stands for, as the text writes both."""
    for match in _AFTER.finditer(text):
        before = _LONG.search(text[max(0, match.start() - _REACH) : match.start()].rstrip(" "))
        words = before.group().split(" ") if before and text[match.start() - 1] == " " else []
        # The shortest that fits: what stands before it belongs to the sentence.
        for first in range(len(words) - _FEWEST, -1, -1):
            if spells(words[first:], match["short"]):
                yield match["short"], " ".join(words[first:])
                break
    for match in _BEFORE.finditer(text):
        if spells(match["long"].split(" "), match["short"]):
            yield match["short"], match["long"]


def spells(words: Sequence[str], short: str) -> bool:
    """Tell whether a short form is made of these words: each gives its initial, a beginning or a syllable.

    A number tells how many times the letter before it stands: *Dinas Pemberdayaan Perempuan dan Perlindungan
    Anak (DP3A)*. A short form in capitals is made of initials and beginnings only. All words of the long form
    are written with capitals, or all are written small.
    """
    words = [word.strip(",").lower() if word.strip(",") in _SMALL else word.strip(",") for word in words]
    weighty = [word for word in words if word.lower() not in _SMALL]
    if len(weighty) < _FEWEST or weighty[0] != words[0] or weighty[-1] != words[-1]:
        return False
    if words[-1].endswith("nya") or any(
        _GLUED.search(word) or word.lower() == short.lower() for word in weighty
    ):
        return False
    letters = _TIMES.sub(lambda found: found[1] * int(found[2]), short.replace("-", ""))
    capital = sum(word[0].isupper() for word in weighty)
    # Written small only initials are trusted: *pemberlakuan pembatasan kegiatan masyarakat (PPKM)*.
    if capital not in (0, len(weighty)) or (not capital and not (letters.isupper() and len(letters) > 2)):
        return False
    if len(weighty) == len(letters) and all(
        word[0].lower() == letter for word, letter in zip(weighty, letters.lower(), strict=True)
    ):
        return True
    return bool(capital) and _made_of(
        tuple(word.lower() for word in weighty), letters.lower(), letters.isupper()
    )


@functools.lru_cache(maxsize=10_000)
def _made_of(words: tuple[str, ...], letters: str, shouted: bool) -> bool:
    """Tell whether each word in turn gives a piece, and the pieces are the letters."""
    if not words or len(letters) < len(words):
        return not words and not letters
    longest = len(letters) - len(words) + 1
    return any(
        _gives(words[0], letters[:size], shouted) and _made_of(words[1:], letters[size:], shouted)
        for size in range(longest, 0, -1)
    )


def _gives(word: str, piece: str, shouted: bool) -> bool:
    if word.startswith(piece):
        return True
    if shouted:
        return False
    # A syllable, or the initial with a later syllable's vowel: *Pengawas* gives *was*, *Kepala* gives *ka*.
    return (len(piece) > 1 and piece in word) or (
        len(piece) == 2 and word[0] == piece[0] and piece[1] in word
    )
