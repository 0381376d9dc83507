"""The commands of `python -m indexer`, a module each. Front door of the package."""

from .add import add
from .entities import entities
from .extract import extract_files
from .rebuild import rebuild
from .remove import remove
from .status import status
from .watch import watch

COMMANDS = (add, extract_files, entities, rebuild, status, remove, watch)

__all__ = ["COMMANDS"]
