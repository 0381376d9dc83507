"""`python -m search`: one question, then the end.

A process that lives for a second collects no garbage and takes nothing apart. Collecting while a thousand
modules load cost a quarter of its time, and freeing compiled code as much again.
"""

import gc

gc.disable()

import os  # noqa: E402
import sys  # noqa: E402

from .cli import main  # noqa: E402


def run() -> int:
    """Run the command and write out what it printed; return its exit status."""
    status = 0
    try:
        main(prog_name="python -m search")
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        # Whoever read the answer has seen enough.
        status = 1
    return status


if __name__ == "__main__":
    os._exit(run())
