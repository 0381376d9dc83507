"""What somebody is called, inside the name: *Gerardo "Tata" Martino*, *Bacharuddin Jusuf (BJ) Habibie*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.analysis import gazetteer_words, root_words

from .dictionary import is_derived
from .headlines import is_headline_verb
from .rules import people_rules
from .words import Word

_OPENING = {' "': '" ', " “": "” ", " '": "' ", " ‘": "’ ", " ’": "’ "}
_BRACKET = " ("
# Words in the quotation marks, at most: *Ahmad "Si Doel" Karno*.
_LONGEST = 2
# Of three letters they are mostly an organisation's: *Australian Independent School (AIS) Nusantara*.
_INITIALS = 2


def set_aside_nicknames(words: Sequence[Word], text: str) -> list[Word]:
    """Return the words without those in quotation marks, and initials in brackets, between two of a name.

    The word behind them has them as `besides`. Not a word of a sentence or a headline, which is quoted
    for its own sake: *Persib "Permalukan" Persija*.
    """
    kept: list[Word] = []
    last = 0
    for at in [at for at, word in enumerate(words) if word.gap in _OPENING or word.gap == _BRACKET]:
        after = _behind(words, at) if at > last and words[at].gap in _OPENING else 0
        if after and _is_name(words[at - 1]) and _is_name(words[after]) and _fits(words, at - 1, after):
            quoted = tuple([word.text for word in words[at:after]])
            kept += [*words[last:at], replace(words[after], gap=" ", opens=False, besides=quoted)]
            last = after + 1
        elif words[at].gap == _BRACKET and at >= last + _INITIALS and _are_initials(words, at, text):
            kept += [*words[last:at], replace(words[at + 1], gap=" ", opens=False, besides=(words[at].text,))]
            last = at + 2
    return [*kept, *words[last:]]


def _are_initials(words: Sequence[Word], at: int, text: str) -> bool:
    """Tell a word in brackets that is made of the first letters of those before it, another behind it.

    Both stand beside each other elsewhere (*BJ Habibie*): *Front Pembela Islam (FPI) Munarman* is two.
    """
    word, after = words[at], words[at + 1] if at + 1 < len(words) else None
    before = words[at - len(word.text) : at]
    spelled = "".join(each.text[0] for each in before) == word.text
    if after is None or after.gap != ") " or not spelled or len(word.text) != _INITIALS:
        return False
    return f"{word.text} {after.text}" in text and all(map(_is_name, (*before, after)))


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
