"""What around a capitalised name tells that it is a person: titles, offices, ages, words of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.analysis import gazetteer_words, root_words

from .place_names import aliases, by_key
from .rules import is_balinese, people_rules
from .runs import LONGEST, Run, behind_titles
from .words import Word

# What stands behind a person: an age, or minutes of goals: *Carlos Fortes (12', pen. 34')*, *Cody Gakpo 34'*.
AGE = re.compile(
    r"\s?\((?:\d{1,3}|\d{1,3} tahun|\d{1,3} th)\)|, \d{1,3} tahun|, \d{2},(?!\d)"
    r"|\s?\((?:(?:OG|P|pen|penalti)[. ]\s?)?\d{1,3}(?:\+\d{1,2})?['’′][^()]{0,24}(?:\([^()]{1,8}\))?\)"
)
_YEARS = re.compile(r"\d+")
# Years from which a number in brackets is an age of whom nothing else is known.
_GROWN = 13
_ANYBODY = frozenset("laki-laki pria lelaki wanita perempuan remaja anak".split())
_MINUTE = re.compile(r"(?:\s\((?:OG|P|pen)\.?\))?\s\d{1,3}(?:\+\d{1,2})?['’′](?!\w)")
_REACH = 10
# So many words before a minute a quotation may begin.
_QUOTED = 4
# Words in brackets behind each of a list, at most.
_BRACKETED = 4
# Before a name, and part of it: *Bung Tomo*.
_CALLED = ("Bung", "Cak")
_HEADS = frozenset(("lurah", "kades", "camat", "kuwu", "perbekel", "keuchik"))
# Heads of places.
_RULERS = frozenset("gubernur wagub bupati wabup wali walikota wawali camat kapolres dandim".split())
_DIES = frozenset(("wafat", "meninggal"))
# What the field of an agency follows.
_AGENCIES = frozenset(("dinas", "bagian", "bidang", "seksi"))
# Small words inside an office and what it is of: *Ketua RT 2 dan 3*, *Duta Besar RI untuk Belanda*.
_INSIDE_OFFICES = frozenset(("dan", "rt", "rw", "ke", "se", "untuk"))


def is_surely_person(run: Run, words: Sequence[Word], text: str) -> bool:
    """Tell a name by a title before it, an age after it or a word of speech beside it."""
    names = [words[n] for n in range(run.first, run.last + 1)]
    if all(len(name.text) == 1 for name in names):
        return False
    if _is_called_so(names):
        return True
    plain = all(_is_plain(name.lower) for name in names)
    if run.titled:
        return not plain or len(names) > 1
    if not plain and (_has_initial(names) or _is_lined_up(run, words)):
        return True
    if AGE.match(text, names[-1].end) or (not plain and _follows_post(run, words)):
        return True
    if _scores(run, words, text) or _is_on_stage(run, words) or (not plain and _opens_office(run, words)):
        return True
    return (not plain or len(names) > 2) and speaks(run, words, text)


def is_introduced(run: Run, words: Sequence[Word], text: str) -> bool:
    """Tell a person by the name itself or what stands beside it, whatever the tagger holds the name to be.

    A rank (*Iptu Budi*), a title in initials (*R.A. Kartini*), the stage (*penyanyi Bunga Citra Lestari*), an
    office and a comma (*Presiden UFC, Dana White*), *korban bernama Kasdubi*, years (*Entin (24)*, *Bunga
    (10)*, not *Citilink (10)*).
    """
    names, rules = words[run.first : run.last + 1], people_rules()
    before = words[run.first - 1] if run.first and words[run.first].gap == " " else None
    apart = words[run.first].gap == ", " and has_office(run, words, rules.posts)
    named = before is not None and (
        before.rank
        or (before.lower == "bernama" and run.first > 1 and words[run.first - 2].lower in rules.offices)
    )
    own = _is_called_so(names) or _is_on_stage(run, words)
    own = own or (run.titled and run.first > 0 and "." in words[run.first - 1].text)
    return apart or named or own or _is_of_years(names[-1], text) or _heads_place(run, words)


def _heads_place(run: Run, words: Sequence[Word]) -> bool:
    """Tell whom the head of a place is called: *Bupati Demak Eisti'anah pernah …*, not *Bupati Demak Cup*."""
    after = words[run.last + 1] if run.last + 1 < len(words) else None
    ends = after is None or not after.capital or after.gap != " "
    plain = all(_is_plain(word.lower) for word in words[run.first : run.last + 1])
    place = run.first > 0 and words[run.first - 1].lower in gazetteer_words()
    # *Bupati Pati Didemo*
    lower = words[run.first].lower
    told = run.first < run.last or not (lower.startswith("di") and lower[2:] in root_words())
    return ends and told and not plain and place and has_office(run, words, _RULERS)


def _is_of_years(name: Word, text: str) -> bool:
    """Tell a name behind which an age stands: of a child, if it is a common word, which are no firm's."""
    age = AGE.match(text, name.end)
    years = _YEARS.search(age.group()) if age else None
    if years is None or name.lower in _ANYBODY:
        return False
    return int(years.group()) >= _GROWN or _is_plain(name.lower)


def _is_called_so(names: Sequence[Word]) -> bool:
    """Tell *Bung Tomo* and *I Nyoman Amerta*."""
    if len(names) < 2:
        return False
    return names[0].text in _CALLED or is_balinese(names[0].text, names[1].text)


def _scores(run: Run, words: Sequence[Word], text: str) -> bool:
    """Tell *Cody Gakpo 34'* from *'Redmi Note 12'*, which is quoted; one word if the tagger says so, too."""
    if run.first == run.last and words[run.first].margin <= 0:
        return False
    before = words[max(0, run.first - _QUOTED) : run.first + 1]
    quoted = any(word.gap.endswith(("'", "‘", "’")) for word in before)
    return not quoted and _MINUTE.match(text, words[run.last].end) is not None


def _is_on_stage(run: Run, words: Sequence[Word]) -> bool:
    """Tell *komika Adjis Doaibu* and *penyanyi Bunga Citra Lestari*."""
    before = words[run.first - 1] if run.first and words[run.first].gap == " " else None
    if before is None or before.lower not in people_rules().stage or run.last - run.first not in (1, 2):
        return False
    likely = any(word.margin > 0 for word in words[run.first : run.last + 1])
    return likely or run.last - run.first > 1 or full_looking(run, words)


def _opens_office(run: Run, words: Sequence[Word]) -> bool:
    """Tell who opens a sentence and holds an office: *Tumiran, Kepala Desa Sidomulyo, …*."""
    after = words[run.last + 1] if run.last + 1 < len(words) else None
    post = after is not None and after.capital and after.lower in people_rules().posts
    return words[run.first].opens and post and words[run.last + 1].gap == ", "


def _has_initial(names: Sequence[Word]) -> bool:
    """Tell *Bintan R Saragih* and *Manahan M P Sitompul*."""
    return any(len(name.text) == 1 for name in names[1:-1]) and len(names[-1].text) > 1


def _is_lined_up(run: Run, words: Sequence[Word]) -> bool:
    """Tell a player behind a number: *3-Eder Militao*."""
    return run.first > 0 and words[run.first].gap == "-" and words[run.first - 1].text.isdigit()


def _follows_post(run: Run, words: Sequence[Word]) -> bool:
    """Tell a name behind a post and what it is of, a place, acronym or field: *Bupati Batang, …*."""
    if not run.first or words[run.first].gap == ") ":
        return False
    before = words[run.first - 1]
    known = before.shouted or before.lower in gazetteer_words() or before.text in people_rules().agencies
    known = known or _ends_country(run, words) or _ends_agency(words, run.first - 1)
    return known and has_office(run, words, people_rules().posts)


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


def is_person(run: Run, words: Sequence[Word], text: str) -> bool:
    """Tell a name by an office before it or by how it stands in the sentence."""
    lower = [words[n].lower for n in range(run.first, run.last + 1)]
    if all(len(each) == 1 for each in lower):
        return False
    if len(lower) < 3 and all(map(_is_plain, lower)):
        return False
    if has_office(run, words, people_rules().roles):
        return True
    return full_looking(run, words) and (_leads_to(run, words) or apposed(run, words, text))


def full_looking(run: Run, words: Sequence[Word]) -> bool:
    """Tell two or more words of which one at least is neither a common word nor a place's."""
    names = [words[n].lower for n in range(run.first, run.last + 1)]
    return len(names) > 1 and not all(map(_is_plain, names))


def _is_plain(lower: str) -> bool:
    """Tell a common word and a place's, which alone are nobody's name."""
    return lower in root_words() or lower in gazetteer_words() or (lower,) in aliases()


def _leads_to(run: Run, words: Sequence[Word]) -> bool:
    before = words[run.first - 1] if run.first else None
    return before is not None and words[run.first].gap == " " and before.lower in people_rules().leads_to


def apposed(run: Run, words: Sequence[Word], text: str) -> bool:
    """Tell *Kernetnya, Jainul Abidin, …* and *Fatkhurozi Alwan, pengusaha …*."""
    if not text.startswith(", ", words[run.last].end):
        return False
    after = words[run.last + 1] if run.last + 1 < len(words) else None
    if after is not None and after.lower in people_rules().offices:
        return True
    return words[run.first].gap == ", " and run.first > 0 and not words[run.first - 1].capital


def dies(run: Run, words: Sequence[Word]) -> bool:
    """Tell *Sultan Agung wafat*."""
    after = words[run.last + 1] if run.last + 1 < len(words) else None
    return run.first < run.last and after is not None and after.gap == " " and after.lower in _DIES


def holds_post(run: Run, words: Sequence[Word]) -> bool:
    """Tell a name right behind a post, without what it is of: *Lurah Alim Akbar*."""
    before = words[run.first - 1] if run.first else None
    return before is not None and words[run.first].gap == " " and before.lower in people_rules().posts


def is_village(run: Run, words: Sequence[Word]) -> bool:
    """Tell a village by who heads it, whose name follows: *Lurah Sidomukti, Ngatiman, …*."""
    if not run.first or run.last + 1 >= len(words):
        return False
    headed = words[run.first - 1].lower in _HEADS and words[run.first].gap == " "
    return headed and words[run.last + 1].gap == ", " and words[run.last + 1].capital


def coordinated(one: Run, other: Run, words: Sequence[Word]) -> bool:
    """Tell *Gunaryo Prasodjo dan Sukma Adiwarno* and *Maya Candrawati–Zaenal Muttaqin*."""
    if listed(one, other, words):
        return True
    between = words[one.last + 1 : other.first]
    gap = words[other.first].gap.strip()
    return (not between and gap in ("–", "-", ",", "/")) or [w.lower for w in between] == ["dan"]


def listed(one: Run, other: Run, words: Sequence[Word]) -> bool:
    """Tell two of a list that says whose each is: *Victor Igbonefo (Persib), Bio Paulin (Sriwijaya FC)*."""
    between = words[one.last + 1 : other.first]
    if not between or len(between) > _BRACKETED or between[0].gap != " (":
        return False
    closed = words[other.first].gap == "), " and all(word.gap == " " for word in between[1:])
    return closed and other.last + 1 < len(words) and words[other.last + 1].gap == " ("


def comes_back(run: Run, words: Sequence[Word], alone: set[str]) -> bool:
    """Tell a full name by its short form later in the text, as newspapers write."""
    names = [words[n] for n in range(run.first, run.last + 1)]
    if not 1 < len(names) < LONGEST or names[0].opens:
        return False
    unknown = [w for w in names if w.lower not in root_words() and w.lower not in gazetteer_words()]
    return bool(unknown) and any(w.text in alone for w in unknown)


def _is_office(word: Word, offices: frozenset[str]) -> bool:
    return word.lower.strip(".") in offices or word.lower.removesuffix("nya") in offices


def has_office(run: Run, words: Sequence[Word], offices: frozenset[str]) -> bool:
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


def speaks(run: Run, words: Sequence[Word], text: str) -> bool:
    """Tell a name beside a word of speech, titles left out: *kata Budi*, *Budi, S.H., mengatakan*."""
    rules = people_rules()
    if run.first and words[run.first].gap == " " and words[run.first - 1].lower in rules.speech:
        return True
    after = behind_titles(words, run.last, text)
    return (
        after < len(words)
        and words[after].gap.strip(" .") in ("", ",")
        and words[after].lower in rules.speech
        and words[after].line == words[run.last].line
    )
