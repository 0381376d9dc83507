"""How fast our engine writes and answers, beside stock Whoosh, SQLite FTS5, tantivy and Lucene.

    python -m bench engine --articles 51352 --source ../shared/data/articles
    python -m bench engine --synthetic 100000 [--peers ours,lucene] [--rounds 5] [--grow] [--keep FOLDER]

Every engine is a process of its own with one thread; rounds take turns, so that a busy machine slows all
alike. Asked are the best ten by BM25 with their ids; in the first mode also how many articles match and
exact counts of months, places and people, the ten most frequent (months: all). Writing has 256 MB of
memory and ends, where the engine can, with a single segment. Answers are compared with ours: exit code 1
if any but a fuzzy one differs; 2 if an engine stops or the usage is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.peers import ENGINES, report
from bench.peers.measure import MODES, Corpus, Measured, as_json, make_corpus, make_tenth, measure, say
from bench.peers.parent import PeerError, install

_TOO_MANY_FOR_WHOOSH = 200_000


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the tables; see above for the exit codes."""
    options = _options(argv)
    engines, notes = _engines(options)
    try:
        with tempfile.TemporaryDirectory(prefix="telusur-bench-") as temporary:
            work = options.keep or Path(temporary)
            made = make_corpus(
                work.resolve(), synthetic=options.synthetic, articles=options.articles, news=options.source
            )
            sizes = [make_tenth(made), made] if options.grow else [made]
            runs = [measure(size, engines, options.rounds, options.rewrite) for size in sizes]
    except (PeerError, OSError) as error:
        say(str(error))
        return 2
    results: dict[str, Any] = {"notes": notes, "rounds": options.rounds, "sizes": []}
    wrong: list[str] = []
    for note in notes:
        print(note)
    for size, measured in zip(sizes, runs, strict=True):
        wrong += _show(size, measured, results)
    if options.grow:
        results["growth"] = report.growth(runs[0], runs[1], made.queries)
        print("\n".join(report.growth_table(results["growth"], engines)))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    for line in wrong:
        say(f"differs: {line}")
    return 1 if wrong else 0


def _show(made: Corpus, measured: dict[str, Measured], results: dict[str, Any]) -> list[str]:
    """Print the tables of one size and note its figures; return what is not as ours has it."""
    figures = report.figures(measured, made.queries)
    unlike = report.differences(measured)
    results["sizes"].append({**as_json(made, measured), "figures": figures, "differences": unlike})
    print(f"\n== {made.folder.name}: {made.articles:,} articles, {len(made.queries)} queries")
    print(", ".join(f"{name} ({each.version})" for name, each in measured.items()), end="\n\n")
    for mode in MODES:
        print("\n".join(report.table(mode, figures, measured, made.queries)), end="\n\n")
    print("\n".join(report.keeping_table(measured)), end="\n\n")
    if unlike:
        print("\n".join(report.agreement_table(unlike, measured, made.queries)), end="\n\n")
    return report.disagreements(unlike, made.queries)


def _engines(options: argparse.Namespace) -> tuple[list[str], list[str]]:
    """Return the engines to measure, and a note for each that is left out."""
    wanted, notes = list(options.peers or ENGINES), []
    if not options.peers and max(options.synthetic or 0, options.articles or 0) > _TOO_MANY_FOR_WHOOSH:
        wanted.remove("whoosh")
        notes.append("whoosh is left out: writing so many articles takes it hours (--peers asks for it)")
    for name, problem in install(wanted).items():
        wanted.remove(name)
        notes.append(f"{name} is left out: {problem} is missing")
    return wanted, notes


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench engine", description=(__doc__ or "").split("\n", 1)[0]
    )
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--articles", type=_count, metavar="N", help="the first N articles of real news")
    size.add_argument("--synthetic", type=_count, metavar="N", help="N generated articles")
    parser.add_argument("--source", type=Path, default=Path("../shared/data/articles"), metavar="FOLDER")
    parser.add_argument("--peers", type=_names, help=f"of {','.join(ENGINES)}; without it all")
    parser.add_argument("--rounds", type=_count, default=5, metavar="N")
    parser.add_argument("--grow", action="store_true", help="measure a tenth of the articles too")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep corpus and indexes, use those kept")
    parser.add_argument("--rewrite", type=_names, default=[], help="engines whose kept index is written anew")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was measured to this file")
    return parser.parse_args(argv)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _names(text: str) -> list[str]:
    """Return engines in the order of the table."""
    chosen = {*text.split(",")}
    if unknown := chosen - {*ENGINES}:
        raise argparse.ArgumentTypeError(f"no engine is called {', '.join(sorted(unknown))}")
    return [name for name in ENGINES if name in chosen]


if __name__ == "__main__":
    sys.exit(main())
