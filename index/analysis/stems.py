"""Stems of Indonesian words: PySastrawi behind a bounded cache that survives the process."""

from __future__ import annotations

import bisect
import functools
import itertools
import os
import re
import sys
import threading
from collections import OrderedDict
from importlib import resources
from pathlib import Path
from typing import Any

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer as SastrawiStemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

_LONGEST = 40
# All prefixes, infixes and suffixes that PySastrawi takes away. A word without any is its own stem, and half
# of all words are: it would try each of some fifty rules on them, and they need not be kept.
_PREFIXED = r"[bmpt]e|ku|kau|[bcdfghjklmnpqrstvwxyz](?:er|el|em|in)[aiueo]"
_AFFIXED = re.compile(
    rf"{_PREFIXED}|di|ke|se"
    r"|.*(?:lah|kah|tah|pun|ku|mu|nya|i|is|isme|isasi|an)\Z|.*[^a-z]"
)


@functools.cache
def root_words() -> frozenset[str]:
    """Return PySastrawi's dictionary of Indonesian root words."""
    return frozenset(StemmerFactory().get_words())


@functools.cache
def _exceptions() -> dict[str, str]:
    text = resources.files(__package__).joinpath("stem_exceptions.tsv").read_text("utf-8")
    pairs = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: stem for word, _, stem in pairs}


@functools.cache
def _sastrawi() -> SastrawiStemmer:
    stemmer = SastrawiStemmer(ArrayDictionary(sorted(root_words())))
    # The first takes di-, ke- and se- away; forty more try their patterns, each up to six times a word.
    plain, *others = stemmer.visitor_provider.prefix_visitors
    stemmer.visitor_provider.prefix_visitors = [plain, *map(_OfPrefixed, others)]
    return stemmer


class _OfPrefixed:
    """A rule of PySastrawi for prefixes, asked only about words that have one."""

    _matches = re.compile(_PREFIXED).match

    def __init__(self, rule: Any) -> None:
        self._rule = rule

    def visit(self, context: Any) -> None:
        """Take the prefix away from the context's word, if the rule is for it."""
        if self._matches(context.current_word):
            self._rule.visit(context)


class Stemmer:
    """Stems folded words; safe to share between threads.

    Keeps at most `size` stems, the least recently used go first. With a `path`, they are read from
    that file when the first is asked for and written back by `save` (sorted lines of `word<TAB>stem`).
    """

    def __init__(self, path: Path | None = None, size: int = 200_000) -> None:
        self._path = path
        self._size = size
        self._lock = threading.Lock()
        self._cache: OrderedDict[str, str] = OrderedDict()
        # Lines of the file: searched as they are, since most processes ask for few of them.
        self._read: list[str] = []
        self._fresh = 0
        self._unread = path

    def stem(self, word: str) -> str:
        """Return the stem of a folded word; numbers, foreign letters and very long words are their own."""
        if len(word) > _LONGEST or not word.isascii() or not any(c.isalpha() for c in word):
            return word
        known = _exceptions().get(word)
        if known is not None:
            return known
        if not _AFFIXED.match(word):
            return word
        with self._lock:
            stem = self._cache.get(word)
            if stem is not None:
                self._cache.move_to_end(word)
                return stem
            if self._unread:
                self._load(self._unread)
                self._unread = None
            stem = self._find(word)
            if stem is None:
                stem = str(_sastrawi().stem(word)) or word
                self._fresh += 1
            # A word that is its own stem is held once.
            stem = self._cache[word] = word if stem == word else sys.intern(stem)
            if len(self._cache) > self._size:
                self._cache.popitem(last=False)
        return stem

    def save(self) -> None:
        """Write the cache to its file, whole or not at all; does nothing if nothing is new."""
        with self._lock:
            if self._path is None or not self._fresh:
                return
            lines = [f"{word}\t{stem}" for word, stem in self._cache.items()]
            unused = (line for line in self._read if line.partition("\t")[0] not in self._cache)
            lines += itertools.islice(unused, self._size - len(lines))
            temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text("".join(f"{line}\n" for line in sorted(lines)), "utf-8")
            temporary.replace(self._path)
            self._fresh = 0

    def _load(self, path: Path) -> None:
        if path.exists():
            # Sorted as it was written; a file that is not, or is damaged, is a cache that holds less.
            self._read = path.read_text("utf-8", errors="replace").splitlines()[: self._size]

    def _find(self, word: str) -> str | None:
        at = bisect.bisect_left(self._read, beginning := f"{word}\t")
        found = self._read[at] if at < len(self._read) else ""
        return (found.removeprefix(beginning) or None) if found.startswith(beginning) else None
