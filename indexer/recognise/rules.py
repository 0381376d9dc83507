"""The word lists of `names.toml`, loaded once."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from babel import Locale


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """What stands around places: kind words by level, and words that make a name something else."""

    kinds: dict[str, str]
    before: frozenset[str]
    spoils_before: frozenset[str]
    spoils_after: frozenset[str]
    aliases: dict[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class PeopleRules:
    """What stands around people."""

    titles: frozenset[str]
    suffix: re.Pattern[str]
    offices: frozenset[str]
    speech: frozenset[str]
    never: frozenset[str]
    particles: frozenset[str]
    organisation_heads: frozenset[str]
    own_name_next: frozenset[str]
    leads_to: frozenset[str]


@functools.cache
def _data() -> dict[str, dict[str, object]]:
    return tomllib.loads(resources.files(__package__).joinpath("names.toml").read_text("utf-8"))


def _words(section: str, key: str) -> list[str]:
    values = _data()[section][key]
    assert isinstance(values, list)
    return [str(value) for value in values]


@functools.cache
def place_rules() -> PlaceRules:
    """Return the rules for places."""
    kinds = {
        word.rstrip("."): level
        for level in ("province", "regency", "city", "district")
        for word in _words("places", level)
    }
    aliases = _data()["places"]["aliases"]
    assert isinstance(aliases, dict)
    return PlaceRules(
        kinds,
        frozenset(_words("places", "before")),
        frozenset(word.rstrip(".") for word in _words("places", "spoils_before")),
        frozenset(_words("places", "spoils_after")),
        {tuple(name.lower().split()): str(code) for name, code in aliases.items()},
    )


def _countries() -> frozenset[str]:
    """Names of countries in Indonesian, those of one word (*Jepang*)."""
    territories = Locale("id").territories
    return frozenset(name for name in territories.values() if name.isalpha()) | {"Arab", "Saudi"}


@functools.cache
def people_rules() -> PeopleRules:
    """Return the rules for people and organisations."""
    suffix = _data()["people"]["suffix"]
    offices = _words("people", "offices")
    return PeopleRules(
        frozenset(word.lower().strip(".()") for word in _words("people", "titles")),
        re.compile(str(suffix)),
        frozenset(word.split()[-1] for word in offices) | frozenset(word.split()[0] for word in offices),
        frozenset(_words("people", "speech")),
        frozenset(_words("people", "never")) | frozenset(_words("people", "institution")) | _countries(),
        frozenset(_words("people", "particles")),
        frozenset(_words("organisations", "heads")),
        frozenset(_words("people", "own_name_next")),
        frozenset(_words("people", "leads_to")),
    )
