"""Labelled sets are read alike, what is tested is not trained on, and whole names are counted."""

from pathlib import Path

import pytest

from bench.families import families
from bench.names import main
from bench.naming import DATASETS, Labelled, held_out, read_sentences, score
from indexer.recognise.model import shipped


def test_labels_of_all_sets_become_ours(tmp_path: Path) -> None:
    folder = tmp_path / "idner"
    folder.mkdir()
    lines = "Kata VERB O\nBudi PROPN B-PER\nSantoso PROPN I-PER\ndi ADP I-LOC\nSenin NOUN B-TIME\n\nPati\tB-PLACE\n"
    (folder / "train.txt").write_text(lines, "utf-8")
    assert read_sentences(tmp_path, "idner") == [
        Labelled(("Kata", "Budi", "Santoso", "di", "Senin"), ("O", "B-person", "I-person", "B-place", "O")),
        Labelled(("Pati",), ("B-place",)),
    ]


def test_sentences_of_the_tests_are_left_out() -> None:
    words = tuple(f"kata{n}" for n in range(12))
    same = Labelled(words, ("O",) * 12)
    part = Labelled((*words[:7], *(f"lain{n}" for n in range(30))), ("O",) * 37)
    short = Labelled(("kata0", "kata1"), ("O", "O"))
    assert held_out([same, part, short], [same]) == [part, short]
    assert held_out([short], [short]) == []


def test_a_name_counts_if_all_of_it_is_right() -> None:
    given = [["B-person", "I-person", "O", "B-place"], ["B-place", "B-place"]]
    found = [["B-person", "O", "O", "B-place"], ["B-place", "I-place"]]
    scores = score(given, found)
    assert (scores["place"].right, scores["place"].found, scores["place"].given) == (1, 2, 3)
    assert (scores["person"].precision, scores["person"].recall, scores["person"].f1) == (0.0, 0.0, 0.0)
    assert scores["all"].f1 == pytest.approx(2 / 7)


def test_data_that_is_missing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path)]) == 1
    assert str(tmp_path / "ner" / next(iter(DATASETS))) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("feature", "found"),
    [
        ("0w=budi", {"words"}),
        ("-1w0s kata Xxx", {"several words together"}),
        ("-11024.7", {"clusters"}),
        ("idner:264.7", {"clusters", "a set's own"}),
        ("1>an", {"affixes"}),
        ("0s=:", {"shapes"}),
        ("@ -1 BP+", {"gazetteer"}),
        ("nerui:0word", {"root words", "a set's own"}),
        ("-1w=idner:", {"words"}),
        ("bias", set()),
    ],
)
def test_what_a_feature_looks_at(feature: str, found: set[str]) -> None:
    assert families(feature) == found


def test_every_feature_of_the_model_but_a_few_is_of_one_family() -> None:
    without = {feature for feature in shipped().features if not families(feature) - {"a set's own"}}
    assert {feature.rpartition(":")[2].lstrip("-012") for feature in without} == {
        "bias",
        "first",
        "last",
        "unknown",
    }
    assert all(len(families(feature) - {"a set's own"}) <= 1 for feature in shipped().features)
