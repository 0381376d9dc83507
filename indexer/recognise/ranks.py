"""Ranks, with what stands behind them, and other titles of several words: *Marsekal Pertama TNI (Purn)*."""

from __future__ import annotations

from collections.abc import Sequence

from .rules import PeopleRules, people_rules
from .words import Word

_GENERAL = ("jenderal", "jendral")
# Between a rank and what stands behind it: *Letkol Laut (P)*.
_BEFORE_MARK = (" ", " (", ") ")


def mark_ranks(words: Sequence[Word]) -> None:
    """Note of the words of a text which are part of a rank or of a title of several words."""
    rules = people_rules()
    at = 0
    while at < len(words):
        first = words[at]
        if not first.capital or first.lower not in rules.long_titles or _is_office(words, at, rules):
            at += 1
            continue
        after = at + _length(words, at, rules)
        while at < after < len(words) and words[after].gap in _BEFORE_MARK and _is_mark(words[after], rules):
            after += 1
        for word in words[at:after]:
            word.rank = True
        at = max(after, at + 1)


def without_ranks(words: Sequence[Word], kinds: Sequence[str]) -> list[str]:
    """Return what words are part of, ranks of nothing: the tagger takes *TNI AU Marsekal* for one name.

    That of what bears a name with its rank is left whole: *Universitas Jenderal Soedirman*.
    """
    found = list(kinds)
    bearing = False
    for at, word in enumerate(words):
        if not word.rank:
            bearing = word.text in people_rules().named_after
        elif not bearing:
            found[at] = ""
    return found


def _length(words: Sequence[Word], at: int, rules: PeopleRules) -> int:
    """Return how many words from one on are a title, 0 for none."""
    for title in rules.long_titles[words[at].lower]:
        found = words[at : at + len(title)]
        spaced = all(word.capital and word.gap == " " for word in found[1:])
        if spaced and tuple(word.lower for word in found) == title:
            return len(title)
    return 0


def _is_mark(word: Word, rules: PeopleRules) -> bool:
    return word.capital and word.lower in rules.rank_marks and (len(word.text) > 1 or word.gap == " (")


def _is_office(words: Sequence[Word], at: int, rules: PeopleRules) -> bool:
    """Tell what only looks like a rank: *Sekretaris Jenderal*."""
    return words[at].lower in _GENERAL and at > 0 and words[at - 1].lower in rules.heads_of_offices
