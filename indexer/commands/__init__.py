"""The commands of `python -m indexer`, a module each. Front door of the package."""

from .acronyms import acronyms
from .add import add
from .backup import backup
from .entities import entities
from .export import export
from .extract import extract_files
from .people import people
from .rebuild import rebuild
from .recognise import recognise
from .remove import remove
from .restore import restore
from .status import status
from .verify import verify_index
from .watch import watch

COMMANDS = (
    add,
    extract_files,
    entities,
    acronyms,
    people,
    status,
    verify_index,
    rebuild,
    recognise,
    remove,
    export,
    backup,
    restore,
    watch,
)

__all__ = ["COMMANDS"]
