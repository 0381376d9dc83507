"""Ranks, with what stands behind them, and other titles of several words: *Marsekal Pertama TNI (Purn)*."""

from __future__ import annotations

from collections.abc import Sequence

from .rules import PeopleRules, people_rules
from .words import Word

# Letters of a shortened service or corps: *Pol*, *Inf*.
SHORTENED = 3
_GENERAL = ("jenderal", "jendral")
# Between a rank and what stands behind it: *Letkol Laut (P)*, *Brigjen Pol. (Purn)*.
_BEFORE_MARK = (" ", " (", ") ", ". (")
# Between what stands behind a rank in brackets and the name: *(Purn.) Budi*.
AFTER_BRACKET = (") ", ".) ", "). ")
# A rank that people of Biak are called: *Yan Mayor*.
_SURNAME = ("mayor",)


def mark_ranks(words: Sequence[Word]) -> None:
    """Note of the words of a text which are part of a rank or of a title of several words."""
    rules = people_rules()
    begins = [at for at, word in enumerate(words) if word.capital and word.lower in rules.long_titles]
    after = 0
    for at in begins:
        if at < after or _is_office(words, at, rules):
            continue
        after = at + _length(words, at, rules)
        while at < after < len(words) and _is_mark(words[after], rules):
            after += 1
        for word in words[at:after]:
            word.rank = True


def without_ranks(words: Sequence[Word], kinds: Sequence[str]) -> list[str]:
    """Return what words are part of, ranks of nothing: the tagger takes *TNI AU Marsekal* for one name.

    That of what bears a name with its rank is left whole: *Universitas Jenderal Soedirman*.
    """
    found = list(kinds)
    bearing = False
    for at, word in enumerate(words):
        if word.rank:
            if at and not words[at - 1].rank:
                bearing = words[at - 1].text in people_rules().named_after
            if not bearing:
                found[at] = ""
    return found


def _length(words: Sequence[Word], at: int, rules: PeopleRules) -> int:
    """Return how many words from one on are a title, 0 for none."""
    for title in rules.long_titles[words[at].lower]:
        found = words[at : at + len(title)]
        spaced = all(word.capital and word.gap == " " for word in found[1:])
        if spaced and tuple(word.lower for word in found) == title:
            return 0 if title == _SURNAME and not _leads_on(words, at) else len(title)
    return 0


def _leads_on(words: Sequence[Word], at: int) -> bool:
    """Tell a word that another follows which may be a name or stand behind a rank."""
    after = words[at + 1] if at + 1 < len(words) else None
    return after is not None and after.capital and after.gap in (" ", " (")


def _is_mark(word: Word, rules: PeopleRules) -> bool:
    if not word.capital or word.lower not in rules.rank_marks:
        return False
    # A full stop before one that is shortened ends no sentence: *Irjen. Pol. Budi*.
    dotted = word.gap == ". " and len(word.text) == SHORTENED and not word.shouted
    return dotted or (word.gap in _BEFORE_MARK and (len(word.text) > 1 or word.gap == " ("))


def _is_office(words: Sequence[Word], at: int, rules: PeopleRules) -> bool:
    """Tell what only looks like a rank: *Sekretaris Jenderal*."""
    of_office = at > 0 and words[at].gap == " " and words[at - 1].lower in rules.heads_of_offices
    return of_office and words[at].lower in _GENERAL
