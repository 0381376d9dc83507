"""Organisations: names that a text gives with their acronym (*Forum … (FKUB)*), and what the tagger knows."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set

from index import Mention, slug

from .acronyms import Beside, short_forms, spells
from .headlines import is_verb
from .kinds import ORGANISATION, PERSON
from .located import FIRMS, Located, Span
from .place_names import by_key
from .rules import people_rules
from .words import Word

_JOINS = (" ", ". ", "-", "/", " & ")
# A word of a name, and small ones inside it.
_NAMED = re.compile(r"[A-Z][\w’'\-]+|dan|untuk|dari|bagi|ke|di")
_MOST_WORDS = 8
# Of somebody whom the tagger does not know: *A.M. Fatwa*.
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z]){1,2}")
# Part of a name whose short form leaves it out: *Partai Gerakan Indonesia Raya (Gerindra)*.
_UNSPELLED = (*FIRMS, "Partai")
_DOTTED = tuple(f"{form}." for form in FIRMS)
# Of a party, for which it speaks: *DPP PKB*.
_BOARDS = ("DPP ", "DPW ", "DPD ", "DPC ")
# Of the whole country, though the text introduces a place's: *KPU RI*.
_CENTRAL = re.compile(r" (?:RI|Republik Indonesia|[Pp]usat)\b")
# So many names of a text are looked for all over it.
_MOST = 200


def find_spelled(
    words: Sequence[Word], text: str, taken: Sequence[Mention], kinds: Sequence[str], names: Mapping[str, str]
) -> list[Mention]:
    """Return organisations whose name spells the short form that a text gives it.

    They are outside the spans `taken`, and are found before people are, whom they look like: *Pengurus Besar
    Nahdlatul Ulama (PBNU)*, *Perludem*. `kinds` are what the tagger holds each word to be part of (see
    `word_kinds`); short forms that it holds to be organisations, or that are in capitals, are left to
    `find_organisations`.
    """
    spelled = {short: name for short, name in names.items() if _is_spelled(name.split(), short)}
    if not spelled:
        return []
    spans = _places_of(spelled, text)
    spans += [
        (word.start, word.end)
        for word, kind in zip(words, kinds, strict=True)
        if word.text in spelled and not word.shouted and kind != ORGANISATION
    ]
    return _mentions(spans, Located(text, taken), taken, text, names)


def find_organisations(
    words: Sequence[Word], text: str, taken: Sequence[Mention], kinds: Sequence[str], names: Mapping[str, str]
) -> list[Mention]:
    """Return the organisations outside the spans already `taken`.

    They are those that a text introduces with their short form, and what the tagger holds to be one.
    """
    rules = people_rules()
    spans = _places_of(names, text)
    spans += [
        (word.start, word.end)
        for word in words
        if word.shouted and word.text in names and not _of_place(names[word.text])
    ]
    spans += [
        (words[at].start, words[_firm(words, kinds, at, at)].end)
        for at, word in enumerate(words[:-1])
        if word.text in FIRMS and words[at + 1].gap == ". " and words[at + 1].capital
    ]
    spans += [
        (words[first].start, words[last].end)
        for whole in tagged_spans(words, kinds, ORGANISATION)
        for first, last in _between_verbs(words, whole[0], _firm(words, kinds, *whole))
        # Initials: *Koptu SS*.
        if not (first and words[first - 1].rank and words[first].gap == " ")
        and not (first == last and (words[first].lower in rules.titles or words[first].text in rules.forms))
        and not (
            first == last and _INITIALS.fullmatch(words[first].text) and text[words[last].end :][:2] == ". "
        )
    ]
    located = Located(text, taken)
    spans += located.heads(words)
    return _mentions(spans, located, taken, text, names)


def _of_place(name: str) -> bool:
    """Tell a name whose short form may be its place's: *DPRD Timor Tengah Selatan (TTS)*."""
    return tuple(word.lower() for word in name.split()[1:]) in by_key()


def tagged_spans(words: Sequence[Word], kinds: Sequence[str], kind: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each run of words that the tagger holds to be of one kind of name."""
    last = -1
    for at in [at for at, each in enumerate(kinds) if each == kind]:
        if at > last:
            last = at
            while last + 1 < len(words) and kinds[last + 1] == kind and _joined(words[last + 1]):
                last += 1
            yield at, last


def _joined(word: Word) -> bool:
    """Tell a word that may be of the same name as the one before: *PT. De Heus*, not *… Ferrari. Checo*."""
    return word.gap in _JOINS and not (word.gap == ". " and word.opens)


def _firm(words: Sequence[Word], kinds: Sequence[str], first: int, last: int) -> int:
    """Return where a firm's name ends of which the tagger has the form only: *PT. De Heus*.

    Somebody behind it is not part of it: *PT. Jaya Abadi Rudi Hermawan*.
    """
    if first < last or words[first].text not in FIRMS:
        return last
    while (
        last + 1 < len(words)
        and words[last + 1].capital
        and not words[last + 1].opens
        and words[last + 1].gap in ((" ", ". ") if last == first else (" ",))
        and words[last + 1].line == words[first].line
        and words[last + 1].lower not in people_rules().posts
        and not (last > first and kinds[last] != kinds[last + 1] == PERSON)
    ):
        last += 1
    return last


def _places_of(names: Mapping[str, str], text: str) -> list[tuple[int, int]]:
    """Return where names stand, and short forms of several words, which are told from others."""
    written = [re.escape(name) for name in names.values()]
    written += [rf"\b{re.escape(short)}\b" for short in names if " " in short]
    return [found.span() for each in written for found in re.finditer(each, text)]


def _between_verbs(words: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Part what the tagger takes for one name in a title: *Persis Solo Kalahkan Arema Malang*."""
    verbs = people_rules().verbs
    for at in range(first, last + 1 if words[first].line == 0 else first):
        if words[at].text in verbs or is_verb(words[at].lower):
            # Not a head alone: *PT Terima Kasih*.
            if first < at and not (
                first == at - 1 and words[first].text in people_rules().organisation_heads
            ):
                yield first, at - 1
            first = at + 1
    if first <= last:
        yield first, last


def _mentions(
    spans: Sequence[tuple[int, int]],
    located: Located,
    taken: Sequence[Mention],
    text: str,
    names: Mapping[str, str],
) -> list[Mention]:
    """Return what stands at the spans, each with its place if it has one; of two that overlap the first."""
    longs = located.names(names)
    other = {name: short for short, name in names.items()} | dict(names)
    found = [located.span(start, end, other.get(text[start:end], "")) for start, end in spans]
    return [_mention(text, span, longs) for span in _apart(found, taken, text)]


def _apart(spans: Sequence[Span], taken: Sequence[Mention], text: str) -> Iterator[Span]:
    """Yield the spans that overlap none before them and none that is taken, titles behind it included."""
    suffix = people_rules().suffix
    # Sorted, and none overlaps another.
    occupied = sorted(
        (m.start, found.end() if (found := suffix.match(text, m.end)) else m.end) for m in taken
    )
    heads = {m.end: m for m in taken if m.office}
    for start, whole, place in spans:
        head = heads.get(whole)
        end = _before(text, start, head) if head and start < head.start else whole
        at = bisect_left(occupied, (end,))
        if not at or occupied[at - 1][1] <= start:
            occupied.insert(at, (start, end))
            yield Span(start, end, place)


def _before(text: str, start: int, head: Mention) -> int:
    """Return where an organisation ends whose head the tagger holds to be part: *Dinas Sosial Mu'minun*."""
    name = text[start : head.start].rstrip()
    whole = " " in name or name in people_rules().agencies
    return start + len(name) if whole and head.office and head.office.endswith(name) else head.end


def _mention(text: str, span: Span, longs: Mapping[str, tuple[str, str]]) -> Mention:
    start, end, place = span
    surface = text[start:end]
    long, own = longs.get(surface, (surface, ""))
    name = f"{long}{place or ('' if _CENTRAL.match(text, end) else own)}"
    if name.startswith(_DOTTED):
        name = f"{name[:2]} {name[3:].lstrip()}"
    return Mention(start, end, surface, ORGANISATION, name, slug(name) or None)


def introduced(text: str, words: Sequence[Word], kinds: Sequence[str]) -> dict[str, str]:
    """Return names of organisations by the short forms that a text introduces.

    They begin with a word of organisations, or the tagger holds them to be one's (see `kinds`) and they spell
    the short form: *Otoritas Jasa Keuangan (OJK)*. Of very many the first are returned.
    """
    found: dict[str, str] = {}
    tagged: set[int] | None = None
    for beside in short_forms(text):
        if len(found) == _MOST:
            break
        name = _name_of(beside)
        if len(name.words) > 1 and not name.short.startswith(_BOARDS):
            tagged = _tagged(words, kinds) if tagged is None else tagged
            if long := _named(name, tagged):
                found.setdefault(name.short, long)
    return found


def _name_of(beside: Beside) -> Beside:
    """Return the words that look like a name: those next to the short form, or all of them, or none."""
    first = len(beside.words)
    while first and len(beside.words) - first < _MOST_WORDS and _NAMED.fullmatch(beside.words[first - 1]):
        first -= 1
    while first < len(beside.words) and beside.words[first][0].islower():
        first += 1
    if first and beside.whole:
        first = len(beside.words)
    before = sum(len(word) + 1 for word in beside.words[:first])
    return beside._replace(words=beside.words[first:], start=beside.start + before)


def _tagged(words: Sequence[Word], kinds: Sequence[str]) -> set[int]:
    """Return where words begin that the tagger holds to be an organisation's, and nowhere a person's."""
    people = {word.text for word, kind in zip(words, kinds, strict=True) if kind == PERSON}
    found = (word for word, kind in zip(words, kinds, strict=True) if kind == ORGANISATION)
    return {word.start for word in found if word.text not in people}


def _named(name: Beside, tagged: Set[int]) -> str:
    """Return what of a name an organisation is called whose short form stands beside it; "" for nothing."""
    rules, parts, short = people_rules(), name.words, name.short
    known = _tagged_from(parts, name.start, tagged)
    if name.whole:
        headed = parts[0] in rules.organisation_heads or known == 0
        return " ".join(parts) if headed and _is_spelled(parts, short) else ""
    heads = [n for n, part in enumerate(parts) if part in rules.organisation_heads]
    # Exactly before loosely: not *Pengurus Forum Kerukunan Umat Beragama (FKUB)*.
    spelled = [n for n in heads if spells(parts[n:], short)]
    spelled += [n for n in heads if spells(parts[n + 1 :], short)]
    spelled += [known] if not spelled and spells(parts[known:], short) else []
    if not spelled and not (heads and name.bracketed and short not in rules.forms):
        return ""
    first = (spelled or heads)[0]
    first -= bool(first) and parts[first - 1] in _UNSPELLED
    return " ".join(parts[first:])


def _tagged_from(parts: Sequence[str], start: int, tagged: Set[int]) -> int:
    """Return where the words at the end begin that the tagger holds to be an organisation's, small ones too.

    The words follow each other from `start` on; `tagged` is where those begin. What is an office's is left
    out: *Eksekutif Lingkar Madani*.
    """
    starts = itertools.accumulate((len(part) + 1 for part in parts[:-1]), initial=start)
    told = [at in tagged or part[0].islower() for at, part in zip(starts, parts, strict=True)]
    first = len(parts) - sum(1 for _ in itertools.takewhile(bool, reversed(told)))
    while first < len(parts) and parts[first].lower() in people_rules().office_words:
        first += 1
    return first


def _is_spelled(parts: Sequence[str], short: str) -> bool:
    """Tell whether a name spells a short form, with its first word or not: *(PT) Kereta Api Indonesia*."""
    return spells(parts, short) or spells(parts[1:], short)
