"""What stands around the name of a place, and what that makes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.analysis import common_words, root_words

from .dictionary import is_common, is_derived
from .kinds import ORGANISATION, PERSON, PLACE
from .linking import Named
from .place_lists import is_beside_own
from .place_names import SIDES, Key, aliases, by_key, first_words, is_district, is_upper, kind_of, shortened
from .place_within import lies_behind, lies_elsewhere, namesake_within, regency_behind, stands_alone
from .rules import is_balinese, people_rules, place_rules
from .words import Word

# Offices and agencies whose written-together names stand before a place: *Disdik Tegal*.
_AGENCY = re.compile(
    r"(?:Kem|Kej|Pol[rdst]|Dis|Din(?:[ks]|dik|hub|par|per|dag)|Ka[pjdsn]|Pem|Bak|Ba[pw]|Sat|Dan|Kod|Kor|Per[hu]|Wa[kl]|Men[dhklpt]|Menag|Menaker)"
)
# How many capitalised words before a name are looked at for what they are the name of.
_LOOK_BACK = 5
_JOINED = ("-", "/", "–")
# What stands inside a name of several words: *Politeknik Ilmu Pelayaran (PIP) Makassar*.
_INSIDE_NAMES = (" ", ". ", " (", ") ")
_IN = ("di", "ke", "dari", "warga", "asal", "wilayah", "daerah", "kawasan")
# Mountains and islands that kecamatan are called after: *pendaki di Gunung Kerinci*.
_NATURE = ("gunung", "pulau", "danau", "selat")
_POLSEK = ("polsek", "kapolsek", "wakapolsek", "mapolsek")
# Behind these a kota's name is its own: *Polsek Bukittinggi*, not *Kecamatan Manggarai, Jakarta Selatan*.
_WIDER = (*_POLSEK, "koramil", "danramil")
_POLICE = ("polres", "kapolres", "wakapolres", "mapolres")
# Until 1999 kabupaten and kota were called so: *Kabupaten Dati II Bogor*.
_SECOND_LEVEL = (("dati", "ii"), ("daerah", "tingkat", "ii"))
_NO_PERSON = (PLACE, ORGANISATION)
# *Lapas Kelas I Tangerang*
_NUMBERED = ("kelas", "klas")
# Bad luck, as the saying goes: *Malang tak dapat ditolak, …*.
_SAYING = re.compile(r"(?:pun )?(?:tak|tidak) (?:dapat|bisa) (?:ditolak|dihindari|dielakkan)\b")
# Of a national team: *Mali U-23*.
_AGE_GROUP = re.compile(r"U-?\d\d")
# Behind a dateline, and of so many words is a newspaper's name there at most.
_DASH = re.compile(r"\)? ?(?:--?|–|—) ?")
_LONGEST_PAPER = 3
_DATELINE = re.compile(r"\s?[–—(,-]")


def word_before(words: Sequence[Word], at: int) -> Word | None:
    """Return the word that stands before a name, of *Polsek Metro* and *Kabupaten Dati II* the first."""
    before = words[at - 1] if at and words[at].gap in (" ", ". ", *_JOINED) else None
    if before is None or at < 2:
        return before
    if before.text == "Metro" and words[at - 2].lower in _POLSEK:
        return words[at - 2]
    for level in _SECOND_LEVEL if before.text == "II" else ():
        start = at - len(level)
        if start and tuple(word.lower for word in words[start:at]) == level:
            return words[start - 1]
    return before


def judge(
    words: Sequence[Word], first: int, last: int, key: Key, kinds: Sequence[str], listed: str | None
) -> Named | None:
    """Tell whether a name stands for a place here: by the words around it, and by the tagger.

    `listed` is the level of the places that it stands in a list with.
    """
    rules = place_rules()
    before = word_before(words, first)
    after = words[last + 1] if last + 1 < len(words) and words[last + 1].gap == " " else None
    if before is not None and before.line != words[first].line:
        before = None
    if after is not None and after.text in rules.spoils_after:
        return None
    joined = words[first].gap in _JOINED
    kind = kind_of(before) if before and not joined else None
    police = before is not None and before.lower in _POLICE and not joined
    # *Polres Metro Bekasi* is of no place that is called Metro.
    if (police or (kind == "district" and not is_district(key))) and " ".join(key) in rules.doubtful:
        return None
    # *Polres Tegal Kota* and *Polres Tegal* are of the kota and of the kabupaten.
    if kind in (None, "regency") and after is not None and after.text == "Kota" and before and before.capital:
        kind = "city"
    if kind == "regency" and police:
        return Named(first, last, key, "police", firm=True)
    if kind == "district" and not is_district(key) and is_upper(key) and before and before.lower in _WIDER:
        return Named(first, last, key, None, firm=True)
    if kind is not None:
        within = regency_behind(words, last, key) if kind == "district" else ""
        return Named(first, last, key, kind, firm=True, within=within)
    if words[first].opens and after is not None and is_common(key[-1]):
        saying = " ".join(word.lower for word in words[last + 1 : last + 5])
        if after.lower in rules.things or _SAYING.match(saying):
            return None
    if not is_upper(key):
        if listed == "district":
            return Named(first, last, key, listed, firm=True)
        named = before is not None and _belongs_to_name(before)
        within = regency_behind(words, last, key)
        if within and not named and not _named_after(words, first):
            return Named(first, last, key, "district", firm=True, within=within)
        return _district_alone(words, first, last, key, kinds, before, after)
    if within := namesake_within(words, first, last, key):
        return Named(first, last, key, "district", firm=True, within=within)
    # What stands in brackets before it may belong to a name, too.
    bracketed = words[first].gap == _INSIDE_NAMES[-1] and words[first - 1].text not in people_rules().forms
    beside = before is not None or bracketed
    team = after is not None and _AGE_GROUP.fullmatch(after.text) is not None and _is_country(key)
    lies_within = lies_behind(words, last, key)
    stated = team or lies_within
    part = beside and (whole := _named_after(words, first)) and not (stated and whole in rules.houses)
    if part or (before is not None and before.lower in rules.products):
        return None
    if words[first].shouted and _has_age(words, last):
        return None
    if len(key) == 1 and not words[first].shouted:
        other = _names_begin(words, last) or (key in shortened() and _is_of_office(before))
        if not other and _in_persons_name(words, first, kinds):
            return None
        numbered = before is not None and before.text == "I" and words[first - 2].lower in _NUMBERED
        if before is not None and not joined and not numbered and _belongs_to_name(before):
            return None
        # The tagger may part them: *warga Kendal Slamet Riyadi*.
        parted = kinds[last] in _NO_PERSON and kinds[last + 1 : last + 2] == [PERSON]
        parted = parted or other
        if after is not None and not parted and not _is_country(key) and _belongs_to_name(after):
            return None
    led = before is not None and (before.lower if before.shouted else before.text) in rules.before
    stated = stated or _is_dateline(words, first, last)
    stated = stated or (led and stands_alone(words, last))
    if " ".join(key) in rules.doubtful and not (stated or is_beside_own(words, first, last, key)):
        return None
    far = " ".join(key) in rules.far and not lies_within
    if far and is_common(key[-1]) and not led and kinds[first] != PLACE:
        # *Puncak acara HUT Papua Tengah*
        return None
    return Named(first, last, key, None, firm=led or _is_firm(words, first, last, key, kinds), far=far)


def _district_alone(
    words: Sequence[Word],
    first: int,
    last: int,
    key: Key,
    kinds: Sequence[str],
    before: Word | None,
    after: Word | None,
) -> Named | None:
    """Tell the name of a kecamatan, without that word, from those of people, streets and all else."""
    beside = (each for each in (before, after) if each is not None)
    doubtful = " ".join(key) in place_rules().doubtful
    if _is_dateline(words, first, last) and not doubtful:
        return Named(first, last, key, "district", firm=True, bare=True)
    if words[first].shouted or any(map(_belongs_to_name, beside)) or _named_after(words, first):
        return None
    # *Denpasar Selatan* is no common word.
    own = key[:-1] if key[-1] in SIDES and len(key) > 1 else key
    common = any(map(is_common, own))
    if (common and len(own) == 1) or PERSON in kinds[first : last + 1]:
        return None
    if doubtful or (before is not None and before.lower in place_rules().products):
        return None
    if lies_elsewhere(words, last, key):
        return None
    led = before is not None and (before.lower if before.opens else before.text) in _IN
    if common and (not led or key[0] in _NATURE):
        return None
    return Named(first, last, key, "district", firm=led, bare=True, common=common)


def _is_firm(words: Sequence[Word], first: int, last: int, key: Key, kinds: Sequence[str]) -> bool:
    """Tell a name that is no common word, or is written or held to be a place's all the same."""
    if not any(map(is_common, key)):
        return True
    # In a title, where all words may have capitals, the tagger is no witness.
    if words[first].line > 0 and all(kind == PLACE for kind in kinds[first : last + 1]):
        return True
    if len(key) > 1:
        return True
    if words[first].shouted:
        return words[first].opens and _begins_dateline(words, last)
    return not words[first].opens and words[first].line > 0


def _begins_dateline(words: Sequence[Word], last: int) -> bool:
    """Tell *BATANG, Radar – …* and *SERANG (ANTARA) - …*."""
    return last + 1 < len(words) and _DATELINE.match(words[last + 1].gap) is not None


def _is_dateline(words: Sequence[Word], first: int, last: int) -> bool:
    """Tell what opens a body in capitals before a dash: *MILAN – Pelatih …*, *KAJEN, KOMPAS.com - …*."""
    if words[first].line != 1 or (first and words[first - 1].line == 1):
        return False
    gaps = [word.gap for word in words[last + 1 : last + 2 + _LONGEST_PAPER]]
    named = bool(gaps) and gaps[0] in (", ", " (") and any(map(_DASH.fullmatch, gaps[1:]))
    dashed = bool(gaps) and _DASH.fullmatch(gaps[0]) is not None
    return (dashed or named) and all(word.shouted for word in words[first : last + 1])


def _has_age(words: Sequence[Word], last: int) -> bool:
    """Tell the initials of *AS (25)*, which are a person's."""
    following = words[last + 1] if last + 1 < len(words) else None
    return (
        following is not None
        and following.gap == " ("
        and following.text.isdigit()
        and len(following.text) < 3
    )


def _named_after(words: Sequence[Word], first: int) -> str:
    """Return what makes a place part of another name: *Stadion Manahan Solo*, *Universitas Negeri Semarang*.

    "" for nothing.
    """
    rules = place_rules()
    if words[first].gap in _JOINED:
        # The second of two that are joined is what the first is.
        first -= 1
    if first > 1 and words[first - 1].text == "of" and words[first - 2].capital:
        # *University of Sydney*
        return words[first - 1].text
    for at in range(first - 1, max(-1, first - 1 - _LOOK_BACK), -1):
        word = words[at]
        if words[at + 1].opens:
            # *Mereka juara Liga. Inggris kalah.*
            return ""
        written = word.text.capitalize() if word.shouted and words[first].shouted else word.text
        if written in rules.spoils_before:
            return written if at == first - 1 or written in rules.heads else ""
        if not word.capital or words[at + 1].gap not in _INSIDE_NAMES or word.line != words[first].line:
            return ""
        if kind_of(word) or is_upper((word.lower,)):
            return ""
    return ""


def _is_country(key: Key) -> bool:
    """Tell a country, which people's names follow: *Presiden Prancis Emmanuel Macron*."""
    code = aliases().get(key) or next((place.id for place in by_key().get(key, ())), "")
    return code.isalpha()


def _names_begin(words: Sequence[Word], last: int) -> bool:
    """Tell a place behind which a name of Bali stands: *Kepala Dinas Kesehatan Bali I Nyoman Gede Anom*."""
    name = words[last + 1 : last + 3]
    return len(name) > 1 and is_balinese(name[0].text, name[1].text)


def _is_of_office(before: Word | None) -> bool:
    """Tell what an office or an agency stands before (*Gubernur Sultra Ali Mazi*), not *kata Sultra Dewi*."""
    if before is None or not before.capital:
        return False
    return not before.opens or before.lower in people_rules().offices


def _in_persons_name(words: Sequence[Word], at: int, kinds: Sequence[str]) -> bool:
    """Tell a word that the tagger holds to be a person's, here and somewhere beside a neighbour."""
    if kinds[at] != PERSON:
        return False
    text = words[at].text
    return any(
        word.text == text and kinds[n] == PERSON and _has_neighbour(words, n, kinds)
        for n, word in enumerate(words)
    )


def _has_neighbour(words: Sequence[Word], at: int, kinds: Sequence[str]) -> bool:
    before = at > 0 and kinds[at - 1] == PERSON and words[at].gap == " "
    after = at + 1 < len(words) and kinds[at + 1] == PERSON and words[at + 1].gap == " "
    return before or after


def _belongs_to_name(word: Word) -> bool:
    """Tell whether a capitalised neighbour looks like part of a person's or firm's name."""
    if not word.capital or word.shouted or word.lower in first_words():
        return False
    if word.rank or word.lower in people_rules().offices or word.lower.strip(".") in people_rules().titles:
        return False
    if word.text in people_rules().never or word.lower in common_words() or _AGENCY.match(word.text):
        return False
    # *Warga Gaza Dibunuh*: a verb, in a headline.
    passive = word.lower.startswith("di") and len(word.text) > 5 and word.lower[2:] in root_words()
    return (
        word.lower not in root_words()
        and not passive
        and word.lower not in place_rules().before
        and not is_derived(word.lower)
    )
