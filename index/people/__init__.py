"""Who the people of the archive are: editors' decisions, and what they make of the names of articles."""

from .decisions import Action, Decision, PeopleError, read_csv, write_csv
from .resolution import Condition, Resolution, in_force, portable, resolve

__all__ = [
    "Action",
    "Condition",
    "Decision",
    "PeopleError",
    "Resolution",
    "in_force",
    "portable",
    "read_csv",
    "resolve",
    "write_csv",
]
