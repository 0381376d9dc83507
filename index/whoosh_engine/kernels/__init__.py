"""Compiled loops over arrays (numba). Front door of the package.

Numba compiles each kernel once and keeps the machine code beside the sources, in a folder named after
their content, so that a changed source never meets old code; `python -m index.whoosh_engine.kernels`
compiles all of them, and `scripts/ensure-venv` calls it at installation.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from ._cache import use_cache

use_cache()

from .dictionary import (  # noqa: E402
    find_everywhere,
    find_terms,
    first_keys,
    next_terms,
    write_dictionary,
)
from .facets import add_periods, count_live, find_ids, find_values, top_values, union_postings  # noqa: E402
from .searching import search  # noqa: E402

if TYPE_CHECKING:
    from .fuzzy import near_terms
    from .inversion import DONE, EMPTY_OUTPUT, invert, sort_tokens
    from .merging import expand, merge_keys
    from .pairs import NO_ROOM, pair_words

__all__ = [
    "DONE",
    "EMPTY_OUTPUT",
    "NO_ROOM",
    "add_periods",
    "count_live",
    "expand",
    "find_everywhere",
    "find_ids",
    "find_terms",
    "find_values",
    "first_keys",
    "invert",
    "merge_keys",
    "near_terms",
    "next_terms",
    "pair_words",
    "search",
    "sort_tokens",
    "top_values",
    "union_postings",
    "write_dictionary",
]

# What few searches and no reader of a page needs at once is loaded when it is first asked for.
_LATER = {
    "near_terms": "fuzzy",
    "DONE": "inversion",
    "EMPTY_OUTPUT": "inversion",
    "invert": "inversion",
    "sort_tokens": "inversion",
    "expand": "merging",
    "merge_keys": "merging",
    "NO_ROOM": "pairs",
    "pair_words": "pairs",
}


def __getattr__(name: str) -> object:
    """Load a kernel of `_LATER`."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    globals()[name] = found
    return found
