"""Places by the gazetteer and what stands around them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import Mention

from .kinds import PERSON, PLACE
from .linking import Linked, Named, link
from .place_context import judge, word_before
from .place_lists import AND, announced, first_of_lists, goes_on
from .place_names import (
    Key,
    first_words,
    is_district,
    is_upper,
    kind_of,
    longest,
    nothing,
    upper_apart,
    villages_name,
    written_apart,
)
from .place_within import holds
from .rules import people_rules, place_rules
from .words import Word

_SHOWN_KINDS = frozenset({"kota", "kabupaten", "provinsi", "kecamatan", "distrik", "desa", "kelurahan"})
_JOINS = re.compile(r"[-/]")
# Of so many words is the name of a kecamatan at most.
_LONGEST_NAME = 3
# What tells a piece about the time before 1950.
_HISTORY = re.compile(
    r"\b1[5-8]\d\d\b|\b19[0-4]\d\b|Hindia Belanda|\bVOC\b|kolonial|abad ke-1[5-9]|[Gg]ubernur [Jj]enderal"
)


def find_places(words: Sequence[Word], text: str, home: str, kinds: Sequence[str], day: str) -> list[Mention]:
    """Return the mentions of places, in order.

    `home` is the code of the archive's own region; `kinds` are what the tagger holds each word to be part of
    (see `word_kinds`), `day` is that of the text.
    """
    words, kinds = _apart(words, text, kinds)
    found = first_of_lists(list(_candidates(words, kinds, text)), words)
    firm_keys = {each.key for each in found if each.firm}
    linked = link([each for each in found if each.firm or each.key in firm_keys], words, home, day)
    ends = {each.last for each in linked}
    return [_mention(each, words, text, shown=each.first - 1 not in ends) for each in linked]


def _apart(words: Sequence[Word], text: str, kinds: Sequence[str]) -> tuple[list[Word], list[str]]:
    """Part what is joined where all sides begin with a capital: *Semarang-Solo*, *Cirebon/Indramayu*.

    Of a unit's name its number may come first: *Kodim 0736/Batang*.
    """
    parted: list[Word] = []
    kind_of_each: list[str] = []
    last = 0
    for at in [at for at, word in enumerate(words) if "-" in word.text or "/" in word.text]:
        parts = _JOINS.split(words[at].text)
        named = parts[1:] if parts[0].isdigit() else parts
        if named and words[at].lower not in first_words() and all(part[:1].isupper() for part in named):
            parted += [*words[last:at], *_pieces(words[at], parts, text)]
            kind_of_each += [*kinds[last:at], *[kinds[at]] * len(parts)]
            last = at + 1
    return [*parted, *words[last:]], [*kind_of_each, *kinds[last:]]


def _pieces(word: Word, parts: Sequence[str], text: str) -> Iterator[Word]:
    """Yield the parts of a word as words, with what stands between them as gaps."""
    start = word.start
    for part in parts:
        end, capital = start + len(part), part[0].isupper()
        piece = replace(word, start=start, end=end, text=part, lower=part.lower(), capital=capital)
        gap = text[start - 1 : start]
        yield piece if start == word.start else replace(piece, gap=gap, opens=False)
        start = end + 1


def _candidates(words: Sequence[Word], kinds: Sequence[str], text: str) -> Iterator[Named]:
    historic: bool | None = None
    before: Named | None = None
    begins = [at for at, word in enumerate(words) if word.capital and _may_begin(words, at)]
    last = -1
    for at in begins:
        name = _name_at(words, kinds, at) if at > last else None
        if name is None:
            continue
        last, key = name
        if past := " ".join(key) in place_rules().historic:
            # Few texts have such a name; for those the text is searched once.
            historic = _HISTORY.search(text) is not None if historic is None else historic
        if key not in nothing() and (historic or not past):
            listed = before.kind if before and goes_on(words, before.last, at) else announced(words, at)
            listed = None if kind_of(words[at]) else listed
            if before and at == before.last + 1 and words[at].gap == " " and holds(key, before.within):
                # What the kecamatan before it lies in: *Pondok Aren Tangsel*.
                found: Named | None = Named(at, last, key, None, firm=True)
            else:
                found = judge(words, at, last, key, kinds, listed)
            if found is not None:
                # Not *Kota* of *Kabupaten Lima Puluh Kota dan Kabupaten Agam*.
                behind = before.last if before else -1
                yield from (two for two in _two_kinds(found, words) if two.first > behind)
                yield found
                # What is of no list is none of a list of kecamatan: *Distrik Navigasi, Pangkalan …*.
                before = found if is_district(key) or is_upper(key) else None


def _name_at(words: Sequence[Word], kinds: Sequence[str], at: int) -> tuple[int, Key] | None:
    """Return the last word of the longest name that begins at a word, and the name as its list has it."""
    key = longest(words, at)
    found = (at + len(key) - 1, key) if key else None
    if not _is_told_district(words, at):
        return found if len(key or ()) > 1 else _several_words(words, at, found)
    if (apart := written_apart(words, at)) is None:
        # *Camat Purwadi* is somebody.
        nothing_told = kind_of(words[at]) or kinds[at] == PERSON
        return found or (None if nothing_told else _unlisted(words, at))
    # *Kecamatan Karang Anyar*, which is a kabupaten's name, too.
    told = found and is_district(found[1])
    return found if found and (found[0] > apart[0] or (found[0] == apart[0] and told)) else apart


def _several_words(words: Sequence[Word], at: int, found: tuple[int, Key] | None) -> tuple[int, Key] | None:
    """Return a name that the list writes as one word, else that of one word that is `found`.

    *Kabupaten Batang Hari*, *Medan Satria*, not *Batang Hari Purnomo*. None for the village *Lebak Bulus*.
    """
    told = kind_of(words[at - 1]) if at and words[at].gap == " " else None
    if apart := upper_apart(words, at) or (found and not told and written_apart(words, at)):
        behind = [each.capital and each.gap == " " for each in words[apart[0] + 1 : apart[0] + 3]]
        # The rest of a name of two words is one word.
        return found if found and told and behind == [True, False] else apart
    if found and not told and is_upper(found[1]) and villages_name(words, at):
        return None
    return found


def _unlisted(words: Sequence[Word], at: int) -> tuple[int, Key]:
    """Return the words behind *Kecamatan*, and the last of them, that may be a name of no list."""
    last = at
    while last - at < _LONGEST_NAME - 1 and last + 1 < len(words) and _may_go_on(words, last + 1):
        last += 1
    return last, tuple(word.lower for word in words[at : last + 1])


def _may_go_on(words: Sequence[Word], at: int) -> bool:
    """Tell a word of a name's inside or end: no officer's rank, nor the kota that the name is followed by."""
    word = words[at]
    if word.gap != " " or not (word.capital or word.text.isdigit()):
        return False
    if word.rank or word.lower in people_rules().roles or kind_of(word):
        return False
    other = longest(words, at)
    return other is None or not is_upper(other)


def _may_begin(words: Sequence[Word], at: int) -> bool:
    lower = words[at].lower
    return lower in first_words() or _is_told_district(words, at) or upper_apart(words, at) is not None


def _is_told_district(words: Sequence[Word], at: int) -> bool:
    before = word_before(words, at) if words[at].gap == " " else None
    return before is not None and before.lower in _district_words() and kind_of(before) == "district"


@functools.cache
def _district_words() -> frozenset[str]:
    """Return in lower case the words that the name of a kecamatan follows."""
    kinds = place_rules().kinds
    words = {word.lower() for word, kind in kinds.items() if kind == "district"}
    return frozenset(words | {f"se-{word}" for word in words})


def _two_kinds(found: Named, words: Sequence[Word]) -> Iterator[Named]:
    """Yield the first place of *Kota dan Kabupaten Pekalongan*, which stands where its kind does."""
    kind = found.first - 1
    if found.kind is None or kind < 1 or kind_of(words[kind]) != found.kind:
        return
    wali = kind - 1 if words[kind - 1].lower == "wali" else kind
    other = wali - 1 if words[wali].gap == "/" else wali - 2
    if other < 0 or (words[wali].gap != "/" and words[wali - 1].lower not in AND):
        return
    level = kind_of(words[other])
    if level in ("city", "regency") and level != found.kind:
        yield Named(other, other, found.key, level, firm=True)


def _mention(each: Linked, words: Sequence[Word], text: str, *, shown: bool) -> Mention:
    """Return the mention; the word for its kind before it belongs to it where that may be `shown`."""
    start, end = words[each.first].start, words[each.last].end
    if shown and each.first and words[each.first].gap == " ":
        before = words[each.first - 1]
        office = each.first > 1 and words[each.first - 2].lower == "wali"
        if before.lower in _SHOWN_KINDS and before.capital and not office:
            start = before.start
    return Mention(start, end, text[start:end], PLACE, each.place.name, each.place.id)
