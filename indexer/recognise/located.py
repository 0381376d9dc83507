"""Organisations that are a place's own: *Polres Bantul*, *DPRD Kota Bogor*, *Kementerian Luar Negeri Israel*.

The place is a mention of its own. That of the organisation ends before it, and its name has both: *DPRD
Depok* for *DPRD Kota Depok*, too, since there is no kabupaten of that name.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from index import Mention, place, places

from .kinds import PLACE
from .rules import people_rules
from .words import Word

FIRMS = ("PT", "CV")
# What stands between an organisation and its place: *Pemerintah Kota (Pemkot) Tegal*, *DPRD Kab. Tegal*.
_BETWEEN = re.compile(r"(?: \([^()\n]{2,24}\))?\)?(?: [Kk]ab\.?)? ")
# What is no part of a name before its place: *Kodim 0736/Batang*.
_END = re.compile(r"(?:[\s/(-]|(?<= )[Kk]ab\.?)+$")
# Of countries, which are places by themselves, of *Kapolres Metro Bekasi Kota*, of *Konsulat Jenderal RI*.
_NO_HEADS = ("Republik", "Kerajaan", "Negara", "Metro", "RI")
# Words for the kind of a place, which names of organisations go without.
_KINDS = ("Provinsi", "Kabupaten", "Kota", "Kecamatan", "Distrik", "Kelurahan", "Desa")
# Whose name has them: *Pemerintah Kota Depok*; and whose short form says so: *Pemkot Depok*.
_GOVERNMENT, _TOLD = "pemerintah", ("pemkot", "pemkab", "pemprov", "pemdes")
# *Polres Bogor Kota* is of another place than *Polres Bogor*.
_POLICE = re.compile(r"\b(?:Pol(?:res|sek)\w*|Kepolisian (?:Resor|Sektor))(?: Metro\w*)?$")
# Of which a kota and its kabupaten have one, or each one of another name.
_SHARED = re.compile(r"(?:Pol|Kepolisian|Kej|Pengadilan|Kodim|Lapas|Rutan|PTUN|P[AN]\b)")
_CITY = re.compile(r" Kota\b(?!-)")


class Span(NamedTuple):
    """Where an organisation's mention starts and ends, and what follows in its name ("" for nothing)."""

    start: int
    end: int
    place: str = ""


class Located:
    """The places that a text names, by where they stand."""

    def __init__(self, text: str, taken: Sequence[Mention]) -> None:
        self._text = text
        self._places = sorted((m for m in taken if m.kind is PLACE), key=lambda m: m.start)
        self._starts = [m.start for m in self._places]

    def heads(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Yield where words stand that make an organisation with the place behind them: *Pemkot Tegal*."""
        for word in words:
            if word.capital and word.lower in people_rules().local_heads and self._behind(word.end):
                yield word.start, word.end

    def span(self, start: int, end: int, also: str = "") -> Span:
        """Return the mention of an organisation that a text has at `start`–`end`, with its place or not.

        `also` is its short form or what it is called in full.
        """
        found = self._inside(start, end)
        head = _END.sub("", self._text[start : found.start if found else end])
        found = found or self._behind(start + len(head))
        if found is None or not head or head in FIRMS or head.split()[0] in _NO_HEADS:
            return Span(start, end)
        local = _is_local(head) or _is_local(also)
        inside = found.start < end
        if not local and (not inside or _is_national(head)):
            return Span(start, start + len(head) if inside else end)
        return Span(start, start + len(head), self._called(found, head, local=local))

    def names(self, short_forms: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """Return the names of organisations by their short forms, each without its place, and its place.

        That is the one inside the name, *Komisi Pemilihan Umum Kota Tegal (KPU)*: what follows a short form
        is that mention's alone.
        """
        found: dict[str, tuple[str, str]] = {}
        for short, name in short_forms.items():
            at = self._text.find(name)
            inside = at >= 0 and self._inside(at, at + len(name)) is not None
            span = self.span(at, at + len(name), short) if inside else Span(0, 0)
            found[short] = (self._text[span.start : span.end], span.place) if span.place else (name, "")
        return found

    def _inside(self, start: int, end: int) -> Mention | None:
        """Return the place that a span ends with, or in the middle of which it ends."""
        at = bisect_left(self._starts, end) - 1
        last = self._places[at] if at >= 0 else None
        if last is None or last.start <= start:
            return None
        return last if last.end >= end or _CITY.fullmatch(self._text, last.end, end) else None

    def _behind(self, end: int) -> Mention | None:
        """Return the place right behind what ends there, or behind its short form."""
        between = _BETWEEN.match(self._text, end)
        if between is None:
            return None
        at = bisect_left(self._starts, between.end())
        return self._places[at] if self._starts[at : at + 1] == [between.end()] else None

    def _called(self, found: Mention, head: str, *, local: bool) -> str:
        """Return what follows a head in a name: * Jawa Timur* for *Jatim*, */Batang* as it stands."""
        known = place(found.id or "")
        if known is None:
            return f" {found.surface}"
        kind, last = found.surface.partition(" ")[0].capitalize(), head.rpartition(" ")[2].lower()
        # *DI Yogyakarta* is not *Yogyakarta*.
        bare = known.name if known.level == "province" and known.bare in _kota() else known.bare
        if self._text[found.start - 1] == "/":
            return f"/{bare}"
        if _POLICE.search(head) and _CITY.match(self._text, found.end):
            return f" {bare} Kota"
        if last == _GOVERNMENT:
            return f" {kind} {bare}" if kind in _KINDS else f" {bare}"
        both = bare in _kota() or bare in _kabupaten()
        if known.level == "province" and both and not _SHARED.match(head):
            # *KPU Provinsi Jambi* is not *KPU Jambi*, which is the kota's.
            return f" {bare}" if last in _TOLD else f" Provinsi {bare}"
        if known.kind != "kota" or bare not in _kabupaten() or last in _TOLD:
            return f" {bare}"
        return f" Kota {bare}" if kind == "Kota" or (local and not _SHARED.match(head)) else f" {bare}"


def _is_local(head: str) -> bool:
    """Tell what is another one in each place by its first or last word: *Dinas Sosial*, *Fraksi PKS DPRD*."""
    words, rules = head.lower().split(), people_rules()
    if not words or words[-1] == "ri":
        return False
    return words[-1] in rules.local_heads or words[0] in rules.local_heads | rules.local_beginnings


def _is_national(head: str) -> bool:
    """Tell what is the same everywhere: *Partai Demokrat Sumut*, *PDIP Jateng*."""
    words = head.split()
    return words[0] in people_rules().national or words[-1] == "RI" or (len(words) == 1 and head.isupper())


@functools.cache
def _kota() -> frozenset[str]:
    return frozenset(known.bare for known in places().values() if known.kind == "kota")


@functools.cache
def _kabupaten() -> frozenset[str]:
    return frozenset(known.bare for known in places().values() if known.kind == "kabupaten")
