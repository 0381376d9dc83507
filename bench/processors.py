"""Whether the networks of names come out the same on another processor: one that an emulator pretends to be.

    python -m bench processors qemu-x86_64 -cpu EPYC-Rome

Needs `scripts/bench-peers names` and the emulator (qemu-user in Debian). Training takes too long there, so
both networks learn from few short sentences: half a minute here, and thirty times that there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .naming import ENVIRONMENT, find_trainer


def main(argv: Sequence[str] | None = None) -> int:
    """Train here and there, and compare; returns 1 if it is not the same, or something is missing."""
    parser = argparse.ArgumentParser(
        prog="python -m bench processors", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument(
        "emulator", nargs=argparse.REMAINDER, help="the command that runs a program on another processor"
    )
    options = parser.parse_args(argv)
    if not options.emulator:
        parser.error("which emulator? For example: qemu-x86_64 -cpu EPYC-Rome")
    if not find_trainer():
        return 1
    try:
        there = _digests(options.emulator, options.data)
        here = _digests([], options.data)
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"error: {' '.join(error.cmd)}: exit {error.returncode}", file=sys.stderr)
        return 1
    for network, digest in here.items():
        other = there.get(network, "nothing")
        print(f"{network:8} {digest}  {'the same' if other == digest else other}")
    return 0 if here == there else 1


def _digests(emulator: Sequence[str], data: Path) -> dict[str, str]:
    command = [*emulator, sys.executable, "-m", "bench.naming.trial", str(data)]
    # Nothing else: settings of jax and numpy would change what comes out.
    environment = {"PATH": os.environ.get("PATH", ""), **ENVIRONMENT}
    done = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, env=environment)
    return {
        network: digest for network, _, digest in (line.partition(" ") for line in done.stdout.splitlines())
    }


if __name__ == "__main__":
    sys.exit(main())
