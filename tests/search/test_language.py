"""The query language, asked through the service."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import article_id
from search import SearchPage, SearchParams, SearchService

from .conftest import DOCUMENTS

KEYS = {article_id(d.article.identity): d.article.identity for d in DOCUMENTS}
ALL = set(KEYS.values())


def found(page: SearchPage) -> set[str]:
    return {KEYS[result.id] for result in page.results}


def ask(service: SearchService, q: str) -> SearchPage:
    return service.search(SearchParams(q=q))


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("", ALL),
        ("mencegah", {"rob", "fkub"}),
        ("pencegahan", {"rob", "fkub"}),
        ('"mencegah konflik"', {"rob"}),
        ("“mencegah konflik”", {"rob"}),
        ('"konflik mencegah"', set()),
        ("anak", {"fkub"}),
        ("anak-anak", {"fkub"}),
        ("Jumat", {"fkub"}),
        ("Jum'at", {"fkub"}),
        ("Pemalang", {"pemalang"}),
        ("malang", {"nasib", "kota"}),
        ("kalong", {"kalong"}),
        ("Pekalongan", {"rob", "fkub"}),
        ("pencegahan konflik", {"rob", "fkub"}),
        ("nanas ATAU kalong", {"pemalang", "kalong"}),
        ("nanas OR kalong", {"pemalang", "kalong"}),
        ("konflik DAN anak", {"fkub"}),
        ("konflik AND anak", {"fkub"}),
        ("konflik -anak", {"rob"}),
        ("konflik BUKAN anak", {"rob"}),
        ("konflik NOT anak", {"rob"}),
        ("-konflik", ALL - {"rob", "fkub"}),
        ('konflik -"mencegah konflik"', {"fkub"}),
        ("(nanas ATAU kalong) -durian", {"pemalang"}),
        ("konflik -(anak ATAU nanas)", {"rob"}),
        ("judul:pencegahan", {"rob", "fkub"}),
        ("title:malang", {"nasib", "kota"}),
        ("isi:nanas", {"pemalang"}),
        ("isi:banjir", set()),
        ("tokoh:salahudin", {"rob", "fkub"}),
        ('person:"mahbub syauqi"', {"fkub"}),
        ('tempat:"kota pekalongan"', {"rob"}),
        ("tempat:(pekalongan -kota)", {"fkub"}),
        ("tanggal:2024", {"rob", "fkub"}),
        ("date:2024-11", {"rob"}),
        ("tanggal:2024-11..2024-12", {"rob", "fkub"}),
        ("tanggal:2024-12..", {"fkub"}),
        ("tanggal:..2022-03-15", {"nasib", "kalong"}),
        ("konflik tanggal:2024-12-06", {"fkub"}),
        ("pencegah* anak", {"fkub"}),
        ("judul:nan*", {"pemalang"}),
        ("dan", set()),
        ("malang AND", set()),
    ],
)
def test_what_is_found(service: SearchService, q: str, expected: set[str]) -> None:
    page = ask(service, q)
    assert found(page) == expected
    assert page.total == len(expected)


def test_a_name_ranks_before_the_common_word(service: SearchService) -> None:
    assert [KEYS[r.id] for r in ask(service, "malang").results] == ["kota", "nasib"]


@pytest.mark.parametrize(
    ("q", "code", "expected"),
    [
        ('"mencegah', "unbalanced-quote", {"rob", "fkub"}),
        ("(nanas", "unbalanced-parentheses", {"pemalang"}),
        (")nanas(", "unbalanced-parentheses", {"pemalang"}),
        ("(" * 100 + "nanas" + ")" * 100, "unbalanced-parentheses", {"pemalang"}),
        ("tanggal:nanas", "bad-date", {"pemalang"}),
        ("tanggal:2024-13", "bad-date", set()),
        ("tanggal:2024..2023", "dates-reversed", set()),
        ("n*", "prefix-too-short", set()),
        ("!!!", "no-words", set()),
        ("nanas " * 2_000, "query-too-long", {"pemalang"}),
        ("nanas " * 100, "too-many-words", {"pemalang"}),
    ],
)
def test_what_is_not_understood_is_searched_as_words_and_said(
    service: SearchService, q: str, code: str, expected: set[str]
) -> None:
    page = ask(service, q)
    assert code in [notice.code for notice in page.notices]
    assert found(page) == expected


_PIECES = st.sampled_from(
    ['"', "(", ")", "-", "*", ":", "..", " ", " AND ", " ATAU ", "NOT ", "BUKAN ", "tanggal:", "judul:",
     "tokoh:", "2024", "2024-11", "malang", "anak-anak", "'", "~", "@", "\x00", "\n", "<b>", "^2", "[", "]",
     " TO ", "\\", "foo:", "é", "“", "…"]
)  # fmt: skip


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=15).map("".join)))
def test_no_input_raises(service: SearchService, q: str) -> None:
    page = ask(service, q)
    assert 0 <= len(page.results) <= page.total


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="abcdefgh malng", min_size=1, max_size=20))
def test_marks_stand_inside_the_text(service: SearchService, q: str) -> None:
    for result in ask(service, q).results:
        for marked in (result.title, result.snippet):
            for start, end in marked.marks:
                assert 0 <= start < end <= len(marked.text)
