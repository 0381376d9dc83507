"""A word that is an acronym finds what the articles say it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import Acronym, Settings, article_id, catch_up, open_archive, open_engine
from search import Notice, SearchPage, SearchParams, SearchService

from ..index.documents import document

BODIES = {
    "short": "Rapat FKUB digelar.",
    "long": "Forum Kerukunan Umat Beragama rapat.",
    "other": "Forum umat lain rapat.",
    "asn": "Seorang aparatur sipil negara libur.",
    "school": "Anak Sekolah Negeri libur.",
    "dia": "Direktorat Intelijen Asing.",
}
LEARNT = [
    Acronym("FKUB", "Forum Kerukunan Umat Beragama", 9),
    Acronym("ASN", "Aparatur Sipil Negara", 9),
    Acronym("ASN", "Anak Sekolah Negeri", 3),
    Acronym("DIA", "Direktorat Intelijen Asing", 5),
    Acronym("Rapat", "Rakyat Hebat", 1),
]


PATROLS = {
    "short": "Petugas Satpol PP menertibkan pedagang.",
    "long": "Petugas Satuan Polisi Pamong Praja menertibkan pedagang.",
    "apart": "PP untuk satpol dibaca warga kota.",
    "other": "Peraturan Pemerintah dibaca petugas.",
}
OF_SEVERAL = [Acronym("Satpol PP", "Satuan Polisi Pamong Praja", 5), Acronym("PP", "Peraturan Pemerintah", 5)]


@contextmanager
def serving(data: Path, bodies: Mapping[str, str], learnt: Sequence[Acronym]) -> Iterator[SearchService]:
    settings = Settings(data=data)
    archive = open_archive(settings)
    archive.put([document(key, body=body) for key, body in bodies.items()])
    archive.keep_acronyms(learnt)
    catch_up(archive, open_engine(settings))
    archive.close()
    service = SearchService(settings)
    yield service
    service.close()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[SearchService]:
    with serving(tmp_path, BODIES, LEARNT) as service:
        yield service


@pytest.fixture(scope="module")
def patrols(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with serving(tmp_path_factory.mktemp("patrols"), PATROLS, OF_SEVERAL) as service:
        yield service


def ask(service: SearchService, q: str) -> SearchPage:
    return service.search(SearchParams(q=q))


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("FKUB", ["short", "long"]),
        ("rapat fkub", ["short", "long"]),
        ('"FKUB"', ["short"]),
        ("asn", ["asn"]),
        ("DIA", ["dia"]),
        ("dia", []),
        ("-fkub rapat", ["other"]),
    ],
)
def test_what_an_acronym_finds(service: SearchService, q: str, found: list[str]) -> None:
    keys = {article_id(key): key for key in BODIES}
    assert [keys[result.id] for result in ask(service, q).results] == found


def test_it_is_said_and_the_words_are_marked(service: SearchService) -> None:
    page = ask(service, "fkub")
    assert page.notices == (Notice("spelled-out", "FKUB = Forum Kerukunan Umat Beragama"),)
    long = page.results[1].snippet
    assert [long.text[start:end] for start, end in long.marks] == ["Forum Kerukunan Umat Beragama"]
    assert ask(service, "rapat").notices == ()


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("satpol pp", {"short", "apart", "long"}),
        ("satpol  pp", {"short", "apart", "long"}),
        ("SATPOL PP", {"short", "apart", "long"}),
        ("petugas (Satpol PP)", {"short", "long"}),
        ("isi:(satpol pp)", {"short", "apart", "long"}),
        ("judul:(satpol pp)", set()),
        ("petugas NOT satpol pp", {"other"}),
        ('"satpol pp"', {"short"}),
        # Not the short form: its words, each for itself.
        ("pp satpol", {"short", "apart"}),
        ("isi:satpol pp", {"short", "apart"}),
        ("tanggal:(satpol pp)", {"short", "apart"}),
        ("satpol pp*", {"short", "apart"}),
        ("-satpol pp", {"other"}),
        ("satpol ATAU pp", {"short", "apart", "other"}),
    ],
)
def test_what_an_acronym_of_several_words_finds(patrols: SearchService, q: str, found: set[str]) -> None:
    keys = {article_id(key): key for key in PATROLS}
    assert {keys[result.id] for result in ask(patrols, q).results} == found


def test_an_acronym_of_several_words_is_said_and_marked(patrols: SearchService) -> None:
    page = ask(patrols, "petugas satpol pp")
    assert page.notices == (Notice("spelled-out", "SATPOL PP = Satuan Polisi Pamong Praja"),)
    marked = {
        result.snippet.text[start:end] for result in page.results for start, end in result.snippet.marks
    }
    assert marked == {"Petugas", "Satpol", "PP", "Satuan Polisi Pamong Praja"}
