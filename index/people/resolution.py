"""What the decisions make of names: which person a mention is, and how that person is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..gazetteer import lineage
from ..model import Document, Mention, MentionKind
from ..slug import slug
from .decisions import Action, Decision

# Words right before an office that make it another one, or one of before; and those that do not.
_OTHER = frozenset(("mantan", "eks", "bekas", "calon", "bakal", "wakil", "ajudan", "asisten", "deputi"))
_ACTING = frozenset(("plt", "plh", "pj", "pjs"))


@dataclass(frozen=True, slots=True)
class Condition:
    """Which mentions of a name are another person's; what is empty is not asked for."""

    person: str
    office: str
    place: str
    article: str

    def holds(self, document: Document, mentions: Sequence[Mention]) -> bool:
        """Whether it holds in an article for a name that has these mentions there."""
        article = document.article
        if self.article and self.article != article.id:
            return False
        if self.office and not any(_says(m.office, self.office) for m in mentions):
            return False
        if not self.place:
            return True
        codes = (m.id for m in document.mentions if m.kind is MentionKind.PLACE and m.id)
        return any(self.place in lineage(code, article.published or "") for code in codes)


class _Outcome(NamedTuple):
    """All that the decisions say of one name."""

    person: str
    name: str | None
    hidden: bool
    nobody: bool
    parts: tuple[tuple[Condition, str | None, bool], ...]


class Resolution:
    """The decisions of a record, played through: automatic ones first, then editors', each in their order."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._person: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        # Whom each name was merged into, as it was said.
        self._into: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._nobody: set[str] = set()
        self._parts: dict[str, list[Condition]] = {}
        valid = in_force(decisions)
        for decision in sorted(valid, key=lambda each: (not each.automatic, each.number)):
            self._play(decision)
        self._given: dict[str, list[str]] = {}
        for key, name in self._names.items():
            self._given.setdefault(slug(name), []).append(key)

    def person(self, key: str) -> str:
        """Return the id of the person whom a name (its slug) belongs to."""
        return self._person.get(key, key)

    def names_of(self, person: str) -> set[str]:
        """Return the slugs of all names of a person, whole."""
        return self._members.get(person, {person})

    def leading_to(self, person: str) -> set[str]:
        """Return the slugs of all names that may be a person's: whole, or some of their mentions."""
        parts = {
            key for key, each in self._parts.items() if any(self.person(one.person) == person for one in each)
        }
        return self.names_of(person) | parts

    def name(self, person: str) -> str | None:
        """Return what an editor called a person."""
        return self._names.get(person)

    def given(self, key: str, *, hidden: bool = False) -> list[str]:
        """Return the slugs of whom an editor called so (a slug): people, else names that are others' now.

        Those who are hidden are left out unless `hidden`.
        """
        found = [each for each in self._given.get(key, ()) if hidden or not self.is_hidden(each)]
        return [each for each in found if self.person(each) == each] or found

    def is_person(self, key: str) -> bool:
        """Tell the id of a person whom names were given to."""
        return key in self._members

    def is_hidden(self, key: str) -> bool:
        """Tell a name or a person that is not to be listed."""
        return key in self._hidden or self.person(key) in self._hidden

    def is_nobody(self, key: str) -> bool:
        """Tell a name that is no person's."""
        return key in self._nobody

    def hidden(self) -> set[str]:
        """Return the ids of the people that are hidden."""
        return {self.person(key) for key in self._hidden}

    def mentioned(self) -> set[str]:
        """Return the slugs of all names that anything was decided about."""
        return {*self._person, *self._names, *self._hidden, *self._nobody, *self._parts}

    def people(self) -> set[str]:
        """Return the ids of all people that names were given to."""
        return {*self._person.values(), *(part.person for each in self._parts.values() for part in each)}

    def differing(self, other: Resolution) -> set[str]:
        """Return the slugs of names that another resolution would make something else of."""
        every = self.mentioned() | other.mentioned()
        return {key for key in every if self._outcome(key) != other._outcome(key)}

    def conditions(self, key: str) -> Sequence[Condition]:
        """Return what makes some of a name's mentions another person's, the newest first."""
        return self._parts.get(key, ())

    def _outcome(self, key: str) -> _Outcome:
        person = self.person(key)
        parts = tuple(
            (each, self._names.get(self.person(each.person)), self.is_hidden(each.person))
            for each in self.conditions(key)
        )
        return _Outcome(person, self._names.get(person), self.is_hidden(key), key in self._nobody, parts)

    def _play(self, decision: Decision) -> None:
        subject, person = decision.subject, self.person(decision.subject)
        match decision.action:
            case Action.MERGE:
                self._merge(person, decision.object)
            case Action.SPLIT if decision.conditional:
                part = slug(decision.object)
                self._names[part] = decision.object
                condition = Condition(part, slug(decision.office), decision.place, decision.article)
                for each in self.names_of(person):
                    self._parts.setdefault(each, []).insert(0, condition)
            case Action.SPLIT if person != subject:
                self._part(subject, person)
            case Action.RENAME:
                self._names[person] = decision.object
            case Action.HIDE:
                self._hidden.add(person)
            case Action.UNHIDE:
                self._hidden -= {subject, person}
            case Action.NOT_A_PERSON:
                self._nobody.add(subject)

    def _merge(self, gone: str, name: str) -> None:
        kept = self.person(name)
        if gone == kept:
            return
        self._into[gone] = name
        members = self._members.pop(gone, {gone})
        self._members.setdefault(kept, {kept}).update(members)
        self._person |= dict.fromkeys(members, kept)
        self._person.pop(kept, None)

    def _part(self, subject: str, person: str) -> None:
        """Make a name a person again, with those that were merged into it before."""
        self._into.pop(subject, None)
        taken = {key for key in self.names_of(person) if self._leads_to(key, subject)}
        self._members[person] = self.names_of(person) - taken - {subject}
        self._person.pop(subject, None)
        self._person |= dict.fromkeys(taken - {subject}, subject)
        if taken - {subject}:
            self._members[subject] = taken | {subject}

    def _leads_to(self, key: str, other: str) -> bool:
        seen = {key}
        while key != other and (key := self._into.get(key, "")) and key not in seen:
            seen.add(key)
        return key == other


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that were not undone, without those that only undo."""
    return [each for each in _standing(decisions) if each.action is not Action.UNDO]


def portable(decisions: Iterable[Decision]) -> list[Decision]:
    """Return an editor's decisions that another archive can make, too.

    Numbers differ from archive to archive: what undid an automatic merge is a split there, before all else.
    """
    every = list(decisions)
    automatic = {str(each.number): each for each in every if each.automatic and each.action is Action.MERGE}
    standing = [each for each in _standing(every) if not each.automatic]
    undone = [each for each in standing if each.action is Action.UNDO and each.subject in automatic]
    splits = [replace(each, action=Action.SPLIT, subject=automatic[each.subject].subject) for each in undone]
    return [*splits, *(each for each in standing if each.action is not Action.UNDO)]


def _standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that were not undone, in their order."""
    undone: set[int] = set()
    left = []
    for decision in sorted(decisions, key=lambda each: -each.number):
        if decision.number in undone:
            continue
        left.append(decision)
        if decision.action is Action.UNDO:
            undone.add(int(decision.subject))
    return left[::-1]


def resolve(document: Document, resolution: Resolution, names: Mapping[str, str]) -> Document:
    """Return an article with its people as the decisions have them.

    A person's mentions bear their id and name (`names` has the names of ids as articles write them); one who
    is hidden has no id; what is nobody's name is no mention.
    """
    people: dict[str, list[Mention]] = {}
    for m in document.mentions:
        if m.kind is MentionKind.PERSON and m.id:
            people.setdefault(m.id, []).append(m)
    touched = people.keys() & resolution.mentioned()
    if not touched:
        return document
    ids = {key: _who(key, document, people[key], resolution) for key in touched}

    def resolved() -> Iterator[Mention]:
        for m in document.mentions:
            if m.kind is not MentionKind.PERSON or m.id not in ids:
                yield m
            elif not resolution.is_nobody(m.id):
                person = ids[m.id]
                name = resolution.name(person) or (m.name if person == m.id else names.get(person, m.name))
                hidden = resolution.is_hidden(m.id) or resolution.is_hidden(person)
                yield replace(m, id=None if hidden else person, name=name)

    return Document(document.article, tuple(resolved()))


def _who(key: str, document: Document, mentions: Sequence[Mention], resolution: Resolution) -> str:
    held = (each.person for each in resolution.conditions(key) if each.holds(document, mentions))
    return resolution.person(next(held, key))


def _says(office: str | None, wanted: str) -> bool:
    """Whether an office has the words wanted, one after another, and is not another's or of before.

    *Kapolres* is said of *Kapolres Tegal* and *Plt Kapolres*, not of *mantan Kapolres* or *Wakil Kapolres*.
    """
    said = slug(office or "").split("-")
    asked = wanted.split("-")
    for at in range(len(said) - len(asked) + 1):
        if said[at : at + len(asked)] == asked:
            before = next((word for word in reversed(said[:at]) if word not in _ACTING), "")
            if before not in _OTHER:
                return True
    return False
