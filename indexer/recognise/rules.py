"""The word lists of `names.toml`, loaded once."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from babel import Locale

# What a name begins with, of Bali: *I Nyoman Amerta*, *Ni Luh Putu*.
BALINESE = frozenset(("I", "Ni", "Ida"))
# What stands second there.
BORN = frozenset(
    "Wayan Putu Gede Made Kadek Nyoman Komang Ketut Nengah Luh Gusti Dewa Ayu Bagus Ngurah Gde".split()
)

# The same of two words of which the first is a common one.
_BALINESE_PAIRS = frozenset((("Anak", "Agung"), *(("Desak", born) for born in BORN)))


def is_balinese(first: str, second: str) -> bool:
    """Tell two words that a name of Bali begins with: *I Nyoman*, *Anak Agung*."""
    return (first in BALINESE and second in BORN) or (first, second) in _BALINESE_PAIRS


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """What stands around places: kind words by level, and words that make a name something else.

    `heads` are those of `spoils_before` that do so from further away, too; `things` follow a common word;
    `nothing` are names that only begin like a place's; `doubtful` ones are more often something else, and
    `far` ones unless another place of their province or country is named;
    `historic` are aliases that hold in pieces about the past; `villages` stand before the name of a village;
    `given` are given names, too; `houses` are those of `heads` that are where what stands behind them says.
    """

    kinds: dict[str, str]
    before: frozenset[str]
    spoils_before: frozenset[str]
    heads: frozenset[str]
    things: frozenset[str]
    products: frozenset[str]
    spoils_after: frozenset[str]
    aliases: dict[str, str]
    nothing: frozenset[str]
    doubtful: frozenset[str]
    far: frozenset[str]
    historic: frozenset[str]
    villages: frozenset[str]
    given: frozenset[str]
    houses: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleRules:
    """What stands around people.

    `long_titles` are those of several words, and ranks, by their first word, the longest first;
    `rank_marks` stand behind them. `names_too` are offices that people are called, `courts` offices of two
    words whose second is a name elsewhere, `inside_names` words that are in names only between others,
    `last_words` only behind another.
    `posts` begin an office, those of one word begin no name; `ranks` of them are none alone; `both` stand
    between two offices of one person, `roles` are offices and titles, `office_words` those inside an
    office that are written small. `doubtful` ones are more often something else than a name; `shortened`
    look like initials, and a letter behind what is `lettered` is none; `forms` of firms stand in
    brackets, behind `house_heads` the name of a house, `endings` are last words of firms, clubs and houses,
    `firm_endings` those of the first two; `verbs` are those of headlines, `agencies` are called by one word,
    names of others list their `fields`;
    `newsrooms` are none of the matter of an article that credits them; `things` are no organisations,
    `short_forms` always are (`full_names` tells of which), `bodies` begin names of such; `local_heads` (in
    lower case) are an organisation with the place behind them, of which the country has none of those of
    `each_place`; what begins with one of the `local_beginnings` is with a place right behind it, and what
    begins with a `national` word is one wherever it is; `nobody` is called so, nor as one of the
    `known_bodies`, `paired` are short names that
    stand behind another person's; `calling` stand between a name and what somebody is called besides,
    `known_as` needs none between; `known` are one person's wherever they stand; a full name follows
    `stage`; `wives` stand before somebody who bears the name of a spouse, `of_wives` are what she leads;
    `kin` are relatives, `joins` stand between two people, `after_names` behind one rather than behind a
    common word; nobody is called as one of the `countries`; `shared` are first names of too many to tell
    somebody apart with the last one; `fathers`
    have one name, which their children bear, and what is `told_of_fathers` stands before it;
    what is `in_no_name` is in none, whatever the tagger holds it to be.
    """

    titles: frozenset[str]
    long_titles: dict[str, list[tuple[str, ...]]]
    rank_marks: frozenset[str]
    heads_of_offices: frozenset[str]
    address: frozenset[str]
    posts: frozenset[str]
    ranks: frozenset[str]
    both: frozenset[str]
    office_words: frozenset[str]
    suffix: re.Pattern[str]
    offices: frozenset[str]
    roles: frozenset[str]
    speech: frozenset[str]
    never: frozenset[str]
    one_word_posts: frozenset[str]
    courts: frozenset[str]
    names_too: frozenset[str]
    doubtful: frozenset[str]
    shortened: frozenset[str]
    lettered: frozenset[str]
    inside_names: frozenset[str]
    particles: frozenset[str]
    organisation_heads: frozenset[str]
    forms: frozenset[str]
    house_heads: frozenset[str]
    endings: frozenset[str]
    firm_endings: frozenset[str]
    verbs: frozenset[str]
    agencies: frozenset[str]
    fields: frozenset[str]
    newsrooms: frozenset[str]
    things: frozenset[str]
    short_forms: frozenset[str]
    full_names: dict[str, str]
    bodies: frozenset[str]
    local_heads: frozenset[str]
    each_place: frozenset[str]
    local_beginnings: frozenset[str]
    national: frozenset[str]
    own_name_next: frozenset[str]
    named_after: frozenset[str]
    houses: frozenset[str]
    titled_names: frozenset[str]
    nobody: frozenset[str]
    known_bodies: frozenset[str]
    paired: frozenset[str]
    last_words: frozenset[str]
    leads_to: frozenset[str]
    works: frozenset[str]
    calling: frozenset[str]
    known_as: dict[tuple[str, ...], frozenset[tuple[str, ...]]]
    stage: frozenset[str]
    known: frozenset[tuple[str, ...]]
    fathers: frozenset[str]
    told_of_fathers: frozenset[str]
    in_no_name: frozenset[str]
    wives: frozenset[str]
    of_wives: frozenset[str]
    kin: frozenset[str]
    joins: frozenset[str]
    after_names: frozenset[str]
    countries: frozenset[str]
    shared: frozenset[str]


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
        kinds=kinds,
        before=frozenset(_words("places", "before")),
        spoils_before=frozenset(
            word.rstrip(".") for key in ("spoils_before", "heads") for word in _words("places", key)
        ),
        heads=frozenset(_words("places", "heads")),
        things=frozenset(_words("places", "things")),
        products=frozenset(_words("places", "products")),
        spoils_after=frozenset(_words("places", "spoils_after")),
        aliases={name: str(code) for name, code in aliases.items()},
        nothing=frozenset(_words("places", "nothing")),
        doubtful=frozenset(name.lower() for name in _words("places", "doubtful")),
        far=frozenset(name.lower() for name in _words("places", "far")),
        historic=frozenset(_words("places", "historic")),
        villages=frozenset(_words("places", "villages")),
        given=frozenset(_words("places", "given")),
        houses=frozenset(_words("places", "houses")),
    )


def _countries() -> frozenset[str]:
    """Names of countries in Indonesian, those of one word (*Jepang*)."""
    territories = Locale("id").territories
    return frozenset(name for name in territories.values() if name.isalpha()) | {"Arab", "Saudi"}


def _one_word_posts() -> list[str]:
    """Posts that no name begins with (*Menpora*), as they are written before one."""
    names = {*_words("people", "ranks"), *_words("people", "posts_in_names")}
    return [post.capitalize() for post in _words("people", "posts") if post not in names]


def _known_as() -> dict[tuple[str, ...], frozenset[tuple[str, ...]]]:
    known = _data()["people"]["known_as"]
    assert isinstance(known, dict)
    return {
        tuple(short.split()): frozenset(tuple(name.split()) for name in each) for short, each in known.items()
    }


def _full_names() -> dict[str, object]:
    known = _data()["organisations"]["full_names"]
    assert isinstance(known, dict)
    return known


def _long_titles() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for title in sorted(_words("people", "ranks_and_titles"), key=len, reverse=True):
        parts = tuple(title.lower().split())
        found.setdefault(parts[0], []).append(parts)
    return found


@functools.cache
def people_rules() -> PeopleRules:
    """Return the rules for people and organisations."""
    suffix = _data()["people"]["suffix"]
    offices = _words("people", "offices")
    long_titles = _long_titles()
    # *Sekretaris Jenderal* is an office: there the last word is no title.
    ranks = {word for word, titles in long_titles.items() if (word,) in titles} - {"jenderal", "jendral"}
    titles = frozenset(
        word.lower().strip(".()") for key in ("titles", "address") for word in _words("people", key)
    ).union(ranks)
    heads = frozenset(word.split()[-1] for word in offices) | frozenset(word.split()[0] for word in offices)
    return PeopleRules(
        titles=titles,
        long_titles=long_titles,
        rank_marks=frozenset(word.lower() for word in _words("people", "rank_marks")),
        heads_of_offices=frozenset(word.lower() for word in _words("people", "heads_of_offices")),
        address=frozenset(word.lower() for word in _words("people", "address")),
        posts=frozenset(_words("people", "posts")),
        ranks=frozenset(_words("people", "ranks")),
        both=frozenset(_words("people", "both")),
        office_words=frozenset(_words("people", "office_words")),
        suffix=re.compile(str(suffix)),
        offices=heads,
        roles=heads | titles,
        speech=frozenset(_words("people", "speech")),
        never=frozenset((*_words("people", "never"), *_words("people", "institution"), *_one_word_posts()))
        | _countries(),
        shared=frozenset(_words("people", "shared")),
        countries=_countries() - {name.capitalize() for name in _words("places", "doubtful")},
        one_word_posts=frozenset(_one_word_posts()),
        courts=frozenset(_words("people", "courts")),
        names_too=frozenset(_words("people", "names_too")),
        doubtful=frozenset(_words("people", "doubtful")),
        shortened=frozenset(_words("people", "shortened")),
        lettered=frozenset(_words("people", "lettered")),
        inside_names=frozenset((*_words("people", "institution"), *_words("people", "months"))),
        particles=frozenset(_words("people", "particles")),
        organisation_heads=frozenset(_words("organisations", "heads")),
        forms=frozenset(_words("organisations", "forms")),
        house_heads=frozenset(_words("organisations", "house_heads")),
        endings=frozenset(_words("people", "endings") + _words("organisations", "endings")),
        firm_endings=frozenset(_words("organisations", "endings")),
        verbs=frozenset(_words("organisations", "verbs")),
        agencies=frozenset(_words("organisations", "agencies")),
        fields=frozenset(_words("organisations", "fields")),
        newsrooms=frozenset(_words("organisations", "newsrooms")),
        things=frozenset(_words("organisations", "things")),
        short_forms=frozenset(_words("organisations", "short_forms")),
        full_names={short: str(name) for short, name in _full_names().items()},
        bodies=frozenset(_words("organisations", "bodies")),
        local_heads=frozenset(word.lower() for word in _words("organisations", "local_heads")),
        each_place=frozenset(_words("organisations", "local_heads"))
        - frozenset(_words("organisations", "central_too")),
        local_beginnings=frozenset(word.lower() for word in _words("organisations", "local_beginnings")),
        national=frozenset(_words("organisations", "national")),
        own_name_next=frozenset(_words("people", "own_name_next")),
        named_after=frozenset(_words("people", "named_after")),
        houses=frozenset(_words("people", "houses")),
        titled_names=frozenset(_words("people", "titled_names")),
        nobody=frozenset(_words("people", "nobody") + _words("organisations", "known")),
        known_bodies=frozenset(_words("organisations", "known")),
        paired=frozenset(_words("people", "paired")),
        last_words=frozenset(_words("people", "last_words")),
        leads_to=frozenset(_words("people", "leads_to")),
        works=frozenset(_words("people", "works")),
        calling=frozenset(_words("people", "calling")),
        known_as=_known_as(),
        wives=frozenset(_words("people", "wives")),
        of_wives=frozenset(_words("people", "of_wives")),
        kin=frozenset(_words("people", "kin")),
        joins=frozenset(_words("people", "joins")),
        after_names=frozenset(_words("people", "after_names")),
        stage=frozenset(_words("people", "stage")),
        known=frozenset((word,) for word in _words("people", "known")),
        fathers=frozenset(_words("people", "fathers")),
        told_of_fathers=frozenset(_words("people", "told_of_fathers")),
        in_no_name=frozenset(_words("people", "in_no_name")),
    )
