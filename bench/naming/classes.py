"""Classes of words: in what company they stand, how often in capitals, and what lists they are on.

Company is a cluster of the words before and after a word in the articles: positive pointwise mutual
information, cut down to 64 dimensions by a singular value decomposition (Levy, Goldberg and Dagan, "Improving
distributional similarity with lessons learned from word embeddings", 2015), then k-means of three sizes.
"""

from __future__ import annotations

import tomllib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from index.analysis import root_words

from ..news import news
from .apart import processes
from .cutting import cut

# Words that get a cluster, words whose company counts, dimensions, clusters of each size.
_WORDS, _FEWEST, _CONTEXTS, _DIMENSIONS, _CLUSTERS = 50_000, 8, 1_500, 64, (64, 256, 1024)
_CASED, _SEEN = 3, 5
_SEED = 1
# How often a name's word stands on a list: 1, 2 to 3, 4 and more.
_STEPS = ((4, "3"), (2, "2"), (1, "1"))
# Sets whose text is not in its own letters.
LOWERED = {"insei_econ"}


def learn_classes(data: Path) -> dict[str, str]:
    """Return the classes of each folded word that has any, between spaces, from `../shared/data`.

    They are learnt in a process of its own (see `processes`).
    """
    with processes(1) as apart:
        return apart.submit(_learnt, data).result()


def _learnt(data: Path) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    total, case = Counter[str](), {kind: Counter[str]() for kind in ("inside", "capital", "shouted")}
    texts = [list(cut(body)) for body in _bodies(data / "articles")]
    for text in texts:
        _count(text, total, case)
    for word, classes in _listed(data / "ner" / "names"):
        found.setdefault(word, []).extend(classes)
    for word, clusters in _clustered(texts, total):
        found.setdefault(word, []).extend(clusters)
    for word, count in total.items():
        if count >= _SEEN and word[0].isalpha():
            found.setdefault(word, []).extend(_written(word, case))
    return {word: " ".join(classes) for word, classes in found.items() if classes}


def taught() -> dict[str, list[str]]:
    """Return the lists of words that are classes of their own, by class."""
    lists = tomllib.loads((Path(__file__).parent / "taught.toml").read_text("utf-8"))
    return {**lists, "word": sorted(root_words())}


def _bodies(folder: Path) -> Iterator[str]:
    return (article["body"] for article in news(folder) if article["set"] not in LOWERED)


def _count(text: Iterable[list[str]], total: Counter[str], case: dict[str, Counter[str]]) -> None:
    for sentence in text:
        opened = False
        for token in sentence:
            lower = token.lower()
            total[lower] += 1
            if not token[0].isalpha():
                continue
            if opened:
                case["inside"][lower] += 1
                case["capital"][lower] += token[0].isupper()
                case["shouted"][lower] += len(token) > 1 and token.isupper()
            opened = True


def _written(word: str, case: dict[str, Counter[str]]) -> Iterator[str]:
    """Tell how often a word that opens no sentence stands in capitals, in fifths."""
    inside = case["inside"][word]
    if inside >= _CASED:
        yield f"capital{5 * case['capital'][word] // inside}"
        yield f"shouted{5 * case['shouted'][word] // inside}"


def _listed(folder: Path) -> Iterator[tuple[str, list[str]]]:
    lists: dict[str, Counter[str]] = {kind: Counter() for kind in ("given", "family", "organisation")}
    for name in (folder / "person.txt").read_text("utf-8", errors="replace").splitlines():
        first, *others = name.lower().split() or [""]
        lists["given"][first] += 1
        lists["family"].update(others)
    for name in (folder / "organization.txt").read_text("utf-8", errors="replace").splitlines():
        lists["organisation"].update(name.lower().split())
    for kind, counts in lists.items():
        for word, count in counts.items():
            if word.isalpha():
                yield word, [kind + next(step for least, step in _STEPS if count >= least)]
    for kind, words in taught().items():
        for word in words:
            yield word, [kind]


def _clustered(texts: list[list[list[str]]], total: Counter[str]) -> Iterator[tuple[str, list[str]]]:
    # Installed by `scripts/bench-peers names`, not with the project.
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.utils.extmath import randomized_svd

    ranked = sorted(total, key=lambda word: (-total[word], word))
    words = [word for word in ranked if total[word] >= _FEWEST and word[0].isalpha()][:_WORDS]
    information = _information(texts, words, ranked[:_CONTEXTS])
    left, strengths, _ = randomized_svd(information, _DIMENSIONS, random_state=_SEED, n_iter=4)
    vectors = left * np.sqrt(strengths)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    sizes = [
        MiniBatchKMeans(size, random_state=_SEED, batch_size=4096, n_init=2, max_iter=60).fit(vectors).labels_
        for size in _CLUSTERS
    ]
    for row, word in enumerate(words):
        yield word, [f"{size}.{labels[row]}" for size, labels in zip(_CLUSTERS, sizes, strict=True)]


def _information(texts: list[list[list[str]]], words: list[str], contexts: list[str]) -> Any:
    """Return how much more often than by chance a word (row) has a context at a distance (column)."""
    from scipy.sparse import coo_matrix

    row_of = {word: row for row, word in enumerate(words)}
    column_of = {word: column for column, word in enumerate(contexts)}
    rows, columns = array("i"), array("i")
    for sentence in (sentence for text in texts for sentence in text):
        lower = [token.lower() for token in sentence]
        places = [column_of.get(token, -1) for token in lower]
        for at, token in enumerate(lower):
            if (row := row_of.get(token, -1)) < 0:
                continue
            for number, other in enumerate((at - 1, at + 1, at - 2, at + 2)):
                if 0 <= other < len(lower) and places[other] >= 0:
                    rows.append(row)
                    columns.append(number * len(contexts) + places[other])
    each = (np.frombuffer(rows, np.int32), np.frombuffer(columns, np.int32))
    counted = (
        coo_matrix((np.ones(len(rows), np.float32), each), (len(words), 4 * len(contexts))).tocsr().tocoo()
    )
    of_words, of_contexts = counted.sum(1).A1, counted.sum(0).A1
    smoothed = of_contexts**0.75 * (of_contexts.sum() / (of_contexts**0.75).sum())
    more = np.log(counted.data * of_contexts.sum() / (of_words[counted.row] * smoothed[counted.col]))
    kept = more > 0
    return coo_matrix((more[kept], (counted.row[kept], counted.col[kept])), counted.shape).tocsr()
