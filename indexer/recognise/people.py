"""People by the tagger and by what stands around capitalised names (see `evidence`)."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

from index import Mention

from .ages import apart_by_age
from .called import both, bracketed, called, nicknames, run_together, unsaid
from .evidence import (
    apposed,
    comes_back,
    coordinated,
    dies,
    full_looking,
    holds_post,
    is_introduced,
    is_person,
    is_surely_person,
    is_village,
    listed,
)
from .fathers import fathers
from .full_names import Name, full_names
from .headlines import headlines
from .kinds import PERSON
from .mentioned import mentions
from .organisations import tagged_spans
from .rules import people_rules
from .runs import (
    LONGEST,
    Run,
    behind_titles,
    find_runs,
    is_named_after,
    name_of,
)
from .spouses import spouses
from .tagged import SURE, SURE_OF_ONE, is_held, is_likely, is_supported, is_tagged, surest_of
from .trimming import trimmed
from .where import is_where
from .words import Word

# By how much the tagger must hold a name to be a person's where a weaker rule says so, too.
_LIKELY = 0.0
# So surely it is a name even if the text has its words written small.
_CERTAIN = 3.5
# So many names of a text are looked for in it.
_FEW = 100
_FIRMS = frozenset(("PT", "CV"))
_HOUSES = frozenset(("Pesantren", "Ponpes"))


def find_people(
    words: Sequence[Word],
    text: str,
    taken: Sequence[Mention],
    kinds: Sequence[str],
    initials: Mapping[str, Name],
) -> list[Mention]:
    """Return the mentions of people, in order, outside the spans already `taken`.

    `kinds` are what the tagger holds each word to be part of (see `word_kinds`), `initials` whom the text
    calls so (see `by_initials`).
    """
    titles = headlines(words)
    every = trimmed(find_runs(words, text, taken, kinds, titles), words, kinds, titles)
    every += _in_capitals(every, words, text, taken, kinds, initials)
    every.sort()
    where = [run for run in every if is_where(run, words) and name_of(words, run) not in people_rules().known]
    # Of whom only the title names, no rule but that of the most known ones is right often enough.
    told = sorted(set(every).difference(where))
    runs = [run for run in told if words[run.first].line > 0 or name_of(words, run) in people_rules().known]
    besides = called(runs, words, text)
    places = {name_of(words, run) for run in where}
    named = _named(runs, words, text, kinds, titles, places, besides)
    for name in run_together(named):
        del named[name]
    for name, without in both(named).items():
        del named[name]
        named |= {without: None, name[-1:]: None}
    apart = apart_by_age(runs, words, text) | fathers(runs, words)
    full = full_names(list(named), apart, spouses(runs, words, named))
    own = {name_of(words, run) for run in runs if _stands_for_itself(run, words)}
    # Not what is a word of another name already: *Hasan* of *Zulkifli Hasan*.
    made = unsaid([name for name in named if full.get(name, name) == name], own)
    moved: dict[Name, Name] = {}
    short = {(each,): _untitled(name, full) for each, name in initials.items()}
    for also, name in (bracketed(runs, words, text, full) | made | besides | short).items():
        if (also in named or also in short) and name in full:
            full[also] = moved[also] = moved.get(full[name], full[name])
    # Parts of what somebody is called, too: *Rudy* of *FX Rudy*.
    full = {part: moved.get(whole, whole) for part, whole in full.items()}
    for also, name in nicknames(runs, words).items():
        if name not in full:
            continue
        if full.get(also, also) == also:
            full[also] = full[name]
        elif full[also] != full[name]:
            # Somebody else is called so, too.
            del full[also]
    return list(mentions(words, text, every, full))


def _named(
    runs: Sequence[Run],
    words: Sequence[Word],
    text: str,
    kinds: Sequence[str],
    titles: Set[int],
    places: Set[Name],
    besides: Collection[Name],
) -> dict[Name, None]:
    """Return the names of `runs` that are people's, in order: by tagger, rules and neighbours.

    `places` are names of where something is, `besides` those that somebody is called besides.
    """
    every = [(run, name_of(words, run)) for run in runs]
    surest = surest_of(every, words)
    alone = {words[run.first].text for run in runs if run.first == run.last}
    known = people_rules().known
    named = {
        name: None
        for run, name in every
        if name in known
        or (
            surest[name] >= (SURE if len(name) > 1 or name in besides else SURE_OF_ONE)
            and is_tagged(run, kinds, words, titles)
        )
        or is_surely_person(run, words, text)
        or (
            surest[name] >= _LIKELY
            and is_supported(run, kinds)
            and (
                is_person(run, words, text)
                or comes_back(run, words, alone)
                or apposed(run, words, text)
                or dies(run, words)
            )
        )
        or (surest[name] >= SURE and run.first < run.last and is_held(run, kinds) and holds_post(run, words))
    }
    for (one, before), (other, name) in itertools.pairwise(every):
        if before not in named or not coordinated(one, other, words):
            continue
        told = surest[name] >= _LIKELY or is_tagged(other, kinds, words, titles)
        if not told and not listed(one, other, words):
            continue
        if full_looking(other, words) or (is_supported(other, kinds) and len(words[other.first].text) > 1):
            named[name] = None
    # Both are players: *Hafiz Faisal/Gloria Emanuelle Widjaja*.
    for (one, name), (other, behind) in itertools.pairwise(every):
        pair = words[other.first].gap == "/" and other.first == one.last + 1
        if pair and behind in named and full_looking(other, words) and one.last > one.first:
            named[name] = None
    nobodys = set(_nobodys([each for each in every if each[1] in named], words, text, surest, places))
    for name in nobodys:
        named.pop(name, None)
    return named


def _nobodys(
    every: Sequence[tuple[Run, Name]],
    words: Sequence[Word],
    text: str,
    surest: Mapping[Name, float],
    places: Set[Name],
) -> Iterator[Name]:
    """Yield the names of runs that are nobody's after all; `surest` and `places` are as in `_named`."""
    often = Counter(name for _, name in every)
    introduced = {name for run, name in every if is_introduced(run, words, text)}
    # Whom rules know, but the tagger knows to be nobody: *Huawei mengatakan*, *Guru Pencak Silat*.
    somebody = introduced | {name for run, name in every if is_likely(run, words)}
    somebody |= {name for (one, _), (run, name) in itertools.pairwise(every) if listed(one, run, words)}
    led = introduced | {name for run, name in every if run.titled or apposed(run, words, text)}
    firms = {name for name in _called(words, _FIRMS) if surest.get(name, 0) < _CERTAIN}
    firms = (firms | _called(words, _HOUSES)) - led - people_rules().known
    # *Korban Korupsi Bansos*, where the text has *korban korupsi bansos*. Keywords at the end have names
    # written small, too.
    common = _written_small((name for _, name in every if surest[name] < _CERTAIN), words, text)
    there = {name for name in places if surest.get(name, 0) < _CERTAIN} - introduced
    there -= {
        name
        for run, name in every
        if name in there and (is_surely_person(run, words, text) or is_person(run, words, text))
    }
    for run, name in every:
        village = often[name] == 1 and is_village(run, words)
        small = name in common and not is_surely_person(run, words, text)
        if village or small or name in firms or name in there or name not in somebody:
            yield name


def _written_small(names: Iterable[Name], words: Sequence[Word], text: str) -> set[Name]:
    """Return names whose words all stand beside each other as common words in the text, too, two by two."""
    pairs = {
        name: [(one.lower(), other.lower()) for one, other in itertools.pairwise(name)]
        for name in names
        if len(name) > 1
    }
    if len(pairs) < _FEW:
        # Hardly any do, and to look for letters is faster than to look at words.
        pairs = {
            name: each for name, each in pairs.items() if all(f"{one} {other}" in text for one, other in each)
        }
    if not pairs:
        return set()
    small = {
        (one.text, other.text)
        for one, other in itertools.pairwise(words)
        if other.gap == " " and not (one.capital or other.capital)
    }
    return {name for name, each in pairs.items() if small.issuperset(each)}


def _called(words: Sequence[Word], kinds: Set[str]) -> set[Name]:
    """Return single words behind one of these, a firm or a house: *PT Pakerin*, *Pesantren Musthafawiyah*."""
    heads = [at for at, word in enumerate(words[:-2]) if word.text in kinds]
    beside = ((words[at + 1], words[at + 2]) for at in heads)
    return {
        (word.text,)
        for word, after in beside
        if word.gap in (" ", ". ") and not (after.capital and after.gap == " ")
    }


def _in_capitals(
    every: Sequence[Run],
    words: Sequence[Word],
    text: str,
    taken: Sequence[Mention],
    kinds: Sequence[str],
    initials: Mapping[str, Name],
) -> list[Run]:
    """Return names that the tagger knows though they look like acronyms (*SBY*, *JK*)."""
    found = [
        Run(first, last, titled=False)
        for first, last in tagged_spans(words, kinds, PERSON)
        if words[first].shouted
        and last - first < LONGEST
        and words[first].text not in people_rules().doubtful | people_rules().in_no_name
        and (not words[first].opens or words[first].text in initials)
        # Initials: *Koptu SS*.
        and not (first and words[first - 1].rank)
        and not is_named_after(words, first, first)
        and all(m.end <= words[first].start or m.start >= words[last].end for m in taken)
    ]
    if not found:
        return []
    covered = {n for run in every for n in range(run.first, behind_titles(words, run.last, text))}
    return [run for run in found if covered.isdisjoint(range(run.first, run.last + 1))]


def _untitled(name: Name, full: Mapping[Name, Name]) -> Name:
    """Return a name without what stands before it, as `full` has it."""
    return next((name[cut:] for cut in range(len(name) - 1) if name[cut:] in full), name)


def _stands_for_itself(run: Run, words: Sequence[Word]) -> bool:
    """Tell somebody who is introduced: *Laksma TNI Amin*, *Korban, Amin, …*, *Amin, anaknya, …*."""
    offices, last = people_rules().offices, run.last + 1
    before = words[run.first - 1] if run.first and words[run.first].gap in (" ", ", ") else None
    after = words[last] if last < len(words) and words[last].gap == ", " else None
    led = before is not None and (before.rank or before.lower in offices or before.lower == "bernama")
    return led or (after is not None and after.lower.removesuffix("nya") in offices)
