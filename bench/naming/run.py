"""How the commands that measure names end."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path


def run(measure: Callable[[], Mapping[str, object]], output: Path | None) -> int:
    """Measure, and write the figures to a file if one is given; says what file is missing, and returns 1."""
    try:
        figures = measure()
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    if output:
        output.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0
