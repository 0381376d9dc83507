"""Titles and offices that stand with a person's name: *Plt Wali Kota Pekalongan, Dr. H. Salahudin, S.H.*"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from index import Mention

from .headlines import is_headline_verb
from .ranks import AFTER_BRACKET
from .rules import PeopleRules, people_rules
from .runs import HAJJ
from .words import Word

_start = attrgetter("start")
_LONGEST = 16
_BETWEEN = re.compile(r"[\s,]+")
_BESIDE_TITLE = (" ", ". ", " (", ". (", *AFTER_BRACKET)
# Between a name and the office: *Warsono selaku Ketua …*, *Andi, yang kini menjabat Menteri Pertanian, …*.
_HOLDS = re.compile(
    r" selaku |,? (?:yang )?(?:(?:kini|sekarang|saat ini|masih) )*"
    r"(?:menjabat (?:sebagai |posisi |jabatan )?|(?:dilantik|terpilih|ditunjuk) (?:sebagai|menjadi) )"
)
# A title only with its full stop: *Apt Kemang Village* is a building.
_PHARMACIST = "apt"
# Inside an office only before its place: *Duta Besar RI untuk Belanda*.
_FOR = "untuk"
# What ends an office after a name: *…, kepala sekolah itu, …* names none.
_VAGUE = frozenset(("itu", "tersebut", "ini"))
# What a place lies in may stand behind a comma: *Kepala Desa Sumberagung, Kecamatan Ngantang, Suwandi*.
_UPPER = frozenset(("kecamatan", "kabupaten", "kota", "provinsi"))
# An office without what it is of: *Jaksa Ester Tarigan*.
_WHOLE = frozenset(("jaksa", "hakim"))
# Small, they are of those whom he leads.
_OTHERS = frozenset(("menteri", "kepala"))
# *bakal calon wali kota*
_WILL = "bakal"
_INSIDE = frozenset((" ", "/", "-", ". ", " (", ") "))


def with_offices(words: Sequence[Word], text: str, people: Sequence[Mention]) -> list[Mention]:
    """Return mentions of people (in order) with the title and office that stand with each."""
    rules = people_rules()
    spans = [(bisect_left(words, m.start, key=_start), bisect_left(words, m.end, key=_start)) for m in people]
    others = {n for first, after in spans for n in range(first, after)}
    found = []
    for mention, (first, after) in zip(people, spans, strict=True):
        lead, begin = _titles_before(words, first, rules)
        suffix = rules.suffix.match(text, mention.end)
        end = suffix.end() if suffix else mention.end
        titles = [text[words[lead].start : mention.start]] if lead < first else []
        titles += [suffix.group()] if suffix else []
        title = _BETWEEN.sub(" ", " ".join(titles)).strip() if titles else None
        office = _before(words, text, begin, others, rules) or _after(words, text, after, end, others, rules)
        found.append(replace(mention, title=title, office=office) if title or office else mention)
    return found


def _titles_before(words: Sequence[Word], first: int, rules: PeopleRules) -> tuple[int, int]:
    """Return where the titles before a name begin, and where those begin with words of address among them."""
    lead = at = first
    while at and words[at].gap in _BESIDE_TITLE and words[at - 1].line == words[at].line:
        word = words[at - 1]
        name = word.lower.strip(".")
        if name == _PHARMACIST and words[at].gap == ". ":
            at -= 1
            lead = at
            continue
        if not word.capital and name not in ("dr", "drg", "drh"):
            break
        if name in rules.address and not word.rank:
            at -= 1
            continue
        if not word.rank and name not in rules.titles and word.text not in HAJJ:
            break
        at -= 1
        lead = at
    return lead, at


def _before(words: Sequence[Word], text: str, lead: int, others: set[int], rules: PeopleRules) -> str | None:
    """Walk back over an office and what it is of, to its first word."""
    gap = words[lead].gap
    if not lead or gap not in (" ", ", ", ") ") or (words[lead].opens and gap != " "):
        return None
    start, cut, last = lead, lead - 1, lead - 1
    for at in range(last, max(-1, last - _LONGEST), -1):
        word = words[at]
        if at in others or word.line != words[lead].line:
            break
        if word.lower in rules.posts:
            start = at
        elif word.lower in rules.both:
            cut = at - 1
        elif word.lower == _FOR and start == lead and at < last:
            pass
        elif not _belongs(word, rules) or (word.lower == "dan" and start == at + 1):
            break
        elif word.line == 0 and is_headline_verb(word):
            return None
        if word.opens or (word.gap not in _INSIDE and not (word.gap == ", " and word.lower in _UPPER)):
            break
    if start == lead or (start == last and words[last].lower in rules.ranks - _WHOLE):
        return None
    if gap == ", " and start and words[start - 1].lower in rules.kin:
        # It is theirs: *istri Bupati Sleman, Kustini Sri Purnomo, …*.
        return None
    if _is_none(words, start, last):
        return None
    last = cut if cut > start else last
    office = text[words[start].start : words[last].end]
    if office.count("(") > office.count(")"):
        # A short form goes: *Menteri Luar Negeri (Menlu) Sugiono*. What the name ends is the office: *Menkeu
        # (Menteri Keuangan Sri Mulyani)*.
        whole, _, inside = office.rpartition(" (")
        office = whole if gap == ") " else inside
    return office


def _is_none(words: Sequence[Word], start: int, last: int) -> bool:
    """Tell what only looks like an office: *menteri Jokowi*, who has some; *Bakal Tiru Aksi Anies*."""
    if start == last:
        return words[start].text in _OTHERS
    return words[start].lower == _WILL and words[start + 1].lower not in people_rules().posts


def _after(
    words: Sequence[Word], text: str, after: int, end: int, others: set[int], rules: PeopleRules
) -> str | None:
    """Read an office behind a name: *Tumiran, Kepala Desa Sidomulyo, …*, *Warsono selaku Ketua Takmir …*."""
    while after < len(words) and words[after].start < end:
        after += 1
    if holds := _HOLDS.match(text, end):
        end = holds.end()
        while after < len(words) and words[after].start < end:
            after += 1
    elif text[end : end + 2] not in (", ", " ("):
        return None
    if after >= len(words) or words[after].lower not in rules.posts or words[after].start > end + 2:
        return None
    last = after
    for at in range(after + 1, min(len(words), after + _LONGEST)):
        word = words[at]
        if word.opens or word.gap not in _INSIDE:
            break
        if at in others or word.lower in _VAGUE:
            # It is another's: *Budi Santoso, Ketua DPRD Andi Wijaya, …*.
            return None
        if not _belongs(word, rules) and word.lower not in rules.posts:
            break
        last = at
    while words[last].lower == "dan":
        last -= 1
    return text[words[after].start : words[last].end] if last > after or words[after].capital else None


def _belongs(word: Word, rules: PeopleRules) -> bool:
    return word.capital or word.text[0].isdigit() or word.lower in rules.office_words
