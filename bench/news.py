"""The news corpus that benches measure with."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def news(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of `news.jsonl.gz` in a folder, one after the other. Raises OSError."""
    with gzip.open(folder / "news.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
