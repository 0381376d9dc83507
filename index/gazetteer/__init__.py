"""The gazetteer: Indonesia from province to village, and countries and cities abroad. Front door."""

from .abroad import abroad, other_names
from .indonesia import places, village, villages_named
from .model import Place, lineage

__all__ = ["Place", "abroad", "lineage", "other_names", "place", "places", "village", "villages_named"]


def place(place_id: str) -> Place | None:
    """Return the place with this code, or None."""
    if place_id[:1].isalpha():
        return abroad().get(place_id)
    return village(place_id) if place_id.count(".") == 3 else places().get(place_id)
