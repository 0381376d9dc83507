"""The embedded engine on Whoosh. Front door of the package."""

from .engine import WhooshEngine
from .schema import Row

__all__ = ["Row", "WhooshEngine"]
