"""Acronyms that the articles introduce, with what they stand for."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from .archive_articles import chunks
from .archive_schema import acronyms
from .slug import slug

_LONGEST_KEY = 200
_FEWEST = 2
# A short form has at most so many words.
_MOST_WORDS = 3
_MORE = (
    update(acronyms)
    .where(acronyms.c.short == bindparam("of"), acronyms.c.key == bindparam("as"))
    .values(articles=acronyms.c.articles + bindparam("more"), long=bindparam("written"))
)
_KNOWN = select(acronyms.c.short, acronyms.c.key, acronyms.c.long).where(
    acronyms.c.short.in_(bindparam("shorts", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form, what it stands for, as articles write it, and how many introduce it so."""

    short: str
    long: str
    articles: int


def acronym_key(long: str) -> str:
    """Return what ways to write the same long form share (*aparatur sipil negara*)."""
    return slug(long)[:_LONGEST_KEY]


def count_acronyms(introduced: Iterable[Iterable[tuple[str, str]]]) -> list[Acronym]:
    """Return what articles introduce, of each its short and long forms as it writes them.

    In order, no two with the same short form and key.
    """
    written: dict[tuple[str, str], Counter[str]] = {}
    for pairs in introduced:
        for key, long in {(short, acronym_key(long)): long for short, long in pairs}.items():
            written.setdefault(key, Counter())[long] += 1
    return [
        Acronym(short, ways.most_common(1)[0][0], ways.total())
        for (short, _), ways in sorted(written.items())
    ]


def keep_acronyms(connection: Connection, learnt: Sequence[Acronym]) -> None:
    """Replace the table; no two may have the same short form and key."""
    connection.execute(delete(acronyms))
    _insert(connection, learnt)


def add_acronyms(connection: Connection, more: Sequence[Acronym]) -> None:
    """Add to the table what more articles introduce; no two may have the same short form and key.

    What it has keeps its long form, but one that is written small becomes the first with capitals.
    """
    known: dict[tuple[str, str], str] = {}
    for part in chunks(sorted({each.short for each in more})):
        known |= {(row.short, row.key): row.long for row in connection.execute(_KNOWN, {"shorts": part})}
    keyed = {(each.short, acronym_key(each.long)): each for each in more}
    again = [
        {"of": short, "as": key, "more": each.articles, "written": _better(known[short, key], each.long)}
        for (short, key), each in keyed.items()
        if (short, key) in known
    ]
    if again:
        connection.execute(_MORE, again)
    _insert(connection, [each for key, each in keyed.items() if key not in known])


def _better(long: str, other: str) -> str:
    return other if long[0].islower() and other[0].isupper() else long


def _insert(connection: Connection, learnt: Sequence[Acronym]) -> None:
    rows = [
        {"short": each.short, "key": acronym_key(each.long), "long": each.long, "articles": each.articles}
        for each in learnt
    ]
    if rows:
        connection.execute(insert(acronyms), rows)


def spelled_out(connection: Connection, words: Sequence[str]) -> dict[str, list[str]]:
    """Return what each of these words stands for, of those that are short forms as they are or in capitals.

    A short form may have several words: *satpol pp*.

    Only what two articles or more introduce counts, and at least half as many as introduce its commonest
    meaning.
    """
    return _meanings(connection, {form: word for word in words for form in _forms(word)})


def long_forms(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """Return what each of these names stands for, of those that are short forms of one thing, in any case."""
    written: dict[str, set[str]] = {}
    for name in (name for name in names if name.count(" ") < _MOST_WORDS):
        written.setdefault(name.casefold(), set()).add(name)
    found: dict[str, str] = {}
    for part in chunks(sorted(written)):
        forms = {form: folded for folded in part for name in written[folded] for form in _forms(name)}
        meanings = _meanings(connection, forms)
        found |= {
            folded: longs[0] for folded, longs in meanings.items() if len({*map(acronym_key, longs)}) == 1
        }
    return {name: found[name.casefold()] for name in names if name.casefold() in found}


def short_forms(connection: Connection, keys: Sequence[str]) -> dict[str, list[str]]:
    """Return the short forms that stand for one thing alone, by the key of that (see `acronym_key`)."""
    shorts: set[str] = set()
    for part in chunks(sorted(keys)):
        rows = select(acronyms.c.short).where(acronyms.c.key.in_(part), acronyms.c.articles >= _FEWEST)
        shorts.update(connection.execute(rows).scalars())
    found: dict[str, list[str]] = {}
    for short, long in long_forms(connection, sorted(shorts)).items():
        found.setdefault(acronym_key(long), []).append(short)
    return found


def _forms(name: str) -> set[str]:
    """Return the ways in which articles may write a short form; of many words as it is."""
    words = name.split(" ")
    if len(words) > _MOST_WORDS:
        return {name}
    return {name, *map(" ".join, itertools.product(*((word.upper(), word.capitalize()) for word in words)))}


def _meanings(connection: Connection, wanted: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the long forms of short ones (keys), the most frequent first, by the word that asks for them."""
    rows = connection.execute(
        select(acronyms.c.short, acronyms.c.long, acronyms.c.articles)
        .where(acronyms.c.short.in_(list(wanted)), acronyms.c.articles >= _FEWEST)
        .order_by(acronyms.c.articles.desc(), acronyms.c.key)
    ).all()
    found: dict[str, list[str]] = {}
    most: dict[str, int] = {}
    for short, long, articles in rows:
        word = wanted[short]
        if articles * 2 >= most.setdefault(word, articles):
            found.setdefault(word, []).append(long)
    return found


def read_acronyms(connection: Connection, least: int) -> list[Acronym]:
    """Return those that at least so many articles introduce, the most frequent first."""
    rows = connection.execute(
        select(acronyms.c.short, acronyms.c.long, acronyms.c.articles)
        .where(acronyms.c.articles >= least)
        .order_by(acronyms.c.articles.desc(), acronyms.c.short, acronyms.c.key)
    )
    return [Acronym(*row) for row in rows]
