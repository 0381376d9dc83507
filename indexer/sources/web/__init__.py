"""Pages, feeds and sitemaps on the web. Front door of the package."""

from .addresses import is_public, look_up
from .clock import Clock
from .connection import Timeouts
from .memory import Memory
from .problem import WEB_CODES
from .reader import Web

__all__ = ["WEB_CODES", "Clock", "Memory", "Timeouts", "Web", "is_public", "look_up"]
