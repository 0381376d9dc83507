"""What the model of names is made of, as digests: they tell whether it is the one that training makes now."""

from __future__ import annotations

import hashlib
import itertools
import json
from pathlib import Path

from babel import Locale

from index import places
from indexer.recognise.features import see
from indexer.recognise.tagger import gazetteer_marks

from .classes import SETTINGS as CLASSES
from .classes import taught
from .cutting import cut
from .datasets import DATASETS
from .training import SETTINGS, features

# Cut, and seen, as training cuts and sees.
_SAMPLE = """\
PEKALONGAN, KOMPAS.com – Plt. Wali Kota Pekalongan, H. Salahudin, S.H., M.Si., meresmikan RSUD Kraton (2/5).
"Kami siap," kata Drs. Budi Santoso/Siti Aminah kepada Kodim 0736/Batang. Apa benar? Ya!
• Harga beras naik 3,5%: Rp12.500/kg… Warga Jl. Raya No. 7 Kec. Wiradesa mengeluh—lalu pulang.
Jum’at pagi, Qur'an dibaca; ‘Selamat’ kata Tn. A. di kompas.com. Mari ke Arab Saudi dan Jawa Tengah
DPR-RI & PT. Telkom (Tbk) menang 2-1 di Bekasi
"""
_CLASSES = {"pekalongan": "64.1 capital5", "budi": "given3 256.7 1024.9", "kata": "speech word 64.2"}


def project_digest() -> str:
    """Return the SHA-256 of what the project itself gives: words, places, cutting, features, settings."""
    sentences = list(cut(_SAMPLE))
    names = sorted({*Locale("id").territories.values(), *(place.bare for place in places().values())})
    given = {
        "settings": [CLASSES, SETTINGS],
        "taught": taught(),
        "sentences": sentences,
        "marks": [gazetteer_marks(name.split()) for name in names],
        "names": names,
        "features": [
            list(features(sentence, lambda word: see(word, _CLASSES), domain))
            for sentence, domain in itertools.product(sentences, DATASETS)
        ],
    }
    return hashlib.sha256(json.dumps(given, ensure_ascii=False).encode("utf-8")).hexdigest()


def data_digest(data: Path) -> str:
    """Return the SHA-256 of the files of `../shared/data` that training reads. Raises OSError."""
    labelled = [data / "ner" / name / part for name, parts in DATASETS.items() for part in parts]
    names = [data / "ner" / "names" / name for name in ("person.txt", "organization.txt")]
    found = hashlib.sha256()
    for path in [*labelled, *names, data / "articles" / "news.jsonl.gz"]:
        with path.open("rb") as file:
            found.update(hashlib.file_digest(file, "sha256").digest())
    return found.hexdigest()
