"""Labelled sets are read alike, what is tested is not trained on, and whole names are counted."""

import dataclasses
import gzip
import itertools
import json
import shutil
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import processors, train_names
from bench.families import families
from bench.names import main
from bench.naming import (
    DATASETS,
    PARTS,
    Labelled,
    data_digest,
    distilling,
    held_out,
    inputs,
    join,
    labelled_sets,
    project_digest,
    read_sentences,
    score,
    training,
    training_sets,
    unlabelled,
)
from bench.naming.cutting import cut
from bench.naming.labels import LABELS, best
from indexer.recognise.model import shipped, write


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


def test_the_part_that_is_measured_can_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, (_, _, test) in DATASETS.items():
        (tmp_path / "ner" / name).mkdir(parents=True)
        (tmp_path / "ner" / name / test).write_text("Bupati O\nBudi B-PER\nSantoso I-PER\n", "utf-8")
    assert main(["--data", str(tmp_path), "--part", "test"]) == 0
    assert capsys.readouterr().out.count("person") == len(DATASETS)
    assert main(["--data", str(tmp_path)]) == 1
    assert "dev.txt" in capsys.readouterr().err


def test_both_parts_are_learnt_unless_one_is_to_be_measured_on(tmp_path: Path) -> None:
    def lines(*words: str) -> str:
        return "".join(f"{word} O\n" for word in words)

    for name, (train, validation, _) in DATASETS.items():
        (tmp_path / "ner" / name).mkdir(parents=True)
        shared = [lines("dikutip", "dari", "idner", "hari", "ini")] if name == "nerugm" else []
        (tmp_path / "ner" / name / train).write_text("\n".join([lines(name, "melatih"), *shared]), "utf-8")
        held = "dikutip dari idner hari ini" if name == "idner" else f"{name} menguji"
        (tmp_path / "ner" / name / validation).write_text(lines(*held.split()), "utf-8")

    def text(sets: dict[str, list[Labelled]]) -> dict[str, list[str]]:
        return {name: [" ".join(each.words) for each in sentences] for name, sentences in sets.items()}

    assert text(training_sets(tmp_path)) == {name: [f"{name} melatih"] for name in DATASETS}
    assert text(labelled_sets(tmp_path)) == {
        "idner": ["idner melatih", "dikutip dari idner hari ini"],
        "nergrit": ["nergrit melatih", "nergrit menguji"],
        "nerui": ["nerui melatih", "nerui menguji"],
        "nerugm": ["nerugm melatih", "dikutip dari idner hari ini", "nerugm menguji"],
    }


@pytest.mark.parametrize(("part", "learnt"), [("validation", True), ("test", False)])
def test_what_the_model_learnt_is_not_measured_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], part: str, learnt: bool
) -> None:
    for name, files in DATASETS.items():
        (tmp_path / "ner" / name).mkdir(parents=True)
        (tmp_path / "ner" / name / files[PARTS.index(part)]).write_text("Bupati O\nBudi B-PER\n", "utf-8")
    assert main(["--data", str(tmp_path), "--part", part]) == 0
    assert ("has learnt from the validation part" in capsys.readouterr().err) == learnt
    path = tmp_path / "measured.model"
    write(dataclasses.replace(shipped(), made_of={"parts": "training"}), path)
    assert main(["--data", str(tmp_path), "--part", part, "--model", str(path)]) == 0
    assert capsys.readouterr().err == ""


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


def test_the_shipped_model_is_made_of_what_the_project_has() -> None:
    # If not: what is taught, or what training sees of it, changed; train again (docs/names-model.md).
    assert shipped().made_of["project"] == project_digest()


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("bench.naming.inputs.taught", lambda: {"title": ["h"]}),
        ("bench.naming.inputs._PACKAGES", Path("requirements.txt").absolute()),
        ("bench.naming.training.OFFSETS", (0, -1, 1)),
        ("indexer.recognise.features.MARKED", (0,)),
        ("indexer.recognise.features._FAR", ("w=", "s=", "64.", "256.", "office")),
        ("bench.naming.inputs.gazetteer_marks", lambda words: [""] * len(words)),
    ],
)
def test_the_digest_tells_what_training_is_given(
    name: str, other: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = project_digest()
    monkeypatch.setattr(name, other)
    assert project_digest() != before


@pytest.mark.parametrize("name", inputs._CODE)
def test_the_digest_tells_code_from_what_is_said_about_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def digest(code: str) -> str:
        (tmp_path / name).write_text(code, "utf-8")
        return project_digest()

    code = (Path(inputs.__file__).parent / name).read_text("utf-8")
    shutil.copytree(Path(inputs.__file__).parent, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(inputs, "_HERE", tmp_path)
    before = project_digest()
    statement = next(each for each in ("return", "before =") if f"\n    {each}" in code)
    body, last = code.rsplit(f"\n    {statement}", 1)
    assert digest(code.replace('"""', '"""Otherwise. ', 1) + "\n\n# More.\n") == before
    assert digest(f"{body}\n\n    # Why.\n    {statement}{last}") == before
    assert digest(code.replace(" = ", " =  ", 1)) == before
    assert digest(f"{body}\n    {statement} not{last}") != before
    assert digest(f"{body}\n        {statement}{last}") != before
    assert digest(code.replace('"utf-8"', '"utf-16"').replace("0.1", "0.3").replace("A", "B")) != before


def test_code_is_the_same_for_every_python(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        '"""Why."""\n\ndef a(b):  # c\n    """Why."""\n    return f"{b + 1:3} c" "d"\n'
    )
    assert inputs._code(tmp_path / "a.py") == '\ndefa(b):\n>\nreturnf"{b+1:3}c""d"\n<'


def test_the_digest_of_the_data_tells_every_file(tmp_path: Path) -> None:
    files = [tmp_path / "ner" / name / part for name, (*parts, _) in DATASETS.items() for part in parts]
    files += [tmp_path / "ner" / "names" / name for name in ("person.txt", "organization.txt")]
    files.append(tmp_path / "articles" / "news.jsonl.gz")
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a", "utf-8")
    found = [data_digest(tmp_path)]
    for path in files:
        path.write_text("b", "utf-8")
        found.append(data_digest(tmp_path))
    assert len({*found}) == len(files) + 1


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Ia pulang. “Baik,” kata Budi.", [["Ia", "pulang", "."], ["“", "Baik", ",", "”", "kata", "Budi"]]),
        ("Kata H. Budi, S.H. itu", [["Kata", "H", ".", "Budi", ",", "S.H", ".", "itu"]]),
        ("Dari Kompas.com. Mari", [["Dari", "Kompas.com", "."], ["Mari"]]),
        ("Marcus/Kevin menang\n2-1!", [["Marcus/Kevin", "menang"], ["2-1"]]),
        (" … ", []),
    ],
)
def test_articles_are_cut_into_sentences(text: str, tokens: list[list[str]]) -> None:
    assert list(cut(text)) == tokens


def test_sentences_to_label_are_of_articles_one_of_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distilling, "_SENTENCES", {"idner": 3, "nerui": 2})
    (tmp_path / "articles").mkdir()
    text = "Warga kota {0} bekerja bakti. Pasar di kota {0} ramai. Pendek {0}. " + "Kata " * 70 + "{0}."
    articles = [{"set": "koran", "body": text.format(f"nomor{number}")} for number in range(5)]
    articles += [{"set": "koran", "body": "Pendek."}, {"set": "insei_econ", "body": text.format("kecil")}]
    with gzip.open(tmp_path / "articles" / "news.jsonl.gz", "wt") as file:
        file.write("\n".join(map(json.dumps, articles)))
    found = unlabelled(tmp_path)
    assert {name: len(sentences) for name, sentences in found.items()} == {"idner": 3, "nerui": 2}
    every = [sentence for sentences in found.values() for sentence in sentences]
    assert {word for sentence in every for word in sentence if word.startswith("nomor")} == {
        f"nomor{number}" for number in range(5)
    }
    assert all(len(sentence) == 6 for sentence in every)
    assert unlabelled(tmp_path) == found


@given(st.integers(1, 4), st.integers(0, 2**32))
def test_the_best_labels_are_the_best_of_all_in_which_names_begin(length: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    weights = chance.normal(size=(length, len(LABELS))).astype(np.float32)
    transitions = chance.normal(size=(len(LABELS), len(LABELS))).astype(np.float32)

    def value(path: tuple[int, ...]) -> float:
        steps = sum(transitions[each] for each in pairwise(path))
        return float(steps + sum(weights[at, label] for at, label in enumerate(path)))

    def begins(path: tuple[int, ...]) -> bool:
        labels = ["O", *(LABELS[label] for label in path)]
        return all(each[0] != "I" or before[2:] == each[2:] for before, each in pairwise(labels))

    paths = filter(begins, itertools.product(range(len(LABELS)), repeat=length))
    found = tuple(LABELS.index(label) for label in best([-weights, weights], transitions)[1])
    assert begins(found)
    assert value(found) == pytest.approx(max(map(value, paths)), abs=1e-4)


def test_sentences_get_the_labels_that_weigh_most_by_all() -> None:
    nothing = np.zeros((7, 7), np.float32)
    one, other = np.zeros((2, 2, 7), np.float32)
    person, place = LABELS.index("B-person"), LABELS.index("B-place")
    one[1, person], one[1, place], other[1, place] = 3, 2, 2
    both = [([one], nothing), ([other], nothing)]
    assert distilling._label([["kata", "Budi"]], both) == [Labelled(("kata", "Budi"), ("O", "B-place"))]
    assert distilling._label([["kata", "Budi"]], both[:1])[0].labels[1] == "B-person"


def test_a_model_of_both_weighs_what_they_do_on_average_or_by_the_share_of_a_set() -> None:
    model = shipped()
    assert model.network
    alone = dataclasses.replace(model, network=None)
    joined = join(alone, model.network)
    assert joined.network
    assert np.array_equal(joined.weights * 2, model.weights)
    assert np.array_equal(joined.transitions * 2, model.transitions)
    assert joined.network.hidden is model.network.hidden
    for number, name in enumerate(model.network.sets):
        # Where the network counts for 0.7, the CRF does for 0.3.
        beside = 0.7 / 0.3 if name == "idner" else 1
        for theirs in ("labels", "transitions"):
            before, after = (getattr(network, theirs)[number] for network in (model.network, joined.network))
            assert after * 2 == pytest.approx(before * beside, rel=1e-6)


def test_what_trains_is_named_if_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.path", [*sys.path])
    monkeypatch.setattr(training, "_TRAINERS", ("json", "nothing_of_that_name"))
    assert train_names.main(["--check"]) == 1
    assert "nothing_of_that_name is not installed; run scripts/bench-peers" in capsys.readouterr().err


def test_a_model_that_training_would_not_make_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The trainer is not installed with the project: what it gives stands in for it.
    made_of = {"project": "1a", "data": "2b", "parts": "training validation"}
    # Of few features, for a file of all takes seconds to write.
    few = dict(itertools.islice(shipped().features.items(), 1_000))
    made = dataclasses.replace(
        shipped(), features=few, weights=shipped().weights[:1_000], network=None, made_of=made_of
    )
    monkeypatch.setattr(train_names, "find_trainer", lambda: True)
    monkeypatch.setattr(train_names, "_train", lambda *_: made)
    path = tmp_path / "names.model"
    arguments = ["--check", "--output", str(path)]
    assert train_names.main(arguments) == 1
    assert str(path) in capsys.readouterr().err
    write(made, path)
    assert train_names.main(arguments) == 0
    assert "byte for byte" in capsys.readouterr().out
    for other, said in (
        ({"made_of": made_of | {"data": "2c"}}, "made of other data"),
        ({"made_of": made_of | {"parts": "training"}}, "made of other parts"),
        ({"made_of": {"parts": "training validation"}}, "made of other project and data"),
        ({"weights": made.weights + 1}, "made on another kind of machine"),
    ):
        write(dataclasses.replace(made, **other), path)
        assert train_names.main(arguments) == 1
        assert said in capsys.readouterr().err


def test_another_processor_needs_an_emulator_that_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(processors, "find_trainer", lambda: True)
    with pytest.raises(SystemExit):
        processors.main([])
    assert "which emulator?" in capsys.readouterr().err
    assert processors.main(["no-such-emulator"]) == 1
    assert "error: no-such-emulator: No such file" in capsys.readouterr().err
    assert processors.main(["false"]) == 1
    said = capsys.readouterr().err
    assert "bench.naming.trial" in said
    assert said.endswith(": exit 1\n")
