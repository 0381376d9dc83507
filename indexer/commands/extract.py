"""`indexer extract`: what is found in files; nothing is stored."""

from __future__ import annotations

from dataclasses import asdict

import click

from index import MentionKind, read_settings

from ..console import refusal_row, say
from ..prepare import Prepared, Refusal, prepare
from ..sources import File, Item, SourceError, Unchanged
from .shared import REFUSED_SOME, allow_private_option, columns_option, each_item, print_json


@click.command("extract")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@columns_option
@allow_private_option
@click.pass_context
def extract_files(
    ctx: click.Context, files: tuple[str, ...], columns: dict[str, str], allow_private: bool
) -> None:
    """Print what is extracted from each file, one JSON object a line; nothing is stored."""
    settings = read_settings()
    failures: list[SourceError] = []
    refused = False
    for item in each_item(files, settings, failures, columns, allow_private=allow_private):
        assert not isinstance(item, File | Unchanged), "without an archive everything is read"
        result = prepare(item, settings.max_page_bytes, settings.home_place)
        refused |= isinstance(result, Refusal)
        print_json(refusal_row(result) if isinstance(result, Refusal) else _extracted(item, result))
    for failure in failures:
        say(f"error: {failure}")
    ctx.exit(1 if failures else REFUSED_SOME if refused else 0)


def _extracted(item: Item, result: Prepared) -> dict[str, object]:
    article = result.document.article
    fields = asdict(article)
    del fields["identity"], fields["source"]
    kinds = {
        "places": MentionKind.PLACE,
        "people": MentionKind.PERSON,
        "organisations": MentionKind.ORGANISATION,
    }
    names = {
        key: list(dict.fromkeys(m.name for m in result.document.mentions if m.kind is kind))
        for key, kind in kinds.items()
    }
    return {"file": item.source, **fields, **names}
