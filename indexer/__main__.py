"""`python -m indexer`.

What modules make while they load lives until the process ends: to look for garbage in it took a third of the
time of a short command.
"""

import gc

gc.disable()

from .begin import collect_seldom  # noqa: E402
from .cli import main  # noqa: E402

collect_seldom()
if __name__ == "__main__":
    main(prog_name="python -m indexer")
