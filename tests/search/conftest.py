"""A small archive, indexed, for the tests of searching."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Settings, catch_up, open_archive, open_engine
from search import SearchService
from tests.index.documents import document

DOCUMENTS = [
    document(
        "rob", "Warga Kota Pekalongan cegah banjir", "Salahudin menegaskan, mencegah konflik itu mudah.",
        "2024-11-04T10:15:00+07:00", ("Salahudin",), ("Kota Pekalongan",), publisher="Harian Pesisir",
    ),
    document(
        "fkub", "FKUB bahas pencegahan", "Konflik dicegah sejak awal. Anak-anak ikut serta pada Jum'at.",
        "2024-12-06", ("Mahbub Syauqi", "Salahudin"), ("Kabupaten Pekalongan",),
    ),
    document("nasib", "Nasib malang penjual getuk", "Si malang kehilangan gerobak.", "2022-03", ()),
    document("pemalang", "Nanas dari Pemalang", "Selai nanas.", "2023", (), ("Kabupaten Pemalang",)),
    document("kota", "Festival di Malang", "Malang menyambut tamu.", "2023-08-17", (), ("Kota Malang",)),
    document("kalong", "Kalong memakan durian", "Kawanan kalong di kebun.", "2020-02-02"),
]  # fmt: skip


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    folder: Path = tmp_path_factory.mktemp("search")
    settings = Settings(data=folder)
    archive = open_archive(settings)
    archive.put(DOCUMENTS)
    catch_up(archive, open_engine(settings))
    archive.close()
    service = SearchService(settings)
    yield service
    service.close()
