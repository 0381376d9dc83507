"""Villages that a text names as such: *Desa Susut, Demulih, dan Abuan*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from index import Place, lineage, villages_named

from .rules import place_rules
from .told_otherwise import village_told
from .words import Word

_LONGEST = 4
# Dots in the code of a kecamatan.
_DISTRICT = 2
_AND = ("dan", "serta", "maupun", "hingga")

# First and last word, and what they mean.
Found = tuple[int, int, Place]


def villages(words: Sequence[Word], around: Mapping[str, int], home: str) -> Iterator[Found]:
    """Yield the villages behind a word for one, whose kecamatan, kabupaten or kota the article names.

    `around` has how often it names each by code, `home` is the code of the archive's region. Others follow
    in a list if they lie in the same kecamatan.
    """
    heads = place_rules().villages
    for at, word in enumerate(words[:-1]):
        if word.text not in heads or words[at + 1].gap != " ":
            continue
        if found := _behind(words, at, around, home):
            yield found
            yield from _list_behind(words, found)


def _behind(words: Sequence[Word], at: int, around: Mapping[str, int], home: str) -> Found | None:
    """Return the longest name of a village behind a word; as the list spells it if it does."""
    last = _last(words, at)
    for end in range(last, at, -1):
        name = " ".join(each.text for each in words[at + 1 : end + 1])
        if (known := _nearest(villages_named(name), around, home)) is not None:
            return at + 1, end, known
    return _told(words, at, [code for code in around if code.count(".") == _DISTRICT])


def _told(words: Sequence[Word], at: int, districts: Sequence[str]) -> Found | None:
    key = tuple(each.lower for each in words[at + 1 : _last(words, at) + 1])
    told = village_told(key, districts)
    return (at + 1, at + told[0], told[1]) if told else None


def _last(words: Sequence[Word], at: int) -> int:
    """Return the last word that a name behind a word may have."""
    last = at
    while last + 1 < len(words) and last - at < _LONGEST and _is_part(words[last + 1]):
        if last > at and words[last + 1].gap != " ":
            break
        last += 1
    return last


def _is_part(word: Word) -> bool:
    return word.capital or word.text.isdigit()


def _list_behind(words: Sequence[Word], found: Found) -> Iterator[Found]:
    """Yield the rest of a list whose last is joined by *dan*: each in the kecamatan of the first."""
    rest: list[Found] = []
    district, last = found[2].parent_id, found[1]
    while district and (following := words[last + 1 : last + 3]):
        joined = following[0].lower in _AND
        before = last + joined
        named = following[joined] if len(following) > joined else None
        if named is None or named.gap != (" " if joined else ", "):
            return
        each = _told(words, before, [district])
        if each is None:
            return
        rest.append(each)
        last = each[1]
        if joined:
            yield from rest
            return


def _nearest(options: Sequence[Place], around: Mapping[str, int], home: str) -> Place | None:
    """Choose the only one in a kecamatan that is named, else in a kabupaten or kota, else at home."""
    for parent in (2, 1):
        near = [known for known in options if around.get(lineage(known.id)[parent])]
        if near:
            return near[0] if len(near) == 1 else None
    near = [known for known in options if home.count(".") and known.id.startswith(home)]
    return near[0] if len(near) == 1 else None
