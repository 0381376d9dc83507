"""Processes of their own that add up in the same order whichever processor they run on.

numpy, OpenBLAS and jax choose instructions by the processor, and one that adds up eight numbers at once
rounds otherwise than one that adds up sixteen: what they make would be another model. So do they choose by
the size of caches how many numbers to add up before the next ones.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

# jax reads the name of the processor, too, unless this has something that may not be used: hence AVX.
_XLA_FLAGS = (
    "--xla_cpu_max_isa=AVX",
    "--xla_cpu_multi_thread_eigen=false",
    # No kernels but its own: others choose while they run, by instructions (XNNPACK, YNNPACK after it, and
    # oneDNN), or by caches (Eigen).
    "--xla_cpu_use_xnnpack=false",
    "--xla_cpu_experimental_ynn_fusion_type=",
    "--xla_backend_extra_options=xla_force_enable_experimental_llvm_ir_gemm",
)
# One thread, and nothing beyond AVX2.
ENVIRONMENT = {
    "NPY_ENABLE_CPU_FEATURES": "X86_V3",
    "OPENBLAS_CORETYPE": "Haswell",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "XLA_FLAGS": " ".join(_XLA_FLAGS),
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
    os.environ.update(ENVIRONMENT)
    try:
        with ProcessPoolExecutor(count, multiprocessing.get_context("spawn")) as found:
            yield found
    finally:
        os.environ.clear()
        os.environ.update(before)
