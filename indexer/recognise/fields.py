"""Fields of ministries and agencies, which their names list: *Badan Meteorologi, Klimatologi, dan Geofisika*.

The tagger labels them apart, or the first of them only.
"""

from __future__ import annotations

from collections.abc import Sequence

from .rules import people_rules
from .words import Word

# Whose names list fields.
_HEADS = frozenset("Kementerian Kementrian Badan Dinas Sudin Suku Ditjen Direktorat Fakultas".split())
_MINISTRIES = ("Kementerian", "Kementrian")
_JOINS = frozenset(("dan", "serta"))
# Fields of ministries of their own, which a list may name: *Kementerian Agama, Hukum, dan Perdagangan*.
_ALONE = frozenset(
    "Agama Hukum HAM Imigrasi Investasi Kehutanan Kesehatan Keuangan Perdagangan Perhubungan Perindustrian "
    "Pertanian Sosial".split()
)
# No fields by themselves: *Kementerian Agama dan Masyarakat setempat*.
_NO_FIELDS = frozenset("Anak Keluarga Masyarakat Pekerja Penduduk Perempuan Rakyat Wanita".split())
_GAPS = (" ", ", ", " & ")


def with_fields(words: Sequence[Word], first: int, last: int) -> int:
    """Return where a name ends with the fields behind it, the last joined by *dan* or *&*; else `last`."""
    if words[first].text not in _HEADS or first == last:
        return last
    end, at, commas = last, last + 1, False
    several = words[first].text in _MINISTRIES and words[first + 1].text != "Koordinator"
    while at < len(words) and words[at].line == words[first].line:
        listed = words[at].gap == ", "
        joined = words[at].text in _JOINS or words[at].gap == " & "
        if not (joined or listed):
            break
        at += words[at].text in _JOINS
        behind = _behind_field(words, at)
        single = behind == at + 1
        if behind == at or (single and words[at].text in _NO_FIELDS):
            break
        commas = commas or listed
        if several and commas and single and words[at].text in _ALONE:
            return last
        at = behind
        end = at - 1 if joined else end
    return end


def _behind_field(words: Sequence[Word], first: int) -> int:
    """Return where the words of one field end that begins at `first`, which is there for none."""
    fields, at = people_rules().fields, first
    while (
        at < len(words)
        and words[at].text in fields
        and words[at].gap in (_GAPS if at == first else _GAPS[:1])
    ):
        at += 1
    return at
