"""Texts that were read in another encoding than they were written in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Article
from indexer.mojibake import mend
from indexer.prepare import Prepared, prepare
from indexer.sources import Record


def mended(body: str, title: str = "Judul") -> str:
    return mend(Article(identity="a", title=title, body=body)).body


@pytest.mark.parametrize("encoding", ["mac_roman", "cp1252"])
@pytest.mark.parametrize("written", ["kata “Budi”, lalu pergi", "Rp 5.000\u00a0juta – naik", "café di Bali…"])
def test_what_was_written_comes_back(written: str, encoding: str) -> None:
    read = written.encode().decode(encoding, "replace")
    if "\ufffd" not in read:
        assert mended(f"Sebelumnya.\n{read}") == f"Sebelumnya.\n{' '.join(written.split())}"


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("Samanhudi dan‚Äé kawan-kawan", "Samanhudi dan kawan-kawan"),
        ("lalu‚Äãpergi", "lalu pergi"),
        ("Covid‚Äê19", "Covid‐19"),
        ("nilai ‚Ä? itu", "nilai ‚Ä? itu"),
    ],
)
def test_what_cannot_be_seen_goes(read: str, written: str) -> None:
    assert mended(read) == written


def test_a_line_of_which_nothing_is_left_goes() -> None:
    assert mended("Satu.\n¬†\nDua.") == "Satu.\nDua."


@pytest.mark.parametrize(
    "text", ["Kaki Ânkara", "âge d'or", "√ sudah", "Harga ¬ 5", "‚ini‘", "São Paulo", "Ângela"]
)
def test_what_is_sound_stays(text: str) -> None:
    assert mended(text) == text


@given(st.text(min_size=1, max_size=40))
def test_no_text_is_lost(text: str) -> None:
    body = "\n".join(line for line in (" ".join(part.split()) for part in text.splitlines()) if line)
    assert bool(mended(body)) is bool(body)
    assert mended(mended(body)) == mended(body)


def test_a_record_is_mended_before_names_are_looked_for() -> None:
    fields = {
        "title": "Rob surut",
        "body": '"Air surut,‚Äù kata Kasubbag Humas Polres Batang.',
        "date": "2024-05-01",
    }
    made = prepare(Record("a.jsonl:1", fields, b""), 10_000, "")
    assert isinstance(made, Prepared)
    assert made.document.article.body == '"Air surut,” kata Kasubbag Humas Polres Batang.'
    assert "Äù" not in {mention.name for mention in made.document.mentions}
