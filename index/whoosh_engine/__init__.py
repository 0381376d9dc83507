"""The embedded engine on Whoosh. Front door of the package."""

from .engine import WhooshEngine

__all__ = ["WhooshEngine"]
