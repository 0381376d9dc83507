"""What the model of names is made of, as digests: they tell whether it is the one that training makes now."""

from __future__ import annotations

import hashlib
import json
import tokenize
from pathlib import Path

from babel import Locale

from index import places
from indexer.recognise.features import see
from indexer.recognise.tagger import gazetteer_marks

from .classes import taught
from .cutting import cut
from .datasets import DATASETS
from .training import features

_HERE = Path(__file__).parent
# What only training uses: of these the code counts. Of what the recogniser shares, what it gives does.
_CODE = (
    "apart.py", "classes.py", "cutting.py", "datasets.py", "distilling.py", "labels.py", "learner.py",
    "neural.py", "recurrent.py", "training.py", "window.py",
)  # fmt: skip
_PACKAGES = _HERE.parent / "peers" / "names.txt"
_TEXT = "PEKALONGAN - Plt Wali Kota H. Budi Santoso, S.H., kata 3,5% warga Arab Saudi/Jawa Tengah 2-1 ..."
_CLASSES = {
    "pekalongan": "64.1 256.7 1024.9 capital5 shouted1",
    "kota": "title office speech word head",
    "budi": "given3 family2 organisation1",
}
_LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.ENCODING}
# Lines and indentation count, how wide they are does not.
_BOUNDS = {tokenize.NEWLINE: "\n", tokenize.INDENT: ">", tokenize.DEDENT: "<"}


def project_digest() -> str:
    """Return the SHA-256 of what the project itself gives: code, packages, words, places, features."""
    names = sorted({*Locale("id").territories.values(), *(place.bare for place in places().values())})
    given = {
        "code": [_code(_HERE / name) for name in _CODE],
        "packages": _PACKAGES.read_text("utf-8"),
        "taught": taught(),
        "names": [(name.lower(), gazetteer_marks(name.split())) for name in names],
        "features": [
            list(features(sentence, lambda word: see(word, _CLASSES), name))
            for sentence in cut(_TEXT)
            for name in DATASETS
        ],
    }
    return hashlib.sha256(json.dumps(given, ensure_ascii=False).encode("utf-8")).hexdigest()


def _code(path: Path) -> str:
    """Return a module's code without comments, docstrings and blanks, the same for every Python."""
    with path.open("rb") as file:
        found = [token for token in tokenize.tokenize(file.readline) if token.type not in _LAYOUT]
    begins = [True, *(token.type in _BOUNDS for token in found)]
    # One string of it all: some versions of Python cut an f-string, and what stands in it, into tokens.
    return "".join(
        _BOUNDS.get(token.type) or "".join(token.string.split())
        for token, first in zip(found, begins, strict=False)
        if not (first and token.type == tokenize.STRING)
    )


def data_digest(data: Path) -> str:
    """Return the SHA-256 of the files of `../shared/data` that training reads. Raises OSError."""
    labelled = [data / "ner" / name / part for name, (*parts, _) in DATASETS.items() for part in parts]
    names = [data / "ner" / "names" / name for name in ("person.txt", "organization.txt")]
    found = hashlib.sha256()
    for path in [*labelled, *names, data / "articles" / "news.jsonl.gz"]:
        with path.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    return found.hexdigest()
