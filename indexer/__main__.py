"""`python -m indexer`.

What modules load is kept to the end: to look for garbage in it took an eighth of the start.
"""

import gc

gc.disable()

from .begin import collect_seldom  # noqa: E402
from .cli import main  # noqa: E402

if __name__ == "__main__":
    collect_seldom()
    main(prog_name="python -m indexer")
