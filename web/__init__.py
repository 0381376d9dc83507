"""What people see: pages and the JSON API. Front door of the package."""

from .app import create_app

__all__ = ["create_app"]
