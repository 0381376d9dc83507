"""Reason codes and the commands of editors are an interface: each one is documented."""

from pathlib import Path

from indexer.commands import COMMANDS
from indexer.commands.people import people
from indexer.console import REMARKS
from indexer.extract import REFUSAL_CODES
from indexer.sources import SOURCE_CODES

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_every_reason_code_is_documented() -> None:
    text = (DOCS / "indexing.md").read_text("utf-8")
    assert [code for code in REFUSAL_CODES | SOURCE_CODES | REMARKS if f"| `{code}` |" not in text] == []


def test_every_command_is_documented() -> None:
    texts = "".join(path.read_text("utf-8") for path in (*DOCS.glob("*.md"), DOCS.parent / "README.md"))
    assert [each.name for each in COMMANDS if f"indexer {each.name}" not in texts] == []


def test_every_command_about_people_is_documented() -> None:
    text = (DOCS / "people.md").read_text("utf-8")
    assert [name for name in people.commands if f"people {name}" not in text] == []
