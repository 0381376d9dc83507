"""Names that may be one person's: those that are safe to make one, and those that an editor should see.

Two ways to write one full name (*Djoko Susilo*, *Joko Soesilo*) are safe if both hold the same office or, for
names of three words (*M. Nur Hasan*), appear in the same regency, or if they differ in apostrophes only
(*Ma'ruf Amin*). Initials that are those of a longer name (*BJ Habibie*) need the office. What many articles
have in brackets behind a name, and always behind the same (*Joko Widodo (Jokowi)*), is safe, too. Anything
less is only suggested.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index import Action, Decision, Resolution, Scene, Suggestion, in_force, slug

from .recognise import fold, is_shortened, plain

_REGENCY = 2
_SHORTEST = 5
# From so many words on a name is hardly two people's of one town: there are many *Muhammad Iqbal*.
_RARE = 3
# *BJ Habibie*
_INITIALS = 2
# So many articles must say whose a name of one word is, and that share of them of one person.
_OFTEN = 20
_NEARLY_ALL = 0.9
# Of those that have it alone, that share at least: *Rudy* is many people's.
_ONE_IN = 0.25
# Of several longer names that share of all their articles must be about one.
_MOST = 0.8


@dataclass(slots=True)
class _Name:
    """What the articles say of one name: how many there are, how it is written, offices and regencies."""

    articles: int = 0
    written: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    @property
    def most_written(self) -> str:
        return self.written.most_common(1)[0][0]


@dataclass(frozen=True, slots=True)
class Alike:
    """What is safe, as automatic decisions that are not in the record yet, and what is suggested."""

    decisions: list[Decision]
    suggestions: list[Suggestion]


def find_alike(scenes: Iterable[Scene], record: Sequence[Decision]) -> Alike:
    """Return which names of an archive's people are alike, given the decisions made so far.

    What an editor undid is not decided again, and an automatic decision that is no longer safe is taken back.
    """
    names, introduced = _gather(scenes)
    safe = {**dict(_called(introduced, names)), **dict(_safe(names))}
    valid = in_force(record)
    standing = {(each.subject, each.object): each.number for each in valid if each.automatic}
    refused = {(each.subject, each.object) for each in _vetoed(record)} - standing.keys()
    wanted = {pair for pair in safe.items() if pair not in refused}
    made = [Decision(Action.MERGE, *pair, automatic=True) for pair in sorted(wanted - standing.keys())]
    made += [
        Decision(Action.UNDO, str(number), automatic=True)
        for pair, number in sorted(standing.items())
        if pair not in wanted
    ]
    last = max((each.number for each in record), default=0)
    resolution = Resolution([*record, *_numbered(made, last)])
    found: dict[tuple[str, str], Suggestion] = {}
    every = (*_introduced(introduced, names), *_same(names), *_short(names), *_misspelt(names))
    # Of a pair that is found both ways round, what more articles speak for.
    for each in sorted(every, key=lambda each: -each.weight):
        one, other = resolution.person(each.subject), resolution.person(each.object)
        listed = not any(resolution.is_hidden(key) or resolution.is_nobody(key) for key in (one, other))
        if one != other and listed and (other, one) not in found:
            found.setdefault((one, other), Suggestion(one, other, each.weight, each.reason))
    return Alike(made, sorted(found.values(), key=lambda each: (-each.weight, each.subject)))


def _vetoed(record: Sequence[Decision]) -> Iterator[Decision]:
    """Yield automatic decisions that an editor undid."""
    undone = {int(each.subject) for each in record if each.action is Action.UNDO and not each.automatic}
    yield from (each for each in record if each.automatic and each.number in undone)


def _gather(scenes: Iterable[Scene]) -> tuple[dict[str, _Name], Counter[tuple[str, str]]]:
    """Return what there is by name, and which names stand in parentheses or as an alias behind which."""
    names: defaultdict[str, _Name] = defaultdict(_Name)
    introduced: Counter[tuple[str, str]] = Counter()
    for scene in scenes:
        regencies = {m.id for m in scene.places if m.id and m.id.count(".") == _REGENCY - 1}
        seen: set[str] = set()
        behind: set[tuple[str, str]] = set()
        for number, m in enumerate(scene.people):
            assert m.id
            one = names[m.id]
            one.written[m.name] += 1
            one.places |= regencies
            # One word (*Ketua*) is too many people's.
            if m.office and " " in m.office:
                one.offices.add(slug(m.office))
            if m.id not in seen:
                one.articles += 1
                seen.add(m.id)
            before = scene.people[number - 1] if number else m
            bracketed = m.start in scene.bracketed and m.start == before.end + len(" (")
            called = m.start in scene.called and m.start == before.end + len(" alias ")
            # The article may have made them one.
            alias = slug(m.surface) if m.id == before.id else m.id
            if before.id and before.id != alias and (bracketed or called):
                behind.add((alias, before.id))
        introduced.update(behind)
    return dict(names), introduced


def _numbered(made: Sequence[Decision], last: int) -> Iterator[Decision]:
    for number, each in enumerate(made, last + 1):
        yield Decision(each.action, each.subject, each.object, automatic=True, number=number)


def _alike(names: dict[str, _Name]) -> Iterator[tuple[str, str]]:
    """Yield pairs of full names that fold to the same: the shortened or rarer one, and the other."""
    folded: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, name in names.items():
        folds = fold(name.most_written)
        if len(folds) > 1:
            folded[folds].append(key)
    for keys in folded.values():
        chief, *others = sorted(
            keys, key=lambda key: (is_shortened(names[key].most_written), -names[key].articles, key)
        )
        for other in others:
            yield other, chief


def _by_initials(names: dict[str, _Name]) -> Iterator[tuple[str, str]]:
    """Yield names that begin with initials (*BJ Habibie*) with the longer one, the rarer of both first.

    Of several longer ones nearly all articles must have the same: others are misspelled.
    """
    longer: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in names:
        words = key.split("-")
        if len(words) > _INITIALS and not any(len(word) == 1 for word in words):
            letters = "".join(word[0] for word in words[:_INITIALS])
            longer[letters, *fold(" ".join(words[_INITIALS:]))].append(key)
    for key, name in names.items():
        first, *rest = key.split("-")
        if len(first) != _INITIALS or not rest or not name.most_written[:_INITIALS].isupper():
            continue
        whole = sorted(longer.get((first, *fold(" ".join(rest))), ()), key=lambda each: -names[each].articles)
        if whole and names[whole[0]].articles >= _MOST * sum(names[each].articles for each in whole):
            rare, chief = sorted((key, whole[0]), key=lambda each: names[each].articles)
            yield rare, chief


def _safe(names: dict[str, _Name]) -> Iterator[tuple[str, str]]:
    for rare, chief in _alike(names):
        one, other = names[rare], names[chief]
        rare_name = len(fold(one.most_written)) >= _RARE
        same = slug(plain(one.most_written)) == slug(plain(other.most_written))
        if same or one.offices & other.offices or (rare_name and one.places & other.places):
            yield rare, chief
    yield from (
        (rare, chief) for rare, chief in _by_initials(names) if names[rare].offices & names[chief].offices
    )


def _called(introduced: Counter[tuple[str, str]], names: dict[str, _Name]) -> Iterator[tuple[str, str]]:
    """Yield what many articles say that one person is called besides, and that person."""
    whose: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (alias, name), count in introduced.items():
        whose[alias][name] += count
    for alias, counts in whose.items():
        name, count = counts.most_common(1)[0]
        if alias not in names or name not in names or "-" not in name or "-" in alias:
            continue
        if count >= max(_OFTEN, _ONE_IN * names[alias].articles, _NEARLY_ALL * counts.total()):
            yield alias, name


def _same(names: dict[str, _Name]) -> Iterator[Suggestion]:
    for rare, chief in (*_alike(names), *_by_initials(names)):
        yield Suggestion(rare, chief, names[rare].articles, "other spelling of the same name")


def _introduced(introduced: Counter[tuple[str, str]], names: dict[str, _Name]) -> Iterator[Suggestion]:
    for (alias, name), count in introduced.items():
        if alias in names and (names[alias].articles > count or len(alias) < len(name)):
            yield Suggestion(alias, name, count, "in parentheses or as an alias behind the name")


def _short(names: dict[str, _Name]) -> Iterator[Suggestion]:
    """Yield names that are part of a longer one of those who hold the same office, nearly always of one."""
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        for office in name.offices:
            holders[office].append(key)
    longer: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for keys in holders.values():
        for one in keys:
            for other in keys:
                if one != other and f"-{one}-" in f"-{other}-":
                    longer[one][other] = names[other].articles
    for key, others in longer.items():
        whole, articles = others.most_common(1)[0]
        if articles >= _MOST * others.total():
            pair = sorted((key, whole), key=lambda each: names[each].articles)
            yield Suggestion(pair[0], pair[1], names[pair[0]].articles, "part of the name, same office")


def _misspelt(names: dict[str, _Name]) -> Iterator[Suggestion]:
    """Yield full names that differ in one letter of one word and share an office."""
    open_ended: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in names:
        words = key.split("-")
        if len(words) > 1:
            for number, word in enumerate(words):
                if len(word) >= _SHORTEST:
                    open_ended[(*words[:number], "", *words[number + 1 :])].append(key)
    for frame, keys in open_ended.items():
        at = frame.index("")
        keys.sort(key=lambda key: (-names[key].articles, key))
        for number, rare in enumerate(keys):
            for chief in keys[:number]:
                one, other = rare.split("-")[at], chief.split("-")[at]
                if _one_letter_apart(one, other) and names[rare].offices & names[chief].offices:
                    yield Suggestion(rare, chief, names[rare].articles, "one letter differs, same office")


def _one_letter_apart(one: str, other: str) -> bool:
    """Tell words that a letter more, less or another makes the same."""
    if abs(len(one) - len(other)) > 1:
        return False
    shorter = min(len(one), len(other))
    start = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:]
