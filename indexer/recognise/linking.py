"""Which place a name means: by its kind, by the other places of the article, by the archive's region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index import (
    Place,
    existed,
    lineage,
    place,
    province_then,
    provinces_before,
    regency_then,
    villages_named,
)

from .place_names import Key, aliases, by_key, is_district, is_exact
from .told_otherwise import district_told
from .villages import villages
from .words import Word

_JAKARTA = "31"


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text: word range, the level that the word before it gives, whether it stands firm.

    One that is `bare` is a kecamatan's whose kind is not told: it needs its kabupaten or kota besides, unless
    it stands firm, is of no `common` words (*Tanah Abang*), and there is nothing else of this name. Where
    that stands right behind, `within` is its code. What is `far` is mostly something else (*Puncak*): it
    needs another place of its province or country besides.
    """

    first: int
    last: int
    key: Key
    kind: str | None
    firm: bool
    bare: bool = False
    common: bool = False
    within: str = ""
    far: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """The place that words first–last mean."""

    first: int
    last: int
    place: Place


def link(found: Sequence[Named], words: Sequence[Word], home: str, day: str) -> list[Linked]:
    """Return what each name means on a day, in order; one that may mean several places is left out."""
    linked = []
    votes = _level_votes(found)
    for each in found:
        if each.kind != "district" and not each.far and (known := _upper(each, votes, day)):
            linked.append(Linked(each.first, each.last, known))
    around = Counter(code for each in linked for code in lineage(each.place.id))
    for each in sorted(found, key=lambda each: each.bare):
        if each.kind == "district" and (known := _district(each, around, home)):
            alone = each.bare and not _is_near(known, each.key, around, home)
            if alone and (each.common or not each.firm or not _is_only(known, each.key, "")):
                continue
            linked.append(Linked(each.first, each.last, known))
            around.update(lineage(known.id))
    for each in found:
        if each.kind == "district" and (told := _told_otherwise(each, around, home)):
            linked.append(told)
            around.update(lineage(told.place.id))
    for each in found:
        if each.far and (known := _far(each, around)):
            linked.append(Linked(each.first, each.last, known))
            around.update(lineage(known.id))
    taken = {n for known in linked for n in _span(known)}
    named = (Linked(*each) for each in villages(words, around, home))
    linked += (each for each in named if taken.isdisjoint(_span(each)))
    return sorted(linked, key=lambda each: each.first)


def _span(each: Linked) -> range:
    return range(each.first, each.last + 1)


def _is_near(known: Place, key: Key, around: Counter[str], home: str) -> bool:
    """Tell a kecamatan whose kabupaten or kota the article names, of Jakarta that; or one at home.

    The province is enough where nothing else in it has the name: *di Martapura, kata Gubernur Kalsel*.
    """
    province, regency, _ = lineage(known.id)
    if home and known.id.startswith(home):
        return True
    if around[_JAKARTA if province == _JAKARTA else regency]:
        return True
    return around[province] > 0 and _is_only(known, key, f"{province}.")


def _told_otherwise(each: Named, around: Counter[str], home: str) -> Linked | None:
    """Return the kecamatan spelled otherwise, in a kabupaten or kota that the article names, or at home."""
    regencies = {code for code in around if code.count(".") == 1}
    if home.count("."):
        regencies.add(".".join(home.split(".")[:2]))
    found = None if is_district(each.key) else district_told(each.key, list(regencies))
    return Linked(each.first, each.first + found[0] - 1, found[1]) if found else None


def _level_votes(found: Sequence[Named]) -> dict[Key, Counter[str]]:
    """Count for each name how often it is called a kota or a kabupaten, or holds a kecamatan as one."""
    votes: dict[Key, Counter[str]] = {}
    for each in found:
        if each.kind in ("city", "regency"):
            votes.setdefault(each.key, Counter())[each.kind] += 1
        elif each.within and (known := place(each.within)):
            key = tuple(known.bare.lower().split())
            votes.setdefault(key, Counter())["city" if known.kind == "kota" else "regency"] += 1
    return votes


def _upper(each: Named, votes: dict[Key, Counter[str]], day: str) -> Place | None:
    """Choose among province, kabupaten and kota of one name, and places abroad, those that there were."""
    every = [known for known in by_key().get(each.key, ()) if known.level != "district"]
    options = [known for known in every if existed(known.id, day)] or every
    alias = aliases().get(each.key)
    if alias and (then := province_then(alias, day)):
        return then
    # The police of the kabupaten say nothing of what the article means elsewhere.
    if each.kind in ("city", "regency", "police"):
        wanted = "kota" if each.kind == "city" else "kabupaten"
        exact = [known for known in options if known.kind == wanted]
        if exact:
            return exact[0]
        if each.kind == "regency" and (renamed := regency_then(" ".join(each.key))):
            return place(renamed)
    if alias and each.kind != "province":
        return place(alias)
    provinces = [known for known in options if known.level == "province"]
    if provinces:
        return provinces[0]
    if alias:
        return place(alias)
    favourite = votes[each.key].most_common(1)[0][0] if each.key in votes else "city"
    wanted = "kota" if favourite == "city" else "kabupaten"
    return next((known for known in options if known.kind == wanted), options[0] if options else None)


def _far(each: Named, around: Counter[str]) -> Place | None:
    """Choose the place of this name whose province or country the article names.

    A province that it was in counts, too: *di Puncak, Papua*. For none, one abroad of two.
    """
    options = [known for known in by_key().get(each.key, ()) if known.level != "district"]
    tops = {known.id: lineage(known.id)[0] for known in options}
    near = [
        known
        for known in options
        if any(around[top] for top in (tops[known.id], *provinces_before(tops[known.id])))
    ]
    if not near and len(options) > 1:
        near = [known for known in options if known.id[:1].isalpha()]
    return near[0] if len(near) == 1 else None


def _district(each: Named, around: Counter[str], home: str) -> Place | None:
    """Choose the kecamatan of this name whose parents the article names, else the only one there is."""
    options = [known for known in by_key().get(each.key, ()) if known.level == "district"]
    if each.within:
        return next(known for known in options if known.id.startswith(f"{each.within}."))

    def nearness(known: Place) -> tuple[int, int, int, bool]:
        province, regency, _ = lineage(known.id)
        at_home = int(bool(home) and known.id.startswith(home))
        return around[regency], around[province], at_home, is_exact(known, each.key)

    ranked = sorted(options, key=nearness, reverse=True)
    if not ranked:
        return None
    if len(ranked) > 1 and nearness(ranked[0]) == nearness(ranked[1]):
        return None
    return ranked[0]


def _is_only(known: Place, key: Key, within: str) -> bool:
    """Tell a kecamatan whose name no other has, nor a village of another kabupaten: *di Megamendung*.

    Only those whose codes begin with `within` count.
    """
    regency = f"{lineage(known.id)[1]}."
    others = any(other.id != known.id and other.id.startswith(within) for other in by_key()[key])
    named = (other.id for other in villages_named(known.bare) if other.id.startswith(within))
    return not others and all(code.startswith(regency) for code in named)
