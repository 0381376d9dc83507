"""Names that may be one person's: what is safe, what is suggested, what is neither."""

from __future__ import annotations

import pytest

from index import Action, Decision, Mention, MentionKind, Scene, slug
from indexer.alike import find_alike, fold


def scene(number: int, *people: tuple[str, str | None], place: str | None = None) -> Scene:
    found = []
    at = 0
    for name, office in people:
        found.append(Mention(at, at + len(name), name, MentionKind.PERSON, name, slug(name), office=office))
        at += len(name) + 10
    places = [Mention(0, 1, "x", MentionKind.PLACE, "x", place)] if place else []
    return Scene(str(number), found, places)


def merges(decisions: list[Decision]) -> list[tuple[str, str]]:
    return [(each.subject, each.object) for each in decisions if each.action is Action.MERGE]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M. Nur Hasan", "Muhammad Nur Hasan"),
        ("Moch. Soebroto Aji", "Mochammad Subroto Aji"),
        ("Abd Rahman", "Abdul Rahman"),
        ("Ma'ruf Amin", "Maruf Amin"),
        ("Tjokro Djoyo", "Cokro Joyo"),
    ],
)
def test_ways_to_write_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_shared_office_or_regency_makes_one_full_name_safe() -> None:
    by_office = [scene(1, ("M Nur Hasan", "Camat Batang")), scene(2, ("Muhammad Nur Hasan", "Camat Batang"))]
    assert merges(find_alike(by_office, []).decisions) == [("muhammad-nur-hasan", "m-nur-hasan")]
    by_place = [
        scene(1, ("M Nur Hasan", None), place="33.75"),
        scene(2, ("Muh Nur Hasan", None), place="33.75"),
    ]
    assert merges(find_alike(by_place, []).decisions) == [("muh-nur-hasan", "m-nur-hasan")]


def test_without_it_or_in_a_province_only_it_is_suggested() -> None:
    scenes = [scene(1, ("M Nur Hasan", None), place="33"), scene(2, ("Muh Nur Hasan", None), place="33")]
    alike = find_alike(scenes, [])
    assert alike.decisions == []
    assert [(each.subject, each.object) for each in alike.suggestions] == [("muh-nur-hasan", "m-nur-hasan")]


def test_one_word_is_never_safe() -> None:
    scenes = [scene(1, ("Soebroto", "Camat Batang")), scene(2, ("Subroto", "Camat Batang"))]
    assert find_alike(scenes, []).decisions == []


def test_a_short_name_with_the_same_office_is_suggested_if_it_is_nobody_elses() -> None:
    scenes = [
        scene(1, ("Salahudin", "Wali Kota Pekalongan")),
        scene(2, ("Salahudin Ayubi", "Wali Kota Pekalongan")),
    ]
    assert [each.reason for each in find_alike(scenes, []).suggestions] == ["part of the name, same office"]
    scenes.append(scene(3, ("Mohammad Salahudin", "Wali Kota Pekalongan")))
    assert find_alike(scenes, []).suggestions == []


def test_one_letter_apart() -> None:
    scenes = [scene(1, ("Budi Santoso", "Camat Batang")), scene(2, ("Budi Santosa", "Camat Batang"))]
    assert [each.reason for each in find_alike(scenes, []).suggestions] == ["one letter differs, same office"]
    scenes = [scene(1, ("Budi Santoso", "Camat Batang")), scene(2, ("Budi Santosa", "Camat Tegal"))]
    assert find_alike(scenes, []).suggestions == []


def test_what_an_editor_undid_stays_undone_and_what_is_no_longer_safe_is_taken_back() -> None:
    scenes = [scene(1, ("M Nur Hasan", "Camat Batang")), scene(2, ("Muh Nur Hasan", "Camat Batang"))]
    merged = Decision(Action.MERGE, "muh-nur-hasan", "m-nur-hasan", automatic=True, number=1)
    assert find_alike(scenes, [merged]).decisions == []
    undone = Decision(Action.UNDO, "1", number=2)
    assert find_alike(scenes, [merged, undone]).decisions == []
    assert find_alike(scenes[:1], [merged]).decisions == [Decision(Action.UNDO, "1", automatic=True)]
    taken_back = Decision(Action.UNDO, "1", automatic=True, number=2)
    assert merges(find_alike(scenes, [merged, taken_back]).decisions) == [("muh-nur-hasan", "m-nur-hasan")]


def test_hidden_people_are_not_suggested() -> None:
    scenes = [scene(1, ("M Nur Hasan", None)), scene(2, ("Muh Nur Hasan", None))]
    hidden = Decision(Action.HIDE, "muh-nur-hasan", number=1)
    assert find_alike(scenes, [hidden]).suggestions == []
