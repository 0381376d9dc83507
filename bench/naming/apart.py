"""Processes of their own that add up in the same order whichever processor they run on.

numpy, OpenBLAS and jax choose instructions by the processor, and one that adds up eight numbers at once
rounds otherwise than one that adds up sixteen: what they make would be another model.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

# One thread, nothing beyond AVX2, and no kernels that ask for more while they run (XNNPACK).
_ENVIRONMENT = {
    "NPY_ENABLE_CPU_FEATURES": "X86_V3",
    "OPENBLAS_CORETYPE": "Haswell",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false --xla_cpu_max_isa=AVX2 --xla_cpu_use_xnnpack=false",
    "NPROC": "1",
    "PJRT_NPROC": "1",
    "JAX_PLATFORMS": "cpu",
}
_THEIRS = ("JAX_", "XLA_", "NPY_", "OPENBLAS_", "OMP_")


@contextmanager
def processes(count: int) -> Iterator[ProcessPoolExecutor]:
    """Give so many processes at most; what they run is imported in them, as numpy reads its settings then."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith(_THEIRS)]:
        del os.environ[name]
    os.environ.update(_ENVIRONMENT)
    try:
        with ProcessPoolExecutor(count, multiprocessing.get_context("spawn")) as found:
            yield found
    finally:
        os.environ.clear()
        os.environ.update(before)
