"""What the gazetteer's places were before laws split, founded or gave up some of them."""

from __future__ import annotations

from .model import Place

# Provinces that were part of another, and from which day until the law; a beginning only where there was one.
_WITHIN = {
    "19": ("16", "", "2000-12-04"),
    "21": ("14", "", "2002-10-25"),
    "36": ("32", "", "2000-10-17"),
    "65": ("64", "", "2012-11-16"),
    "75": ("71", "", "2000-12-22"),
    "76": ("73", "", "2004-10-05"),
    "82": ("81", "", "1999-10-04"),
    "92": ("91", "", "1999-10-04"),
    "93": ("91", "", "2022-07-25"),
    "94": ("91", "", "2022-07-25"),
    "95": ("91", "", "2022-07-25"),
    "96": ("92", "", "2022-12-08"),
    "TL": ("54", "1976-07-17", "1999-10-19"),
}
# Kota that were made of a kabupaten of the same name, and the day of the law.
_FOUNDED = {
    "32.75": "1996-12-16",
    "32.78": "2001-06-21",
    "36.71": "1993-02-27",
    "36.73": "2007-08-10",
    "52.72": "2002-04-10",
    "53.71": "1996-04-11",
    "91.71": "1993-08-02",
    "96.71": "1999-10-04",
}
# Kabupaten that bore the name of something else, and what they are called now.
_RENAMED = {"pontianak": "61.02", "kepulauan riau": "21.01"}
_FORMER = {"54": Place("54", "Timor Timur", "Timor Timur", "provinsi")}


def former() -> dict[str, Place]:
    """Return the places by id that there are no longer: provinces, by the codes they had."""
    return dict(_FORMER)


def regency_then(name: str) -> str | None:
    """Return the code of a kabupaten by a name (in lower case) that now only others have, or None."""
    return _RENAMED.get(name)


def province_then(country: str, day: str) -> Place | None:
    """Return the province that a country (its id) was on a day (ISO 8601, or its beginning), or None."""
    return _FORMER.get(within_then(country, day) or "")


def existed(place_id: str, day: str) -> bool:
    """Tell whether a province or kota was one on a day; without a day all are."""
    if not day:
        return True
    return day >= _FOUNDED.get(place_id, "") and within_then(place_id, day) is None


def within_then(province: str, day: str) -> str | None:
    """Return the code of the province that a province or country was part of on a day, or None."""
    other, first, last = _WITHIN.get(province, ("", "", ""))
    return other if other and day and first <= day < last else None


def provinces_before(province: str) -> list[str]:
    """Return the codes of the provinces that a province or country was part of, the last one first."""
    found: list[str] = []
    while within := _WITHIN.get(found[-1] if found else province):
        found.append(within[0])
    return found


def lineage(place_id: str, day: str = "") -> tuple[str, ...]:
    """Return the codes from the province (abroad: the country) down to `place_id` itself.

    With a day (`2019-05-04`, or its beginning) the province is that which the place belonged to then: on
    that day Merauke was in Papua, since 2022 it is in Papua Selatan.
    """
    parts = place_id.split(".")
    codes = [".".join(parts[: n + 1]) for n in range(len(parts))]
    while len(codes) > 1 and (within := within_then(codes[0], day)):
        codes[0] = within
    return tuple(codes)
