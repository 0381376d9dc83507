"""Extractors, each run in a process of its own: what it finds in every page, and how fast.

    python -m bench.peers.extractors NAME FOLDER PASSES

answers with JSON on standard output: `{version, passes: {group: [seconds, …]}, pages: {file: found}}`, where
`found` has `body` (None if the page was refused), and of the other fields those that the extractor tells.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

Found = dict[str, Any]
OURS = "ours"
PEERS = {"trafilatura": "trafilatura", "readability": "readability-lxml", "resiliparse": "resiliparse"}


def read_truth(folder: Path) -> list[dict[str, Any]]:
    """Return the rows of a folder's `truth.json`, and one for each page in `listing/` that it leaves out."""
    truth: list[dict[str, Any]] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    listed = {row["file"] for row in truth}
    for path in sorted(folder.glob("listing/*")):
        if f"listing/{path.name}" not in listed:
            truth.append({"file": f"listing/{path.name}", "article": False})
    return truth


def read_page(folder: Path, name: str) -> bytes:
    """Return the bytes of a page, unpacked."""
    data = (folder / name).read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data


def ours() -> Callable[[bytes, str], Found]:
    """Return ours, with all the fields that it tells."""
    from dataclasses import asdict

    from indexer.extract import Refused, extract

    def run(data: bytes, name: str) -> Found:
        try:
            return asdict(extract(data, source=name))
        except Refused as refused:
            return {"body": None, "refused": refused.code}

    return run


def trafilatura() -> Callable[[bytes, str], Found]:
    """Return trafilatura as its documentation runs it for quality: with metadata, without comments."""
    from trafilatura import bare_extraction

    def run(data: bytes, _: str) -> Found:
        document = bare_extraction(data, with_metadata=True, include_comments=False)
        if document is None:
            return {"body": None}
        return {"body": document.text, "title": document.title, "published": document.date}

    return run


def readability() -> Callable[[bytes, str], Found]:
    """Return readability-lxml; the text of its summary is read by lxml."""
    from lxml import etree
    from readability import Document
    from readability.readability import Unparseable

    def run(data: bytes, _: str) -> Found:
        try:
            document = Document(data)
            summary = document.summary(html_partial=True)
            root = etree.fromstring(summary, etree.HTMLParser())
        except (Unparseable, etree.ParserError, etree.XMLSyntaxError):
            return {"body": None}
        return {"body": " ".join(map(str, root.itertext())), "title": document.short_title()}

    return run


def resiliparse() -> Callable[[bytes, str], Found]:
    """Return resiliparse, its main content without the texts of pictures."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def run(data: bytes, _: str) -> Found:
        tree = HTMLTree.parse_from_bytes(data, detect_encoding(data))
        body = extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)
        return {"body": body or None, "title": tree.title}

    return run


def main() -> None:
    name, folder, passes = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    run: Callable[[bytes, str], Found] = globals()[name]()
    pages = [(row["file"], read_page(folder, row["file"])) for row in read_truth(folder)]
    # The first pass is not timed: models and tables are loaded in it.
    found = {file: run(data, file) for file, data in pages}
    seconds: dict[str, list[float]] = defaultdict(lambda: [0.0] * passes)
    for number in range(passes):
        for file, data in pages:
            start = time.process_time()
            run(data, file)
            seconds[file.split("/", 1)[0]][number] += time.process_time() - start
    version = "" if name == OURS else importlib.metadata.version(PEERS[name])
    print(json.dumps({"version": version, "passes": seconds, "pages": found}))


if __name__ == "__main__":
    main()
