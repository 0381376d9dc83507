"""`python -m bench NAME [--json FILE] [args]`: runs `main(argv)` of `bench/NAME.py`.

Exit codes are the benchmark's own; 2 for an unknown name.
"""

from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path


def benchmarks() -> dict[str, str]:
    """Return name and first docstring line of each module of bench/ that defines `main`."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem.startswith("_"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in tree.body):
            found[path.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def main(argv: list[str]) -> int:
    known = benchmarks()
    lines = ["usage: python -m bench NAME [--json FILE] [args]", "", "benchmarks:"]
    lines += [f"  {name:<12} {summary}" for name, summary in known.items()]
    usage = "\n".join(lines)
    if argv[:1] in (["-h"], ["--help"]):
        print(usage)
        return 0
    if not argv or argv[0] not in known:
        problem = f"no benchmark is called {argv[0]!r}" if argv else "which benchmark?"
        print(f"{problem}\n{usage}", file=sys.stderr)
        return 2
    status: int | None = importlib.import_module(f"bench.{argv[0]}").main(argv[1:])
    return status or 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
