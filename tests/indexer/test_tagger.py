"""The tagger against a plain reading of its model, and the model's file."""

from __future__ import annotations

import dataclasses
import functools
import io
import itertools
import random
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.recognise.agreement import lean
from indexer.recognise.decoding import best_paths
from indexer.recognise.features import OFFSETS, alone, counts, see, shape, together
from indexer.recognise.model import Model, Network, read, shipped, write
from indexer.recognise.sentences import sentences
from indexer.recognise.tagger import Tagger, gazetteer_marks
from indexer.recognise.words import split

_VOCABULARY = [
    "Kapolres",
    "Pekalongan",
    "Budi",
    "Santoso",
    "kata",
    "di",
    ",",
    ".",
    "PT",
    "S.H",
    "2024",
    "Jawa",
]
_SENTENCES = st.lists(st.lists(st.sampled_from(_VOCABULARY), max_size=7), max_size=4)


@functools.cache
def made(domain: str) -> Tagger:
    return Tagger(shipped(), domain)


def plain_weights(model: Model, domain: str, sentence: list[str]) -> np.ndarray:
    """Add up what weighs at each word as the model is trained: by the texts of the features."""
    seen = [see(word, model.classes) for word in sentence]
    marks = gazetteer_marks(sentence)
    summed = np.zeros((len(sentence), len(model.labels)))
    for at in range(len(sentence)):
        names = [" ".join(parts) for parts in together(seen, at, marks)]
        for offset in OFFSETS:
            if 0 <= at + offset < len(sentence):
                mine = [f"{offset}{each}" for each in alone(seen[at + offset]) if counts(each, offset)]
                names += mine + [f"{domain}:{each}" for each in mine]
        for name in names:
            if name in model.features:
                summed[at] += model.weights[model.features[name]]
    if model.network:
        summed += network_weights(model.network, model.classes, domain, sentence)
    return summed


def network_weights(
    network: Network, classes: Mapping[str, str], domain: str, sentence: list[str]
) -> np.ndarray:
    """Compute what the network weighs at each word as its definition says."""
    of, marks = network.sets.index(domain), gazetteer_marks(sentence)
    rows = [
        [network.features[each] for each in alone(see(word, classes)) if each in network.features]
        for word in sentence
    ]
    words = [np.tanh(network.vectors[of_word].sum(0)) for of_word in rows]
    summed = np.zeros((len(sentence), network.labels.shape[2]))
    for at in range(len(sentence)):
        hidden = network.hidden[of].copy()
        for number, offset in enumerate(OFFSETS):
            if 0 <= at + offset < len(sentence):
                hidden += words[at + offset] @ network.window[number]
                if (mark := marks[at + offset]) in network.marks:
                    hidden += network.marked[number, network.marks.index(mark)]
        summed[at] = hidden.clip(0) @ network.labels[of]
    return summed


def all_transitions(model: Model, domain: str) -> np.ndarray:
    """Return the transitions of a model with those of its network."""
    if model.network is None:
        return model.transitions
    return np.asarray(model.transitions + model.network.transitions[model.network.sets.index(domain)])


def value(weights: np.ndarray, transitions: np.ndarray, path: list[int]) -> float:
    """Return what a path of labels weighs."""
    steps = sum(float(transitions[a, b]) for a, b in pairwise(path))
    return steps + sum(float(weights[at, label]) for at, label in enumerate(path))


@given(_SENTENCES, st.sampled_from(["idner", "nergrit", "nerui", "nerugm"]))
def test_what_a_word_weighs_is_what_its_features_weigh(texts: list[list[str]], domain: str) -> None:
    model = shipped()
    transitions = all_transitions(model, domain)
    found = made(domain).tag(texts)
    every = [plain_weights(model, domain, text) for text in texts if text]
    if every:
        assert made(domain)._sum_up(texts) == pytest.approx(np.concatenate(every), abs=1e-3)
    assert [len(labels) for labels in found] == [len(text) for text in texts]
    for text, labels in zip(texts, found, strict=True):
        if text:
            weights = plain_weights(model, domain, text)
            mine = [model.labels.index(label) for label in labels]
            (best,) = best_paths(weights.astype(np.float32), transitions, [len(text)])
            rest = value(weights, transitions, best)
            assert value(weights, transitions, mine) == pytest.approx(rest, abs=1e-2)


def test_words_that_stand_together_weigh_what_the_model_says() -> None:
    model, tagger = shipped(), made("nerui")
    both = [feature.split(" ")[1:] for feature in model.features if feature.startswith("-2w-1w ")]
    assert len(both) > 1_000
    for one, other in random.Random(1).sample(both, 200):
        sentence = [one, other, "kata"]
        expected = plain_weights(model, "nerui", sentence)
        assert tagger._sum_up([sentence]) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("count", [0, 1, 2, 4, 5])
def test_a_model_of_few_joint_features(count: int) -> None:
    words = ["satu", "dua", "tiga", "empat", "lima", "enam"]
    features = {f"-2w-1w {one} {other}": row for row, (one, other) in enumerate(pairwise(words[: count + 1]))}
    weights = np.arange(1, 2 * count + 1, dtype=np.float32).reshape(count, 2)
    model = Model(("B-person", "O"), features, weights, np.zeros((2, 2), np.float32), {}, {})
    found = Tagger(model, "nerui")._sum_up([[*words, "akhir"]])
    assert found[2 : 2 + count].tolist() == weights.tolist()
    assert not found[:2].any()
    assert not found[2 + count :].any()


@given(st.text(st.characters(categories=["L", "N", "P"])) | st.text("aAbB1-é中ǅ"))
def test_a_shape_is_what_each_letter_is_at_most_two_in_a_row(word: str) -> None:
    kinds = ["X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word]
    runs = [(kind, len(list(every))) for kind, every in itertools.groupby(kinds)]
    assert shape(word) == "".join(kind * min(2, length) for kind, length in runs)


def kinds_of(words: list[list[str]], labels: Iterable[str]) -> dict[str, set[str]]:
    """Return what kinds of name each word is part of."""
    found: dict[str, set[str]] = {}
    for word, label in zip(itertools.chain.from_iterable(words), labels, strict=True):
        found.setdefault(word, set()).add(label[2:])
    return found


def alone_tagged(words: list[list[str]]) -> list[str]:
    """Return the labels of sentences that do not know of each other."""
    return list(itertools.chain.from_iterable(made("nerui").tag(words)))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "Gunaryo",
            "Penyidik menahan Gunaryo Prasojo di Tegal. Kata Gunaryo, ia sakit. "
            "Penasihat hukum Gunaryo, Baskoro Yudhistiro, menyebut penahanan berlebihan.",
        ),
        (
            "Darwis",
            "Penyidik menahan Darwis Lakebo di Tegal. Kata Darwis Lakebo, ia sakit. Warung Darwis digeledah.",
        ),
    ],
)
def test_a_sentence_that_leaves_a_name_open_follows_the_others(name: str, text: str) -> None:
    words = [each.tokens for each in sentences(split(text))]
    assert len(kinds_of(words, alone_tagged(words))[name]) == 2
    assert kinds_of(words, made("nerui").tag_text(words)[0])[name] == {"person"}


def test_what_a_word_weighs_as_a_person_stands_beside_its_label() -> None:
    text = "Presiden Joko Widodo meninjau Kota Tegal. Menurut Joko Widodo, banjir surut."
    words = [each.tokens for each in sentences(split(text))]
    tagged = made("nerui").tag_text(words)
    weighed = dict(zip(itertools.chain.from_iterable(words), tagged.persons, strict=True))
    assert min(weighed["Joko"], weighed["Widodo"]) > 0 > max(weighed["Tegal"], weighed["banjir"])


def test_so_does_what_it_weighs_as_an_organisation() -> None:
    words = [each.tokens for each in sentences(split("Bank Indonesia mengundang Joko Widodo ke Tegal."))]
    tagged = made("nerui").tag_text(words)
    weighed = dict(zip(itertools.chain.from_iterable(words), tagged.organisations, strict=True))
    assert weighed["Bank"] > 0 > max(weighed["Joko"], weighed["Tegal"], weighed["mengundang"])


def test_an_organisation_keeps_the_place_in_its_name() -> None:
    text = "Banjir melanda Kota Tegal. Warga Kota Tegal mengungsi. Dinas Kesehatan Kota Tegal membuka posko."
    words = [each.tokens for each in sentences(split(text))]
    first = alone_tagged(words)
    assert kinds_of(words, first)["Tegal"] == {"place", "organisation"}
    assert made("nerui").tag_text(words)[0] == first


@given(
    st.lists(st.tuples(st.sampled_from("ABab"), st.sampled_from(["O", "B-person", "B-place"])), max_size=9)
)
def test_what_most_other_places_say_weighs_and_nothing_else(words: list[tuple[str, str]]) -> None:
    labels = ["B-person", "B-place", "O"]
    weights = np.zeros((len(words), 3), np.float32)
    leant = lean(weights, [word for word, _ in words], [label for _, label in words], labels)
    assert leant == weights.any()
    for at, (word, own) in enumerate(words):
        others = [label for place, (other, label) in enumerate(words) if other == word and place != at]
        for label, weight in zip(labels, weights[at], strict=True):
            most = label != "O" and 2 * others.count(label) > len(others)
            differs = any(each != own for each in others)
            beaten = own in ("O", label) or others.count(own) + 1 < others.count(label) + (
                label == "B-person"
            )
            assert bool(weight) == (most and differs and beaten and word.isupper())


def test_two_kinds_do_not_change_places() -> None:
    labels, found = ["B-person", "B-place", "B-organisation", "O"], ["B-person", "B-place"]
    weights = np.zeros((2, 4), np.float32)
    assert lean(weights, ["Surya", "Surya"], found, labels)
    assert weights[0].tolist() == [0, 0, 0, 0]
    assert weights[1, 0] > 0 == weights[1, 1]
    weights[:] = 0
    assert not lean(weights, ["Surya", "Surya"], ["B-organisation", "B-place"], labels)


def test_a_word_of_a_table_is_counted_once() -> None:
    # Counted anew at each place, so many would take hours.
    words = ["Surya"] * 100_000
    weights = np.zeros((len(words), 2), np.float32)
    assert lean(weights, words, ["O", "B-person"] * 50_000, ["B-person", "O"])
    assert (weights[::2, 0] > 0).all()
    assert not weights[1::2].any()


def test_an_empty_token_is_a_word() -> None:
    assert [len(each) for each in made("nerui").tag([["", "Budi"], ["kata", "Santoso"], [""] * 9])] == [
        2,
        2,
        9,
    ]


@given(st.lists(st.integers(0, 4), max_size=3), st.integers(0, 2**32))
def test_the_best_path_is_the_best_of_all(lengths: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    weights = chance.normal(size=(sum(lengths), 3)).astype(np.float32)
    transitions = chance.normal(size=(3, 3)).astype(np.float32)
    start = 0
    for length, path in zip(lengths, best_paths(weights, transitions, lengths), strict=True):
        mine = weights[start : start + length]
        best = max(
            value(mine, transitions, list(each)) for each in itertools.product(range(3), repeat=length)
        )
        assert value(mine, transitions, path) == pytest.approx(best, abs=1e-4)
        start += length


@given(st.text(alphabet="Aab .,?!\n“”\"-'()1é", max_size=80))
def test_every_word_stands_in_one_sentence_in_order(text: str) -> None:
    words = split(text)
    found = list(sentences(words))
    numbers = [number for each in found for number in each.numbers if number is not None]
    assert numbers == list(range(len(words)))
    for each in found:
        assert all(
            number is None or token == words[number].text
            for token, number in zip(each.tokens, each.numbers, strict=True)
        )


def test_what_ends_a_sentence_belongs_to_it_and_a_quotation_mark_to_the_next() -> None:
    found = [each.tokens for each in sentences(split("Ia pulang. “Baik,” kata Budi."))]
    assert found == [["Ia", "pulang", "."], ["“", "Baik", ",", "”", "kata", "Budi"]]


def test_a_site_ends_a_sentence_and_a_title_does_not() -> None:
    found = [
        each.tokens
        for each in sentences(split("Berita dari Kompas.com. Mari baca. Kata dr. Budi, S.H. itu."))
    ]
    assert [tokens[0] for tokens in found] == ["Berita", "Mari", "Kata"]


@pytest.mark.parametrize("with_network", [False, True])
def test_a_model_is_read_as_it_was_written_and_always_the_same_bytes(
    tmp_path: Path, *, with_network: bool
) -> None:
    chance = np.random.default_rng(1)
    shapes = (2, 3), (5, 3, 4), (5, 1, 4), (2, 4), (2, 4, 2), (2, 2, 2)
    numbers = [chance.normal(size=shape).astype(np.float16).astype(np.float32) for shape in shapes]
    network = Network({"w=budi": 0, "s=Xxx": 1}, ("BR",), ("idner", "nerui"), *numbers)
    model = Model(
        ("B-person", "O"), {"0w=budi": 0, "bias": 1}, np.array([[1, -1], [0.5, 2]], np.float32),
        np.array([[0, 1], [2, 3]], np.float32), {"budi": "given3 64.1", "é": "word"},
        {"data": "0a", "project": "1b"}, network if with_network else None,
    )  # fmt: skip
    write(model, tmp_path / "a")
    write(model, tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    again = read(io.BytesIO((tmp_path / "a").read_bytes()))
    assert (again.labels, again.features, again.classes) == (model.labels, model.features, model.classes)
    assert again.made_of == model.made_of
    assert (again.weights == model.weights).all()
    assert (again.transitions == model.transitions).all()
    assert (again.network is not None) == with_network
    if again.network is not None:
        for field in dataclasses.fields(Network):
            assert np.array_equal(getattr(again.network, field.name), getattr(network, field.name))


def test_the_model_that_is_shipped_is_small(tmp_path: Path) -> None:
    write(shipped(), tmp_path / "model")
    assert (tmp_path / "model").stat().st_size < 8_000_000
    assert {label[2:] for label in shipped().labels} == {"", "person", "place", "organisation"}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Polisi Jawa Tengah", ["", "BP+", "IP+"]),
        ("di Pekalongan", ["", "BR"]),
        ("ke Arab Saudi dan jawa tengah", ["", "BN+", "IN+", "", "", ""]),
    ],
)
def test_marks_of_the_gazetteer(text: str, marks: list[str]) -> None:
    assert gazetteer_marks(text.split()) == marks


def test_many_words_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [[f"Kata{n}", "Budi", "Santoso", "ke", f"Kota{n}"] for n in range(200)]
    expected = Tagger(shipped(), "nerui")._sum_up(texts)
    monkeypatch.setattr("indexer.recognise.tagger._ROWS", 50)
    monkeypatch.setattr("indexer.recognise.tagger._TOGETHER", 20)
    tagger = Tagger(shipped(), "nerui")
    assert np.array_equal(tagger._sum_up(texts), expected)
    assert np.array_equal(np.concatenate([tagger._sum_up([text]) for text in texts]), expected)
    assert len(tagger._numbers) <= 50
    # What is in most texts stays.
    assert {"Budi", "Santoso", "ke"} <= {word for word, number in tagger._numbers.items() if 0 < number < 4}


def test_a_sentence_as_long_as_a_book_is_tagged_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.recognise.tagger._ROWS", 50)
    monkeypatch.setattr("indexer.recognise.tagger._TOGETHER", 20)
    words = [f"kata{n}" for n in range(1_000)] + ["Budi", "Santoso"]
    (labels,) = Tagger(shipped(), "nerui").tag([words])
    assert len(labels) == len(words)
    assert labels[-2:] == ["B-person", "I-person"]


def test_a_network_that_cannot_be_used_is_told() -> None:
    network = shipped().network
    assert network
    with pytest.raises(ValueError, match="in the manner of nobody; it knows idner, nergrit"):
        Tagger(shipped(), "nobody")
    short = dataclasses.replace(network, window=network.window[:3])
    with pytest.raises(ValueError, match="looks at 3 words, not at 5"):
        Tagger(dataclasses.replace(shipped(), network=short), "nerui")
