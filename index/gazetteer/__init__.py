"""The gazetteer: Indonesia from province to village, and countries and cities abroad. Front door."""

from .abroad import abroad, other_names
from .history import existed, former, lineage, province_then, provinces_before, regency_then
from .indonesia import places, village, villages_in, villages_named
from .model import Place

__all__ = [
    "Place",
    "abroad",
    "existed",
    "former",
    "lineage",
    "other_names",
    "place",
    "places",
    "province_then",
    "provinces_before",
    "regency_then",
    "village",
    "villages_in",
    "villages_named",
]


def place(place_id: str) -> Place | None:
    """Return the place with this code, also one that there was, or None."""
    if place_id[:1].isalpha():
        return abroad().get(place_id)
    return village(place_id) if place_id.count(".") == 3 else places().get(place_id) or former().get(place_id)
