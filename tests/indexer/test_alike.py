"""Names that may be one person's: what is safe, what is suggested, what is neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index import Action, Decision, Mention, MentionKind, Scene, slug
from indexer.alike import find_alike
from indexer.recognise import fold


def scene(*people: tuple[str, str | None], place: str | None = None) -> Scene:
    found = []
    at = 0
    for name, office in people:
        found.append(Mention(at, at + len(name), name, MentionKind.PERSON, name, slug(name), office=office))
        at += len(name) + 10
    places = [Mention(0, 1, "x", MentionKind.PLACE, "x", place)] if place else []
    return Scene(found, places)


def merges(decisions: list[Decision]) -> list[tuple[str, str]]:
    return [(each.subject, each.object) for each in decisions if each.action is Action.MERGE]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M. Nur Hasan", "Muhammad Nur Hasan"),
        ("Mohd. Nur Hasan", "Muhammad Nur Hasan"),
        ("Muhd Ali Akbar", "Muh Ali Akbar"),
        ("Moch. Soebroto Aji", "Mochammad Subroto Aji"),
        ("Abd Rahman", "Abdul Rahman"),
        ("Ma'ruf Amin", "Maruf Amin"),
        ("Tjokro Djoyo", "Cokro Joyo"),
    ],
)
def test_ways_to_write_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_shared_office_or_regency_makes_one_full_name_safe() -> None:
    by_office = [scene(("M Nur Hasan", "Camat Batang")), scene(("Muhammad Nur Hasan", "Camat Batang"))]
    assert merges(find_alike(by_office, []).decisions) == [("m-nur-hasan", "muhammad-nur-hasan")]
    by_place = [
        scene(("M Nur Hasan", None), place="33.75"),
        scene(("Muh Nur Hasan", None), place="33.75"),
    ]
    assert merges(find_alike(by_place, []).decisions) == [("muh-nur-hasan", "m-nur-hasan")]


def test_an_apostrophe_makes_no_other_name() -> None:
    often = scene(("Ma’ruf Amin", "Wapres"))
    scenes = [
        often,
        often,
        scene(("Maruf Amin", None)),
        scene(("Maaruf Amin", None)),
        scene(("Ma'ruf", None)),
    ]
    alike = find_alike(scenes, [])
    assert merges(alike.decisions) == [("maruf-amin", "ma-ruf-amin")]
    assert [each.subject for each in alike.suggestions] == ["maaruf-amin"]


def test_the_name_that_is_written_whole_stays_though_it_is_rarer() -> None:
    rare = scene(("Abdul Karim Subroto", "Camat Batang"))
    for short in ("Abd Karim Subroto", "Abd. Karim Soebroto"):
        alike = find_alike([scene((short, "Camat Batang")), scene((short, "Camat Batang")), rare], [])
        assert [each.object for each in alike.decisions] == ["abdul-karim-subroto"]


def test_a_regency_is_too_little_for_two_words() -> None:
    scenes = [scene(("M Iqbal", None), place="33.75"), scene(("Muhammad Iqbal", None), place="33.75")]
    alike = find_alike(scenes, [])
    assert alike.decisions == []
    assert len(alike.suggestions) == 1


def test_without_it_or_in_a_province_only_it_is_suggested() -> None:
    scenes = [scene(("M Nur Hasan", None), place="33"), scene(("Muh Nur Hasan", None), place="33")]
    alike = find_alike(scenes, [])
    assert alike.decisions == []
    assert [(each.subject, each.object) for each in alike.suggestions] == [("muh-nur-hasan", "m-nur-hasan")]


def test_one_word_is_never_safe() -> None:
    scenes = [scene(("Soebroto", "Camat Batang")), scene(("Subroto", "Camat Batang"))]
    assert find_alike(scenes, []).decisions == []


def test_a_short_name_with_the_same_office_is_suggested_if_it_is_nobody_elses() -> None:
    scenes = [
        scene(("Salahudin", "Wali Kota Pekalongan")),
        scene(("Salahudin Ayubi", "Wali Kota Pekalongan")),
    ]
    assert [each.reason for each in find_alike(scenes, []).suggestions] == ["part of the name, same office"]
    scenes.append(scene(("Mohammad Salahudin", "Wali Kota Pekalongan")))
    assert find_alike(scenes, []).suggestions == []


def test_a_short_name_of_nearly_always_one_person_is_suggested() -> None:
    scenes = [scene(("Salahudin", "Wali Kota Tegal"))]
    scenes += [scene(("Salahudin Ayubi", "Wali Kota Tegal"))] * 9
    scenes.append(scene(("Salahudin Ayudi", "Wali Kota Tegal")))
    assert ("salahudin", "salahudin-ayubi") in {
        (each.subject, each.object) for each in find_alike(scenes, []).suggestions
    }


def test_kings_of_one_name_are_several() -> None:
    names = ("Hamengku Buwono I", "Hamengku Buwono II", "Hamengku Buwono III", "Hamengku Buwono X")
    assert len({fold(name) for name in names}) == len(names)


def test_initials_of_a_longer_name_and_one_office_are_safe() -> None:
    long, short = scene(("Bacharuddin Jusuf Habibie", "Presiden RI")), scene(("BJ Habibie", "Presiden RI"))
    assert merges(find_alike([long, short, short], []).decisions) == [
        ("bacharuddin-jusuf-habibie", "bj-habibie")
    ]
    alike = find_alike([long, scene(("BJ Habibie", None))], [])
    assert (alike.decisions, len(alike.suggestions)) == ([], 1)
    other = scene(("Budi Jaya Habibie", "Presiden RI"))
    assert find_alike([long, other, short, short], []).decisions == []


def test_what_many_articles_call_one_person_is_safe() -> None:
    def called(name: str, alias: str) -> Scene:
        one, other = scene((name, None), (alias, None)).people
        other = replace(other, start=one.end + 2, end=one.end + 2 + len(alias))
        return Scene([one, other], [], bracketed=frozenset([other.start]))

    jokowi = called("Joko Widodo", "Jokowi")
    assert merges(find_alike([jokowi] * 19, []).decisions) == []
    assert merges(find_alike([jokowi] * 20, []).decisions) == [("jokowi", "joko-widodo")]
    # Most who are called so are others.
    rudy = scene(("Jokowi", "Kepala Desa Sukamaju"))
    assert merges(find_alike([*[jokowi] * 20, *[rudy] * 200], []).decisions) == []
    # Not what several are called, nor whole names.
    others = [called("Budi Joko", "Jokowi")] * 5
    assert merges(find_alike([*[jokowi] * 20, *others], []).decisions) == []
    assert merges(find_alike([called("Neymar Junior", "Roberto Firmino")] * 20, []).decisions) == []


def test_one_letter_apart() -> None:
    scenes = [scene(("Budi Santoso", "Camat Batang")), scene(("Budi Santosa", "Camat Batang"))]
    assert [each.reason for each in find_alike(scenes, []).suggestions] == ["one letter differs, same office"]
    scenes = [scene(("Budi Santoso", "Camat Batang")), scene(("Budi Santosa", "Camat Tegal"))]
    assert find_alike(scenes, []).suggestions == []


def test_what_an_editor_undid_stays_undone_and_what_is_no_longer_safe_is_taken_back() -> None:
    scenes = [scene(("M Nur Hasan", "Camat Batang")), scene(("Muh Nur Hasan", "Camat Batang"))]
    merged = Decision(Action.MERGE, "muh-nur-hasan", "m-nur-hasan", automatic=True, number=1)
    assert find_alike(scenes, [merged]).decisions == []
    undone = Decision(Action.UNDO, "1", number=2)
    assert find_alike(scenes, [merged, undone]).decisions == []
    assert find_alike(scenes[:1], [merged]).decisions == [Decision(Action.UNDO, "1", automatic=True)]
    taken_back = Decision(Action.UNDO, "1", automatic=True, number=2)
    assert merges(find_alike(scenes, [merged, taken_back]).decisions) == [("muh-nur-hasan", "m-nur-hasan")]


def test_hidden_people_are_not_suggested() -> None:
    scenes = [scene(("M Nur Hasan", None)), scene(("Muh Nur Hasan", None))]
    hidden = Decision(Action.HIDE, "muh-nur-hasan", number=1)
    assert find_alike(scenes, [hidden]).suggestions == []


def test_a_name_in_parentheses_is_suggested_and_one_behind_a_comma_is_not() -> None:
    named = scene(("Joko Widodo", None), ("Jokowi", None))
    one, other = named.people
    other = replace(other, start=one.end + 2, end=one.end + 8)
    listed = Scene([one, other], [])
    assert find_alike([listed], []).suggestions == []
    (suggested,) = find_alike([listed._replace(bracketed=frozenset([other.start]))], []).suggestions
    assert (suggested.subject, suggested.object) == ("jokowi", "joko-widodo")
    other = replace(other, start=one.end + len(" alias "), end=one.end + 13)
    called = Scene([one, other], [], called=frozenset([other.start]))
    (suggested,) = find_alike([called], []).suggestions
    assert (suggested.subject, suggested.object) == ("jokowi", "joko-widodo")


def test_what_an_article_has_made_one_is_suggested_for_the_others() -> None:
    one, other = scene(("Joko Widodo", None), ("Jokowi", None)).people
    other = replace(other, start=one.end + 2, end=one.end + 8, name=one.name, id=one.id)
    made_one = Scene([one, other], [], bracketed=frozenset([other.start]))
    assert find_alike([made_one], []).suggestions == []
    (suggested,) = find_alike([made_one, scene(("Jokowi", None))], []).suggestions
    assert (suggested.subject, suggested.object) == ("jokowi", "joko-widodo")


def test_a_pair_that_is_found_both_ways_round_is_suggested_the_way_of_more_articles() -> None:
    def introduced(name: str, alias: str) -> Scene:
        one, other = scene((name, None), (alias, None)).people
        other = replace(other, start=one.end + 2, end=one.end + 2 + len(alias))
        return Scene([one, other], [], bracketed=frozenset([other.start]))

    scenes = [
        introduced("Jokowi", "Joko Widodo"),
        *[introduced("Joko Widodo", "Jokowi")] * 3,
        scene(("Joko Widodo", None)),
    ]
    (suggested,) = find_alike(scenes, []).suggestions
    assert (suggested.subject, suggested.object, suggested.weight) == ("jokowi", "joko-widodo", 3)
