"""Results, facets, filters and articles as pages and programs get them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from index import Facet, Named, Settings, Sort, article_id, catch_up, open_archive, open_engine
from search import ParamsError, SearchParams, SearchService, to_payload
from search.cli import main

from ..index.documents import document


def rows(service: SearchService, facet: Facet, **params: object) -> list[tuple[str, str, int, bool]]:
    page = service.search(SearchParams(**params))  # type: ignore[arg-type]
    return [(row.value, row.label, row.count, row.selected) for row in page.facets[facet]]


def test_a_result_carries_what_a_reader_needs(service: SearchService) -> None:
    result = service.search(SearchParams(q="mencegah", places=("33.75",))).results[0]
    assert result.title.text == "Warga Kota Pekalongan cegah banjir"
    assert [result.title.text[s:e] for s, e in result.title.marks] == ["cegah"]
    assert [result.snippet.text[s:e] for s, e in result.snippet.marks] == ["mencegah"]
    assert result.published == "2024-11-04T10:15:00+07:00"
    assert result.publisher == "Harian Pesisir"
    assert result.places == (Named("33.75", "Kota Pekalongan"),)
    assert result.people == (Named("salahudin", "Salahudin"),)
    assert result.score > 0


def test_places_are_a_tree(service: SearchService) -> None:
    assert rows(service, Facet.PLACE, places=("33.26",))[:4] == [
        ("33", "Jawa Tengah", 3, False),
        ("33.26", "Kabupaten Pekalongan", 1, True),
        ("33.27", "Kabupaten Pemalang", 1, False),
        ("33.75", "Kota Pekalongan", 1, False),
    ]


def test_people_are_named(service: SearchService) -> None:
    assert rows(service, Facet.PERSON, people=("Mahbub Syauqi",)) == [
        ("salahudin", "Salahudin", 2, False),
        ("mahbub-syauqi", "Mahbub Syauqi", 1, True),
    ]


def test_dates_open_level_by_level(service: SearchService) -> None:
    assert [r[0] for r in rows(service, Facet.DATE)] == ["2020", "2022", "2023", "2024"]
    in_year = rows(service, Facet.DATE, date_from="2024", date_to="2024")
    assert ("2024", "2024", 2, True) in in_year
    assert ("2024-11", "2024-11", 1, False) in in_year
    in_month = [r[0] for r in rows(service, Facet.DATE, date_from="2024-11", date_to="2024-11")]
    assert in_month == ["2020", "2022", "2023", "2024", "2024-11", "2024-11-04", "2024-12"]


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("Kota Pekalongan", ["33.75"]),
        ("kota pekalongan", ["33.75"]),
        ("33.26", ["33.26"]),
        ("Pekalongan", ["33.26", "33.75"]),
        ("Jawa Tengah", ["33"]),
        ("Jakarta", ["31"]),
    ],
)
def test_places_by_name_or_code(service: SearchService, value: str, ids: list[str]) -> None:
    page = service.search(SearchParams(places=(value,)))
    assert [named.id for named in page.chosen_places] == ids


@pytest.mark.parametrize(
    ("params", "parameter"),
    [
        (SearchParams(places=("Atlantis",)), "place"),
        (SearchParams(people=("!!!",)), "person"),
        (SearchParams(date_from="kemarin"), "from"),
        (SearchParams(date_to="2024-02-30"), "to"),
        (SearchParams(date_from="2024-12", date_to="2024-11"), "to"),
        (SearchParams(limit=0), "limit"),
        (SearchParams(limit=101), "limit"),
        (SearchParams(offset=-1), "offset"),
        (SearchParams(offset=10_001), "offset"),
    ],
)
def test_unusable_parameters_are_named(service: SearchService, params: SearchParams, parameter: str) -> None:
    with pytest.raises(ParamsError) as caught:
        service.search(params)
    assert caught.value.parameter == parameter


def test_an_article_with_names_and_marks(service: SearchService) -> None:
    view = service.article(article_id("rob"), q="konflik")
    assert view is not None
    assert [view.paragraphs[b][s:e] for b, spans in view.marks.items() for s, e in spans] == ["konflik"]
    texts = [view.title, *view.paragraphs]
    named = {(texts[n.block + 1][n.start : n.end], n.named.id) for n in view.names}
    assert named == {("Kota Pekalongan", "33.75"), ("Salahudin", "salahudin")}
    assert service.article("0" * 16) is None


def test_sorting(service: SearchService) -> None:
    dates = [r.published for r in service.search(SearchParams(sort=Sort.NEWEST)).results]
    assert dates == sorted(dates, key=str, reverse=True)


def test_the_command_prints_the_payload(
    service: SearchService, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = next(tmp_path_factory.getbasetemp().glob("search*"))
    monkeypatch.setenv("TELUSUR_DATA", str(folder))
    run = CliRunner().invoke(main, ["konflik", "--place", "Kota Pekalongan", "--json"])
    assert run.exit_code == 0, run.output
    payload = json.loads(run.stdout)
    expected = to_payload(service.search(SearchParams(q="konflik", places=("Kota Pekalongan",), limit=10)))
    assert {k: v for k, v in payload.items() if k != "took_ms"} == {
        k: v for k, v in expected.items() if k != "took_ms"
    }
    plain = CliRunner().invoke(main, ["konflik", "--sort", "newest"])
    assert "2 articles" in plain.stdout
    assert "FKUB bahas pencegahan" in plain.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["x", "--place", "Atlantis"], 2, "no place is called 'Atlantis'"),
        (["x", "--from", "2024", "--to", "2023"], 2, "before they begin"),
        (["x", "--sort", "best"], 2, "best"),
    ],
)
def test_the_command_names_bad_options(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory,
    arguments: list[str], status: int, message: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("TELUSUR_DATA", str(tmp_path_factory.mktemp("empty")))
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == status
    assert message in run.stderr


def test_analyse_prints_terms(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("TELUSUR_DATA", str(tmp_path_factory.mktemp("terms")))
    run = CliRunner().invoke(main, ["--analyse", "Pemalang mencegah"])
    assert run.stdout.splitlines() == ["0\tpemalang", "0\t@pemalang", "1\tmencegah", "1\t~cegah"]


def test_a_search_that_takes_too_long_says_so(
    service: SearchService, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete = service.search(SearchParams(q="pencegahan"))
    assert complete.complete
    assert complete.total == 2
    monkeypatch.setattr(service._engine.snapshot(), "_deadline", -1.0)
    stopped = service.search(SearchParams(q="pencegahan"))
    assert not stopped.complete
    assert stopped.total == 0
    assert [notice.code for notice in stopped.notices] == ["incomplete"]
    assert to_payload(stopped)["complete"] is False


@pytest.mark.parametrize(
    ("words", "status"), [((), 0), (("tiada",), 0), (("x", "--from", "kemarin"), 2), (("--sort", "acak"), 2)]
)
def test_the_command_as_a_process(tmp_path: Path, words: tuple[str, ...], status: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "search", *words],
        env={**os.environ, "TELUSUR_DATA": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    assert bool(done.stdout) == (status == 0)
    assert bool(done.stderr) == (status != 0)
    assert "Traceback" not in done.stderr


def test_the_command_ends_quietly_when_its_reader_has_gone(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "search"], env={**os.environ, "TELUSUR_DATA": str(tmp_path)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_a_place_stands_below_the_province_that_it_was_in(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    archive = open_archive(settings)
    archive.put([document("lebak", published="1999-05-01", in_places=("Kabupaten Lebak",))])
    catch_up(archive, open_engine(settings))
    archive.close()
    service = SearchService(settings)
    try:
        found = service.search(SearchParams()).facets[Facet.PLACE]
    finally:
        service.close()
    assert [(row.value, row.parent) for row in found] == [("32", None), ("36.02", "32")]
