"""Decisions about people: what an editor can say, and how it is written down as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import IO

from ..gazetteer import place
from ..slug import slug

_LONGEST_MOMENT = 32


class PeopleError(Exception):
    """A decision cannot be made; the message names the person, what is wrong and what to do."""


class Action(StrEnum):
    """What is decided about `Decision.subject`."""

    # It is the same person as `object`, whose id both bear from then on.
    MERGE = "merge"
    # It is a person of its own; with `object` and a condition, its mentions that meet it are that person's.
    SPLIT = "split"
    # It is shown as `object`.
    RENAME = "rename"
    # It is nowhere listed, counted or linked, though the text stays as it is; and the reverse.
    HIDE = "hide"
    UNHIDE = "unhide"
    # The name is nobody's: its words are words.
    NOT_A_PERSON = "not-a-person"
    # The decision whose number is `subject` holds no longer.
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the record of decisions; later lines win.

    `subject` is the id of a person (the slug of a name), `object` an id (merge) or a name as it is shown
    (rename, split). `office`, `place` (a gazetteer code) and `article` (an id) are the condition of a split.
    `automatic` decisions are Telusur's own: all of an editor's win over them. `made_at` is ISO 8601 in UTC,
    `number` the place in the record, 0 for one that is not in it.
    """

    action: Action
    subject: str
    object: str = ""
    office: str = ""
    place: str = ""
    article: str = ""
    automatic: bool = False
    made_at: str = ""
    number: int = 0

    @property
    def conditional(self) -> bool:
        """Whether this is a split that holds for some mentions only."""
        return bool(self.office or self.place or self.article)

    def check(self) -> None:
        """Raise PeopleError for one that says nothing."""
        if self.action is Action.UNDO:
            if not self.subject.isdigit():
                raise PeopleError(f"undo takes the number of a decision, not {self.subject!r}")
            return
        if slug(self.subject) != self.subject or not self.subject:
            raise PeopleError(f"{self.subject!r} is no person's id; write it as in an address: joko-widodo")
        if self.action is Action.MERGE and (not self.object or slug(self.object) != self.object):
            raise PeopleError(f"merge {self.subject}: {self.object!r} is no person's id")
        if self.action is Action.MERGE and self.object == self.subject:
            raise PeopleError(f"merge {self.subject}: it is the same already")
        if self.action in (Action.HIDE, Action.UNHIDE, Action.NOT_A_PERSON) and self.object:
            raise PeopleError(f"{self.action} {self.subject}: it takes nobody else, not {self.object!r}")
        if self.place and place(self.place) is None:
            raise PeopleError(f"{self.action} {self.subject}: {self.place!r} is no place's code; "
                              "use an official code such as 33.75")  # fmt: skip
        if self.action is Action.RENAME and not slug(self.object):
            raise PeopleError(f"rename {self.subject}: {self.object!r} is no name; it has no letters")
        if self.action is Action.SPLIT and bool(slug(self.object)) != self.conditional:
            raise PeopleError(
                f"split {self.subject}: a part needs both a name and a condition (office, place or article); "
                "without either it becomes a person of its own again"
            )
        if self.action is Action.SPLIT and slug(self.object) == self.subject:
            raise PeopleError(f"split {self.subject}: the part needs another name than the whole")


_COLUMNS = ("made_at", "action", "subject", "object", "office", "place", "article")


def write_csv(decisions: Iterable[Decision], file: IO[str]) -> int:
    """Write decisions as CSV with a header; return how many there were."""
    writer = csv.DictWriter(file, _COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    rows = [asdict(each) for each in decisions]
    writer.writerows(rows)
    return len(rows)


def read_csv(file: Iterable[str]) -> Sequence[Decision]:
    """Read decisions that `write_csv` or an editor wrote. Raises PeopleError naming the line."""
    try:
        return _read(csv.DictReader(file))
    except UnicodeDecodeError as error:
        raise PeopleError("the file is not UTF-8; save it as CSV UTF-8") from error


def _read(reader: csv.DictReader[str]) -> list[Decision]:
    _check_columns(reader.fieldnames or ())
    found = []
    try:
        for row in reader:
            if None in row:
                raise PeopleError(f"it has more values than the {len(reader.fieldnames or ())} columns")
            found.append(_decision({name: (row.get(name) or "").strip() for name in _COLUMNS}))
    except UnicodeDecodeError:
        raise
    except (PeopleError, ValueError, csv.Error) as error:
        raise PeopleError(f"line {reader.line_num}: {error}") from error
    return found


def _check_columns(found: Sequence[str]) -> None:
    """Raise PeopleError if the first line names no columns of decisions."""
    if missing := {"action", "subject"} - set(found):
        apart = "; between them stand commas, not semicolons" if ";" in "".join(found) else ""
        raise PeopleError(
            f"the first line must name the columns {', '.join(_COLUMNS)}; "
            f"{' and '.join(sorted(missing))} is missing{apart}"
        )


def _is_moment(written: str) -> bool:
    """Tell whether a text is a moment in ISO 8601 that an archive can keep, or empty."""
    try:
        return not written or (len(written) <= _LONGEST_MOMENT and bool(datetime.fromisoformat(written)))
    except ValueError:
        return False


def _decision(values: dict[str, str]) -> Decision:
    # Numbers differ from archive to archive: what undoes one by its number goes into no file.
    known = [action for action in Action if action is not Action.UNDO]
    if values["action"] not in known:
        raise PeopleError(f"{values['action']!r} is no action; use one of {', '.join(known)}")
    if not _is_moment(values["made_at"]):
        raise PeopleError(f"made_at is {values['made_at']!r}, no moment like 2026-11-04T10:15:00+00:00")
    decision = Decision(
        Action(values["action"]),
        values["subject"],
        values["object"],
        office=values["office"],
        place=values["place"],
        article=values["article"],
        made_at=values["made_at"],
    )
    decision.check()
    return decision
