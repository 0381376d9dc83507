"""The Whoosh engine fulfils the contract, and keeps its files in order."""

import subprocess
import sys
from pathlib import Path

import pytest
from whoosh.query import Every

from index import Engine, EngineError, SearchRequest, Settings, open_engine

from .documents import document
from .engine_contract import EngineContract, fill


class TestWhooshEngine(EngineContract):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Engine:
        return open_engine(Settings(data=tmp_path))


def test_it_is_there_after_reopening(tmp_path: Path) -> None:
    fill(open_engine(Settings(data=tmp_path)), [document("satu")], 3)
    again = open_engine(Settings(data=tmp_path))
    assert again.snapshot().search(SearchRequest(Every())).total == 1
    assert again.sequence() == 3


def test_the_generation_before_the_last_is_deleted(tmp_path: Path) -> None:
    engine = open_engine(Settings(data=tmp_path))
    for sequence in (1, 2, 3):
        with engine.rebuild() as writer:
            writer.commit(sequence)
    folders = {path.name for path in (tmp_path / "index").iterdir() if path.is_dir()}
    assert folders == {"3", "4"}


def test_a_damaged_index_names_the_file_and_the_remedy(tmp_path: Path) -> None:
    engine = open_engine(Settings(data=tmp_path))
    (tmp_path / "index" / "1" / "toc").write_text("rubbish")
    with pytest.raises(EngineError, match=r"1/toc.*rebuild"):
        engine.sequence()


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(EngineError, match="cannot use the index folder"):
        open_engine(Settings(data=tmp_path / "data"))


def test_searching_loads_no_code_that_writes() -> None:
    asked = (
        "import sys, index.whoosh_engine\n"
        "print(sorted(each for each in sys.modules if each.endswith(('kernels.inversion', 'kernels.pairs'))))\n"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_compiled_code_is_loaded_not_made_again() -> None:
    count = (
        "from index.whoosh_engine import kernels\n"
        "named = [getattr(kernels, name) for name in kernels.__all__]\n"
        "loops = [each for each in named if hasattr(each, 'stats')]\n"
        "print(len(loops), sum(sum(each.stats.cache_misses.values()) for each in loops))\n"
    )
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", count], capture_output=True, text=True, check=True)
    loops, compiled = map(int, done.stdout.split())
    assert loops > 15
    assert compiled == 0
