"""Hospitals, prisons, schools and pesantren by their names: *RS Prima Husada*, *Lapas Kelas I*, *SMPN 3*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from index import Mention

from .dictionary import is_common
from .place_names import kind_of
from .rules import people_rules
from .words import Word

# Words behind that for a house, and digits of its number, at most.
_LONGEST = 5
_LONGEST_NUMBER = 2
# Titles that a name may begin with: *RSUD dr. Soetomo*, *Ponpes KH Ahmad Dahlan*.
_TITLES = frozenset("dr prof kh h hj raden ra rm tgk tuanku st santo santa".split())
_NO_END = _TITLES | frozenset(("al", "ar", "as", "at", "el"))
# Words of classes and faiths that are in no person's name, but in theirs.
_INSIDE = frozenset(
    "Kelas Klas Khusus Umum Islam Negeri Pusat Daerah Ibu Anak Kita Tahfidz Modern Putri Putra".split()
)
# Initials are theirs: *tersangka RS Putra*.
_SUSPECTS = frozenset("tersangka pelaku korban terdakwa saksi inisial berinisial terduga oknum".split())


def houses(words: Sequence[Word], taken: Sequence[Mention], titles: Set[int]) -> Iterator[tuple[int, int]]:
    """Yield where names of houses start and end: a word for one and what goes on behind it with capitals.

    They end before what is `taken`, a place or somebody: *RS Ummi Bogor*, *RS Ummi Andi Tatat*. `titles` are
    the lines that are headlines.
    """
    heads, starts = people_rules().house_heads, {m.start for m in taken}
    last = -1
    for at in [at for at, word in enumerate(words) if word.text in heads]:
        if at <= last or (at and words[at - 1].lower in _SUSPECTS):
            continue
        last = at
        while last - at < _LONGEST and last + 1 < len(words) and _goes_on(words, at, last + 1, titles):
            if words[last + 1].start in starts:
                break
            last += 1
        while last > at and words[last].lower in _NO_END:
            last -= 1
        if last > at:
            pondok = at > 0 and words[at - 1].text == "Pondok" and words[at].gap == " "
            yield words[at - pondok].start, words[last].end


def _goes_on(words: Sequence[Word], head: int, at: int, titles: Set[int]) -> bool:
    """Tell a word of the name of a house, of which the word for it is at `head`."""
    word, before, rules = words[at], words[at - 1], people_rules()
    title = word.lower in _TITLES
    if word.line != words[head].line or word.gap not in ((" ", ". ") if before.lower in _TITLES else (" ",)):
        return False
    if title:
        return before.text in rules.house_heads or before.lower in _TITLES
    number = word.text.isascii() and word.text.isdecimal() and len(word.text) <= _LONGEST_NUMBER
    if not (word.capital or number) or kind_of(word) or "." in word.text or word.text in rules.house_heads:
        return False
    if word.text in _INSIDE:
        return True
    none = word.text in rules.never or word.rank or word.lower in rules.posts | rules.titles | rules.calling
    # In a headline all words may have capitals, and behind a number: *SMPN 1 Juara*.
    loose = word.line in titles or before.text.isdecimal()
    return not none and not (loose and is_common(word.lower))
