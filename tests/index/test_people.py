"""Who people are: what editors decide holds for articles that are there and to come, and can be taken back."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.query import Every

from index import (
    Action,
    Archive,
    Decision,
    Document,
    Engine,
    Facet,
    Filters,
    MentionKind,
    Named,
    PeopleError,
    Resolution,
    SearchRequest,
    Suggestion,
    article_id,
    catch_up,
    in_force,
    portable,
    read_csv,
    verify,
    write_csv,
)

from .documents import document

pytestmark = pytest.mark.databases

JOKOWI, JOKO, BUDI = "jokowi", "joko-widodo", "budi-santoso"
MERGE = Decision(Action.MERGE, JOKOWI, JOKO)


@pytest.fixture
def people(archive: Archive, engine: Engine) -> Archive:
    archive.put([
        document("a", body="Jokowi datang.", people=("Jokowi",)),
        document("b", body="Joko Widodo pulang.", people=("Joko Widodo",)),
        document("c", body="Jokowi dan Joko Widodo.", people=("Jokowi", "Joko Widodo")),
        document("d", body="Budi Santoso di Kota Tegal.", people=("Budi Santoso",), in_places=("Kota Tegal",)),
        document("e", body="Budi Santoso di Kota Solok.", people=("Budi Santoso",), in_places=("Kota Solok",)),
    ])  # fmt: skip
    catch_up(archive, engine)
    return archive


def counted(archive: Archive, engine: Engine) -> dict[str, int]:
    """What the person facet shows, by name, once the index has caught up."""
    catch_up(archive, engine)
    rows = engine.snapshot().search(SearchRequest(Every(), facets=(Facet.PERSON,))).facets[Facet.PERSON]
    called = archive.people.called([row.value for row in rows])
    return {called[row.value].name: row.count for row in rows}


def found(engine: Engine, person: str) -> set[str]:
    hits = engine.snapshot().search(SearchRequest(Every(), Filters(people=(person,)))).hits
    return {name for name in "abcdefgh" if article_id(name) in {hit.id for hit in hits}}


def test_a_merged_name_counts_for_the_person_and_articles_once(people: Archive, engine: Engine) -> None:
    assert people.people.decide([MERGE]) == [1]
    assert counted(people, engine) == {"Joko Widodo": 3, "Budi Santoso": 2}
    assert found(engine, JOKO) == {"a", "b", "c"}
    assert people.people.called([JOKOWI]) == {JOKOWI: Named(JOKO, "Joko Widodo")}
    mention = people.documents([article_id("a")])[article_id("a")].mentions[0]
    assert (mention.surface, mention.name, mention.id) == ("Jokowi", "Joko Widodo", JOKO)


def test_what_is_decided_holds_for_articles_to_come(people: Archive, engine: Engine) -> None:
    people.people.decide([MERGE])
    people.put([document("f", body="Jokowi tiba.", people=("Jokowi",))])
    assert counted(people, engine)["Joko Widodo"] == 4
    catch_up(people, engine, anew=True)
    assert counted(people, engine)["Joko Widodo"] == 4
    assert list(verify(people, engine)) == []


def test_only_articles_that_are_concerned_are_indexed_anew(people: Archive, engine: Engine) -> None:
    people.people.decide([MERGE])
    assert {change.article_id for change in people.changes(5, 10)} == {article_id("a"), article_id("c")}
    assert catch_up(people, engine) == 2
    people.people.decide([MERGE])
    assert catch_up(people, engine) == 0


def test_a_name_is_taken_out_again(people: Archive, engine: Engine) -> None:
    people.people.decide([MERGE, Decision(Action.SPLIT, JOKOWI)])
    assert counted(people, engine) == {"Joko Widodo": 2, "Jokowi": 2, "Budi Santoso": 2}


def test_taking_out_the_person_itself_changes_nothing() -> None:
    merged = replace(MERGE, number=1)
    resolution = Resolution([merged, Decision(Action.SPLIT, JOKO, number=2)])
    assert resolution.names_of(JOKO) == {JOKO, JOKOWI}


def test_two_people_of_one_name(people: Archive, engine: Engine) -> None:
    part = Decision(Action.SPLIT, "budi-santoso", "Budi Santoso (Tegal)", place="33.76")
    people.people.decide([part])
    assert counted(people, engine) == {
        "Joko Widodo": 2, "Jokowi": 2, "Budi Santoso": 1, "Budi Santoso (Tegal)": 1,
    }  # fmt: skip
    assert found(engine, "budi-santoso-tegal") == {"d"}
    people.put(
        [document("g", body="Budi Santoso. Kota Tegal.", people=("Budi Santoso",), in_places=("Kota Tegal",))]
    )
    assert counted(people, engine)["Budi Santoso (Tegal)"] == 2
    people.people.decide([Decision(Action.HIDE, "budi-santoso-tegal")])
    assert "Budi Santoso (Tegal)" not in counted(people, engine)


@pytest.mark.parametrize(
    ("condition", "articles"),
    [
        ({"article": article_id("e")}, {"e"}),
        ({"place": "33"}, {"d"}),
        ({"office": "kapolres"}, {"d"}),
        ({"office": "Kapolres Tegal"}, {"d"}),
        ({"office": "res"}, set()),
        ({"office": "kapolres", "place": "13.72"}, set()),
    ],
)
def test_conditions_of_a_part(
    people: Archive, engine: Engine, condition: dict[str, str], articles: set[str]
) -> None:
    d = people.documents([article_id("d")])[article_id("d")]
    mentions = (replace(d.mentions[0], office="Kapolres Tegal Kota"), *d.mentions[1:])
    people.put([Document(d.article, mentions)])
    people.people.decide([Decision(Action.SPLIT, "budi-santoso", "Budi Dua", **condition)])  # type: ignore[arg-type]
    counted(people, engine)
    assert found(engine, "budi-dua") == articles


def test_a_name_that_some_write_in_capitals_is_shown_as_the_others_do(
    people: Archive, engine: Engine
) -> None:
    people.put([document("x", body="AHOK.", people=("AHOK",)), document("y", body="SBY.", people=("SBY",))])
    assert {"AHOK", "SBY"} <= counted(people, engine).keys()
    people.put([document("z", body="AHOK dan Ahok.", people=("AHOK", "Ahok"))])
    people.put([document("w", body="AHOK.", people=("AHOK",))])
    people.put([document("v", body="Sby.", people=("Sby",))])
    assert counted(people, engine)["SBY"] == 2
    assert counted(people, engine)["Ahok"] == 3
    assert people.people.called(["ahok"]) == {"ahok": Named("ahok", "Ahok")}


@pytest.mark.parametrize(
    ("office", "held"),
    [
        ("Plt Kapolres Tegal", True),
        ("Kapolres", True),
        ("Mantan Kapolres Tegal", False),
        ("eks Kapolres", False),
        ("Wakil Kapolres Tegal", False),
        ("Calon Kapolres", False),
        ("Mantan Plt Kapolres", False),
        ("Wakil Kapolres Tegal dan Kapolres Batang", True),
        ("Mantan Bupati Batang dan Kapolres Batang", True),
    ],
)
def test_an_office_of_before_or_of_a_deputy_is_another(
    people: Archive, engine: Engine, office: str, held: bool
) -> None:
    d = people.documents([article_id("d")])[article_id("d")]
    people.put([Document(d.article, (replace(d.mentions[0], office=office), *d.mentions[1:]))])
    part = Decision(Action.SPLIT, "budi-santoso", "Budi Dua", office="Kapolres")
    whole = Decision(Action.SPLIT, "budi-santoso", "Budi Tiga", office=office)
    people.people.decide([part])
    counted(people, engine)
    assert found(engine, "budi-dua") == ({"d"} if held else set())
    people.people.decide([whole])
    counted(people, engine)
    assert found(engine, "budi-tiga") == {"d"}


def test_a_person_is_renamed_and_the_id_stays(people: Archive, engine: Engine) -> None:
    people.people.decide([Decision(Action.RENAME, JOKOWI, "Ir. Jokowi")])
    assert counted(people, engine)["Ir. Jokowi"] == 2
    assert found(engine, JOKOWI) == {"a", "c"}
    assert people.people.called(["ir-jokowi"]) == {"ir-jokowi": Named(JOKOWI, "Ir. Jokowi")}
    people.people.decide([Decision(Action.HIDE, JOKOWI)])
    assert people.people.called(["ir-jokowi"]) == {}


def test_a_name_that_an_editor_gave_leads_to_the_person_unless_it_is_anothers(people: Archive) -> None:
    def called(key: str) -> Named | None:
        return people.people.called([key]).get(key)

    people.people.decide([Decision(Action.RENAME, JOKOWI, "X Y"), Decision(Action.RENAME, BUDI, "X Y")])
    assert called("x-y") is None
    people.people.decide([Decision(Action.HIDE, BUDI)])
    assert called("x-y") == Named(JOKOWI, "X Y")
    # Articles name somebody so, who is hidden.
    people.people.decide([Decision(Action.RENAME, JOKOWI, "Budi Santoso")])
    assert called(BUDI) is None
    # It is somebody's id.
    people.people.decide([Decision(Action.MERGE, BUDI, "tokoh"), Decision(Action.RENAME, JOKOWI, "Tokoh")])
    assert called("tokoh") is None
    # Merged away the name leads on; one that somebody bears goes before.
    people.people.decide([Decision(Action.RENAME, JOKOWI, "Ir. Jokowi"), MERGE])
    assert called("ir-jokowi") == Named(JOKO, "Joko Widodo")
    people.people.decide([Decision(Action.RENAME, JOKO, "Ir. Jokowi")])
    assert called("ir-jokowi") == Named(JOKO, "Ir. Jokowi")


def test_who_is_hidden_is_listed_nowhere_and_the_text_stays(people: Archive, engine: Engine) -> None:
    people.people.decide([MERGE, Decision(Action.HIDE, JOKO)])
    assert counted(people, engine) == {"Budi Santoso": 2}
    assert found(engine, JOKO) == found(engine, JOKOWI) == set()
    assert people.people.called([JOKOWI, JOKO]) == {}
    assert people.people.called([JOKOWI], hidden=True) == {JOKOWI: Named(JOKO, "Joko Widodo")}
    mention = people.documents([article_id("a")])[article_id("a")].mentions[0]
    assert (mention.kind, mention.id) == (MentionKind.PERSON, None)
    people.people.decide([Decision(Action.UNHIDE, JOKO)])
    assert counted(people, engine)["Joko Widodo"] == 3


def test_what_is_no_person_is_no_mention(people: Archive, engine: Engine) -> None:
    people.people.decide([Decision(Action.NOT_A_PERSON, JOKOWI)])
    assert counted(people, engine) == {"Joko Widodo": 2, "Budi Santoso": 2}
    assert people.documents([article_id("a")])[article_id("a")].mentions == ()


def test_undoing_and_undoing_that(people: Archive, engine: Engine) -> None:
    before = counted(people, engine)
    people.people.decide([MERGE])
    merged = counted(people, engine)
    people.people.decide([Decision(Action.UNDO, "1")])
    assert counted(people, engine) == before
    assert in_force(people.people.decisions()) == []
    people.people.decide([Decision(Action.UNDO, "2")])
    assert counted(people, engine) == merged


def test_an_editors_word_wins_over_an_automatic_one(people: Archive, engine: Engine) -> None:
    people.people.decide([MERGE, Decision(Action.SPLIT, JOKOWI), replace(MERGE, automatic=True)])
    assert counted(people, engine)["Jokowi"] == 2


@pytest.mark.parametrize(
    "decision",
    [
        Decision(Action.MERGE, "Joko Widodo", JOKO),
        Decision(Action.MERGE, JOKOWI),
        Decision(Action.RENAME, JOKOWI, "…"),
        Decision(Action.SPLIT, JOKOWI, "Lain"),
        Decision(Action.SPLIT, JOKOWI, place="33"),
        Decision(Action.SPLIT, JOKOWI, "JOKOWI", place="33"),
        Decision(Action.UNDO, "x"),
        Decision(Action.HIDE, ""),
    ],
)
def test_a_decision_that_says_nothing_is_refused_and_nothing_kept(
    people: Archive, decision: Decision
) -> None:
    with pytest.raises(PeopleError):
        people.people.decide([MERGE, decision])
    assert people.people.decisions() == []


NAMES = st.sampled_from(["a", "b", "c", "d"])
MADE = st.one_of(
    st.builds(Decision, st.just(Action.MERGE), NAMES, NAMES, automatic=st.booleans()),
    st.builds(Decision, st.sampled_from([Action.SPLIT, Action.HIDE, Action.UNHIDE, Action.NOT_A_PERSON]), NAMES),
    st.builds(Decision, st.just(Action.RENAME), NAMES, st.sampled_from(["Satu", "Dua"])),
    st.builds(Decision, st.just(Action.SPLIT), NAMES, st.just("Bagian"), place=st.just("33")),
    st.builds(Decision, st.just(Action.UNDO), st.integers(1, 8).map(str)),
)  # fmt: skip


@given(st.lists(MADE, max_size=12))
def test_names_are_shared_out_whatever_is_decided(made: list[Decision]) -> None:
    resolution = Resolution(replace(each, number=number) for number, each in enumerate(made, 1))
    for key in "abcd":
        person = resolution.person(key)
        assert resolution.person(person) == person
        assert key in resolution.names_of(person)
        assert all(resolution.person(each) == person for each in resolution.names_of(person))


@given(st.lists(MADE, max_size=8), MADE)
def test_undoing_restores_what_was(made: list[Decision], last: Decision) -> None:
    record = [replace(each, number=number) for number, each in enumerate(made, 1)]
    number = len(record) + 1
    undone = [*record, replace(last, number=number), Decision(Action.UNDO, str(number), number=number + 1)]
    assert not Resolution(record).differing(Resolution(undone))


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)


@given(st.lists(st.tuples(_TEXT, _TEXT)))
def test_csv_gives_back_what_was_written(texts: list[tuple[str, str]]) -> None:
    made = [Decision(Action.HIDE, "a", made_at="2026-11-28T00:00:00+00:00")]
    made += [
        Decision(Action.SPLIT, "b", f"N{name}", office=f"x{office}", place="33") for name, office in texts
    ]
    file = io.StringIO()
    assert write_csv(made, file) == len(made)
    assert read_csv(io.StringIO(file.getvalue(), newline="")) == made


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the first line must name the columns"),
        ("action,object\n", "subject is missing"),
        ("action,subject\neat,a\n", "line 2: 'eat' is no action"),
        ("action,subject\nhide,a\nundo,1\n", "line 3: 'undo' is no action"),
        ("action,subject,object\nmerge,a,\n", "line 2: merge a: '' is no person's id"),
        ("action,subject,object\nmerge,a,a\n", "line 2: merge a: it is the same already"),
        ("action,subject,object\nhide,a,b\n", "line 2: hide a: it takes nobody else, not 'b'"),
        ("action,subject,object,place\nsplit,a,B,99.99\n", "line 2: split a: '99.99' is no place's code"),
        ("action,subject\nhide,a,b\n", "line 2: it has more values than the 2 columns"),
        ("action;subject\nhide;a\n", "between them stand commas, not semicolons"),
    ],
)
def test_what_is_wrong_with_a_csv_is_said(text: str, said: str) -> None:
    with pytest.raises(PeopleError, match=said):
        read_csv(io.StringIO(text))


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    file = io.TextIOWrapper(io.BytesIO("action,subject\nhide,a\n".encode("utf-16")), encoding="utf-8")
    with pytest.raises(PeopleError, match="the file is not UTF-8"):
        read_csv(file)


def numbered(*decisions: Decision) -> list[Decision]:
    return [replace(each, number=number) for number, each in enumerate(decisions, 1)]


def test_a_split_takes_along_what_was_merged_into_it() -> None:
    merged = (
        Decision(Action.MERGE, "c", "b"),
        Decision(Action.MERGE, "b", "a"),
        Decision(Action.MERGE, "d", "a"),
    )
    made = Resolution(numbered(*merged, Decision(Action.SPLIT, "b")))
    assert (made.names_of("a"), made.names_of("b")) == ({"a", "d"}, {"b", "c"})
    assert [made.person(each) for each in "abcd"] == ["a", "b", "b", "a"]
    # Merged again, they go together.
    again = Resolution(numbered(*merged, Decision(Action.SPLIT, "b"), Decision(Action.MERGE, "b", "e")))
    assert again.names_of("e") == {"b", "c", "e"}
    alone = Resolution(numbered(*merged, Decision(Action.SPLIT, "c")))
    assert (alone.names_of("a"), alone.person("c")) == ({"a", "b", "d"}, "c")


def test_an_automatic_merge_that_was_undone_is_a_split_elsewhere() -> None:
    merged = Decision(Action.MERGE, "b", "a", automatic=True)
    hidden, undone = Decision(Action.HIDE, "c"), Decision(Action.UNDO, "1", made_at="2026-12-01")
    record = numbered(merged, hidden, undone)
    (split, kept) = portable(record)
    assert (kept.action, kept.subject) == (Action.HIDE, "c")
    assert (split.action, split.subject, split.made_at) == (Action.SPLIT, "b", "2026-12-01")
    assert portable(numbered(merged, hidden, undone, Decision(Action.UNDO, "3"))) == [record[1]]
    elsewhere = Resolution(numbered(split, merged))
    assert elsewhere.person("b") == "b"
    # What an editor merged stays so.
    again = numbered(merged, Decision(Action.MERGE, "b", "z"), replace(undone, number=0))
    for made in (again, numbered(*portable(again), merged)):
        assert Resolution(made).person("b") == "z"


def test_suggestions_are_kept_the_heaviest_first(people: Archive) -> None:
    made = [Suggestion("a", "b", 1, "x"), Suggestion("c", "d", 5, "y")]
    people.people.suggest(made)
    assert people.people.suggestions() == made[::-1]
    people.people.suggest([])
    assert people.people.suggestions() == []
