"""Runs of capitalised words that may be a name, without the words beside it that are no part of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from index.analysis import root_words

from .dictionary import is_common, is_derived
from .evidence import has_office
from .full_names import Name
from .initials import LALU
from .kinds import ORGANISATION, PERSON, PLACE
from .rules import is_balinese, people_rules
from .runs import Run, is_titled_name, name_of
from .tagged import NOBODYS, is_tagged
from .words import Word

# So many words are cut off a name that stands elsewhere, at most.
_FEW = 2
_MINISTERS = frozenset(("menteri", "kementerian", "dinas"))
_OTHERS = (PLACE, ORGANISATION)


def trimmed(runs: Iterable[Run], words: Sequence[Word], kinds: Sequence[str], titles: Set[int]) -> list[Run]:
    """Return runs without what the tagger, the other runs and the dictionary tell to be no part of a name.

    `kinds` are what the tagger holds each word to be part of, `titles` the lines that are headlines.
    """
    whole = [_without_opening(run, words, kinds) for run in runs]
    sure = {name_of(words, run) for run in whole if is_tagged(run, kinds, words, titles)}
    alone = {name_of(words, run) for run in whole if run.last > run.first and words[run.first].line > 0}
    whole = [_without_others(run, words, alone) for run in whole]
    return [_known_alone(_as_tagged(run, words, kinds, sure), words, kinds) for run in whole]


def _without_opening(run: Run, words: Sequence[Word], kinds: Sequence[str]) -> Run:
    """Cut off a common word that only opens a sentence: *Umpan Kevin De Bruyne*, *Rombongan H. Dulmanan*."""
    first, second = words[run.first], run.first + 1
    if (
        first.lower in people_rules().names_too
        or run.first == run.last
        or run.titled
        or not first.opens
        or kinds[run.first] == PERSON
        or is_balinese(first.text, words[second].text)
    ):
        return run
    if first.lower not in root_words() and not is_derived(first.lower):
        return run
    whole = is_titled_name(words, second, run.last)
    title = words[second].rank or words[second].lower in people_rules().titles
    titled = not whole and title and second < run.last
    if whole or titled or kinds[second] == PERSON:
        return Run(second + titled, run.last, titled)
    return run


def _without_others(run: Run, words: Sequence[Word], alone: Set[Name]) -> Run:
    """Cut off words that the tagger holds to be no person's, where the rest stands `alone` elsewhere, too.

    *Postingan Diaz Hendropriyono*, *Jasad Rizal Sampurna*; not *Dino* of *Dino Patti Djalal*.
    """
    for first in range(run.first + 1, min(run.first + _FEW, run.last - 1) + 1):
        noble = words[first - 1].text == LALU and not words[first - 1].opens
        if noble or words[first - 1].margin >= NOBODYS:
            break
        if name_of(words, Run(first, run.last, False)) in alone:
            return Run(first, run.last, run.titled)
    return run


def _as_tagged(run: Run, words: Sequence[Word], kinds: Sequence[str], sure: Set[Name]) -> Run:
    """Cut off what the tagger holds to be another name before a person's (*Kapolsek Losari Iptu Budi*).

    Not what belongs to a name of which it was `sure` elsewhere, nor the one or two words before it by which
    somebody is called there (*Kemenkeu Kunta Wibawa Dasa Nugraha*, *Kunta*), nor what follows the field of a
    minister or a dinas: *Menteri Perhubungan Budi Karya Sumadi*.
    """
    every = range(run.first, run.last + 1)
    mine = [n for n in every if kinds[n] == PERSON]
    if not mine or not any(kinds[n] in _OTHERS for n in every if n < mine[0]):
        return run
    if has_office(run, words, _MINISTERS) and words[run.first - 1].text in people_rules().never:
        return run
    for n in range(run.first, mine[0]):
        called = n + _FEW >= mine[0] and kinds[n] != PLACE and (words[n].text,) in sure
        if called or name_of(words, Run(n, run.last, False)) in sure:
            return Run(n, run.last, titled=False)
    return Run(mine[0], run.last, titled=False)


def _known_alone(run: Run, words: Sequence[Word], kinds: Sequence[str]) -> Run:
    """Cut off common words beside a name that everybody knows: *Beban Kerja Jokowi*."""
    every = range(run.first, run.last + 1)
    known = [n for n in every if (words[n].text,) in people_rules().known]
    if len(known) != 1:
        return run
    others = (n for n in every if n != known[0])
    rest = all(is_common(words[n].lower) and kinds[n] != PERSON for n in others)
    return Run(known[0], known[0], titled=False) if rest else run
