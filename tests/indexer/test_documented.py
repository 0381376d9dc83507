"""Reason codes are an interface: each one is documented."""

from pathlib import Path

from indexer.console import REMARKS
from indexer.extract import REFUSAL_CODES
from indexer.sources import SOURCE_CODES

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "indexing.md"


def test_every_reason_code_is_documented() -> None:
    text = DOCUMENT.read_text("utf-8")
    assert [code for code in REFUSAL_CODES | SOURCE_CODES | REMARKS if f"| `{code}` |" not in text] == []
