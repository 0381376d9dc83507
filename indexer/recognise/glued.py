"""Words whose space is lost, parted: *kata Rocky GerungDihubungi terpisah*, *Prabowo Subiantomengaku*."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from index.analysis import gazetteer_words, root_words

from .dictionary import is_common, stem
from .rules import people_rules
from .words import Word

_TWO_CAPITALS = re.compile(r"(?!Mac|Detik|detik|Tribun)[A-Z]?[a-z]{2,}[A-Z][a-z]+")
_SECOND = re.compile(r"(?<=[a-z])[A-Z]")
# *HAMDiketahui*, *DPRPresiden*; the editions of a news agency are one word.
_ACRONYM_AND_WORD = re.compile(r"(?!RMOL)([A-Z]{2,})[A-Z][a-z]{2,}")
# What is written so.
_WHOLE = frozenset(
    "YouTube YouTuber WhatsApp TikTok LinkedIn PlayStation AirAsia ExxonMobil KUHPidana KUHPerdata".split()
)
# The number of a list behind a name: *Danang Parikesit5. Komisaris: …*.
_NUMBERED = re.compile(r"[A-Z][a-z]{2,}(\d{1,2})")
# Of the words that no name has, those that firms have: *PermataBank*.
_OF_FIRMS = frozenset(
    "Bank Capital Sekuritas Securities Asset Investment Management Games Globe Liga Air".split()
)
# *Dihubungi*, *Berdasarkan*: names begin so, too, but few are made of a root.
_AFFIXED = re.compile(r"di|ber|ter|mem|men|meng|ke|se")
# A name with a verb behind it: *Subiantomengaku*.
_NAME_AND_MORE = re.compile(r"[A-Z][a-z]{7,}")
_VERB = re.compile(r"(?:me(?:m|n|ng|ny|l|r|w|y)|ber)[a-z]{4,}")
_SMALL = (
    *"menjadi kepada dengan bahwa kerap agar telah sudah sementara".split(),
    *"dan yang dari dalam pada untuk saat adalah akan itu ini atau di ke".split(),
)
_SMALL_END = re.compile(rf"(?:{'|'.join(_SMALL)})$")
# Letters of a common word, at least, that a name or a word ends before: *TikTok*, *NasDem* are one.
_SHORTEST = 4
# Letters of a name before a verb, and before a small word: *Wahyudi* is no *Wahyu*.
_SHORTEST_BEFORE_VERB = 4
_SHORTEST_NAME = 6
# Of a small word so long that no name ends in it: *Tingkerap*.
_LONG_SMALL = 5
# As behind a sentence: what stood between is not known.
_LOST = ". "


def part_glued(words: Sequence[Word]) -> list[Word]:
    """Return the words, those parted of which each part is known to be one.

    Of two capitals the second begins a word that opens sentences, or a common one if the first is a place's
    or stands alone elsewhere in the text, or both do, or the first is an office (*PresidenVolodymyr*) or a
    common word, written small or before a name that the text has elsewhere (*MaafLuhut*). The first may be
    an acronym. Of one capital the second part is a verb, or a small word if the name before it stands alone
    elsewhere, or the number of a list. What comes back is written so: *BabyMonster*.
    """
    # No other word can be cut: most of a text is small.
    capital = [(at, word) for at, word in enumerate(words) if word.capital or not word.text.islower()]
    times = Counter(word.text for _, word in capital if len(word.text) > _SHORTEST)
    alone = {word.text for word in words}
    parted: list[Word] = []
    last = 0
    for at, word in capital:
        numbered = at + 1 < len(words) and words[at + 1].gap == ". " and _NUMBERED.fullmatch(word.text)
        cut = numbered.start(1) if numbered else 0
        # A table has the same ones often: *518 kasusKota Depok 499 kasusKota Bekasi*.
        once = times[word.text] == 1 or not word.capital
        if cut := (cut or _cut(word.text, alone)) if once else _between_names(word.text, alone):
            parted += [*words[last:at], *_pieces(word, cut, alone)]
            last = at + 1
    return [*parted, *words[last:]] if parted else list(words)


def _cut(text: str, alone: Set[str]) -> int:
    """Return where the second word of one begins; 0 if it is one."""
    if text[1:].islower():
        return _before_small(text, alone) if _NAME_AND_MORE.fullmatch(text) else 0
    if text in _WHOLE:
        return 0
    if acronym := _ACRONYM_AND_WORD.fullmatch(text):
        first, second = text[: acronym.end(1)], text[acronym.end(1) :]
        return len(first) if _opens(second, known=first in alone) or {first, second} <= alone else 0
    if not _TWO_CAPITALS.fullmatch(text):
        return 0
    capital = _SECOND.search(text)
    at = capital.start() if capital else 0
    first, second = text[:at], text[at:]
    if first[0].islower():
        known = first in _SMALL or _is_common(first) or stem(first) in root_words()
    else:
        office = first.lower() in people_rules().offices
        place = len(first) > _SHORTEST and first.lower() in gazetteer_words()
        seen = first in alone or (place and second not in _OF_FIRMS)
        named = second in alone and not (_is_common(second) or second.lower() in gazetteer_words())
        known = office or _opens(second, known=seen) or {first, second} <= alone
        known = known or (named and len(first) >= _SHORTEST and is_common(first.lower()))
    return at if known else 0


def _between_names(text: str, alone: Set[str]) -> int:
    """Return where a name begins behind another (*SubiantoGibran*), which the text has both; 0 for none."""
    capital = _SECOND.search(text)
    if capital is None:
        return 0
    parts = text[: capital.start()], text[capital.start() :]
    return capital.start() if alone >= set(parts) and not any(map(_is_common, parts)) else 0


def _before_small(text: str, alone: Set[str]) -> int:
    """Return where a verb or a small word begins behind a name; 0 for none."""
    small_end, verb = _SMALL_END.search(text), _VERB.search(text, _SHORTEST_BEFORE_VERB)
    if not (small_end or verb) or _is_common(text.removesuffix("nya")):
        return 0
    for small in _SMALL if small_end else ():
        name = text.removesuffix(small)
        fewest = _SHORTEST_BEFORE_VERB if len(small) >= _LONG_SMALL else _SHORTEST_NAME
        if name != text and len(name) >= fewest and _is_name(name, alone):
            return len(name)
    if verb is None or not _is_verb(verb.group()):
        return 0
    # Not *Ketidakberadaan*.
    named = verb.group().startswith("me") or _is_name(text[: verb.start()], alone)
    return verb.start() if named else 0


def _is_name(word: str, alone: Set[str]) -> bool:
    place = word.lower() in gazetteer_words() or word in people_rules().countries
    return word in alone or (place and len(word) > _SHORTEST)


def _is_verb(word: str) -> bool:
    """Tell *mengaku* from the end of *Megamendung* and *Argumentasi*."""
    return word not in root_words() and stem(word) in root_words()


def _pieces(word: Word, cut: int, alone: Set[str]) -> Iterator[Word]:
    """Yield the parts of a word, of which the last may be two words still: *antaraKambojadengan*."""
    while cut:
        first, second = word.text[:cut], word.text[cut:]
        yield replace(word, end=word.start + cut, text=first, lower=first.lower())
        capital = second[0].isupper()
        lost = capital and first[0].isupper() and first.lower() not in people_rules().offices
        start, gap = word.start + cut, _LOST if lost else " "
        word = replace(
            word, start=start, text=second, lower=second.lower(), gap=gap, opens=lost, capital=capital
        )
        cut = _cut(second, alone)
    yield word


def _opens(second: str, *, known: bool) -> bool:
    """Tell a word that opens a sentence: a noun may be part of a firm's name, if the first is not `known`."""
    lower = second.lower()
    if second in people_rules().never and second not in _OF_FIRMS:
        return True
    verb = _AFFIXED.match(lower) is not None and _is_verb(lower)
    return verb or (known and len(second) >= _SHORTEST and _is_common(second))


def _is_common(word: str) -> bool:
    lower = word.lower()
    return is_common(lower) or (_AFFIXED.match(lower) is not None and stem(lower) in root_words())
