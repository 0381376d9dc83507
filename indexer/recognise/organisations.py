"""Organisations: names that a text gives with their acronym (*Forum … (FKUB)*), and what the tagger knows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set

from index import Mention, slug

from .credited import PLATFORMS, credited
from .dictionary import is_common
from .evidence import AGE
from .fields import with_fields
from .headlines import headlines, is_active, is_headline_verb
from .houses import houses
from .introduced import Introduced, is_spelled
from .kinds import ORGANISATION, PERSON
from .located import FIRMS, Located, Span
from .place_names import by_key
from .rules import people_rules
from .sure import sure_names
from .words import Word

_JOINS = (" ", ". ", "-", "/", " & ")
# Of somebody whom the tagger does not know: *A.M. Fatwa*.
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z]){1,2}")
# Where parties have a fraction: *Fraksi PKS DPRD*.
_HOUSES = frozenset(("DPR", "DPRD", "MPR", "DPR-RI"))
_PARTIES = frozenset(
    "Demokrat Gerindra Golkar Hanura NasDem Nasdem Perindo Perjuangan PAN PDIP PDI-P PKB PKS PPP PSI".split()
)
# Inside names of agencies, besides their fields.
_INSIDE = frozenset(("Luar", "Dalam", "Negeri", "Khusus", "Nasional"))
# Not an account: *Twitter Indonesia*.
_FIRM_OF_PLATFORM = ("Indonesia", "Inc")
# Letters that are the initials of many.
_INITIALS_OF_TWO = 2
_BERINISIAL = ("berinisial ", "inisial ")
_DOTTED = tuple(f"{form}." for form in FIRMS)
# Of the whole country, though the text introduces a place's: *KPU RI*.
_CENTRAL = re.compile(r" (?:RI|Republik Indonesia|[Pp]usat)\b")


def find_spelled(
    words: Sequence[Word], text: str, taken: Sequence[Mention], kinds: Sequence[str], names: Mapping[str, str]
) -> list[Mention]:
    """Return organisations whose name spells the short form that a text gives it.

    They are outside the spans `taken`, and are found before people are, whom they look like: *Pengurus Besar
    Nahdlatul Ulama (PBNU)*, *Perludem*. `kinds` are what the tagger holds each word to be part of (see
    `word_kinds`); short forms that it holds to be organisations, or that are in capitals, are left to
    `find_organisations`.
    """
    spelled = {short: name for short, name in names.items() if is_spelled(name.split(), short)}
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
    words: Sequence[Word], text: str, taken: Sequence[Mention], kinds: Sequence[str], short: Introduced
) -> list[Mention]:
    """Return the organisations outside the spans already `taken`.

    They are those that a text introduces with their short form, and what the tagger holds to be one.
    """
    names, titles = short.names, headlines(words)
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
    tagged = [
        (first, last)
        for whole in tagged_spans(words, kinds, ORGANISATION)
        for first, last in _parted(words, whole[0], _firm(words, kinds, *whole), titles, text)
        # Initials: *Koptu SS*.
        if not (first and words[first - 1].rank and words[first].gap == " ")
        and not _is_none(text, words[first : last + 1], short)
        and not (
            first == last and _INITIALS.fullmatch(words[first].text) and text[words[last].end :][:2] == ". "
        )
    ]
    sure = {
        words[first].start: words[with_fields(words, first, last)].end
        for first, last in sure_names(tagged, words, text, short)
    }
    spans += _longest(list(houses(words, taken, titles)), sure)
    spans += sure.items()
    located = Located(text, taken)
    spans += located.heads(words)
    # *Kimia Farma*, which the tagger takes for somebody; of one word are people, too.
    spans += [
        found.span()
        for name in people_rules().known_bodies
        if " " in name and name in text
        for found in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]
    return _mentions(spans, located, taken, text, names)


def _longest(spans: Sequence[tuple[int, int]], others: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield spans, each as long as another that begins with it (*SMAN 1 Pekalongan*).

    Not those inside another: *Pondok Pesantren Al Hikmah*. `others` are ends by starts.
    """
    for start, end in spans:
        if not any(one < start < other for one, other in others.items()):
            yield start, max(end, others.get(start, 0))


def _is_none(text: str, name: Sequence[Word], short: Introduced) -> bool:
    """Tell what the tagger takes for an organisation and is none.

    A title, a thing, somebody's initials, an account, what only tells of what an agency is: *Luar Negeri*.
    """
    rules, surface = people_rules(), text[name[0].start : name[-1].end]
    if surface in rules.things or surface in short.things or len(surface) == 1:
        return True
    if name[0].lower in PLATFORMS and len(name) > 1 and name[1].text not in _FIRM_OF_PLATFORM:
        return True
    if all(word.text in rules.fields or word.text in _INSIDE for word in name):
        return True
    if len(name) == 1 and name[0].shouted and surface not in short.bodies:
        # *MA (35)* is somebody, though *MA* is a court.
        aged = AGE.match(text, name[0].end) or text.endswith(_BERINISIAL, 0, name[0].start)
        known = len(surface) > _INITIALS_OF_TWO or surface in rules.short_forms
        if aged or not (known or f"PT {surface}" in text):
            return True
    lower = name[0].lower
    held = lower in rules.titles or lower in rules.posts or lower.endswith("nya")
    return len(name) == 1 and (held or surface in rules.forms)


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


def _parted(
    words: Sequence[Word], first: int, last: int, titles: Set[int], text: str
) -> Iterator[tuple[int, int]]:
    """Part what the tagger takes for one name: *PKS DPRD*, in a headline *Persis Solo Kalahkan Arema Malang*.

    What is behind a verb may be none: *Pegadaian Dukung Pendidikan*.
    """
    begun = first

    def told_of(at: int) -> bool:
        return at == begun or not is_common(words[at].lower)

    for at in range(first, last + 1):
        if first < at and words[at].text in _HOUSES and words[at - 1].text in _PARTIES:
            yield first, at - 1
            first = begun = at
        if _is_verb(words, begun, at, last, titles) and not _is_repeated(words, at, last, text):
            # Not a head alone: *PT Terima Kasih*.
            headed = first == at - 1 and words[first].text in people_rules().organisation_heads
            if first < at and not headed and told_of(first):
                yield first, at - 1
            first = at + 1
    if first <= last and told_of(first):
        yield first, last


def _is_verb(words: Sequence[Word], first: int, at: int, last: int, titles: Set[int]) -> bool:
    """Tell a verb of a headline, or of one inside a text; not in *Gerakan Kawal Konstitusi*."""
    rules, head = people_rules(), words[first].text
    inside = first < at < last and words[at].text in rules.verbs
    named = head in rules.organisation_heads or head in rules.bodies
    if not (words[at].line in titles or (inside and not named)):
        return False
    return is_headline_verb(words[at]) or is_active(words[at].lower)


def _is_repeated(words: Sequence[Word], at: int, last: int, text: str) -> bool:
    """Tell a word that stands between the same two elsewhere, too: *Komunitas Jaga Bhumi*, not *Vs*."""
    return (
        0 < at < last
        and words[at].text != "Vs"
        and text.count(text[words[at - 1].start : words[at + 1].end]) > 1
    )


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
    apart = list(_apart(found, taken, text))
    without = credited(text, [(span.start, span.end) for span in apart])
    return [_mention(text, span, longs) for span in apart if (span.start, span.end) not in without]


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
