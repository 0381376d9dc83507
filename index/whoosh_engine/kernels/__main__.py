"""`python -m index.whoosh_engine.kernels`: compiles every kernel, so that no reader waits for it."""

from . import *  # noqa: F403
from . import __all__
from ._cache import forget_others

if __name__ == "__main__":
    forget_others()
    print(f"{len(__all__)} kernels are ready")
