"""Names as readers write them to the ids that filters take, and back."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from index import Named, Place, abroad, former, place, places, slug

from .model import ParamsError

# So many of the places that share a name are named in a message.
_SHOWN = 9


def resolve_places(values: Sequence[str]) -> tuple[Named, ...]:
    """Return the places for codes or names; a bare name that several share stands for all of them.

    Raises ParamsError for a value that names no place.
    """
    found: dict[str, Named] = {}
    for value in values:
        known = place(value)
        matches = (known,) if known else _by_name().get(slug(value), ())
        if not matches:
            raise ParamsError(
                "place",
                f"no place is called {value[:80]!r}; use a full name such as 'Kota Pekalongan' "
                "or an official code such as '33.75'",
            )
        found.update({match.id: Named(match.id, match.name) for match in matches})
    return tuple(found.values())


def resolve_place(value: str) -> Named:
    """Return the one place for a code or name. Raises ParamsError for a value that names none or several."""
    first, *others = resolve_places([value])
    if others:
        codes = ", ".join(f"{each.name} ({each.id})" for each in (first, *others[:_SHOWN]))
        raise ParamsError("place", f"several places are called {value[:80]!r}: {codes}; use the code of one")
    return first


def place_name(place_id: str) -> str:
    """Return the official name of a place, or its code where the gazetteer no longer has it."""
    known = place(place_id)
    return known.name if known else place_id


def person_slug(value: str) -> str:
    """Return the slug for a person's name or slug. Raises ParamsError for one without letters."""
    found = slug(value)
    if not found:
        raise ParamsError("person", f"{value[:80]!r} is no person's name; use a name such as 'Salahudin'")
    return found


@functools.cache
def _by_name() -> dict[str, tuple[Place, ...]]:
    """Full names first; a bare name stands for the places of the highest level that bear it."""
    full: dict[str, tuple[Place, ...]] = {}
    bare: dict[str, tuple[Place, ...]] = {}
    for known in sorted(
        (*places().values(), *former().values(), *abroad().values()), key=lambda place: place.id.count(".")
    ):
        full[slug(known.name)] = (*full.get(slug(known.name), ()), known)
        others = bare.get(slug(known.bare), ())
        if not others or others[0].level == known.level:
            bare[slug(known.bare)] = (*others, known)
    return bare | full
