"""People by titles, offices, ages and words of speech around capitalised names."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from index import Mention, MentionKind, slug
from index.analysis import gazetteer_words, root_words

from .called import called
from .full_names import Name, full_names, parts
from .organisations import tagged_spans
from .pairs import part_pairs
from .place_names import aliases, by_key
from .rules import people_rules
from .runs import LONGEST, Run, behind_titles, find_runs, is_derived, is_named_after, is_titled_name
from .words import Word

# Or the minute of a goal: *Carlos Fortes (12')*.
_AGE = re.compile(
    r"\s?\((?:\d{1,3}|\d{1,3} tahun|\d{1,3} th|\d{1,3}(?:\+\d{1,2})?['’′])\)|, \d{1,3} tahun|, \d{2},"
)
_REACH = 10
_MINISTERS = frozenset(("menteri", "kementerian", "dinas"))
_HEADS = frozenset(("lurah", "kades", "camat", "kuwu", "perbekel", "keuchik"))
# What the field of an agency follows.
_AGENCIES = frozenset(("dinas", "bagian", "bidang", "seksi"))
# Small words inside an office and what it is of: *Ketua RT 2 dan 3*, *Duta Besar RI untuk Belanda*.
_INSIDE_OFFICES = frozenset(("dan", "rt", "rw", "ke", "se", "untuk"))
_OTHERS = (MentionKind.PLACE, MentionKind.ORGANISATION)


def find_people(
    words: Sequence[Word], text: str, taken: Sequence[Mention], kinds: Sequence[str]
) -> list[Mention]:
    """Return the mentions of people, in order, outside the spans already `taken`.

    `kinds` are what the tagger holds each word to be part of (see `word_kinds`).
    """
    words, kinds = part_pairs(words, kinds, text)
    whole = [_without_opening(run, words, kinds) for run in find_runs(words, text, taken, kinds)]
    sure = {_words(words, run) for run in whole if _tagged(run, kinds, words)}
    every = [_as_tagged(run, words, kinds, sure) for run in whole]
    every += _in_capitals(every, words, text, taken, kinds)
    every.sort(key=lambda run: run.first)
    runs = [run for run in every if words[run.first].line > 0]
    alone = {words[run.first].text for run in runs if run.first == run.last}
    named = {
        _words(words, run): None
        for run in runs
        if _tagged(run, kinds, words)
        or _is_surely_person(run, words, text)
        or (_supported(run, kinds) and (_is_person(run, words, text) or _comes_back(run, words, alone)))
    }
    for one, other in itertools.pairwise(runs):
        if not _coordinated(one, other, words) or _words(words, one) not in named:
            continue
        if _full_looking(other, words) or (_supported(other, kinds) and len(words[other.first].text) > 1):
            named[_words(words, other)] = None
    often = Counter(_words(words, run) for run in runs)
    for run in runs:
        if often[_words(words, run)] == 1 and _is_village(run, words) and _words(words, run) in named:
            del named[_words(words, run)]
    full = full_names(list(named), _apart(runs, words, text))
    full |= {
        also: full[name]
        for also, name in called(runs, words, text).items()
        if also in named and name in named
    }
    return list(_mentions(words, text, every, full))


def _apart(runs: Sequence[Run], words: Sequence[Word], text: str) -> set[Name]:
    """Return names not short for a longer one, of another age: *Slamet (34) dan Slamet Riyadi (29)*."""
    ages: dict[Name, str] = {}
    for run in runs:
        if found := _AGE.match(text, words[run.last].end):
            ages.setdefault(_words(words, run), "".join(filter(str.isdigit, found.group())))
    return {part for name in ages for part in parts(name) if ages.get(part, ages[name]) != ages[name]}


def _in_capitals(
    every: Sequence[Run], words: Sequence[Word], text: str, taken: Sequence[Mention], kinds: Sequence[str]
) -> list[Run]:
    """Return names that the tagger knows though they look like acronyms (*SBY*, *JK*)."""
    covered = {n for run in every for n in range(run.first, behind_titles(words, run.last, text))}
    spans = [(m.start, m.end) for m in taken]
    return [
        Run(first, last, titled=False)
        for first, last in tagged_spans(words, kinds, MentionKind.PERSON)
        if words[first].shouted
        and last - first < LONGEST
        and words[first].text not in people_rules().doubtful
        and not words[first].opens
        # Initials: *Koptu SS*.
        and not (first and words[first - 1].rank)
        and not is_named_after(words, first, first)
        and covered.isdisjoint(range(first, last + 1))
        and all(end <= words[first].start or start >= words[last].end for start, end in spans)
    ]


def _as_tagged(run: Run, words: Sequence[Word], kinds: Sequence[str], sure: Set[tuple[str, ...]]) -> Run:
    """Cut off what the tagger holds to be another name before a person's (*Kapolsek Losari Iptu Budi*).

    Not what belongs to a name of which it was `sure` elsewhere, nor what follows the field of a minister or a
    dinas: *Menteri Perhubungan Budi Karya Sumadi*.
    """
    every = range(run.first, run.last + 1)
    mine = [n for n in every if kinds[n] == MentionKind.PERSON]
    if not mine or not any(kinds[n] in _OTHERS for n in every if n < mine[0]):
        return run
    if _has_office(run, words, _MINISTERS) and words[run.first - 1].text in people_rules().never:
        return run
    known = (n for n in every if n < mine[0] and _words(words, Run(n, run.last, False)) in sure)
    return Run(next(known, mine[0]), run.last, titled=False)


def _without_opening(run: Run, words: Sequence[Word], kinds: Sequence[str]) -> Run:
    """Cut off a common word that only opens a sentence: *Umpan Kevin De Bruyne*, *Rombongan H. Dulmanan*."""
    first, second = words[run.first], run.first + 1
    if (
        first.lower in people_rules().names_too
        or run.first == run.last
        or run.titled
        or not first.opens
        or kinds[run.first] == MentionKind.PERSON
    ):
        return run
    if first.lower not in root_words() and not is_derived(first.lower):
        return run
    whole = is_titled_name(words, second, run.last)
    title = words[second].rank or words[second].lower in people_rules().titles
    titled = not whole and title and second < run.last
    if whole or titled or kinds[second] == MentionKind.PERSON:
        return Run(second + titled, run.last, titled)
    return run


def _tagged(run: Run, kinds: Sequence[str], words: Sequence[Word]) -> bool:
    """Tell a run that the tagger holds to be a person.

    Its word is not enough for a common word that opens a sentence, nor for what is more often something else:
    *bulan suci Ramadhan*, *AKBP Ramadhan*.
    """
    first = words[run.first]
    if run.first == run.last and first.text in people_rules().doubtful:
        return False
    if run.first == run.last and (len(first.text) == 1 or (first.opens and first.lower in root_words())):
        return False
    rules = people_rules()
    begin = run.first + (run.first < run.last and first.lower in rules.names_too)
    return all(
        kinds[n] == MentionKind.PERSON or words[n].lower in rules.particles
        for n in range(begin, run.last + 1)
    )


def _supported(run: Run, kinds: Sequence[str]) -> bool:
    """Tell a run that has a title before it, or that the tagger holds to be a person in part."""
    return run.titled or any(kind == MentionKind.PERSON for kind in kinds[run.first : run.last + 1])


def _is_surely_person(run: Run, words: Sequence[Word], text: str) -> bool:
    """Tell a name by a title before it, an age after it or a word of speech beside it."""
    names = [words[n] for n in range(run.first, run.last + 1)]
    if all(len(name.text) == 1 for name in names):
        return False
    plain = all(w.lower in root_words() or w.lower in gazetteer_words() for w in names)
    if run.titled:
        return not plain or len(names) > 1
    if _AGE.match(text, names[-1].end) or (not plain and _follows_post(run, words)):
        return True
    return (not plain or len(names) > 2) and _speaks(run, words, text)


def _follows_post(run: Run, words: Sequence[Word]) -> bool:
    """Tell a name behind a post and what it is of, a place, acronym or field: *Bupati Batang, …*."""
    if not run.first or words[run.first].gap == ") ":
        return False
    before = words[run.first - 1]
    known = before.shouted or before.lower in gazetteer_words() or before.text in people_rules().agencies
    known = known or _ends_country(run, words) or _ends_agency(words, run.first - 1)
    return known and _has_office(run, words, people_rules().posts)


def _ends_country(run: Run, words: Sequence[Word]) -> bool:
    """Tell somebody behind a country: *Duta Besar RI untuk Belanda Mayerfas*, *…, Mayerfas, …*."""
    key = (words[run.first - 1].lower,)
    code = aliases().get(key) or next((place.id for place in by_key().get(key, ())), "")
    after = words[run.last + 1] if run.last + 1 < len(words) else None
    closed = after is not None and after.gap.startswith(",")
    plain = words[run.first].gap == " " and (after is None or not after.capital)
    return code.isalpha() and (plain or closed)


def _ends_agency(words: Sequence[Word], at: int) -> bool:
    """Tell the last word of an agency that is called by its field: *Kepala Dinas Sosial Mu'minun*."""
    rules, first = people_rules(), at
    while first and words[first].text in rules.never and words[first].lower not in _AGENCIES:
        if words[first].gap != " ":
            return False
        first -= 1
    return first < at and words[first].lower in _AGENCIES


def _is_person(run: Run, words: Sequence[Word], text: str) -> bool:
    """Tell a name by an office before it or by how it stands in the sentence."""
    lower = [words[n].lower for n in range(run.first, run.last + 1)]
    if all(len(each) == 1 for each in lower):
        return False
    if len(lower) < 3 and all(each in root_words() or each in gazetteer_words() for each in lower):
        return False
    if _has_office(run, words, people_rules().roles):
        return True
    return _full_looking(run, words) and (_leads_to(run, words) or _apposed(run, words, text))


def _full_looking(run: Run, words: Sequence[Word]) -> bool:
    """Tell two or more words of which one at least is neither a common word nor a place's."""
    names = [words[n].lower for n in range(run.first, run.last + 1)]
    known = [name in root_words() or name in gazetteer_words() for name in names]
    return len(names) > 1 and not all(known)


def _leads_to(run: Run, words: Sequence[Word]) -> bool:
    before = words[run.first - 1] if run.first else None
    return before is not None and words[run.first].gap == " " and before.lower in people_rules().leads_to


def _apposed(run: Run, words: Sequence[Word], text: str) -> bool:
    """Tell *Kernetnya, Jainul Abidin, …* and *Fatkhurozi Alwan, pengusaha …*."""
    if not text.startswith(", ", words[run.last].end):
        return False
    after = words[run.last + 1] if run.last + 1 < len(words) else None
    if after is not None and after.lower in people_rules().offices:
        return True
    return words[run.first].gap == ", " and run.first > 0 and not words[run.first - 1].capital


def _is_village(run: Run, words: Sequence[Word]) -> bool:
    """Tell a village by who heads it, whose name follows: *Lurah Sidomukti, Ngatiman, …*."""
    if not run.first or run.last + 1 >= len(words):
        return False
    headed = words[run.first - 1].lower in _HEADS and words[run.first].gap == " "
    return headed and words[run.last + 1].gap == ", " and words[run.last + 1].capital


def _coordinated(one: Run, other: Run, words: Sequence[Word]) -> bool:
    """Tell *Gunaryo Prasodjo dan Sukma Adiwarno* and *Maya Candrawati–Zaenal Muttaqin*."""
    between = words[one.last + 1 : other.first]
    gap = words[other.first].gap.strip()
    return (not between and gap in ("–", "-", ",", "/")) or [w.lower for w in between] == ["dan"]


def _comes_back(run: Run, words: Sequence[Word], alone: set[str]) -> bool:
    """Tell a full name by its short form later in the text, as newspapers write."""
    names = [words[n] for n in range(run.first, run.last + 1)]
    if not 1 < len(names) < LONGEST or names[0].opens:
        return False
    unknown = [w for w in names if w.lower not in root_words() and w.lower not in gazetteer_words()]
    return bool(unknown) and any(w.text in alone for w in unknown)


def _is_office(word: Word, offices: frozenset[str]) -> bool:
    return word.lower.strip(".") in offices or word.lower.removesuffix("nya") in offices


def _has_office(run: Run, words: Sequence[Word], offices: frozenset[str]) -> bool:
    """Walk back over an office and what it is of (*Kepala BPBD Kota Tegal, …*)."""
    at = run.first - 1
    if words[run.first].gap not in (" ", ", ", ". ", ") ") or (words[run.first].opens and at >= 0):
        return False
    for steps in range(_REACH):
        if at - steps < 0:
            return False
        word = words[at - steps]
        if _is_office(word, offices):
            return True
        if (
            not (word.capital or word.lower in _INSIDE_OFFICES or word.text[0].isdigit())
            or word.opens
            or (word.lower == "untuk" and not steps)
        ):
            # One lower-case word may stand between office and name: *saksi mata Budi*.
            return not steps and at > 0 and word.gap == " " and _is_office(words[at - 1], offices)
        if word.gap not in (" ", "-", "/", ". ", " (", ") "):
            return False
    return False


def _speaks(run: Run, words: Sequence[Word], text: str) -> bool:
    rules = people_rules()
    if run.first and words[run.first].gap == " " and words[run.first - 1].lower in rules.speech:
        return True
    end = words[run.last].end
    suffix = rules.suffix.match(text, end)
    after = run.last + 1
    while suffix and after < len(words) and words[after].start < suffix.end():
        after += 1
    return (
        after < len(words)
        and words[after].gap.strip(" .") in ("", ",")
        and words[after].lower in rules.speech
        and words[after].line == words[run.last].line
    )


def _words(words: Sequence[Word], run: Run) -> tuple[str, ...]:
    return tuple([word.text for word in words[run.first : run.last + 1]])


def _mentions(
    words: Sequence[Word], text: str, runs: Sequence[Run], full: dict[tuple[str, ...], tuple[str, ...]]
) -> Iterator[Mention]:
    for run in runs:
        left, at = _words(words, run), run.first
        while left:
            part = next((left[:length] for length in range(len(left), 0, -1) if left[:length] in full), ())
            last = at + len(part) - 1
            if part and _stands(part, words, at, last, run, text, full[part]):
                start, end = words[at].start, words[last].end
                name = " ".join(full[part])
                yield Mention(start, end, text[start:end], MentionKind.PERSON, name, slug(name) or None)
            step = len(part) or 1
            left, at = left[step:], at + step


def _stands(
    part: tuple[str, ...],
    words: Sequence[Word],
    first: int,
    last: int,
    run: Run,
    text: str,
    name: tuple[str, ...],
) -> bool:
    """Refuse a common word that merely looks like part of a name, and parts of other names."""
    if part == name:
        return (first == run.first and last == run.last) or len(part) > 1
    if first != run.first or last != run.last:
        return False
    if len(part) == 1 and part[0].lower() in root_words() and words[first].opens:
        return _speaks(Run(first, last, False), words, text)
    return True
