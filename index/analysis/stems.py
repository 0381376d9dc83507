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
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Context.Removal import Removal
from Sastrawi.Stemmer.Stemmer import Stemmer as SastrawiStemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

_LONGEST = 40
# All prefixes, infixes and suffixes that PySastrawi takes away. A word without any is its own stem, and half
# of all words are: it would try each of some fifty rules on them, and they need not be kept.
_AFFIXED = re.compile(
    r"[bmpt]e|di|ke|se|ku|kau|[bcdfghjklmnpqrstvwxyz](?:er|el|em|in)[aiueo]"
    r"|.*(?:lah|kah|tah|pun|ku|mu|nya|i|is|isme|isasi|an)\Z|.*[^a-z]"
)
_PLAIN = re.compile("[a-z0-9]+")
# What PySastrawi calls the kinds of suffixes, in the order of its rules.
_SUFFIXES = ("P", "PP", "DS")
# How words begin that its rules for prefixes are for, by their number.
_BEGINNINGS = (
    dict.fromkeys(range(1, 6), "be")
    | dict.fromkeys(range(6, 10), "te")
    | dict.fromkeys(range(10, 20), "me")
    | dict.fromkeys(range(20, 37), "pe")
    | {35: "te", 37: ".er", 38: ".el", 39: ".em", 40: ".in", 41: "ku", 42: "kau"}
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
    rules = stemmer.visitor_provider
    # The first takes di-, ke- and se- away.
    plain, *others = rules.prefix_visitors
    rules.prefix_visitors = [_Affix(plain.remove, "DP"), _Affix(_Prefixes(others).remove, "DP")]
    rules.suffix_visitors = [
        _Affix(rule.remove, kind) for rule, kind in zip(rules.suffix_visitors, _SUFFIXES, strict=True)
    ]
    return stemmer


class _Affix:
    """A rule of PySastrawi that takes an affix away; in its own form each word is compiled as a pattern."""

    def __init__(self, remove: Callable[[str], str], kind: str) -> None:
        self._remove, self._kind = remove, kind

    def visit(self, context: Any) -> None:
        """Take the affix away from the context's word, if that has it."""
        word = context.current_word
        left = self._remove(word)
        if left != word:
            context.add_removal(Removal(self, word, left, word.replace(left, "", 1), self._kind))
            context.current_word = left


class _Prefixes:
    """PySastrawi's rules for prefixes that change a word, as one: the first that is for a word counts.

    There are forty, each tried up to six times a word: asked are only those for how it begins.
    """

    def __init__(self, rules: Iterable[Any]) -> None:
        self._rules = [rule.disambiguators for rule in rules]
        self._asked: dict[str, list[list[Any]]] = {}

    def remove(self, word: str) -> str:
        """Return a word without its prefix: the first reading that is a root word, else the last one."""
        beginning = word[:3]
        rules = self._asked.get(beginning)
        if rules is None:
            rules = self._asked[beginning] = [
                rule for rule in self._rules if re.match(_BEGINNINGS[_number(rule)], beginning)
            ]
        for rule in rules:
            left = None
            for reading in rule:
                left = reading.disambiguate(word)
                if left in root_words():
                    break
            if left is not None:
                return str(left)
        return word


def _number(rule: Sequence[Any]) -> int:
    """Return the number of a rule, which the names of its readings end in: *DisambiguatorPrefixRule15b*."""
    return int(type(rule[0]).__name__.removeprefix("DisambiguatorPrefixRule").rstrip("abcd"))


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
        if len(word) > _LONGEST or not word.isascii() or not word.upper().isupper():
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
                # `stem` first splits and cleans a text, which changes nothing in a plain word.
                find = _sastrawi().stem_word if _PLAIN.fullmatch(word) else _sastrawi().stem
                stem = str(find(word)) or word
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
