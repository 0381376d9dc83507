"""Acronyms where a text introduces them: *Forum Kerukunan Umat Beragama (FKUB)*.

After Schwartz and Hearst (2003): letters of the short form are looked for in the long form, in order.
Indonesian acronyms are made of syllables as well as initials, so that every word has to give a piece of a
known kind.
"""

from __future__ import annotations

import functools
import heapq
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SHORT = r"[A-Z](?:[A-Za-z]|(?<=[A-Z])[2-4]|-(?=[A-Z])){1,14}"
# Several of them are one: *Satpol PP*.
_SHORTS = rf"{_SHORT}(?: {_SHORT}){{0,2}}"
_WORD = r"[^\W\d_][\w’'\-]*"
# What stands in brackets: a short form, or the long one of the short form before them.
_BRACKETS = re.compile(rf" \((?:(?P<short>{_SHORTS})|(?P<long>{_WORD}(?:,? {_WORD}){{1,9}}))\)")
_OR = re.compile(rf" atau (?P<short>{_SHORTS})\b(?!-[A-Z])")
_ENDS_SHORT = re.compile(rf"\b{_SHORTS}\Z")
# A word of a long form, not the last; the first may stand behind an opening bracket or quotation mark.
_INNER = re.compile(rf"{_WORD},?\Z")
# So far back a long form and a short one are looked for, in letters, and words of a long one.
_REACH, _SHORT_REACH, _MOST = 140, 40, 10
# Words that need not be in the short form.
_SMALL = frozenset("dan untuk dari di ke dengan atas pada bagi serta atau yang of and the for in".split())
_FEWEST = 2
# Letters of the shortest piece that is no initial.
_SYLLABLE = 2
# Pieces of words that no rule tells: *Disdik*, *Mendagri*. In *Menlu* the last of *Luar Negeri* is silent.
_PIECES = frozenset(
    (("dinas", "dis"), ("negeri", "gri"), ("pemilihan", "pil"), ("sekretariat", "set"), ("detasemen", "den"))
)
_SILENT = ("luar", "negeri")
# A letter that stands so many times: *BP2MI*, *DP3A*.
_TIMES = re.compile(r"([A-Z])([2-4])")
# A place that a dateline has before the first word.
_DATELINE = re.compile(r"[a-z]-[A-Z]")
# Two words that a page has lost the space between.
_GLUED = re.compile(r"[a-z][A-Z]")


class Beside(NamedTuple):
    """A short form in a text and the words beside it that it may stand for, one space apart.

    `start` is where they begin in the text. They stand before it, which is `bracketed` or behind *atau*: how
    many of them belong to it is open (*kata Ketua Forum Kerukunan Umat Beragama (FKUB)*). Or they are
    `whole` in brackets behind it.
    """

    short: str
    words: list[str]
    start: int
    bracketed: bool = False
    whole: bool = False


def short_forms(text: str) -> Iterator[Beside]:
    """Yield the short forms that a text may introduce, in order.

    They stand in brackets, before brackets or behind *atau*. Where several words may be one, all of them come
    first, then fewer. What stands in brackets may be taken for either form: *(Otoritas Jasa Keuangan)*.
    """
    both = (_BRACKETS.finditer(text), _OR.finditer(text))
    for match in heapq.merge(*both, key=lambda match: match.start()):
        start, short = match.start(), match["short"] or ""
        if match.re is _OR:
            behind = _behind_words(text, _before_brackets(text, start), short)
            words = short.split(" ")
            yield from (behind._replace(short=" ".join(words[:end])) for end in range(len(words), 0, -1))
            continue
        if short:
            yield _behind_words(text, start, short)._replace(bracketed=" " not in short)
        whole = match["long"] or short
        before = _ENDS_SHORT.search(text, max(0, start - _SHORT_REACH), start) if " " in whole else None
        if before:
            words = before.group().split(" ")
            for first in range(len(words)):
                short = " ".join(words[first:])
                yield Beside(short, whole.split(" "), match.end() - 1 - len(whole), whole=True)


def _before_brackets(text: str, end: int) -> int:
    """Return where a name ends that brackets stand behind: *Badan Kepegawaian Daerah (dahulu) atau BKD*."""
    if not text.endswith(")", 0, end):
        return end
    opening = text.rfind("(", max(0, end - _REACH), end)
    closed = text.find(")", opening, end) == end - 1
    return opening if closed and text.endswith(" ", 0, opening) else end


def _behind_words(text: str, end: int, short: str) -> Beside:
    """Return a short form with the words before it, up to where another mark than a comma stands."""
    words: list[str] = []
    begin = max(0, end - _REACH)
    before = text[begin:end].rstrip(" ")
    start = end = begin + len(before)
    for word in reversed(before.split(" ")):
        found = _INNER.search(word)
        if found is None or len(words) == _MOST or (not words and word.endswith(",")):
            break
        words.append(found.group())
        start -= len(found.group()) + (start < end)
        if found.start():
            break
    return Beside(short, words[::-1], start)


def find_acronyms(text: str) -> Iterator[tuple[str, str]]:
    """Yield short forms that a text introduces, each with what it stands for, as the text writes both."""
    for beside in short_forms(text):
        # The shortest that fits: what stands before it belongs to the sentence.
        for first in [0] if beside.whole else range(len(beside.words) - _FEWEST, -1, -1):
            if spells(words := beside.words[first:], beside.short):
                yield beside.short, " ".join(words)
                break


def spells(words: Sequence[str], short: str) -> bool:
    """Tell whether a short form is made of these words: each gives its initial, a beginning or a syllable.

    A number tells how many times the letter before it stands: *Dinas Pemberdayaan Perempuan dan Perlindungan
    Anak (DP3A)*. A short form in capitals is made of initials and beginnings only. All words of the long form
    are written with capitals, or all are written small. Of several words each is made so of some, or is the
    same, but not all: *Satuan Polisi Pamong Praja (Satpol PP)*, *Gerakan Pemuda Ansor (GP Ansor)*.
    """
    if " " in short:
        return _spells_in_turn(words, short.split(" "))
    bare = [word.strip(",") for word in words]
    words = [word.lower() if word in _SMALL else word for word in bare if word]
    weighty = [word for word in words if word.lower() not in _SMALL]
    if len(weighty) < _FEWEST or weighty[0] != words[0] or weighty[-1] != words[-1]:
        return False
    # *Jakarta-Kementerian Luar Negeri (Kemlu)*
    if (
        words[-1].endswith("nya")
        or (_DATELINE.search(words[0]) and words[0][0] != short[0])
        or any(_GLUED.search(word) or word.lower() == short.lower() for word in weighty)
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
    lower = tuple(word.lower() for word in weighty)
    lower = lower[:-1] if lower[-2:] == _SILENT and len(lower) > _FEWEST else lower
    return bool(capital) and _made_of(lower, letters.lower(), letters.isupper())


def _spells_in_turn(words: Sequence[str], shorts: Sequence[str], made: bool = False) -> bool:
    """Tell whether each short form in turn is made of some words or is one, and at least one is `made`."""
    if not shorts:
        return made and not words
    if len(words) > 1 and words[0].lower() in _SMALL:
        words = words[1:]
    return any(
        _spells_in_turn(words[size:], shorts[1:], made or size > 1)
        for size in range(1, len(words) - len(shorts) + 2)
        if (words[0].strip(",") == shorts[0] if size == 1 else spells(words[:size], shorts[0]))
    )


@functools.lru_cache(maxsize=10_000)
def _made_of(words: tuple[str, ...], letters: str, shouted: bool, first: bool = True) -> bool:
    """Tell whether each word in turn gives a piece, and the pieces are the letters."""
    if not words or len(letters) < len(words):
        return not words and not letters
    longest = len(letters) - len(words) + 1
    return any(
        _gives(words[0], letters[:size], shouted, first)
        and _made_of(words[1:], letters[size:], shouted, first=False)
        for size in range(longest, 0, -1)
    )


def _gives(word: str, piece: str, shouted: bool, first: bool) -> bool:
    """Tell a piece of a word: its beginning, a syllable, its initial with a later one.

    *Pengawas* gives *was*, *Kepala* gives *ka*, *Keamanan* gives *kam*. The `first` word of a long form gives
    its initial with one later letter only: *Bukan* is no *Bentuk Penyimpangan*.
    """
    if word.startswith(piece):
        return True
    if shouted or len(piece) == 1:
        return False
    later = word[0] == piece[0] and piece[1:] in word[1:] and (len(piece) == _SYLLABLE or not first)
    return later or piece in word or (word, piece) in _PIECES
