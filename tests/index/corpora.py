"""Random articles and the indexes that hold them, for tests that compare answers."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from index import Settings, open_stemmer
from index.analysis import Term, Terms
from index.whoosh_engine import Row, WhooshEngine
from index.whoosh_engine.schema import NO_DAY, TEXTS, UNDATED
from index.whoosh_engine.writer import SegmentsWriter

from .reference import Reference

# Neighbours in the dictionary, beginnings of each other, one edit apart, with letters of two bytes.
WORDS = (
    "banjir banjar banjirlah ban banjr rob robek robot pasar pasir pasien kota kotor kata di yang dan itu "
    "ini ke dari ~banjir ~pasar @kota @malang malang pemalang salahudin anak kue kué kui zat"
).split()
PLACES = "33 33.75 33.26 31 31.01 12".split()
PEOPLE = [f"tokoh-{n}" for n in range(24)]
ORGANISATIONS = [f"lembaga-{n}" for n in range(12)]
FIRST_DAY = dt.date(2019, 12, 1)


class Corpus:
    """An index and what it must answer; `rows` stand under their ids."""

    def __init__(self, engine: WhooshEngine) -> None:
        self.engine = engine
        self.rows: dict[int, Row] = {}

    def write(self, rows: Iterable[Row], gone: Sequence[int] = (), sequence: int = 1) -> None:
        """Put rows and remove ids in one commit."""
        with self.engine.writer() as writer:
            assert isinstance(writer, SegmentsWriter)
            for row in rows:
                writer.put_row(row)
                self.rows[row.id] = row
            for number in gone:
                writer.remove(f"{number:016x}")
                self.rows.pop(number, None)
            writer.commit(sequence)

    def reference(self) -> Reference:
        """Return what searches of the newest commit must answer."""
        return Reference(self.rows.values())


def open_corpus(folder: Path, **settings: object) -> Corpus:
    """Return an empty index in a folder."""
    chosen = Settings(data=folder, search_deadline=60.0, **settings)  # type: ignore[arg-type]
    return Corpus(WhooshEngine(chosen, open_stemmer(chosen)))


# From a word to the next.
_STEPS = (0, 1, 1, 1, 1, 2)


def random_row(rnd: random.Random, number: int) -> Row:
    """Return an article of few and short words; some have no text, no date, no names."""
    texts = [_text(rnd, 0 if rnd.random() < 0.05 else rnd.randrange(1, high)) for high in (5, 25, 3, 3, 3)]
    places = tuple(sorted(rnd.sample(PLACES, rnd.randrange(4))))
    people = tuple(sorted(rnd.sample(PEOPLE, rnd.choice([0, 0, 1, 1, 2, 5, 8, 9, 20]))))
    organisations = tuple(sorted(rnd.sample(ORGANISATIONS, rnd.choice([0, 0, 1, 2, 9]))))
    if rnd.random() < 0.05:
        # The same few words over and over.
        texts[1] = _text(rnd, rnd.randrange(30, 200), often=1.0)
    if rnd.random() < 0.1:
        return Row(number, tuple(texts), ((), places, people, organisations))
    first = FIRST_DAY + dt.timedelta(days=int(rnd.triangular(0, 400, 50)))
    size = rnd.choice([4, 7, 10, 10, 10])
    last = {
        4: dt.date(first.year, 12, 31),
        7: (first.replace(day=1) + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1),
        10: first,
    }[size]
    first = {4: dt.date(first.year, 1, 1), 7: first.replace(day=1), 10: first}[size]
    return Row(
        number,
        tuple(texts),
        ((first.isoformat()[:size],), places, people, organisations),
        (first.toordinal() - 719_163) * 86_400 + rnd.choice([0, 0, 3_600]),
        first.toordinal(),
        last.toordinal(),
    )


def huge_row(number: int) -> Row:
    """Return an article with words far from its beginning, and one word more often than fits a block."""
    far = [Term(place, "rob") for place in range(0, 20_000, 2)]
    far += [Term(20_001, "banjir"), Term(20_002, "rob"), Term(70_000, "kota"), Term(70_001, "pasar")]
    texts = (_terms([Term(0, "pasar")]), _terms(far), *(Terms() for _ in TEXTS[2:]))
    return Row(number, texts, ((), (), (), ()), UNDATED, NO_DAY, NO_DAY)


def _text(rnd: random.Random, size: int, often: float = 0.12) -> Terms:
    found = []
    place = rnd.randrange(3)
    for step in rnd.choices(_STEPS, k=size):
        # The first words are the common ones; several may stand at one place, and gaps between places.
        word = WORDS[min(int(rnd.expovariate(often)), len(WORDS) - 1)]
        found.append(Term(place, word))
        place += step
    # A word stands once at a place.
    return _terms(dict.fromkeys(found))


def _terms(found: Iterable[Term]) -> Terms:
    every = list(found)
    return Terms([term.text for term in every], [term.position for term in every])


def ids(rnd: random.Random, count: int) -> list[int]:
    """Return distinct ids."""
    return [int(rnd.random() * (1 << 53)) << 11 | n for n in range(count)]
