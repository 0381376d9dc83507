"""`python -m search`: ask the archive from the command line.

Exit status: 0 done (also when nothing was found), 1 failed, 2 wrong usage.
"""

from __future__ import annotations

import json
import sys

import click

from index import ArchiveError, EngineError, SettingsError, Sort, open_stemmer, read_settings
from index.analysis import Analyser

from .model import Marked, ParamsError, SearchPage, SearchParams
from .payload import to_payload
from .service import SearchService

_ROWS = 10


@click.command()
@click.argument("query", required=False, default="")
@click.option("--place", "places", multiple=True, help="Name or code of a place; may be repeated.")
@click.option("--person", "people", multiple=True, help="Name of a person; may be repeated.")
@click.option("--from", "date_from", help="First day: 2024, 2024-11 or 2024-11-04.")
@click.option("--to", "date_to", help="Last day, likewise.")
@click.option("--sort", type=click.Choice([s.value for s in Sort]), default=Sort.RELEVANCE.value)
@click.option("--limit", type=int, default=10, show_default=True)
@click.option("--offset", type=int, default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the API's object on standard output.")
@click.option("--analyse", metavar="TEXT", help="Print the terms TEXT is indexed under, and stop.")
@click.pass_context
def main(
    ctx: click.Context,
    query: str,
    places: tuple[str, ...],
    people: tuple[str, ...],
    date_from: str | None,
    date_to: str | None,
    sort: str,
    limit: int,
    offset: int,
    as_json: bool,
    analyse: str | None,
) -> None:
    """Search the archive for QUERY (none: every article)."""
    try:
        settings = read_settings()
    except SettingsError as error:
        click.echo(f"error: {error}", err=True)
        ctx.exit(2)
    if analyse is not None:
        for term in Analyser(open_stemmer(settings)).terms(analyse):
            click.echo(f"{term.position}\t{term.text}")
        return
    params = SearchParams(query, places, people, date_from, date_to, Sort(sort), limit, offset)
    try:
        page = SearchService(settings).search(params)
    except ParamsError as error:
        click.echo(f"error: {error}", err=True)
        ctx.exit(2)
    except (ArchiveError, EngineError) as error:
        click.echo(f"error: {error}", err=True)
        ctx.exit(1)
    if as_json:
        sys.stdout.write(json.dumps(to_payload(page), ensure_ascii=False) + "\n")
    else:
        _print(page)


def _print(page: SearchPage) -> None:
    for notice in page.notices:
        click.echo(f"note: {notice.code}: {notice.text}", err=True)
    click.echo(f"{page.total:,} articles, {page.took_ms:.0f} ms")
    for result in page.results:
        date = result.published[:10] if result.published else "undated"
        click.echo(f"\n{_shown(result.title)}")
        click.echo(f"  {date} · {result.publisher or '-'} · {', '.join(p.name for p in result.places)}")
        click.echo(f"  {_shown(result.snippet)}")
        click.echo(f"  {result.url or ''} [{result.id}]")
    for facet, every in page.facets.items():
        rows = ", ".join(f"{row.label} {row.count:,}" for row in every[:_ROWS])
        click.echo(f"\n{facet.value}: {rows or '-'}", nl=False)
    click.echo()


def _shown(marked: Marked) -> str:
    """Return the text with its matches in bold on a terminal."""
    parts, at = [], 0
    for start, end in marked.marks:
        parts += [marked.text[at:start], click.style(marked.text[start:end], bold=True)]
        at = end
    return "".join([*parts, marked.text[at:]])
