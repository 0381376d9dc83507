"""Common words of the dictionary, and what is derived of them."""

from __future__ import annotations

import functools
import re

from index.analysis import Stemmer, common_words, gazetteer_words, root_words

_AFFIXED = re.compile(r"(?:pe|ke|be|te|di|me).*an$|(?:peng|pem|pen|pel|per|meng|mem|men|ber|ter)")
_SHORTEST_NOUN = 5
_FAMILIES = ("tambunan",)


@functools.lru_cache(maxsize=50_000)
def is_derived(lower: str) -> bool:
    """Tell a derived common word (*Kelautan*, *Pengamatan*), which is no name."""
    if lower in root_words() or not _AFFIXED.match(lower):
        return False
    return stem(lower) != lower


def is_common(lower: str) -> bool:
    """Tell a common word in lower case: a small one, a root, or derived of one."""
    return lower in common_words() or lower in root_words() or is_derived(lower)


def stem(lower: str) -> str:
    """Return the stem of a word in lower case, names among them: Sastrawi makes *kalong* of *pekalongan*."""
    return _stemmer().stem(lower)


@functools.cache
def _stemmer() -> Stemmer:
    return Stemmer(size=50_000)


def is_anothers(lower: str) -> bool:
    """Tell a common word with *-nya* (*Dirinya*, *Kembalinya*, *Seharusnya*), or one in *-an* (*Ledakan*)."""
    bare = lower.removesuffix("nya")
    if bare != lower:
        roots = (bare, bare.removeprefix("se"), bare.removesuffix("an"))
        return any(root in root_words() for root in roots) or is_derived(bare)
    bare = lower.removesuffix("an")
    noun = bare != lower and len(bare) >= _SHORTEST_NOUN and bare in root_words()
    return noun and lower not in gazetteer_words() and lower not in _FAMILIES
