"""What a place lies in, where that stands behind it: *Kuta, Bali*, *Depok, Sleman*."""

from __future__ import annotations

from collections.abc import Sequence

from index import lineage

from .place_lists import goes_on
from .place_names import Key, aliases, by_key, is_district, is_upper, kind_of, longest
from .rules import people_rules, place_rules
from .words import Word

# Letters of the code of a province.
_PROVINCE = 2


def namesake_within(words: Sequence[Word], first: int, last: int, key: Key) -> str:
    """Return the kabupaten or kota behind a kecamatan that another one is called like: *Depok, Sleman*.

    "" in a list, and for none.
    """
    if not is_district(key) or stands_alone(words, last):
        return ""
    if words[first].gap == ", " and is_upper((words[first - 1].lower,)):
        return ""
    within = longest(words, last + 1)
    # *Pasaman, Pasaman Barat* are two kabupaten.
    if within is None or within[0] == key[0] or _is_listed(words, last + len(within)):
        return ""
    found = regency_behind(words, last, key)
    # *Sleman, Yogyakarta* tells the province.
    return found if found in _codes(within) else ""


def lies_elsewhere(words: Sequence[Word], last: int, key: Key) -> bool:
    """Tell a name that only kecamatan of other provinces have: *Setia Budi, Medan*; not in a list."""
    within = None if stands_alone(words, last) else longest(words, last + 1)
    if within is None or not is_upper(within) or _is_listed(words, last + len(within)):
        return False
    provinces = {code.partition(".")[0] for code in _codes(within)}
    return all(lineage(known.id)[0] not in provinces for known in by_key().get(key, ()))


def _is_listed(words: Sequence[Word], last: int) -> bool:
    """Tell a word behind which a list goes on."""
    following = (each for each in (last + 1, last + 2) if each < len(words) and words[each].capital)
    return any(goes_on(words, last, each) for each in following)


def regency_behind(words: Sequence[Word], last: int, key: Key) -> str:
    """Return the kabupaten or kota of a kecamatan that it or its province is named behind.

    *Mampang Prapatan, Jakarta Selatan*; *Pondok Aren Tangsel*; *Kuta, Bali*, if there is no other Kuta
    in Bali. "" for none.
    """
    at = last + 1
    if at >= len(words) or words[at].gap not in (", ", " "):
        return ""
    if words[at].gap == " " and not _is_apart(words, last, key):
        return ""
    if kind_of(words[at]) and at + 1 < len(words) and words[at + 1].gap == " ":
        at += 1
    within = longest(words, at) if words[at].capital else None
    if within is None:
        return ""
    codes = _codes(within)
    above = [lineage(known.id)[:2] for known in by_key().get(key, ()) if known.level == "district"]
    near = [regency for _, regency in above if regency in codes]
    near = near or [regency for province, regency in above if province in codes]
    return near[0] if len(near) == 1 else ""


def holds(key: Key, regency: str) -> bool:
    """Tell a name of a kabupaten or kota, by its code, or of its province; none is told of no code."""
    return bool(regency) and not _codes(key).isdisjoint((regency, regency.partition(".")[0]))


def _codes(key: Key) -> set[str]:
    """Return the codes of the places of a name."""
    return {known.id for known in by_key().get(key, ())} | ({aliases()[key]} if key in aliases() else set())


def _is_apart(words: Sequence[Word], last: int, key: Key) -> bool:
    """Tell a name that may stand before what it lies in: not *Kota Kediri*, *Ustaz Kuta Bali*."""
    first = last - len(key) + 1
    before = words[first - 1] if first and words[first].gap == " " else None
    beside = before is not None and before.capital and kind_of(before) is None
    rules = place_rules()
    other = kind_of(words[last]) or words[last].text in rules.spoils_before or " ".join(key) in rules.doubtful
    return not (beside or other)


def stands_alone(words: Sequence[Word], last: int) -> bool:
    """Tell a name behind which, after a comma, no other one stands: *di Kuningan, Jakarta*."""
    return last + 1 >= len(words) or words[last + 1].gap != ", " or not words[last + 1].capital


def lies_behind(words: Sequence[Word], last: int, key: Key) -> bool:
    """Tell a kabupaten, kota or town behind which stands what it lies in.

    *Kuningan, Jawa Barat*, not *Kuningan, Jakarta*; *Universitas Jenderal Soedirman Purwokerto, Jawa Tengah*.
    """
    if stands_alone(words, last):
        return False
    at = last + 1 + (kind_of(words[last + 1]) is not None)
    within = longest(words, at) if at < len(words) and words[at].capital else None
    after = words[at + len(within)] if within and at + len(within) < len(words) else None
    # *Persebaya Surabaya, Madura United*
    beside = after is not None and after.gap == " " and after.capital
    if within is None or (beside and after is not None and after.text not in people_rules().never):
        return False
    codes = _codes(within)
    mine = [known.id for known in by_key().get(key, ()) if known.level != "district"]
    mine += [code for code in (aliases().get(key),) if code and len(code) > _PROVINCE]
    # A town has the code of the kabupaten that it lies in.
    return any(lineage(code)[0] in codes or (key in aliases() and code in codes) for code in mine)
