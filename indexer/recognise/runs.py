"""Runs of capitalised words that may be a name, their titles cut off."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from index import Mention
from index.analysis import root_words

from .kinds import ORGANISATION, PERSON
from .nameable import nameable_words
from .ranks import AFTER_BRACKET, SHORTENED
from .rules import PeopleRules, is_balinese, people_rules
from .words import SHORT_NAMES, Word

LONGEST = 5
# So many more has a name that begins with *Ni Luh*.
_BALINESE = 2
# Whose children and whose teams: *Putra Ahmad Dhani menikah*, *Timnas Putri*.
_KIN = ("putra", "putri")
_SPORT = ("timnas", "tim", "tunggal", "ganda", "basket", "voli", "sepak", "takraw", "senior", "junior")
# So many stand beside each other at most: *van der*.
_PARTICLES = 3
_ACADEMIC = ("prof", "profesor", "dr")
_BRAND = ("®", "™")
# Haji, and the first letter of a name: *HM Ali Mahrus*.
HAJJ = ("HA", "HM")
_PROPHETS = ("Nabi", "Rasul")
_MEDIA = ("koran", "majalah", "tabloid")
_QUOTES = {'"': '"', "“": "”", "‘": "’", "'": "'"}
# So many words before a title in quotation marks, its kind is named: *lakon “Bima Suci” dan “Petruk”*.
_WORK_REACH = 4


class Run(NamedTuple):
    """Capitalised words first–last (indices) that may be a name; `titled` if a title stands before."""

    first: int
    last: int
    titled: bool


def name_of(words: Sequence[Word], run: Run) -> tuple[str, ...]:
    """Return the words of a run as texts."""
    return tuple([word.text for word in words[run.first : run.last + 1]])


def find_runs(
    words: Sequence[Word], text: str, taken: Sequence[Mention], kinds: Sequence[str], titles: Set[int]
) -> Iterator[Run]:
    """Yield the longest runs of words that could be a name, outside the spans already `taken`.

    `kinds` are what the tagger holds each word to be part of (see `word_kinds`), `titles` the lines that are
    headlines.
    """
    rules, nameable = people_rules(), nameable_words(words, taken, kinds, titles)
    behind = 0
    for at in [at for at, may_be in enumerate(nameable) if may_be]:
        if at < behind:
            continue
        last = at
        while last + 1 < len(words) and _continues(words, last, nameable, text):
            last += 1
        while last > at and words[last].lower in rules.particles:
            last -= 1
        if words[last].rank:
            # What its name does not follow in the same run: *Korps Marinir Mayor Jenderal TNI (Mar) Edison*.
            behind = last + 1
            continue
        first, titled = _behind_titles_and_offices(words, at, last, kinds)
        ends = words[last].text in rules.endings
        # *Susi Air*, whose last word is in no name.
        ending = words[last + 1].text if last + 1 < len(words) and words[last + 1].gap == " " else ""
        formed = ending in rules.forms or (
            ending in rules.endings and (ending in rules.never or ending in rules.in_no_name)
        )
        nobody = words[last].text in _ends_of_nobodys() and any(
            " ".join(name_of(words, Run(n, last, False))) in rules.nobody for n in {at, first}
        )
        other = ends or formed or nobody or text.startswith(_BRAND, words[last].end)
        holy = first < last and words[first].text in _PROPHETS
        balinese = first < last and is_balinese(words[first].text, words[first + 1].text)
        longest = LONGEST + _BALINESE if balinese else LONGEST
        if last - first >= longest:
            # *Direktur Eksekutif Vox Populi Research Center Pangi Syarwi Chaniago*
            first, titled = _told_at_end(first, last, kinds), False
        named = first <= last and last - first < longest and not other and not holy
        if named and not _is_work(words, at, last, text) and not _is_nickname(words, at, last):
            yield Run(first, last, titled)
        behind = behind_titles(words, last, text)


@functools.cache
def _ends_of_nobodys() -> frozenset[str]:
    """Return the last words of what looks like somebody and is nobody."""
    return frozenset(name.split(" ")[-1] for name in people_rules().nobody)


def _behind_titles_and_offices(
    words: Sequence[Word], at: int, last: int, kinds: Sequence[str]
) -> tuple[int, bool]:
    """Return where the name in a run begins (behind the run for none) and whether a title is before it."""
    rules = people_rules()
    # A title inside ends what stood before it: *Kapolsek Losari Iptu Bambang Sudrajat*.
    inner = [
        n
        for n in range(at + 1, last)
        if _is_long_title(words[n], rules) and not is_titled_name(words, n, last)
    ]
    first = inner[-1] if inner else at
    titled = at > 0 and words[at - 1].rank and words[at].gap in AFTER_BRACKET
    while first <= last and _leads_on(words, first, last) and not is_titled_name(words, first, last):
        if first < last and _is_given(words, first, last, kinds):
            titled = titled or words[last].lower not in root_words()
            break
        first, titled = first + 1, True
    own = first > 0 and words[at - 1].text in rules.own_name_next and words[at].gap == " "
    if own and not titled and not _is_somebodys(words, first, last, kinds):
        first += 1
    begun = at
    if 0 < first <= last and f"{words[first - 1].text} {words[first].text}" in rules.courts:
        begun, first = min(at, first - 1), first + 1
    if is_named_after(words, begun, first):
        # Behind it may stand one of its people: *Universitas Andalas Feri Amsari*.
        first = _behind_organisation(at, last, kinds, sure=not _is_of_firm(words, at))
    return first, titled


def _is_somebodys(words: Sequence[Word], first: int, last: int, kinds: Sequence[str]) -> bool:
    """Tell a whole name behind a bank that is called so at its end, or behind a party's *Mahkamah*.

    *Ekonom Permata Bank Josua Pardede*, *Ketua Mahkamah Nachrowi Ramli*.
    """
    before = words[first - 2] if first > 1 and words[first - 1].gap == " " else None
    if before is None or first == last or any(kind != PERSON for kind in kinds[first : last + 1]):
        return False
    office = before.lower in people_rules().offices
    ends = words[first - 1].text == "Bank" and before.capital and not office
    return ends or (words[first - 1].text == "Mahkamah" and office)


def _told_at_end(first: int, last: int, kinds: Sequence[str]) -> int:
    """Return where the two or more words at the end of a run begin that the tagger holds to be a person's."""
    begin = last + 1
    while begin > first and kinds[begin - 1] == PERSON:
        begin -= 1
    return begin if begin < last else first


def _behind_organisation(at: int, last: int, kinds: Sequence[str], *, sure: bool) -> int:
    """Return where a person's name of two words or more begins that ends a run, behind an organisation's.

    That is told by the tagger, which need not be `sure` of the organisation; it is behind the run for none.
    """
    begin = last + 1
    while begin > at and kinds[begin - 1] == PERSON:
        begin -= 1
    organised = at < begin < last and (not sure or kinds[begin - 1] == ORGANISATION)
    return begin if organised else last + 1


def behind_titles(words: Sequence[Word], last: int, text: str) -> int:
    """Return where the text goes on behind a name and its titles: *Widodo Ekasasmita SH MHum menilai*."""
    suffix = people_rules().suffix.match(text, words[last].end)
    at = last + 1
    while suffix and at < len(words) and words[at].start < suffix.end():
        at += 1
    return at


def _is_nickname(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell a common word that somebody is called besides: *Jumadi alias Gondrong*."""
    common = first == last and words[first].lower in root_words()
    return common and first > 0 and words[first - 1].lower == "alias" and words[first].gap == " "


def is_named_after(words: Sequence[Word], at: int, first: int) -> bool:
    """Tell the run of a street, a ship or a house that bears a person's name (*Jalan Jenderal Sudirman*).

    The run begins at `at`, its name at `first`. Not that of a house's own name and one of its people:
    *Universitas Andalas Prof. Khairul*.
    """
    rules = people_rules()
    academic = any(word.lower in _ACADEMIC for word in words[at + 1 : first])
    if academic and not _leads(words[at], rules):
        return False
    if words[at].text in rules.named_after or words[at].text in rules.houses or _is_newspaper(words, at):
        return True
    if at > 1 and words[at - 1].lower in rules.titles and words[at].gap in (" ", ". "):
        # A title that is written small: *Jalan dr. Wahidin*.
        at -= 1
    if not at or words[at].gap not in (" ", ". ", ") "):
        return False
    before = words[at - 1]
    headed = at > 1 and words[at - 2].lower in rules.roles
    # *Pesantren Tebuireng KH Salahuddin Wahid* is two names.
    inner = first - 1 > at and _leads(words[first - 1], rules)
    return (
        _is_of_firm(words, at)
        or before.text in rules.named_after
        or (before.text in rules.houses and not headed and not inner)
    )


def _is_of_firm(words: Sequence[Word], at: int) -> bool:
    """Tell a firm's own name behind its form with a full stop: *PT. De Heus*."""
    dotted = at > 0 and words[at].gap == ". " and not words[at].opens
    return dotted and words[at - 1].text in people_rules().own_name_next


def _is_newspaper(words: Sequence[Word], at: int) -> bool:
    """Tell *surat kabar El Pais* and *surat kabar Spanyol El Pais*."""
    for kind in range(at - 1, max(-1, at - 3), -1):
        if words[kind + 1].gap != " ":
            return False
        if words[kind].lower in _MEDIA or (words[kind].lower == "kabar" and words[kind - 1].lower == "surat"):
            return True
        if words[kind].text not in people_rules().never:
            return False
    return False


def _is_work(words: Sequence[Word], first: int, last: int, text: str) -> bool:
    """Tell a run that is the title of a play, a song or a book, or a nickname: *lakon “Bima Suci”*."""
    end, before = words[last].end, words[max(0, first - _WORK_REACH) : first]
    closing = _QUOTES.get(words[first].gap[-1:])
    return text[end : end + 1] == closing and not people_rules().works.isdisjoint(
        word.lower for word in before
    )


def _leads(word: Word, rules: PeopleRules) -> bool:
    """Tell a title or office that stands before a name in the same run."""
    return word.rank or word.lower.strip(".") in rules.titles or word.lower in rules.offices


def _leads_on(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell a title or office; *HM Prasetyo* is Muhammad Prasetyo, *HM Ali Mahrus* a haji."""
    if first < last and is_balinese(words[first].text, words[first + 1].text):
        # *Anak Agung Gde Agung*
        return False
    return _leads(words[first], people_rules()) or (words[first].text in HAJJ and last > first + 1)


def _is_given(words: Sequence[Word], at: int, last: int, kinds: Sequence[str]) -> bool:
    """Tell a name that is an office or a kinship elsewhere: *Raja Juli Antoni*, not *Timnas Putri Budi*."""
    word, rules = words[at], people_rules()
    if word.lower not in rules.names_too or kinds[at] == PERSON:
        return word.lower in rules.names_too
    if word.lower not in _KIN:
        # Kings have one name: *Raja Salman bin Abdulaziz*, *Ratu Elizabeth II*.
        rest = range(at + 1, last + 1)
        named = (kinds[n] == PERSON or words[n].text in rules.inside_names for n in rest)
        royal = any(words[n].shouted or words[n].lower in rules.particles for n in rest)
        return len(rest) > 1 and all(named) and not royal
    if word.opens or word.line == 0:
        return False
    before = words[at - 1] if at and word.gap == " " else None
    return before is None or (before.lower not in _SPORT and not before.text[0].isdigit())


def _is_long_title(word: Word, rules: PeopleRules) -> bool:
    """Tell a title that cannot be an initial in the middle of a name."""
    title = word.lower.strip(".")
    return word.rank or (len(title) > 1 and title in rules.titles)


def is_titled_name(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell a name that its title is part of (*Gus Dur*)."""
    both = f"{words[first].text} {words[last].text}"
    return last == first + 1 and both in people_rules().titled_names


def _is_shortened_rank(word: Word) -> bool:
    return word.rank and len(word.text) == SHORTENED


def _continues(words: Sequence[Word], last: int, nameable: Sequence[bool], text: str) -> bool:
    """Tell whether a run goes on behind a word: with the next, or with particles (*Ruud van der Sar*)."""
    rules = people_rules()
    following = words[last + 1]
    if following.gap == ". ":
        title = words[last].lower.strip(".") in rules.titles
        short = len(words[last].text) == 1 or words[last].lower in SHORT_NAMES
        joined = title or short or _is_shortened_rank(words[last])
    else:
        joined = following.gap == " "
    if not joined or following.line != words[last].line:
        return False
    at = last + 1
    while at + 1 < len(words) and at <= last + _PARTICLES and words[at].lower in rules.particles:
        at += 1
        if words[at].gap != " ":
            return False
    return nameable[at] and not rules.suffix.match(text, words[last].end)
