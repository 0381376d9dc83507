"""`python -m index.whoosh_engine.kernels`: compiles every kernel, so that no reader waits for it."""

from . import __all__

if __name__ == "__main__":
    print(f"{len(__all__)} kernels are ready")
