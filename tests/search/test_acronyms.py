"""A word that is an acronym finds what the articles say it stands for."""

from __future__ import annotations

from collections.abc import Iterator
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


@pytest.fixture
def service(tmp_path: Path) -> Iterator[SearchService]:
    settings = Settings(data=tmp_path)
    archive = open_archive(settings)
    archive.put([document(key, body=body) for key, body in BODIES.items()])
    archive.keep_acronyms(LEARNT)
    catch_up(archive, open_engine(settings))
    archive.close()
    service = SearchService(settings)
    yield service
    service.close()


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
