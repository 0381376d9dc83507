"""What somebody is called, in quotation marks inside the name: *Gerardo "Tata" Martino*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.analysis import gazetteer_words, root_words

from .dictionary import is_derived
from .headlines import is_headline_verb
from .rules import people_rules
from .words import Word

_OPENING = {' "': '" ', " “": "” ", " '": "' ", " ‘": "’ ", " ’": "’ "}
# Words in the quotation marks, at most: *Ahmad "Si Doel" Karno*.
_LONGEST = 2


def set_aside_nicknames(words: Sequence[Word]) -> list[Word]:
    """Return the words without those in quotation marks between two words of a name.

    The word behind them has them as `besides`. Not a word of a sentence or a headline, which is quoted
    for its own sake: *Persib "Permalukan" Persija*.
    """
    kept: list[Word] = []
    last = 0
    for at in [at for at, word in enumerate(words) if word.gap in _OPENING]:
        after = _behind(words, at) if at > last else 0
        if after and _is_name(words[at - 1]) and _is_name(words[after]) and _fits(words, at - 1, after):
            quoted = tuple([word.text for word in words[at:after]])
            kept += [*words[last:at], replace(words[after], gap=" ", opens=False, besides=quoted)]
            last = after + 1
    return [*kept, *words[last:]]


def _behind(words: Sequence[Word], first: int) -> int:
    """Return where the text goes on behind the words in quotation marks from `first` on; 0 for none."""
    closing = _OPENING[words[first].gap]
    ends = range(first + 1, min(first + _LONGEST + 1, len(words)))
    return next((n for n in ends if words[n].gap == closing and words[n].line == words[first].line), 0)


def _is_name(word: Word) -> bool:
    rules = people_rules()
    if not word.capital or word.shouted or word.text in rules.never or word.text in rules.nobody:
        return False
    return (
        word.lower not in rules.roles and word.lower not in gazetteer_words() and not is_headline_verb(word)
    )


def _fits(words: Sequence[Word], at: int, after: int) -> bool:
    """Tell a nickname: no verb, and a common word only in a sentence and of somebody with no common name."""
    quoted = words[at + 1 : after]
    rules = people_rules()
    if not all(word.capital and not is_headline_verb(word) and not is_derived(word.lower) for word in quoted):
        return False
    # Somebody else's: *Prabowo "Gemoy" Gibran*, *Conor McGregor "Notorious" Khabib Nurmagomedov*.
    roles = (word.lower in rules.roles or word.lower in rules.posts for word in quoted)
    if (words[after].text,) in rules.known or any(roles):
        return False
    last = after + 1 < len(words) and words[after + 1].capital and words[after + 1].gap == " "
    begun = (
        at > 0 and words[at].gap == " " and words[at - 1].capital and words[at - 1].lower not in rules.roles
    )
    if last and begun and words[at - 1].text not in rules.never:
        return False
    common = any(word.lower in root_words() for word in quoted)
    plain = any(word.lower in root_words() for word in (words[at], words[after]))
    return not (common and (plain or words[at].line == 0))
