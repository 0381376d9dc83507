"""What a process sets up when it begins; one that works for another also ends with it."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading

# New objects before a look for garbage, and looks before one in older objects. By default 700, which every
# article makes, and ten; with ten, parsed pages that have long served their time would pile up.
_OBJECTS, _LOOKS = 10_000, 3


def collect_seldom() -> None:
    """Look for garbage less often, and never in what is loaded by now; forked processes share that."""
    gc.freeze()
    gc.set_threshold(_OBJECTS, _LOOKS, _LOOKS)
    gc.enable()


def begin_worker() -> None:
    """Leave Ctrl-C to the parent, which decides what is still finished; end when it is gone."""
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent does, even if that was killed: nobody else would end it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)
