"""Where compiled kernels are kept."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import numba

_HERE = Path(__file__).parent
_PLACES = (_HERE / "__pycache__", Path("~/.cache/telusur").expanduser())


def use_cache() -> None:
    """Let numba keep machine code in a folder named after the sources' content.

    Numba itself notices a change in a kernel's own file only, not in the functions it calls. The folder is
    beside the sources, else in the user's cache; where neither can be written, every start compiles anew.
    """
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_HERE.glob("*.py"))))
    name = f"kernels-{digest.hexdigest()[:16]}"
    found = next((place / name for place in _PLACES if _usable(place / name)), None)
    # Numba unpickles what it finds: a folder that others can write to would let them run code.
    numba.config.CACHE_DIR = str(found or tempfile.mkdtemp(prefix="telusur-"))


def forget_others() -> None:
    """Remove the machine code of sources that have changed since."""
    kept = Path(numba.config.CACHE_DIR)
    for folder in kept.parent.glob("kernels-*"):
        if folder != kept:
            shutil.rmtree(folder)


def _usable(folder: Path) -> bool:
    """Tell whether a folder can be written, or holds what somebody with more rights compiled."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.access(folder, os.W_OK) or any(folder.iterdir())
    except OSError:
        return False
