"""Where compiled kernels are kept."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import numba

_HERE = Path(__file__).parent


def use_cache() -> None:
    """Let numba keep machine code in a folder named after the sources' content.

    Numba itself notices a change in a kernel's own file only, not in the functions it calls.
    """
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_HERE.glob("*.py"))))
    name = f"kernels-{digest.hexdigest()[:16]}"
    folder = _HERE / "__pycache__" / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        usable = os.access(folder, os.W_OK) or any(folder.iterdir())
    except OSError:
        usable = False
    if not usable:
        folder = Path(tempfile.gettempdir()) / f"telusur-{os.getuid()}" / name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    numba.config.CACHE_DIR = str(folder)
