"""Places by the gazetteer and what stands around them."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import Mention, MentionKind, Place, lineage, place, places
from index.analysis import common_words, root_words

from .rules import people_rules, place_rules
from .words import Word

# Offices and agencies whose written-together names stand before a place: *Disdik Tegal*.
_AGENCY = re.compile(r"(?:Kem|Pol[rdst]|Dis|Ka[pjdsn]|Pem|Bak|Ba[pw]|Sat|Dan|Kod|Kor|Per[hu]|Wa[kl])")
_SHOWN_KINDS = frozenset({"kota", "kabupaten", "provinsi", "kecamatan", "distrik"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in the text: word range, the kind word's level before it, and whether it stands firm."""

    first: int
    last: int
    key: tuple[str, ...]
    kind: str | None
    firm: bool


@functools.cache
def _names() -> dict[str, list[tuple[str, ...]]]:
    """Names as lower-case words, by their first word, longest first."""
    index: dict[str, set[tuple[str, ...]]] = {}
    for key in (*_by_key(), *place_rules().aliases):
        index.setdefault(key[0], set()).add(key)
    return {first: sorted(keys, key=len, reverse=True) for first, keys in index.items()}


@functools.cache
def _by_key() -> dict[tuple[str, ...], list[Place]]:
    index: dict[tuple[str, ...], list[Place]] = {}
    for known in places().values():
        words = known.bare.lower().split()
        index.setdefault(tuple(words), []).append(known)
        if len(words) == 2 and known.level == "regency":
            # Newspapers join what the list writes apart: *Pangkalpinang*, *Lubuklinggau*.
            index.setdefault(("".join(words),), []).append(known)
    return index


def find_places(words: Sequence[Word], text: str, home: str) -> list[Mention]:
    """Return the mentions of places, in order. `home` is the code of the archive's own region."""
    found = list(_candidates(words))
    firm_keys = {each.key for each in found if each.firm}
    found = [each for each in found if each.firm or each.key in firm_keys]
    chosen: dict[int, Place] = {}
    levels = _level_votes(found)
    for number, each in enumerate(found):
        if each.kind != "district" and (known := _upper(each, levels)):
            chosen[number] = known
    around = Counter(code for known in chosen.values() for code in lineage(known.id))
    for number, each in enumerate(found):
        if each.kind == "district" and (known := _district(each.key, around, home)):
            chosen[number] = known
    named = {found[number].last for number in chosen}
    return [
        _mention(found[number], chosen[number], words, text, shown=found[number].first - 1 not in named)
        for number in sorted(chosen)
    ]


def _candidates(words: Sequence[Word]) -> Iterator[_Found]:
    at = 0
    while at < len(words):
        match = _longest(words, at) if words[at].capital else None
        if match is None:
            at += 1
            continue
        last = at + len(match) - 1
        if (found := _judge(words, at, last, match)) is not None:
            yield found
        at = last + 1


def _longest(words: Sequence[Word], at: int) -> tuple[str, ...] | None:
    for key in _names().get(words[at].lower, ()):
        part = words[at : at + len(key)]
        if len(part) == len(key) and all(
            word.lower == name and word.capital and (n == 0 or word.gap in (" ", "-"))
            for n, (word, name) in enumerate(zip(part, key, strict=True))
        ):
            return key
    return None


def _judge(words: Sequence[Word], first: int, last: int, key: tuple[str, ...]) -> _Found | None:
    rules = place_rules()
    before = words[first - 1] if first and words[first].gap in (" ", ". ", "-") else None
    after = words[last + 1] if last + 1 < len(words) and words[last + 1].gap == " " else None
    if before is not None and before.line != words[first].line:
        before = None
    if after is not None and after.text in rules.spoils_after:
        return None
    kind = rules.kinds.get(before.text) if before else None
    if kind is None and after is not None and after.text == "Kota" and before and before.capital:
        kind = "city"
    if kind is None:
        upper = [p for p in _by_key().get(key, ()) if p.level != "district"]
        if not upper and key not in rules.aliases:
            return None
        if before is not None and before.text in rules.spoils_before:
            return None
        if before is not None and len(key) == 1 and _belongs_to_name(before):
            return None
        if (
            after is not None
            and len(key) == 1
            and after.capital
            and _belongs_to_name(after)
            and not words[first].shouted
        ):
            return None
    firm = kind is not None or (before is not None and before.text in rules.before)
    if not firm and not any(word in common_words() for word in key):
        firm = True
    if not firm and not words[first].opens and words[first].line > 0:
        firm = True
    return _Found(first, last, key, kind, firm)


def _belongs_to_name(word: Word) -> bool:
    """Tell whether a capitalised neighbour looks like part of a person's or firm's name."""
    if not word.capital or word.shouted or word.lower in _names() or word.lower in people_rules().offices:
        return False
    known = word.text in people_rules().never or word.lower in common_words() or _AGENCY.match(word.text)
    return not known and not _is_word(word.lower)


def _is_word(lower: str) -> bool:
    return lower in root_words() or lower in place_rules().before


def _level_votes(found: Sequence[_Found]) -> dict[tuple[str, ...], Counter[str]]:
    """Count for each name how often it is called a kota and how often a kabupaten."""
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for each in found:
        if each.kind in ("city", "regency"):
            votes.setdefault(each.key, Counter())[each.kind] += 1
    return votes


def _upper(each: _Found, votes: dict[tuple[str, ...], Counter[str]]) -> Place | None:
    """Choose among province, kabupaten and kota of one name."""
    options = [known for known in _by_key().get(each.key, ()) if known.level != "district"]
    alias = place_rules().aliases.get(each.key)
    if each.kind in ("city", "regency"):
        wanted = "kota" if each.kind == "city" else "kabupaten"
        exact = [known for known in options if known.kind == wanted]
        if exact:
            return exact[0]
    if alias:
        return place(alias)
    provinces = [known for known in options if known.level == "province"]
    if provinces:
        return provinces[0]
    favourite = votes.get(each.key, Counter({"city": 1})).most_common(1)[0][0]
    wanted = "kota" if favourite == "city" else "kabupaten"
    return next((known for known in options if known.kind == wanted), options[0] if options else None)


def _district(key: tuple[str, ...], around: Counter[str], home: str) -> Place | None:
    """Choose the kecamatan of this name whose parents the article names, else the only one there is."""
    options = [known for known in _by_key().get(key, ()) if known.level == "district"]

    def nearness(known: Place) -> tuple[int, int, int]:
        province, regency, _ = lineage(known.id)
        return around[regency], around[province], int(bool(home) and known.id.startswith(home))

    ranked = sorted(options, key=nearness, reverse=True)
    if not ranked:
        return None
    if len(ranked) > 1 and nearness(ranked[0]) == nearness(ranked[1]):
        return None
    return ranked[0]


def _mention(each: _Found, known: Place, words: Sequence[Word], text: str, *, shown: bool) -> Mention:
    """Return the mention; the word for its kind before it belongs to it where that may be `shown`."""
    start, end = words[each.first].start, words[each.last].end
    if shown and each.first and words[each.first].gap == " ":
        before = words[each.first - 1]
        office = each.first > 1 and words[each.first - 2].lower == "wali"
        if before.lower in _SHOWN_KINDS and before.capital and not office:
            start = before.start
    return Mention(start, end, text[start:end], MentionKind.PLACE, known.name, known.id)
